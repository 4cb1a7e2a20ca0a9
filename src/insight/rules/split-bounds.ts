import { exactWeights } from "./exact-weights.ts";
import { type Claimant, splitExact } from "./split.ts";

export type BoundedClaimant = Claimant & { readonly floor: bigint; readonly cap: bigint };

/** Why no split exists, and by how much the bounds miss the total. */
export type Infeasible = {
  readonly infeasible: "caps_below_total" | "floors_above_total" | "floor_above_cap";
  readonly missing: bigint;
};

type Open = { readonly index: number; readonly weight: bigint };
type Sides = { readonly below: readonly Open[]; readonly above: readonly Open[]; readonly excess: bigint };

/**
 * A split within floors and caps by water-filling: clamp the side with the larger total violation, repeat.
 * Where round units would break a bound, single minor units are used.
 */
export function splitBounds(total: bigint, claimants: readonly BoundedClaimant[], unit = 1n): bigint[] | Infeasible {
  if (claimants.length === 0) throw new RangeError("There is nobody to share the total.");
  if (total < 0n) throw new RangeError("The total must be at least 0.");
  const obstacle = findObstacle(total, claimants);
  if (obstacle) return obstacle;
  const clamped = clampOutliers(total, claimants);
  const fits = (shares: readonly bigint[]) =>
    claimants.every(({ floor, cap }, index) => isBetween(shares[index] ?? 0n, floor, cap));
  const round = fillOpen(total, claimants, clamped, unit);
  return fits(round) ? round : fillOpen(total, claimants, clamped, 1n);
}

function isBetween(share: bigint, floor: bigint, cap: bigint): boolean {
  return share >= floor && share <= cap;
}

function findObstacle(total: bigint, claimants: readonly BoundedClaimant[]): Infeasible | undefined {
  const crossed = claimants.find(({ floor, cap }) => floor > cap);
  if (crossed) return { infeasible: "floor_above_cap", missing: crossed.floor - crossed.cap };
  const floors = add(claimants.map(({ floor }) => floor));
  const caps = add(claimants.map(({ cap }) => cap));
  if (floors > total) return { infeasible: "floors_above_total", missing: floors - total };
  if (caps < total) return { infeasible: "caps_below_total", missing: total - caps };
  return undefined;
}

type Clamped = ReadonlyMap<number, bigint>;

/** Who ends at a floor or a cap, and at what amount. */
function clampOutliers(total: bigint, claimants: readonly BoundedClaimant[]): Clamped {
  const clamped = new Map<number, bigint>();
  let open = openClaimants(claimants, clamped);
  while (open.length > 0) {
    const { below, above, excess } = violations(total - add([...clamped.values()]), open, claimants);
    if (below.length === 0 && above.length === 0) break;
    if (excess <= 0n) for (const { index } of below) clamped.set(index, claimants[index]?.floor ?? 0n);
    if (excess >= 0n) for (const { index } of above) clamped.set(index, claimants[index]?.cap ?? 0n);
    open = openClaimants(claimants, clamped);
  }
  return clamped;
}

/** Those not clamped; equal weights where none of them has one. */
function openClaimants(claimants: readonly BoundedClaimant[], clamped: Clamped): Open[] {
  const weights = exactWeights(claimants.map(({ weight }) => weight));
  const open = weights.map((weight, index) => ({ index, weight })).filter(({ index }) => !clamped.has(index));
  return open.every(({ weight }) => weight === 0n) ? open.map(({ index }) => ({ index, weight: 1n })) : open;
}

/** Who breaks which bound at the proportional share, all multiplied by the sum of weights to stay exact. */
function violations(rest: bigint, open: readonly Open[], claimants: readonly BoundedClaimant[]): Sides {
  const whole = add(open.map(({ weight }) => weight));
  const over = ({ index, weight }: Open) => rest * weight - (claimants[index]?.cap ?? 0n) * whole;
  const under = ({ index, weight }: Open) => (claimants[index]?.floor ?? 0n) * whole - rest * weight;
  const above = open.filter((claimant) => over(claimant) > 0n);
  const below = open.filter((claimant) => under(claimant) > 0n);
  return { below, above, excess: add(above.map(over)) - add(below.map(under)) };
}

function fillOpen(total: bigint, claimants: readonly BoundedClaimant[], clamped: Clamped, unit: bigint): bigint[] {
  const open = openClaimants(claimants, clamped);
  const shares = claimants.map((_, index) => clamped.get(index) ?? 0n);
  if (open.length === 0) return shares;
  const named = open.map(({ index, weight }) => ({ id: claimants[index]?.id ?? "", weight }));
  const filled = splitExact(total - add([...clamped.values()]), named, unit);
  for (const [at, { index }] of open.entries()) shares[index] = filled[at] ?? 0n;
  return shares;
}

function add(values: readonly bigint[]): bigint {
  return values.reduce((sum, value) => sum + value, 0n);
}
