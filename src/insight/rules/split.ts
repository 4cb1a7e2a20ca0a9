import { exactWeights } from "./exact-weights.ts";

export type Claimant = { readonly id: string; readonly weight: number };
export type ExactClaimant = { readonly id: string; readonly weight: bigint };

export type WeightFacts = {
  readonly workingDays: number;
  readonly ramp: number;
  /** Posterior result per working day, the person's and the team's. */
  readonly rate: number;
  readonly teamRate: number;
  /** 0 = equal per working day, 1 = pure history, which teaches people to hold back; 0.5 unless given. */
  readonly gamma?: number;
};

/** Working days × ramp × (own rate / team rate)^γ. */
export function splitWeight({ workingDays, ramp, rate, teamRate, gamma = 0.5 }: WeightFacts): number {
  const history = teamRate > 0 ? (Math.max(0, rate) / teamRate) ** gamma : 1;
  return workingDays * ramp * history;
}

/**
 * A total shared in proportion to weights by the largest remainder, in whole units, in the claimants' order;
 * what is left of the last unit goes to the largest weight. Throws RangeError on negative input or nobody to share.
 */
export function split(total: bigint, claimants: readonly Claimant[], unit = 1n): bigint[] {
  const weights = exactWeights(claimants.map((claimant) => claimant.weight));
  return splitExact(
    total,
    claimants.map(({ id }, index) => ({ id, weight: weights[index] ?? 0n })),
    unit,
  );
}

/** The same for weights that are whole numbers already. */
export function splitExact(total: bigint, claimants: readonly ExactClaimant[], unit = 1n): bigint[] {
  if (claimants.length === 0) throw new RangeError("There is nobody to share the total.");
  if (total < 0n || unit <= 0n) throw new RangeError("The total must be at least 0 and the unit more than 0.");
  if (claimants.some(({ weight }) => weight < 0n)) throw new RangeError("A weight must be at least 0.");
  const heard = claimants.every(({ weight }) => weight === 0n)
    ? claimants.map(({ id }) => ({ id, weight: 1n }))
    : claimants;
  const units = wholeUnits(total / unit, heard);
  const shares = units.map((count) => count * unit);
  const largest = ranked(heard, (one, other) => compare(other.weight, one.weight))[0] ?? 0;
  return shares.map((share, index) => (index === largest ? share + (total % unit) : share));
}

function wholeUnits(units: bigint, claimants: readonly ExactClaimant[]): bigint[] {
  const whole = claimants.reduce((sum, { weight }) => sum + weight, 0n);
  const floors = claimants.map(({ weight }) => (units * weight) / whole);
  const left = units - floors.reduce((sum, count) => sum + count, 0n);
  const remainder = ({ weight }: ExactClaimant) => (units * weight) % whole;
  const order = ranked(
    claimants,
    (one, other) => compare(remainder(other), remainder(one)) || compare(other.weight, one.weight),
  );
  const favoured = new Set(order.slice(0, Number(left)));
  return floors.map((count, index) => (favoured.has(index) ? count + 1n : count));
}

/** Indices in order; ties by the smaller id, so that the order of the claimants changes nothing. */
function ranked(
  claimants: readonly ExactClaimant[],
  order: (one: ExactClaimant, other: ExactClaimant) => number,
): number[] {
  return claimants
    .map((claimant, index) => ({ claimant, index }))
    .sort(
      (one, other) =>
        order(one.claimant, other.claimant) || compare(one.claimant.id, other.claimant.id) || one.index - other.index,
    )
    .map(({ index }) => index);
}

function compare<Value extends bigint | string>(one: Value, other: Value): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Σ shares / total − 1: 0 unless a manager typed more in; null without a total. */
export function overAssignment(shares: readonly bigint[], total: bigint): number | null {
  if (total <= 0n) return null;
  return Number(shares.reduce((sum, share) => sum + share, 0n) - total) / Number(total);
}
