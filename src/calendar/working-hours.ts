import { addDays, daysBetween, type LocalDate, startOfWeek } from "./dates.ts";
import { lastWorkingDayBefore, nthWorkingDayAfter, type WorkCalendar, workOn } from "./working-days.ts";
import { type LocalTime, localDateOf, localToInstant } from "./zones.ts";

/** A half-open window of the day; an end that is not after the start is on the next day. */
export type Hours = { start: LocalTime; end: LocalTime };

export const officeHours: Hours = { start: "09:00", end: "18:00" };

/** When somebody works: the days of the calendar, the hours of the window, on the clocks of the zone. */
export type WorkingTime = { zone: string; hours: Hours; calendar: WorkCalendar };

type Window = { opens: number; closes: number };

const minute = 60_000;

/** The instant itself inside a working window, else the next opening; null when no working day comes. */
export function nextAllowed(instant: Date, time: WorkingTime): Date | null {
  for (const window of windowsFrom(instant, time)) {
    if (instant.getTime() < window.closes) return new Date(Math.max(instant.getTime(), window.opens));
  }
  return null;
}

/** As `nextAllowed`, for what nobody asked for: after three days off or more the first morning is quiet until ten. */
export function nextProactive(instant: Date, time: WorkingTime): Date | null {
  const allowed = nextAllowed(instant, time);
  if (allowed === null) return null;
  const date = localDateOf(allowed, time.zone);
  const before = lastWorkingDayBefore(time.calendar, date);
  if (before !== null && daysBetween(before, date) <= 3) return allowed;
  const ten = localToInstant(date, "10:00", time.zone);
  return allowed < ten ? nextAllowed(ten, time) : allowed;
}

/** Minutes that really pass inside working windows, also when a clock change makes one longer or shorter. */
export function workingMinutes(from: Date, to: Date, time: WorkingTime): number {
  let sum = 0;
  for (const window of windowsFrom(from, time)) {
    if (window.opens >= to.getTime()) break;
    const overlap = Math.min(window.closes, to.getTime()) - Math.max(window.opens, from.getTime());
    sum += Math.max(0, overlap);
  }
  return sum / minute;
}

/** Full to the closing minute means the next opening, because the window is half-open. */
export function addWorkingMinutes(instant: Date, minutes: number, time: WorkingTime): Date | null {
  let left = minutes * minute;
  for (const window of windowsFrom(instant, time)) {
    const begin = Math.max(instant.getTime(), window.opens);
    if (begin + left < window.closes) return new Date(begin + left);
    left -= Math.max(0, window.closes - begin);
  }
  return null;
}

export type Snooze = { minutes: number } | { until: "tomorrow" | "monday" } | { until: "date"; date: LocalDate };

/** Days start with the working hours; whatever was chosen lands in the next allowed window. */
export function snoozeUntil(instant: Date, snooze: Snooze, time: WorkingTime): Date | null {
  if ("minutes" in snooze) return nextAllowed(new Date(instant.getTime() + snooze.minutes * minute), time);
  const today = localDateOf(instant, time.zone);
  const chosen =
    snooze.until === "date"
      ? snooze.date
      : snooze.until === "tomorrow"
        ? addDays(today, 1)
        : addDays(startOfWeek(today), 7);
  const wanted = localToInstant(chosen, time.hours.start, time.zone);
  return nextAllowed(wanted > instant ? wanted : instant, time);
}

/** The working windows that are open at the instant or open later, in order. */
function* windowsFrom(instant: Date, time: WorkingTime): Generator<Window> {
  let date: LocalDate | null = addDays(localDateOf(instant, time.zone), -1);
  if (workOn(time.calendar, date) === 0) date = nthWorkingDayAfter(time.calendar, date, 1);
  while (date !== null) {
    const window = windowOn(date, time);
    if (window.closes > instant.getTime()) yield window;
    date = nthWorkingDayAfter(time.calendar, date, 1);
  }
}

function windowOn(date: LocalDate, { zone, hours }: WorkingTime): Window {
  const closingDate = hours.end > hours.start ? date : addDays(date, 1);
  return {
    opens: localToInstant(date, hours.start, zone).getTime(),
    closes: localToInstant(closingDate, hours.end, zone).getTime(),
  };
}
