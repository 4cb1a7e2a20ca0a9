import type { QuantityValue } from "../command/option.ts";
import { UsageError } from "../errors.ts";
import type { Metric } from "../generated/prisma/client.ts";
import { goalTexts as m } from "../i18n/goals.ts";
import type { Words } from "../i18n/words.ts";
import { type MetricShape, storedAmount } from "./amounts.ts";
import { metricName } from "./metrics.ts";

type Named = MetricShape & Pick<Metric, "name" | "nameRu">;

/** More would not fit a 64-bit amount in the minor units of every currency. */
const largest = 1e12;

/** What a written number makes of a goal's target; whatever is not in the metric's unit is refused with the way to write it. */
export function targetAmount(words: Words, metric: Named, written: QuantityValue, field: string): bigint {
  const value = written.of === undefined ? written.value : (written.value / written.of) * 100;
  if (metric.unit !== "percent") return plainAmount(words, metric, written, field);
  const fits = written.currency === undefined && value >= 0 && value <= 100;
  if (!fits) throw problem(words, metric, field, "target");
  return storedAmount(metric, { value, percent: true });
}

/** An entry's amount, and for rates the trials that it came from: "3 of 10". */
export function entryAmount(
  words: Words,
  metric: Named,
  written: QuantityValue,
  field: string,
): { readonly amount: bigint; readonly trials: bigint | null } {
  if (metric.unit !== "percent") return { amount: plainAmount(words, metric, written, field), trials: null };
  if (written.of === undefined) throw problem(words, metric, field, "entry");
  return { amount: BigInt(written.value), trials: BigInt(written.of) };
}

function plainAmount(words: Words, metric: Named, written: QuantityValue, field: string): bigint {
  const { value, percent, currency, of } = written;
  if (Math.abs(value) > largest) throw new UsageError([{ field, text: m.tooLarge }]);
  const isPlain = !percent && of === undefined;
  const fits =
    metric.unit === "money"
      ? isPlain && (currency === undefined || currency === metric.currency)
      : isPlain && currency === undefined && Number.isInteger(value);
  if (!fits) throw problem(words, metric, field, "target");
  return storedAmount(metric, written);
}

function problem(words: Words, metric: Named, field: string, use: "target" | "entry"): UsageError {
  const name = metricName(words, metric);
  const currency = metric.currency ?? "";
  if (metric.unit === "money") return new UsageError([{ field, text: m.unitMoney, with: { metric: name, currency } }]);
  if (metric.unit === "count") return new UsageError([{ field, text: m.unitCount, with: { metric: name } }]);
  const text = use === "target" ? m.unitPercent : m.unitTrials;
  return new UsageError([{ field, text, with: { metric: name } }]);
}
