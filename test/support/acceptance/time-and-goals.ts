import type { LocalDate } from "../../../src/calendar/dates.ts";
import { prorateForLeave, type WeekPattern, workCalendar, workingDays } from "../../../src/calendar/working-days.ts";
import {
  addWorkingMinutes,
  nextAllowed,
  snoozeUntil,
  type WorkingTime,
  workingMinutes,
} from "../../../src/calendar/working-hours.ts";
import { localToInstant } from "../../../src/calendar/zones.ts";
import { curveAt, type DayResult, type History, hockeyIndex, seasonalCurve } from "../../../src/goals/curve.ts";
import { convertMinor } from "../../../src/goals/money.ts";
import { isOutlier } from "../../../src/goals/outlier.ts";
import { type PaceStatus, pace } from "../../../src/goals/pace.ts";
import { paceCeiling } from "../../../src/goals/pace-ceiling.ts";
import { parseNumber } from "../../../src/goals/quantity.ts";
import { rampedTarget, tenureMonth } from "../../../src/goals/ramp.ts";
import { readBack } from "../../../src/goals/read-back.ts";
import { statusByProbability } from "../../../src/goals/status.ts";
import { ackMetrics } from "../../../src/goals/understanding.ts";
import { checkWording, type FitClass } from "../../../src/goals/wording.ts";
import { probabilityWords } from "../../../src/view/probability.ts";

type CalendarInput = {
  overrides?: Record<LocalDate, number>;
  holidays?: Record<LocalDate, number>;
  leaves?: [LocalDate, LocalDate, number][];
  pattern?: WeekPattern;
  hire?: LocalDate;
};

type Period = CalendarInput & { start: LocalDate; end: LocalDate };
type PaceCase = Period & {
  target: number;
  actual: number;
  asof: LocalDate;
  threshold: number | null;
  stretch: number | null;
  curve_grid?: number[];
};
type CeilingCase = Period & { limit: number; actual: number; asof: LocalDate };
type HoursCase = { utc: string; tz: string; start?: string; end?: string; minutes: number };
type GoalCase = { ack_min: number | null; first_match: boolean | null; clarity: number | null; question: boolean };

function calendarOf({ overrides, holidays, leaves, pattern, hire }: CalendarInput) {
  return workCalendar({
    overrides: new Map(Object.entries(overrides ?? {})),
    holidays: new Map(Object.entries(holidays ?? {})),
    leaves: (leaves ?? []).map(([start, end, fraction]) => ({ start, end, fraction })),
    ...(pattern && { pattern }),
    ...(hire && { hire }),
  });
}

function workingTime({
  tz,
  start = "09:00",
  end = "18:00",
}: {
  tz: string;
  start?: string;
  end?: string;
}): WorkingTime {
  return { zone: tz, hours: { start, end }, calendar: workCalendar() };
}

const utc = (instant: Date | null) => instant?.toISOString().replace(".000Z", "Z") ?? null;

export const cases: Record<string, (input: never) => unknown> = {
  fx_convert: ({ minor, rate, exp_from, exp_to }: { minor: number; rate: string; exp_from: number; exp_to: number }) =>
    Number(convertMinor(BigInt(minor), rate, exp_from, exp_to)),
  working_days: (input: Period) => workingDays(calendarOf(input), input.start, input.end),
  leave_prorate: (input: { target: number; w_with: number; w_without: number }) =>
    prorateForLeave(input.target, input.w_with, input.w_without),

  pace(input: PaceCase) {
    const { target, actual, start, end, asof, threshold, stretch, curve_grid } = input;
    const found = pace({
      ...{ target, actual, start, end, asOf: asof, calendar: calendarOf(input) },
      ...(threshold !== null && { threshold }),
      ...(stretch !== null && { stretch }),
      ...(curve_grid && { curve: curve_grid }),
    });
    return {
      W: found.days,
      E: found.daysElapsed,
      R: found.daysLeft,
      tau: found.timeShare,
      share: found.expectedShare,
      expected: found.expected,
      attainment: found.attainment,
      pace_index: found.paceIndex,
      gap: found.gap,
      required_per_day: found.requiredPerDay,
      projection: found.projection,
      status: found.status,
      band: found.band,
    };
  },
  pace_down(input: CeilingCase) {
    const { budgetUsed, expected, paceIndex, left, status } = paceCeiling({
      ...input,
      asOf: input.asof,
      calendar: calendarOf(input),
    });
    return { budget_used: budgetUsed, expected, pace_index: paceIndex, left, status };
  },
  status_by_probability: (input: { p: number | null; own_weight: number | null; pace_status: PaceStatus }) =>
    statusByProbability(input.pace_status, { probability: input.p, ownWeight: input.own_weight }),
  seasonal_curve({ histories, kappa, at }: { histories: History[]; kappa: number; at: number[] }) {
    const curve = seasonalCurve(histories, kappa);
    return at.map((share) => curveAt(curve, share));
  },
  hockey_index: ({ daily }: { daily: DayResult[] }) => hockeyIndex(daily),
  probability_words: ({ p }: { p: number }) => probabilityWords(p),
  outlier: ({ value, neighbours }: { value: number; neighbours: number[] }) => isOutlier(value, neighbours),
  ramped_target: (input: Period & { full: number; table: number[] }) =>
    rampedTarget({ ...input, calendar: calendarOf(input) }),
  tenure_month: ({ hire, date }: { hire: LocalDate; date: LocalDate }) => tenureMonth(hire, date),

  smart({ text, fit, parent }: { text: string; fit: FitClass | null; parent: boolean }) {
    const found = checkWording(text, { fit, hasParent: parent });
    return {
      S: found.specific,
      M: found.measurable,
      A: found.attainable,
      R: found.relevant,
      T: found.timeBound,
      codes: found.codes,
    };
  },
  parse_number: ({ text }: { text: string }) => parseNumber(text),
  readback: ({ text, value, tol, deadline }: { text: string; value: number; tol: number; deadline: string[] }) =>
    readBack(text, { value, deadline, tolerance: tol }),
  ack_metrics({ goals }: { goals: GoalCase[] }) {
    const found = ackMetrics(
      goals.map((goal) => ({
        minutesToAcknowledge: goal.ack_min,
        firstReadBackMatched: goal.first_match,
        clarity: goal.clarity,
        askedQuestion: goal.question,
      })),
    );
    return {
      n: found.sent,
      ack_rate: found.ackRate,
      in_sla: found.inTime,
      median_ack_h: found.medianAckHours,
      match_rate: found.matchRate,
      clarity: found.clarity,
      question_rate: found.questionRate,
      index: found.index,
    };
  },

  local_to_utc({ local, tz }: { local: string; tz: string }) {
    const [date = "", time = ""] = local.split("T");
    return utc(localToInstant(date, time, tz));
  },
  next_allowed: (input: HoursCase) => utc(nextAllowed(new Date(input.utc), workingTime(input))),
  working_minutes: (input: { from_: string; to: string; tz: string; start: string; end: string }) =>
    workingMinutes(new Date(input.from_), new Date(input.to), workingTime(input)),
  add_working_minutes: (input: HoursCase) =>
    utc(addWorkingMinutes(new Date(input.utc), input.minutes, workingTime(input))),
  snooze: (input: HoursCase) => utc(snoozeUntil(new Date(input.utc), { minutes: input.minutes }, workingTime(input))),
};
