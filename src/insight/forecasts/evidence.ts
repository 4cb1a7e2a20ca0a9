import { addDays, type DateRange, earlier, toDay } from "../../calendar/dates.ts";
import type { MetricUnit } from "../../generated/prisma/client.ts";
import type { Exposure } from "../rules/forecast-counts.ts";
import { sum } from "../rules/order-statistics.ts";
import type { Booking } from "./bookings.ts";
import type { CurveTime } from "./curve-time.ts";
import type { WorkedDays } from "./worked-days.ts";

/** What is known of one series, a person's or a team's, in the time that a forecast rests on. */
export type Evidence = {
  /** Events: deals or bookings of money, units of a count, trials of a rate. Days are weighed by the curve. */
  readonly exposure: Exposure;
  /** The same in weeks, the last one perhaps shorter. */
  readonly weeks: readonly Exposure[];
  /** Plain working days. */
  readonly workedDays: number;
  /** Money: what each booking brought, the latest last. */
  readonly sizes: readonly number[];
  /** Rates: how many of the trials succeeded. */
  readonly successes: number;
};

export type Series = {
  readonly bookings: readonly Booking[];
  readonly worked: WorkedDays;
  readonly time: CurveTime;
};

export function evidenceIn(unit: MetricUnit, { bookings, worked, time }: Series, window: DateRange): Evidence {
  const inside = bookings.filter(({ date }) => date >= window.start && date <= window.end);
  const events = eventsByWeek(unit, inside, window);
  const weeks = weeksOf(window).map((week, at) => ({
    events: events[at] ?? 0,
    days: time.between(week.start, week.end),
  }));
  const all = sum(events);
  return {
    exposure: { events: all, days: sum(weeks.map(({ days }) => days)) },
    weeks,
    workedDays: worked.between(window.start, window.end),
    sizes: unit === "money" ? inside.map(({ amount }) => amount).filter((amount) => amount > 0) : [],
    successes: Math.min(all, Math.max(0, sum(inside.map(({ amount }) => amount)))),
  };
}

const weeksKnown = new WeakMap<DateRange, readonly DateRange[]>();

/** The same for everybody who is looked at in one window. */
function weeksOf(window: DateRange): readonly DateRange[] {
  const known = weeksKnown.get(window);
  if (known) return known;
  const weeks: DateRange[] = [];
  for (let from = window.start; from <= window.end; from = addDays(from, 7)) {
    weeks.push({ start: from, end: earlier(addDays(from, 6), window.end) });
  }
  weeksKnown.set(window, weeks);
  return weeks;
}

/** Corrections may take back more than a week brought, but fewer than no events do not happen. */
function eventsByWeek(unit: MetricUnit, bookings: readonly Booking[], { start }: DateRange): number[] {
  const first = toDay(start);
  const weeks: number[] = [];
  for (const { date, amount, trials } of bookings) {
    const at = Math.floor((toDay(date) - first) / 7);
    const events = unit === "money" ? Number(amount > 0) : unit === "percent" ? trials : amount;
    weeks[at] = (weeks[at] ?? 0) + events;
  }
  return Array.from(weeks, (events) => Math.max(0, events ?? 0));
}
