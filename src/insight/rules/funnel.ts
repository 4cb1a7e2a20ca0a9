import { type NotDefined, notDefined } from "./not-defined.ts";
import { sum } from "./order-statistics.ts";
import { betaQuantile, regularizedBeta } from "./special-functions.ts";

/** `successes` of `trials` that are old enough to have finished. */
export type Conversion = { readonly successes: number; readonly trials: number };

export type BetaPrior = {
  readonly a: number;
  readonly b: number;
  readonly mean: number;
  /** How many trials the team's average weighs; 500 says "no measurable difference between reps". */
  readonly strength: number;
  /** Intra-class correlation; null where too little is known to estimate one. */
  readonly correlation: number | null;
  readonly method: "moments" | "weak";
};

/** A beta prior over conversion rates from all reps (Kleinman's moment estimate of the intra-class correlation). */
export function betaPrior(reps: readonly Conversion[]): BetaPrior | NotDefined<"no_trials"> {
  const seen = reps.filter((rep) => rep.trials > 0);
  const trials = sum(seen.map((rep) => rep.trials));
  const successes = sum(seen.map((rep) => rep.successes));
  if (trials <= 0) return notDefined("no_trials");
  const mean = successes / trials;
  const correlation = seen.length < 3 || mean <= 0 || mean >= 1 ? null : intraClassCorrelation(seen, mean, trials);
  if (correlation === null) return prior((successes + 0.5) / (trials + 1), 10, null);
  const strength = correlation > 0 ? Math.min(500, Math.max(2, (1 - correlation) / correlation)) : 500;
  return prior(mean, strength, correlation);
}

function prior(mean: number, strength: number, correlation: number | null): BetaPrior {
  const method = correlation === null ? "weak" : "moments";
  return { a: mean * strength, b: (1 - mean) * strength, mean, strength, correlation, method };
}

/** Null where every rep has a single trial: then nothing repeats and nothing can be correlated. */
function intraClassCorrelation(reps: readonly Conversion[], mean: number, trials: number): number | null {
  const spread = sum(reps.map((rep) => rep.trials * (rep.successes / rep.trials - mean) ** 2)) / (mean * (1 - mean));
  const effective = trials - sum(reps.map((rep) => rep.trials ** 2)) / trials;
  const degrees = reps.length - 1;
  return effective - degrees > 1e-9 ? (spread - degrees) / (effective - degrees) : null;
}

export type ShrunkRate = {
  /** successes / trials; null without trials. */
  readonly raw: number | null;
  readonly mean: number;
  /** The 90 % interval. */
  readonly low: number;
  readonly high: number;
  /** Chance that the true rate is below the team's. */
  readonly belowProbability: number;
  readonly ownWeight: number;
};

/** One rep's conversion, drawn towards the team's by the beta-binomial posterior. */
export function shrink(
  { successes, trials }: Conversion,
  team: Pick<BetaPrior, "a" | "b" | "mean" | "strength">,
): ShrunkRate {
  const a = team.a + successes;
  const b = team.b + trials - successes;
  return {
    raw: trials > 0 ? successes / trials : null,
    mean: a / (a + b),
    low: betaQuantile(0.05, a, b),
    high: betaQuantile(0.95, a, b),
    belowProbability: regularizedBeta(team.mean, a, b),
    ownWeight: trials / (team.strength + trials),
  };
}

/**
 * Which findings to show so that on average at most a share `q` of them is wrong: Bayesian false discovery rate,
 * smallest error probability first while the running mean stays within q. Returns indices in ascending order.
 */
export function bayesFdr(errors: readonly number[], q = 0.1): number[] {
  const order = errors.map((error, index) => ({ error, index })).sort((one, other) => one.error - other.error);
  const flagged: number[] = [];
  let total = 0;
  for (const { error, index } of order) {
    total += error;
    if (total / (flagged.length + 1) > q) break;
    flagged.push(index);
  }
  return flagged.sort((one, other) => one - other);
}
