import type { QuantityValue } from "../command/option.ts";
import { UsageError } from "../errors.ts";
import type { Metric } from "../generated/prisma/client.ts";
import { goalTexts as m } from "../i18n/goals.ts";
import type { Words } from "../i18n/words.ts";
import { amountInWords } from "./amounts.ts";
import type { PeriodRead } from "./goal-period.ts";
import type { NewMetric } from "./metric-for.ts";
import { usualBands } from "./pace.ts";
import { targetAmount } from "./written-amount.ts";

export type Terms = { readonly target: bigint; readonly stretch: bigint | null; readonly threshold: bigint | null };

/** Target, stretch and threshold in stored units; whatever contradicts itself is refused at its field. */
export function readTerms(
  words: Words,
  metric: NewMetric,
  written: { readonly target: QuantityValue; readonly stretch: QuantityValue | undefined },
): Terms {
  const target = targetAmount(words, metric, written.target, "target");
  return checkTerms(words, metric, target, stretchAmount(words, metric, written.stretch));
}

export function stretchAmount(words: Words, metric: NewMetric, written: QuantityValue | undefined): bigint | null {
  return written === undefined ? null : targetAmount(words, metric, written, "stretch");
}

/** Without a stretch of its own a goal gets the usual one; where less is better there are no bands. */
export function checkTerms(words: Words, metric: NewMetric, target: bigint, stretch: bigint | null): Terms {
  if (metric.direction === "less") {
    if (target < 0n) throw new UsageError([{ field: "target", text: m.targetNotPositive }]);
    if (stretch !== null) throw new UsageError([{ field: "stretch", text: m.stretchOfLimit }]);
    return { target, stretch: null, threshold: null };
  }
  if (target <= 0n) throw new UsageError([{ field: "target", text: m.targetNotPositive }]);
  if (stretch !== null && stretch < target) {
    const said = { target: amountInWords(words, metric, target) };
    throw new UsageError([{ field: "stretch", text: m.stretchTooSmall, with: said }]);
  }
  const usual = usualTerms(metric, target);
  return { target, stretch: stretch ?? usual.stretch, threshold: usual.threshold };
}

/** A rate has no more than 100 %. */
const wholePercent = 10_000n;

export function usualTerms(metric: Pick<Metric, "unit">, target: bigint): { stretch: bigint; threshold: bigint } {
  const usual = usualBands(Number(target));
  const stretch = BigInt(Math.ceil(usual.stretch - 1e-9));
  return {
    stretch: metric.unit === "percent" && stretch > wholePercent ? wholePercent : stretch,
    threshold: BigInt(Math.ceil(usual.threshold - 1e-9)),
  };
}

/** The range that was read, or the refusal at the field that it comes from. */
export function periodOrProblem(read: PeriodRead, written: { readonly from?: string; readonly by?: string }) {
  if ("range" in read) return read.range;
  if (read.problem === "badFrom")
    throw new UsageError([{ field: "from", text: m.badFrom, with: { typed: written.from ?? "" } }]);
  if (read.problem === "badBy")
    throw new UsageError([{ field: "by", text: m.badBy, with: { typed: written.by ?? "" } }]);
  throw new UsageError([{ field: "by", text: m[read.problem] }]);
}
