import {
  addDays,
  addMonths,
  type DateRange,
  daysBetween,
  earlier,
  endOfMonth,
  type LocalDate,
  monthOf,
  startOfMonth,
  yearOf,
} from "../../calendar/dates.ts";
import { type WorkCalendar, workingDays, workOn } from "../../calendar/working-days.ts";

/** The period before: as many whole months before whole months, else as many days. */
export function periodBefore({ start, end }: DateRange): DateRange {
  const last = addDays(start, -1);
  if (start === startOfMonth(start) && end === endOfMonth(end)) {
    const months = yearOf(end) * 12 + monthOf(end) - (yearOf(start) * 12 + monthOf(start)) + 1;
    return { start: addMonths(start, -months), end: last };
  }
  return { start: addDays(last, -daysBetween(start, end)), end: last };
}

/**
 * The part of a period that is over and the part of the one before with as much working time, so that half a month is
 * not held against a whole one. Null before the first working day is complete.
 */
export function comparableParts(
  period: DateRange,
  asOf: LocalDate,
  calendar: WorkCalendar,
): { readonly now: DateRange; readonly before: DateRange } | null {
  const whole = periodBefore(period);
  if (asOf >= period.end) return { now: period, before: whole };
  const elapsed = workingDays(calendar, period.start, earlier(asOf, period.end));
  if (elapsed === 0) return null;
  let end = whole.start;
  let seen = workOn(calendar, end);
  while (seen < elapsed && end < whole.end) {
    end = addDays(end, 1);
    seen += workOn(calendar, end);
  }
  return { now: { start: period.start, end: asOf }, before: { start: whole.start, end } };
}
