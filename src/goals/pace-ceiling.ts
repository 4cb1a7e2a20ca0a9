import type { LocalDate } from "../calendar/dates.ts";
import { shareElapsed, type WorkCalendar } from "../calendar/working-days.ts";
import { statusOfIndex, tooEarly } from "./pace.ts";

export type CeilingStatus =
  | "breached"
  | "achieved"
  | "not_started"
  | "not_applicable"
  | "too_early"
  | "on_track"
  | "at_risk"
  | "behind";

export type CeilingInput = {
  limit: number;
  actual: number;
  start: LocalDate;
  end: LocalDate;
  asOf: LocalDate;
  calendar: WorkCalendar;
};

export type CeilingPace = {
  budgetUsed: number | null;
  expected: number | null;
  paceIndex: number | null;
  left: number;
  status: CeilingStatus;
};

/** Where a "less is better" goal stands: its limit is a budget spent over the working time. */
export function paceCeiling(input: CeilingInput): CeilingPace {
  const { limit, actual } = input;
  const time = shareElapsed(input.calendar, input.start, input.end, input.asOf);
  const expected = time.share === null ? null : limit * time.share;
  const paceIndex = expected === null || actual === 0 ? null : expected / actual;
  return {
    budgetUsed: limit === 0 ? null : actual / limit,
    expected,
    paceIndex,
    left: Math.max(0, limit - actual),
    status: ceilingStatus(input, tooEarly(time.elapsed, time.share), paceIndex),
  };
}

function ceilingStatus(input: CeilingInput, early: boolean, paceIndex: number | null): CeilingStatus {
  if (input.actual > input.limit) return "breached";
  if (input.asOf >= input.end) return "achieved";
  if (input.asOf < input.start) return "not_started";
  if (input.actual <= 0) return "on_track";
  if (paceIndex === null) return "not_applicable";
  return early ? "too_early" : statusOfIndex(paceIndex);
}
