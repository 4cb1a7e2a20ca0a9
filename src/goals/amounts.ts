import type { QuantityValue } from "../command/option.ts";
import type { Metric } from "../generated/prisma/client.ts";
import type { Words } from "../i18n/words.ts";
import { fromMinor, toMinor } from "./money.ts";

export type MetricShape = Pick<Metric, "unit" | "currency">;

/** Percents are kept in hundredths of a percent. */
const percentUnit = 100;

/** A written number as the metric's stored amount: minor units, hundredths of a percent, or the count itself. */
export function storedAmount(metric: MetricShape, written: QuantityValue): bigint {
  if (metric.unit === "money") return toMinor(written.value, metric.currency ?? "USD");
  if (metric.unit === "percent") return BigInt(Math.round(written.value * percentUnit));
  return BigInt(Math.round(written.value));
}

/** The amount in major units, for statistics. */
export function majorAmount(metric: MetricShape, stored: bigint): number {
  if (metric.unit === "money") return fromMinor(stored, metric.currency ?? "USD");
  return metric.unit === "percent" ? Number(stored) / percentUnit : Number(stored);
}

/** "$45,000", "45 %", "12": with its unit's sign, so that unlike units never look addable. */
export function amountInWords(words: Words, metric: MetricShape, stored: bigint): string {
  if (metric.unit === "money") return words.money(stored, metric.currency ?? "USD");
  if (metric.unit === "percent") return `${words.number(Number(stored) / percentUnit, 1)} %`;
  return words.number(stored);
}
