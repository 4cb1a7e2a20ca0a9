import {
  addDays,
  type DateRange,
  earlier,
  endOfMonth,
  type LocalDate,
  later,
  startOfMonth,
} from "../calendar/dates.ts";
import type { LineFacts } from "./line-facts.ts";
import { monthShares } from "./shares.ts";

/** Null in a month that is over: nobody could do anything for a goal in it. */
export type MonthPart = { readonly period: DateRange; readonly share: bigint | null };

/** The calendar months of a period, the first and the last one perhaps shorter. */
export function monthsOf({ start, end }: DateRange): DateRange[] {
  const months: DateRange[] = [];
  for (let from = start; from <= end; from = addDays(endOfMonth(from), 1)) {
    months.push({ start: later(from, startOfMonth(from)), end: earlier(end, endOfMonth(from)) });
  }
  return months;
}

/** When a plan's first month begins that is not over yet; null once all of them are. */
export const firstMonth = (period: DateRange, today: LocalDate): LocalDate | null =>
  monthsOf(period).find(({ end }) => end >= today)?.start ?? null;

/** A share over the months of a plan that are not over, by the working days that this line has in each. */
export function monthParts(share: bigint, facts: LineFacts | undefined, { period, unit, today }: Monthly): MonthPart[] {
  const months = monthsOf(period);
  const open = months.filter(({ end }) => end >= today);
  const weights = open.map((month) => facts?.days(month) ?? 0);
  const shares = open.length === 0 ? [] : monthShares(share, weights, unit);
  const over = months.length - open.length;
  return months.map((month, at) => ({ period: month, share: at < over ? null : (shares[at - over] ?? 0n) }));
}

type Monthly = { readonly period: DateRange; readonly unit: bigint; readonly today: LocalDate };
