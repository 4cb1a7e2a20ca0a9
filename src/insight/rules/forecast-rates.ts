import { betaBinomialAtLeast } from "./distributions.ts";
import { type NotDefined, notDefined } from "./not-defined.ts";

export type RateInput = {
  /** The rate to reach, 0…1. */
  readonly targetRate: number;
  readonly successes: number;
  readonly trials: number;
  /** Further trials expected: remaining days × own trials per day; rounded to whole trials. */
  readonly furtherTrials: number;
  /** Beta(a, b) from the team. */
  readonly prior: { readonly a: number; readonly b: number };
};

export type RateForecast = { readonly need: number; readonly of: number; readonly hitProbability: number };

/** Probability to end at or above a rate: beta-binomial over the trials still to come. */
export function forecastRate(input: RateInput): RateForecast | NotDefined<"no_trials"> {
  const { successes, trials, prior } = input;
  const further = Math.max(0, Math.round(input.furtherTrials));
  if (trials + further <= 0) return notDefined("no_trials");
  const need = Math.max(0, Math.ceil(input.targetRate * (trials + further) - successes - 1e-9));
  const a = prior.a + successes;
  const b = prior.b + trials - successes;
  return { need, of: further, hitProbability: betaBinomialAtLeast(need, further, a, b) };
}
