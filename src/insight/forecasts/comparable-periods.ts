import type { DateRange } from "../../calendar/dates.ts";
import { periodBefore } from "../causes/comparable.ts";

/** Periods of the same kind that end where this one begins, the oldest first. */
export function periodsBefore(period: DateRange, count: number): DateRange[] {
  const periods: DateRange[] = [];
  let next = period;
  for (let at = 0; at < count; at++) {
    next = periodBefore(next);
    periods.unshift(next);
  }
  return periods;
}
