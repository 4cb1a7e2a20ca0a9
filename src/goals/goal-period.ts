import { addMonths, type DateRange, endOfMonth, type LocalDate, later } from "../calendar/dates.ts";
import { parseDate } from "./dates-written.ts";
import { parsePeriod } from "./periods-written.ts";

/** Longer goals are plans; their parts are the goals. */
const longestInMonths = 24;

export type PeriodProblem = "badFrom" | "badBy" | "endsFirst" | "tooLong";
export type PeriodRead = { readonly range: DateRange } | { readonly problem: PeriodProblem };

/**
 * The period of a goal from "from" and "by" as people write them. A named period ("q1", "this month", "март") brings
 * both its ends; otherwise a goal begins today and ends with the month in which it begins.
 */
export function goalPeriod(from: string | undefined, by: string | undefined, today: LocalDate): PeriodRead {
  const start = from === undefined ? null : readEnds(from, today);
  const end = by === undefined ? null : readEnds(by, today);
  if (from !== undefined && start === null) return { problem: "badFrom" };
  if (by !== undefined && end === null) return { problem: "badBy" };
  const first = start?.start ?? (end?.isPeriod ? end.start : today);
  const last = end?.end ?? (start?.isPeriod ? start.end : endOfMonth(later(first, today)));
  return checkPeriod({ start: first, end: last });
}

/** The new end of a goal that keeps its beginning. */
export function movedEnd(start: LocalDate, by: string, today: LocalDate): PeriodRead {
  const end = readEnds(by, today);
  return end === null ? { problem: "badBy" } : checkPeriod({ start, end: end.end });
}

function checkPeriod(range: DateRange): PeriodRead {
  if (range.end < range.start) return { problem: "endsFirst" };
  return range.end >= addMonths(range.start, longestInMonths) ? { problem: "tooLong" } : { range };
}

function readEnds(text: string, today: LocalDate): (DateRange & { isPeriod: boolean }) | null {
  const date = parseDate(text, today);
  if (date !== null) return { start: date, end: date, isPeriod: false };
  const period = parsePeriod(text.replace(/^(?:by|до|к) /iu, ""), today);
  return period === null ? null : { ...period, isPeriod: true };
}

/** The last date that "30.11", "end of month" or "Q4" names; null when it names none. */
export const lastDateNamed = (text: string, today: LocalDate): LocalDate | null => readEnds(text, today)?.end ?? null;
