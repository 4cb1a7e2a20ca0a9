import { type DateRange, fromDay, type LocalDate, toDay } from "../../calendar/dates.ts";
import { type WorkCalendar, workOn } from "../../calendar/working-days.ts";

/** The working time of a person or of a whole team, added up once so that any part of its range is read at once. */
export type WorkedDays = {
  /** Working days from one date to another, both included; nothing where the end comes first. */
  between(start: LocalDate, end: LocalDate): number;
};

/** The working weight of every date of a range. */
export function weightsOf(calendar: WorkCalendar, range: DateRange): Float64Array {
  const first = toDay(range.start);
  return Float64Array.from({ length: Math.max(0, toDay(range.end) - first + 1) }, (_, at) =>
    workOn(calendar, fromDay(first + at)),
  );
}

/** Most of a team keep the same calendar: its days are weighed once for all who do. */
export function sharedWeights(range: DateRange): (calendar: WorkCalendar) => Float64Array {
  const known = new Map<string, Float64Array>();
  return (calendar) => {
    const { pattern, overrides, holidays, leaves, hire, left } = calendar;
    const key = JSON.stringify([pattern, [...overrides], [...holidays], leaves, hire, left]);
    const found = known.get(key) ?? weightsOf(calendar, range);
    known.set(key, found);
    return found;
  };
}

export function workedDays(range: DateRange, weights: Float64Array): WorkedDays {
  const first = toDay(range.start);
  const sums = new Float64Array(weights.length + 1);
  for (const [at, weight] of weights.entries()) sums[at + 1] = (sums[at] ?? 0) + weight;
  const until = (day: number): number => sums[Math.min(weights.length, Math.max(0, day - first + 1))] ?? 0;
  return { between: (start, end) => (end < start ? 0 : until(toDay(end)) - until(toDay(start) - 1)) };
}

/** The working time of several people together. */
export function pooled(all: readonly WorkedDays[]): WorkedDays {
  const [only] = all;
  if (only && all.length === 1) return only;
  return { between: (start, end) => all.reduce((total, one) => total + one.between(start, end), 0) };
}
