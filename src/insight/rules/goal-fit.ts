import { type CountEvidence, type Exposure, forecastCount, type GammaPrior, usualDrift } from "./forecast-counts.ts";
import { forecastRevenue } from "./forecast-money.ts";
import { isDefined, type NotDefined, notDefined } from "./not-defined.ts";

export type FitClass = "too_easy" | "good_fit" | "stretch" | "unrealistic" | "insufficient_data";

/** Policy, not science: the chance at proposal time that separates easy, fitting, stretching and unrealistic goals. */
export function fitClass(hitProbability: number): FitClass {
  if (hitProbability > 0.9) return "too_easy";
  if (hitProbability >= 0.4) return "good_fit";
  if (hitProbability >= 0.15) return "stretch";
  return "unrealistic";
}

export type FitInput = {
  readonly target: number;
  readonly prior: GammaPrior | null;
  /** How many reps the prior was learned from. */
  readonly priorReps: number;
  readonly own: Exposure;
  /** Complete own periods behind the history. */
  readonly ownPeriods: number;
  readonly workingDays: number;
  /** 0…1, what a newcomer is expected to deliver; 1 for everyone else. */
  readonly ramp: number;
  readonly dispersion: number;
  readonly drift?: number;
};

export type GoalFit = {
  /** Expected result of the whole period. */
  readonly expected: number;
  /** Target by expected result; null where nothing is expected. */
  readonly ratio: number | null;
  readonly hitProbability: number;
  readonly fit: FitClass;
  /** Whose history mostly speaks: the person's own from three complete periods on. */
  readonly basis: "own" | "team";
};

type Unfit = { readonly fit: "insufficient_data"; readonly reason: "no_prior" | "no_own_history" | "no_deal_sizes" };

/** How a count goal matches this person: the forecast at the start of the period with nothing achieved yet. */
export function goalFit(input: FitInput): GoalFit | Unfit {
  const evidence = fitEvidence(input);
  if ("fit" in evidence) return evidence;
  return describeFit(input, forecastCount({ ...evidence, target: input.target, actual: 0 }));
}

/** The same for a money goal; amounts in minor units. */
export function moneyGoalFit(
  input: FitInput & { readonly ownSizes: readonly number[]; readonly teamSizes: readonly number[] },
): GoalFit | Unfit {
  const evidence = fitEvidence(input);
  if ("fit" in evidence) return evidence;
  const { target, ownSizes, teamSizes } = input;
  const forecast = forecastRevenue({ ...evidence, target, actual: 0, ownSizes, teamSizes });
  if (!isDefined(forecast)) return { fit: "insufficient_data", reason: forecast.notDefined };
  return describeFit(input, forecast);
}

function fitEvidence(input: FitInput): CountEvidence | Unfit {
  const { prior, own, dispersion, drift = usualDrift } = input;
  if (prior === null) return { fit: "insufficient_data", reason: "no_prior" };
  if (own.days <= 0 && input.priorReps < 3) return { fit: "insufficient_data", reason: "no_own_history" };
  return { prior, own, remainingDays: input.workingDays * input.ramp, dispersion, drift };
}

function describeFit(input: FitInput, forecast: { readonly mean: number; readonly hitProbability: number }): GoalFit {
  return {
    expected: forecast.mean,
    ratio: forecast.mean > 0 ? input.target / forecast.mean : null,
    hitProbability: forecast.hitProbability,
    fit: fitClass(forecast.hitProbability),
    basis: input.ownPeriods < 3 ? "team" : "own",
  };
}

export type FitReason = "ABOVE_BEST" | "BELOW_WORST" | "RAMP" | "LEAVE" | "CAPACITY" | "RATCHET" | "OUTLIER";

export type FitFacts = {
  readonly target: number;
  readonly workingDays: number;
  /** Working days of the period without leave. */
  readonly normalWorkingDays: number;
  readonly ownPeriods: readonly { readonly result: number; readonly workingDays: number }[];
  readonly ramp: number;
  readonly goalIsRamped: boolean;
  readonly goalIsProrated: boolean;
  /** Null where it cannot be derived. */
  readonly requiredActivityPerDay: number | null;
  /** The person's own 90th percentile of activity per day. */
  readonly ownBusyDay: number | null;
  readonly previousGoal: { readonly target: number; readonly attainment: number } | null;
  readonly isOutlier: boolean;
};

/** Why a goal may not fit, as codes to put into words; each is a question to the manager, never a refusal. */
export function fitReasons(facts: FitFacts): FitReason[] {
  const { target, ownPeriods, workingDays, requiredActivityPerDay, ownBusyDay, previousGoal } = facts;
  const scaled = ownPeriods
    .filter((period) => period.workingDays > 0)
    .map((period) => (period.result * workingDays) / period.workingDays);
  const applies: Record<FitReason, boolean> = {
    ABOVE_BEST: scaled.length > 0 && target > Math.max(...scaled),
    BELOW_WORST: scaled.length > 0 && target < Math.min(...scaled),
    RAMP: facts.ramp < 1 && !facts.goalIsRamped,
    LEAVE: workingDays < 0.6 * facts.normalWorkingDays && !facts.goalIsProrated,
    CAPACITY: requiredActivityPerDay !== null && ownBusyDay !== null && requiredActivityPerDay > ownBusyDay,
    RATCHET: previousGoal !== null && previousGoal.attainment > 1 && target > 1.25 * previousGoal.target,
    OUTLIER: facts.isOutlier,
  };
  return fitReasonCodes.filter((reason) => applies[reason]);
}

export const fitReasonCodes = [
  "ABOVE_BEST",
  "BELOW_WORST",
  "RAMP",
  "LEAVE",
  "CAPACITY",
  "RATCHET",
  "OUTLIER",
] as const satisfies readonly FitReason[];

export type GoalSetting = {
  readonly share: number;
  readonly goals: number;
  readonly verdict: "too_hard" | "in_range" | "too_easy";
};

/** How well a manager sets goals: the share reached over the last four periods, expected between 0.4 and 0.7. */
export function goalSettingCalibration(
  periods: readonly (readonly { readonly attained: boolean }[])[],
): GoalSetting | NotDefined<"no_goals"> {
  const goals = periods.slice(-4).flat();
  if (goals.length === 0) return notDefined("no_goals");
  const share = goals.filter((goal) => goal.attained).length / goals.length;
  const verdict = share < 0.4 ? "too_hard" : share > 0.7 ? "too_easy" : "in_range";
  return { share, goals: goals.length, verdict };
}
