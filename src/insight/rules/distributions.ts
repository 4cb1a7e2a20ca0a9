import { clampToUnit, logGamma, regularizedBeta, regularizedGamma } from "./special-functions.ts";

/**
 * Counts with mean `mean` and variance mean + mean²/size: negative binomial, and Poisson where size is infinite.
 * Both come from their identities with the incomplete beta and gamma functions.
 */
export type CountDistribution = { readonly mean: number; readonly size: number };

/** Beyond this size the negative binomial and the Poisson agree to more digits than a forecast has. */
const poissonFromSize = 1e8;
/** Beyond this mean single counts no longer matter and the mixing gamma alone describes the count. */
const gammaFromMean = 1e7;
/** A mean below this is no event at all. */
const nothingBelow = 1e-12;

/** P(N ≥ count). */
export function countAtLeast(count: number, { mean, size }: CountDistribution): number {
  const least = Math.ceil(count);
  if (least <= 0) return 1;
  if (mean < nothingBelow) return 0;
  if (size > poissonFromSize) return regularizedGamma(least, mean);
  if (mean > gammaFromMean) return 1 - regularizedGamma(size, (size * (least - 0.5)) / mean);
  return regularizedBeta(mean / (size + mean), least, size, size / (size + mean));
}

/** P(N ≤ count). */
export function countAtMost(count: number, { mean, size }: CountDistribution): number {
  const most = Math.floor(count);
  if (most < 0) return 0;
  if (mean < nothingBelow) return 1;
  if (size > poissonFromSize) return 1 - regularizedGamma(most + 1, mean);
  if (mean > gammaFromMean) return regularizedGamma(size, (size * (most + 0.5)) / mean);
  return regularizedBeta(size / (size + mean), size, most + 1, mean / (size + mean));
}

/** The smallest whole count with P(N ≤ count) ≥ probability. */
export function countQuantile(probability: number, distribution: CountDistribution): number {
  if (distribution.mean < nothingBelow) return 0;
  let below = -1;
  let enough = Math.max(1, Math.ceil(distribution.mean));
  while (enough < Number.MAX_SAFE_INTEGER && countAtMost(enough, distribution) < probability) {
    below = enough;
    enough *= 2;
  }
  while (enough - below > 1) {
    const middle = Math.floor((below + enough) / 2);
    if (middle <= below || middle >= enough) break;
    if (countAtMost(middle, distribution) >= probability) enough = middle;
    else below = middle;
  }
  return enough;
}

/** P(K ≥ least) for K successes in `trials` whose chance is Beta(a, b) (beta-binomial). */
export function betaBinomialAtLeast(least: number, trials: number, a: number, b: number): number {
  if (least <= 0) return 1;
  if (least > trials) return 0;
  // With this many trials the share of successes is the chance itself.
  if (trials > 20_000) return 1 - regularizedBeta((least - 0.5) / trials, a, b);
  const whole = logGamma(trials + 1) - logBeta(a, b);
  let sum = 0;
  for (let k = least; k <= trials; k++) {
    const ways = whole - logGamma(k + 1) - logGamma(trials - k + 1);
    sum += Math.exp(ways + logBeta(a + k, b + trials - k));
  }
  return clampToUnit(sum);
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}
