import { countAtLeast, countQuantile } from "./distributions.ts";
import { type NotDefined, notDefined } from "./not-defined.ts";
import { sum } from "./order-statistics.ts";

/** Events seen in so many working days. */
export type Exposure = { readonly events: number; readonly days: number };

/** Gamma(shape alpha, rate beta) over events per working day. */
export type GammaPrior = { readonly alpha: number; readonly beta: number };

export type TeamPrior = GammaPrior & { readonly rate: number; readonly method: "moments" | "weak" | "no_events" };

/** What the team as a whole says about one rep: a gamma prior by the method of moments, weights by exposure. */
export function gammaPrior(reps: readonly Exposure[]): TeamPrior | NotDefined<"no_exposure"> {
  const seen = reps.filter((rep) => rep.days > 0);
  const events = sum(seen.map((rep) => rep.events));
  const days = sum(seen.map((rep) => rep.days));
  if (days <= 0) return notDefined("no_exposure");
  if (events <= 0) return { alpha: 0.5, beta: 0.5 * days, rate: 0, method: "no_events" };
  const rate = events / days;
  if (seen.length < 3) return { alpha: 1, beta: 1 / rate, rate, method: "weak" };
  const alpha = priorShape(seen, rate, days);
  return { alpha, beta: alpha / rate, rate, method: "moments" };
}

/** 200 says "no measurable difference between reps", 0.5 "the team says next to nothing about this rep". */
function priorShape(reps: readonly Exposure[], rate: number, days: number): number {
  const spread = sum(reps.map((rep) => rep.days * (rep.events / rep.days - rate) ** 2));
  const effectiveDays = days - sum(reps.map((rep) => rep.days ** 2)) / days;
  const variance = (spread - (reps.length - 1) * rate) / effectiveDays;
  if (!(variance > rate ** 2 / 200)) return 200;
  return Math.max(0.5, rate ** 2 / variance);
}

/** How much more weekly counts vary than chance alone: Pearson's χ²/df around each rep's own rate, pooled, never below 1. */
export function dispersion(weeksByRep: readonly (readonly Exposure[])[]): number {
  let chiSquare = 0;
  let degrees = 0;
  for (const weeks of weeksByRep) {
    const worked = weeks.filter((week) => week.days > 0);
    const rate = sum(worked.map((week) => week.events)) / sum(worked.map((week) => week.days));
    if (worked.length < 2 || !(rate > 0)) continue;
    chiSquare += sum(worked.map((week) => (week.events - week.days * rate) ** 2 / (week.days * rate)));
    degrees += worked.length - 1;
  }
  return degrees === 0 ? 1 : Math.max(1, chiSquare / degrees);
}

/** Rates drift by about ±20 % between periods; a compromise found by back-testing. */
export const usualDrift = 0.04;

export type RemainingCount = {
  /** Expected further events. */
  readonly mu: number;
  readonly variance: number;
  /** Size of the negative binomial; infinite where it is Poisson. */
  readonly size: number;
  /** 0…1: below 0.2 the forecast is mostly the team's average. */
  readonly ownWeight: number;
};

export type CountEvidence = {
  readonly prior: GammaPrior;
  /** The person's own history and the current period so far. */
  readonly own: Exposure;
  readonly remainingDays: number;
  readonly dispersion: number;
  /** c², the variance of the relative drift of a rate; `usualDrift` unless given. */
  readonly drift?: number;
};

/** Further events in the days left: gamma-Poisson posterior, widened for over-dispersion and drift. */
export function remainingCount(evidence: CountEvidence): RemainingCount {
  const { prior, own } = evidence;
  const shape = prior.alpha + own.events;
  const rate = prior.beta + own.days;
  const mu = (Math.max(0, evidence.remainingDays) * shape) / rate;
  const relativeVariance = 1 / shape + (evidence.drift ?? usualDrift);
  const extra = Math.max(0, evidence.dispersion - 1) + mu * relativeVariance;
  return {
    mu,
    variance: mu + mu * extra,
    size: mu > 0 && extra > 0 ? mu / extra : Number.POSITIVE_INFINITY,
    ownWeight: own.days / rate,
  };
}

export type CountForecast = RemainingCount & {
  /** Expected total at the end of the period. */
  readonly mean: number;
  readonly hitProbability: number;
  /** The 80 % range of the total. */
  readonly low: number;
  readonly high: number;
};

/** Probability to reach a count goal and an 80 % range; for a team hand in the team's own series, not a sum of reps. */
export function forecastCount(
  input: CountEvidence & { readonly target: number; readonly actual: number },
): CountForecast {
  const remaining = remainingCount(input);
  const distribution = { mean: remaining.mu, size: remaining.size };
  // A hair below the gap, so that 0.1 + 0.2 of a deal does not ask for one more.
  const needed = input.target - input.actual - 1e-9;
  return {
    ...remaining,
    mean: input.actual + remaining.mu,
    hitProbability: countAtLeast(needed, distribution),
    low: input.actual + countQuantile(0.1, distribution),
    high: input.actual + countQuantile(0.9, distribution),
  };
}
