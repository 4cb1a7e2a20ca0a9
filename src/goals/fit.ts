import { type DateRange, type LocalDate, later } from "../calendar/dates.ts";
import { workingDays } from "../calendar/working-days.ts";
import type { Metric } from "../generated/prisma/client.ts";
import { dispersion, gammaPrior, remainingCount } from "../insight/rules/forecast-counts.ts";
import { weighSizes } from "../insight/rules/forecast-money.ts";
import {
  type FitClass,
  type FitReason,
  fitClass,
  fitReasons,
  type GoalFit,
  goalFit,
  moneyGoalFit,
} from "../insight/rules/goal-fit.ts";
import { isDefined } from "../insight/rules/not-defined.ts";
import { median, sum } from "../insight/rules/order-statistics.ts";
import { type Tightest, tightestActivity } from "./fit-capacity.ts";
import type { FitEvidence, FitSubject } from "./fit-evidence.ts";
import { rateFit } from "./fit-rate.ts";
import { currencyExponent } from "./money.ts";
import { isOutlier } from "./outlier.ts";
import { rampedTarget, tenureMonth } from "./ramp.ts";

/** How a goal matches one person, with what it was reckoned from. Amounts are in stored units. */
export type FitNow = {
  readonly fit: FitClass;
  /** Null where there is not enough data. */
  readonly found: Pick<GoalFit, "expected" | "hitProbability" | "basis"> | null;
  readonly reasons: readonly FitReason[];
  readonly math: FitMath;
  /** The target by tenure and own working time; null where it would be the same or nothing. */
  readonly ramped: { readonly target: bigint; readonly factor: number; readonly because: "ramp" | "leave" } | null;
};

type FitMath = {
  readonly workingDays: number;
  readonly normalDays: number;
  readonly own: { readonly events: number; readonly days: number };
  readonly booked: number;
  /** The best and the worst earlier period, scaled to this one's working days; null without any. */
  readonly best: number | null;
  readonly worst: number | null;
  readonly usual: number | null;
  readonly periods: number;
  readonly perDay: number;
  readonly busyDay: number | null;
  /** Of a result: the activity of which it takes more than there is on the busy days. */
  readonly tightest: Tightest | null;
  /** The last goal, scaled to this one's working days. */
  readonly previous: number | null;
  /** Completed months since hire; null for whoever has no date of hire. */
  readonly tenure: number | null;
  readonly rampFactor: number;
};

export type FitGoal = { readonly target: bigint; readonly isRamped?: boolean };

const wholePercent = 10_000;
const fewestNeighbours = 3;

/** Null where less is better: there is no line to be above. */
export function fitNow(evidence: FitEvidence, personId: string, goal: FitGoal): FitNow | null {
  const { metric, period } = evidence;
  const subject = evidence.subjects.get(personId);
  if (!subject || metric.direction === "less") return null;
  const days = subject.worked.between(period.start, period.end);
  const target = Number(goal.target);
  const math = mathOf(evidence, subject, target, days);
  const found = days > 0 ? forecastFit(evidence, subject, target) : null;
  const scaled = scaledPast(metric, subject, days);
  const reasons = fitReasons({
    target,
    workingDays: days,
    normalWorkingDays: math.normalDays,
    ownPeriods: scaled.map((result) => ({ result, workingDays: days })),
    ramp: math.rampFactor,
    goalIsRamped: goal.isRamped ?? false,
    goalIsProrated: goal.isRamped ?? false,
    requiredActivityPerDay: math.tightest?.perDay ?? (isActivity(metric) ? math.perDay : null),
    ownBusyDay: math.tightest?.busyDay ?? subject.busyDay,
    previousGoal: subject.previous && math.previous !== null ? { ...subject.previous, target: math.previous } : null,
    isOutlier: scaled.length >= fewestNeighbours && isOutlier(target, scaled),
  });
  const fit = found === null ? "insufficient_data" : fitClass(found.hitProbability);
  return { fit, found, reasons, math, ramped: rampedFor(evidence, subject, goal, reasons) };
}

const isActivity = ({ kind, unit }: Metric): boolean => kind === "activity" && unit === "count";

/** Results of earlier periods for as many working days as this one has; a rate needs no scaling. */
function scaledPast(metric: Metric, { past }: FitSubject, days: number): number[] {
  if (metric.unit === "percent") {
    return past.flatMap(({ amount, trials }) => (trials > 0 ? [(amount / trials) * wholePercent] : []));
  }
  return past.map(({ amount, workingDays: then }) => (amount * days) / then);
}

