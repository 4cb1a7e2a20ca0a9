import type { QuantityValue } from "../command/option.ts";
import type { Metric } from "../generated/prisma/client.ts";
import type { Words } from "../i18n/words.ts";
import { currencyExponent, fromMinor, toMinor } from "./money.ts";

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

/** "$45,000", "45%", "12": with its unit's sign, so that unlike units never look addable. */
export function amountInWords(words: Words, metric: MetricShape, stored: bigint): string {
  if (metric.unit === "money") return words.money(stored, metric.currency ?? "USD");
  if (metric.unit === "percent") return words.percent(Number(stored) / percentUnit / 100, 1);
  return words.number(stored);
}

/** From here on the parts of a reckoned sum of money say more than anybody knows. */
const wholeFrom = 1_000;

/** What was reckoned and not counted (a line, a forecast, a need per day): money in whole major units from a thousand up. */
export function estimateInWords(words: Words, metric: MetricShape, stored: number): string {
  if (metric.unit !== "money") return amountInWords(words, metric, BigInt(Math.round(stored)));
  const unit = 10 ** currencyExponent(metric.currency ?? "USD");
  const isLarge = Math.abs(stored) >= wholeFrom * unit;
  return amountInWords(words, metric, BigInt(isLarge ? Math.round(stored / unit) * unit : Math.round(stored)));
}

/** What was counted, on a screen of many figures; the exact sum stands with the goal itself. */
export const overviewInWords = (words: Words, metric: MetricShape, stored: bigint): string =>
  estimateInWords(words, metric, Number(stored));

/** For files: major units with a decimal point, as spreadsheets read them; hundredths of a percent as percents. */
export function amountInFile(metric: MetricShape, stored: bigint): string {
  if (metric.unit === "count") return stored.toString();
  const digits = metric.unit === "money" ? currencyExponent(metric.currency ?? "USD") : 2;
  return majorAmount(metric, stored).toFixed(digits);
}
