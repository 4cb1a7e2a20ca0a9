import type { LocalDate } from "../calendar/dates.ts";
import { shareElapsed, type WorkCalendar } from "../calendar/working-days.ts";
import { type Curve, curveAt } from "./curve.ts";

export type PaceStatus =
  | "no_target"
  | "achieved"
  | "missed"
  | "not_started"
  | "not_applicable"
  | "no_days_left"
  | "too_early"
  | "on_track"
  | "at_risk"
  | "behind";

export type Band = "stretch" | "target" | "threshold" | "below";

/** `asOf` is the last completed local date. Quantities are in the goal's own unit. */
export type PaceInput = {
  target: number;
  actual: number;
  start: LocalDate;
  end: LocalDate;
  asOf: LocalDate;
  calendar: WorkCalendar;
  /** At most the target; without it there is no such band. */
  threshold?: number;
  /** At least the target; without it there is no such band. */
  stretch?: number;
  /** The team's learned curve; a straight line without it. */
  curve?: Curve;
};

/** Days are working days; null means "not defined" and is shown with its reason, never as 0 %. */
export type Pace = {
  days: number;
  daysElapsed: number;
  daysLeft: number;
  timeShare: number | null;
  expectedShare: number | null;
  expected: number | null;
  attainment: number | null;
  paceIndex: number | null;
  gap: number;
  requiredPerDay: number | null;
  projection: number | null;
  status: PaceStatus;
  band: Band | null;
};

/** Where a "more is better" goal stands against the line of its working time. */
export function pace(input: PaceInput): Pace {
  const { target, actual } = input;
  const time = shareElapsed(input.calendar, input.start, input.end, input.asOf);
  const expectedShare = time.share === null || !input.curve ? time.share : curveAt(input.curve, time.share);
  const expected = expectedShare === null ? null : target * expectedShare;
  const early = tooEarly(time.elapsed, time.share);
  const gap = Math.max(0, target - actual);
  const paceIndex = ratio(actual, expected);
  return {
    days: time.total,
    daysElapsed: time.elapsed,
    daysLeft: time.left,
    timeShare: time.share,
    expectedShare,
    expected,
    attainment: ratio(actual, target),
    paceIndex,
    gap,
    requiredPerDay: ratio(gap, time.left),
    projection: early ? null : ratio(actual, expectedShare),
    status: statusOf(input, { days: time.total, daysLeft: time.left, early, paceIndex }),
    band: bandOf(input),
  };
}

/** The bands proposed for a new goal. */
export const usualBands = (target: number) => ({ threshold: target * 0.8, stretch: target * 1.2 });

/** The class of a pace index; a hair below a limit by floating point is still on it. */
export function statusOfIndex(paceIndex: number): "on_track" | "at_risk" | "behind" {
  if (paceIndex >= 0.95 - 1e-9) return "on_track";
  return paceIndex >= 0.75 - 1e-9 ? "at_risk" : "behind";
}

/** Fewer than three working days or a tenth of the time say nothing yet. */
export const tooEarly = (daysElapsed: number, timeShare: number | null): boolean =>
  daysElapsed < 3 || timeShare === null || timeShare < 0.1;

type Standing = { days: number; daysLeft: number; early: boolean; paceIndex: number | null };

function statusOf(input: PaceInput, { days, daysLeft, early, paceIndex }: Standing): PaceStatus {
  if (input.target === 0) return "no_target";
  if (input.actual >= input.target) return "achieved";
  if (input.asOf >= input.end) return "missed";
  if (input.asOf < input.start) return "not_started";
  if (days === 0) return "not_applicable";
  if (daysLeft === 0) return "no_days_left";
  if (early) return "too_early";
  // A curve may expect nothing yet, and then whatever there is suffices.
  return paceIndex === null ? "on_track" : statusOfIndex(paceIndex);
}

function bandOf({ target, actual, threshold, stretch }: PaceInput): Band | null {
  if (target === 0) return null;
  if (stretch !== undefined && actual >= stretch) return "stretch";
  if (actual >= target) return "target";
  return threshold !== undefined && actual >= threshold ? "threshold" : "below";
}

function ratio(value: number, of: number | null): number | null {
  return of === null || of === 0 ? null : value / of;
}
