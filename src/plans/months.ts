import { addDays, type DateRange, earlier, endOfMonth, later, startOfMonth } from "../calendar/dates.ts";
import type { LineFacts } from "./line-facts.ts";
import { monthShares } from "./shares.ts";

export type MonthPart = { readonly period: DateRange; readonly share: bigint };

/** The calendar months of a period, the first and the last one perhaps shorter. */
export function monthsOf({ start, end }: DateRange): DateRange[] {
  const months: DateRange[] = [];
  for (let from = start; from <= end; from = addDays(endOfMonth(from), 1)) {
    months.push({ start: later(from, startOfMonth(from)), end: earlier(end, endOfMonth(from)) });
  }
  return months;
}

/** A share over the months of a plan, by the working days that this line has in each. */
export function monthParts(share: bigint, facts: LineFacts | undefined, period: DateRange, unit: bigint): MonthPart[] {
  const months = monthsOf(period);
  const weights = months.map((month) => facts?.days(month) ?? 0);
  const shares = monthShares(share, weights, unit);
  return months.map((month, at) => ({ period: month, share: shares[at] ?? 0n }));
}
