import { fromDay, type LocalDate, toDay, weekdayOfDay } from "./dates.ts";

/** The working weight of Monday to Sunday. */
export type WeekPattern = readonly [number, number, number, number, number, number, number];

/** `fraction` is how much of each day is off: 1 a whole day, 0.5 half of it. */
export type Leave = { start: LocalDate; end: LocalDate; fraction: number };

export type WorkCalendar = {
  pattern: WeekPattern;
  /** Replace the pattern on that date: a worked Saturday, a shortened day. */
  overrides: ReadonlyMap<LocalDate, number>;
  /** The fraction of the day that is off. */
  holidays: ReadonlyMap<LocalDate, number>;
  leaves: readonly Leave[];
  hire?: LocalDate;
  left?: LocalDate;
};

const mondayToFriday: WeekPattern = [1, 1, 1, 1, 1, 0, 0];

export function workCalendar(partial: Partial<WorkCalendar> = {}): WorkCalendar {
  return { pattern: mondayToFriday, overrides: new Map(), holidays: new Map(), leaves: [], ...partial };
}

/** The working weight of one day; holiday and leave multiply, so that a holiday inside a vacation counts once. */
export const workOn = (calendar: WorkCalendar, date: LocalDate): number => workOnDay(calendar, toDay(date));

/** The working weight of a closed range of dates. */
export function workingDays(calendar: WorkCalendar, start: LocalDate, end: LocalDate): number {
  const last = toDay(end);
  let sum = 0;
  for (let day = toDay(start); day <= last; day++) sum += workOnDay(calendar, day);
  return sum;
}

export type WorkingTimeElapsed = { total: number; elapsed: number; left: number; share: number | null };

/** Working time of a period up to and with `asOf`, the last completed date; the share is null when there is none. */
export function shareElapsed(
  calendar: WorkCalendar,
  start: LocalDate,
  end: LocalDate,
  asOf: LocalDate,
): WorkingTimeElapsed {
  const total = workingDays(calendar, start, end);
  const elapsed = workingDays(calendar, start, asOf < end ? asOf : end);
  return { total, elapsed, left: total - elapsed, share: total === 0 ? null : elapsed / total };
}

/** Null when even without the leave there is no working time. */
export function prorateForLeave(target: number, daysWithLeave: number, daysWithoutLeave: number): number | null {
  return daysWithoutLeave === 0 ? null : (target * daysWithLeave) / daysWithoutLeave;
}

/** The longest run of working days in a row that leave takes away whole; from 5 on, lowering the target is proposed. */
export function longestAbsence(calendar: WorkCalendar, start: LocalDate, end: LocalDate): number {
  const present = { ...calendar, leaves: [] };
  const last = toDay(end);
  let longest = 0;
  let run = 0;
  for (let day = toDay(start); day <= last; day++) {
    if (workOnDay(present, day) === 0) continue;
    run = workOnDay(calendar, day) === 0 ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** Longer than any leave or gap between jobs worth waiting for; past it there is no such working day. */
const horizonInDays = 800;

/** The n-th date after this one with any work on it; null when none comes within about two years. */
export function nthWorkingDayAfter(calendar: WorkCalendar, date: LocalDate, n: number): LocalDate | null {
  const first = toDay(date) + 1;
  let seen = 0;
  for (let day = first; day < first + horizonInDays + n * 7; day++) {
    if (workOnDay(calendar, day) > 0 && ++seen === n) return fromDay(day);
  }
  return null;
}

export function lastWorkingDayBefore(calendar: WorkCalendar, date: LocalDate): LocalDate | null {
  const first = toDay(date) - 1;
  for (let day = first; day > first - horizonInDays; day--) {
    if (workOnDay(calendar, day) > 0) return fromDay(day);
  }
  return null;
}

function workOnDay(calendar: WorkCalendar, day: number): number {
  const date = fromDay(day);
  if (calendar.hire !== undefined && date < calendar.hire) return 0;
  if (calendar.left !== undefined && date > calendar.left) return 0;
  const base = calendar.overrides.get(date) ?? calendar.pattern[weekdayOfDay(day) - 1] ?? 0;
  if (base === 0) return 0;
  return base * (1 - (calendar.holidays.get(date) ?? 0)) * (1 - leaveOn(calendar.leaves, date));
}

function leaveOn(leaves: readonly Leave[], date: LocalDate): number {
  let off = 0;
  for (const leave of leaves) {
    if (leave.start <= date && date <= leave.end) off += leave.fraction;
  }
  return Math.min(1, off);
}
