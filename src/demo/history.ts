import {
  addDays,
  dayOf,
  daysBetween,
  daysInMonth,
  type LocalDate,
  monthOf,
  weekday,
  yearOf,
} from "../calendar/dates.ts";
import type { WorkCalendar } from "../calendar/working-days.ts";
import { workOn } from "../calendar/working-days.ts";
import type { DealState } from "../generated/prisma/client.ts";
import type { Character } from "./cast.ts";
import type { Random } from "./random.ts";

export type MadeDeal = {
  readonly openedOn: LocalDate;
  readonly closedOn: LocalDate | null;
  readonly state: DealState;
  /** In major units. */
  readonly value: number;
};
export type MadeDay = { readonly date: LocalDate; readonly calls: number; readonly meetings: number };
export type MadeHistory = { readonly days: readonly MadeDay[]; readonly deals: readonly MadeDeal[] };

/** Monday to Friday: people plan on Mondays and write offers on Fridays. */
const weekdayPull = [0.9, 1.15, 1.1, 1.05, 0.75, 0, 0] as const;

/** Deals that close early in the history began before it. */
const leadTime = 45;

/**
 * What one person did from the first to the last day: calls lead to meetings, meetings to deals, deals to wins, so that
 * the funnel adds up. Closings gather at the ends of months, as they do wherever targets end there.
 */
export function makeHistory(
  random: Random,
  character: Character,
  range: {
    readonly start: LocalDate;
    readonly end: LocalDate;
    readonly calendar: WorkCalendar;
    readonly dealValue: number;
  },
): MadeHistory {
  const [toMeeting, toDeal, toWin] = character.funnel;
  const days: MadeDay[] = [];
  const deals: MadeDeal[] = [];
  for (let date = addDays(range.start, -leadTime); date <= range.end; date = addDays(date, 1)) {
    const work = workOn(range.calendar, date);
    if (work === 0) continue;
    const pull = (weekdayPull[weekday(date) - 1] ?? 0) * work;
    const calls = Math.max(1, Math.round(character.callsADay * pull * (0.7 + random.next() * 0.6)));
    const meetings = random.successes(calls, toMeeting);
    if (date >= range.start) days.push({ date, calls, meetings });
    for (let at = random.successes(meetings, toDeal); at > 0; at--) {
      deals.push(makeDeal(random, date, { ...range, toWin, usual: range.dealValue * character.size }));
    }
  }
  return { days, deals: deals.filter(({ closedOn }) => closedOn === null || closedOn >= range.start) };
}

type DealPlan = {
  readonly end: LocalDate;
  readonly calendar: WorkCalendar;
  readonly toWin: number;
  readonly usual: number;
};

function makeDeal(random: Random, openedOn: LocalDate, { end, calendar, toWin, usual }: DealPlan): MadeDeal {
  const wanted = addDays(openedOn, random.between(8, 38));
  const closing = workingDay(calendar, random.chance(0.45) ? towardsMonthEnd(random, wanted) : wanted);
  // Many middling deals and a few large ones.
  const value = Math.max(1, Math.round((usual * (0.4 + random.next() + 2 * random.next() ** 4)) / 50)) * 50;
  if (closing > end) return { openedOn, closedOn: null, state: "open", value };
  return { openedOn, closedOn: closing, state: random.chance(toWin) ? "won" : "lost", value };
}

function towardsMonthEnd(random: Random, date: LocalDate): LocalDate {
  const left = daysInMonth(yearOf(date), monthOf(date)) - dayOf(date);
  return addDays(date, Math.max(0, left - random.between(0, 6)));
}

function workingDay(calendar: WorkCalendar, date: LocalDate): LocalDate {
  for (let day = date; daysBetween(date, day) < 14; day = addDays(day, 1)) if (workOn(calendar, day) > 0) return day;
  return date;
}
