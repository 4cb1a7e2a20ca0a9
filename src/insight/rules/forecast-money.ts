import { type CountEvidence, type RemainingCount, remainingCount } from "./forecast-counts.ts";
import { type NotDefined, notDefined } from "./not-defined.ts";
import { clampToUnit, gammaQuantile, regularizedGamma } from "./special-functions.ts";

export type WeightedSize = { readonly size: number; readonly weight: number };

export type RevenueForecast = RemainingCount & {
  readonly mean: number;
  readonly meanSize: number;
  readonly hitProbability: number;
  readonly low: number;
  readonly high: number;
};

type Total = { readonly atLeast: (amount: number) => number; readonly quantile: (share: number) => number };

export type RevenueInput = CountEvidence & {
  readonly target: number;
  readonly actual: number;
  /** Own deal sizes in the window, latest last; the last 50 count, with weight 1 each. */
  readonly ownSizes: readonly number[];
  readonly teamSizes: readonly number[];
  /** How many deals the team's sizes weigh together. */
  readonly teamWeight?: number;
  /** Grid cells per target. */
  readonly units?: number;
};

const usualTeamWeight = 10;
const usualUnits = 200;
const mostCells = 20_000;
/** Less than this is nothing: a millionth of a minor unit, or of a deal. */
const smallest = 1e-6;
/** A usual deal of fewer cells would be rounded too coarsely. */
const cellsPerDeal = 20;

/** Probability to reach a money goal: counts of deals and their sizes compounded by Panjer's recursion, no random numbers. */
export function forecastRevenue(input: RevenueInput): RevenueForecast | NotDefined<"no_deal_sizes"> {
  const sizes = weighSizes(input.ownSizes, input.teamSizes, input.teamWeight ?? usualTeamWeight);
  const totalWeight = sizes.reduce((total, { weight }) => total + weight, 0);
  if (!(totalWeight > 0)) return notDefined("no_deal_sizes");
  const severity = sizes.map(({ size, weight }) => ({ size, weight: weight / totalWeight }));
  const meanSize = severity.reduce((total, { size, weight }) => total + size * weight, 0);
  const remaining = remainingCount(input);
  const gap = input.target - input.actual;
  const total = totalOf(remaining, severity, meanSize, { ...input, gap });
  return {
    ...remaining,
    mean: input.actual + remaining.mu * meanSize,
    meanSize,
    hitProbability: gap <= 0 ? 1 : total.atLeast(gap),
    low: input.actual + total.quantile(0.1),
    high: input.actual + total.quantile(0.9),
  };
}

/** Own deals count one each; the team's share a fixed weight, so that they fade as own deals come in. */
export function weighSizes(own: readonly number[], team: readonly number[], teamWeight: number): WeightedSize[] {
  const ownSizes = own.filter((size) => size >= smallest).slice(-50);
  const teamSizes = team.filter((size) => size >= smallest);
  return [
    ...ownSizes.map((size) => ({ size, weight: 1 })),
    ...teamSizes.map((size) => ({ size, weight: teamWeight / teamSizes.length })),
  ];
}

function totalOf(
  { mu, size: k }: RemainingCount,
  severity: readonly WeightedSize[],
  meanSize: number,
  goal: { readonly gap: number; readonly target: number; readonly units?: number },
): Total {
  if (mu < smallest) return { atLeast: (amount) => (amount <= 0 ? 1 : 0), quantile: () => 0 };
  const meanSquare = severity.reduce((total, { size, weight }) => total + size ** 2 * weight, 0);
  const mean = mu * meanSize;
  const variance = mu * meanSquare + mean ** 2 / k;
  const wanted = goal.target > 0 ? goal.target / (goal.units ?? usualUnits) : Number.POSITIVE_INFINITY;
  const span = Math.max(goal.gap, mean + 6 * Math.sqrt(variance));
  const cell = Math.max(Math.min(wanted, meanSize / cellsPerDeal), span / mostCells);
  const logNone = Number.isFinite(k) ? -k * Math.log1p(mu / k) : -mu;
  // With so many deals no single one shows, and the recursion would start from a number too small to hold.
  if (cell * cellsPerDeal > meanSize * 1.001 || logNone < -600) return gammaTotal(mean, variance);
  return panjerTotal({ mu, k, logNone, cell, severity, span });
}

/** A gamma distribution with the compound's own mean and variance. */
function gammaTotal(mean: number, variance: number): Total {
  const scale = variance / mean;
  const shape = mean / scale;
  return {
    atLeast: (amount) => (amount <= 0 ? 1 : 1 - regularizedGamma(shape, amount / scale)),
    quantile: (share) => gammaQuantile(share, shape) * scale,
  };
}

type Compound = {
  readonly mu: number;
  readonly k: number;
  readonly logNone: number;
  readonly cell: number;
  readonly severity: readonly WeightedSize[];
  readonly span: number;
};

/** Panjer's recursion (1981) for the (a, b, 0) class on a grid of `cell`, carried just past the span. */
function panjerTotal(compound: Compound): Total {
  const { cell } = compound;
  const masses = panjerMasses(compound, Math.ceil(compound.span / cell) + 1);
  return {
    atLeast: (amount) => {
      const cells = Math.ceil(amount / cell - 1e-9);
      return clampToUnit(1 - masses.slice(0, Math.max(0, cells)).reduce((total, mass) => total + mass, 0));
    },
    quantile: (share) => {
      let cumulative = 0;
      const at = masses.findIndex((mass) => {
        cumulative += mass;
        return cumulative >= share;
      });
      return (at < 0 ? masses.length - 1 : at) * cell;
    },
  };
}

function panjerMasses({ mu, k, logNone, cell, severity }: Compound, cells: number): number[] {
  const poisson = !Number.isFinite(k);
  const a = poisson ? 0 : mu / (k + mu);
  const b = poisson ? mu : (k - 1) * a;
  const rounded = severityByCells(severity, cell);
  const masses = [Math.exp(logNone)];
  for (let s = 1; s <= cells; s++) {
    let mass = 0;
    for (const [j, weight] of rounded) {
      if (j > s) break;
      mass += (a + (b * j) / s) * weight * (masses[s - j] ?? 0);
    }
    masses.push(Math.max(0, mass));
  }
  return masses;
}

/** Sizes rounded to whole cells, at least one, smallest first. */
function severityByCells(severity: readonly WeightedSize[], cell: number): [number, number][] {
  const weights = new Map<number, number>();
  for (const { size, weight } of severity) {
    const cells = Math.max(1, Math.round(size / cell));
    weights.set(cells, (weights.get(cells) ?? 0) + weight);
  }
  return [...weights].sort(([one], [other]) => one - other);
}