function mathOf(evidence: FitEvidence, subject: FitSubject, target: number, days: number): FitMath {
  const { metric, period, today } = evidence;
  const scaled = scaledPast(metric, subject, days);
  const productive = subject.productive.between(period.start, period.end);
  const { previous, hiredOn } = subject;
  const isRate = metric.unit === "percent";
  const normal = workingDays({ ...subject.calendar, leaves: [] }, period.start, period.end);
  const remaining = restDays(subject, period, today);
  return {
    workingDays: days,
    normalDays: normal,
    own: subject.evidence.exposure,
    booked: isRate ? 0 : subject.booked.amount,
    best: scaled.length > 0 ? Math.max(...scaled) : null,
    worst: scaled.length > 0 ? Math.min(...scaled) : null,
    usual: median(scaled),
    periods: scaled.length,
    perDay: remaining > 0 ? Math.max(0, target - subject.booked.amount) / remaining : 0,
    busyDay: subject.busyDay,
    tightest: days > 0 ? tightestActivity(evidence, subject, target) : null,
    previous:
      previous === null || isRate || previous.workingDays <= 0
        ? (previous?.target ?? null)
        : (previous.target * days) / previous.workingDays,
    tenure: hiredOn === null ? null : Math.max(0, tenureMonth(hiredOn, later(period.start, hiredOn))),
    rampFactor: isRate || days <= 0 ? 1 : productive / days,
  };
}

const restDays = ({ worked }: FitSubject, { start, end }: DateRange, today: LocalDate): number =>
  worked.between(later(start, today), end);

type Found = Pick<GoalFit, "expected" | "hitProbability" | "basis">;

/** The forecast for the time that is left: all of a period to come, the rest of one that has begun. */
function forecastFit(evidence: FitEvidence, subject: FitSubject, target: number): Found | null {
  const { metric, period, today, peers } = evidence;
  const booked = subject.booked.amount;
  const basis = subject.past.length < fewestNeighbours ? "team" : "own";
  if (metric.unit === "percent") {
    const found = rateFit(evidence, subject, target, restDays(subject, period, today));
    return found === null ? null : { ...found, basis };
  }
  if (target <= booked) return { expected: booked, hitProbability: 1, basis };
  const prior = gammaPrior(peers.map(({ exposure }) => exposure));
  if (!isDefined(prior) || prior.method === "no_events") return null;
  const input = {
    target: target - booked,
    prior,
    priorReps: peers.length,
    own: subject.evidence.exposure,
    ownPeriods: subject.past.length,
    // Weighed by what is expected of a newcomer already, as the history is.
    workingDays: subject.productive.between(later(period.start, today), period.end),
    ramp: 1,
    dispersion: dispersion(peers.map(({ weeks }) => weeks)),
  };
  const sizes = { ownSizes: subject.evidence.sizes, teamSizes: peers.flatMap((one) => one.sizes) };
  const fit = metric.unit === "money" ? moneyGoalFit({ ...input, ...sizes }) : goalFit(input);
  if (fit.fit === "insufficient_data" || !("expected" in fit)) return null;
  return { expected: booked + fit.expected, hitProbability: fit.hitProbability, basis };
}

/** What a productive working day of this person is expected to bring, in stored units; null without any history. */
export function dailyRate({ metric, peers }: FitEvidence, { evidence }: FitSubject): number | null {
  const prior = gammaPrior(peers.map(({ exposure }) => exposure));
  if (!isDefined(prior) || prior.method === "no_events") return null;
  const { mu } = remainingCount({ prior, own: evidence.exposure, remainingDays: 1, dispersion: 1 });
  if (metric.unit !== "money") return mu;
  const sizes = weighSizes(
    evidence.sizes,
    peers.flatMap((one) => one.sizes),
    10,
  );
  const weight = sum(sizes.map((one) => one.weight));
  return weight > 0 ? (mu * sum(sizes.map((one) => one.size * one.weight))) / weight : null;
}

function rampedFor(
  { metric, period, table }: FitEvidence,
  { calendar, hiredOn }: FitSubject,
  goal: FitGoal,
  reasons: readonly FitReason[],
): FitNow["ramped"] {
  if (metric.unit === "percent" || goal.isRamped) return null;
  const because = reasons.includes("RAMP") ? "ramp" : reasons.includes("LEAVE") ? "leave" : null;
  if (because === null) return null;
  const whole = { full: Number(goal.target), start: period.start, end: period.end, calendar };
  const ramped = rampedTarget({ ...whole, table: hiredOn === null ? [1] : table });
  if (ramped === null || ramped.factor >= 1 || ramped.factor <= 0) return null;
  const target = threeDigits(ramped.target, metric);
  return target > 0n && target < goal.target ? { target, factor: ramped.factor, because } : null;
}

/** Nobody sets a goal of 15 909.09: three digits, in whole major units. */
function threeDigits(amount: number, metric: Metric): bigint {
  const smallest = metric.unit === "money" ? 10 ** currencyExponent(metric.currency ?? "USD") : 1;
  const step = Math.max(smallest, 10 ** (Math.floor(Math.log10(Math.max(1, amount))) - 2));
  return BigInt(Math.round(amount / step)) * BigInt(step);
}
