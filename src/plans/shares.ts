import type { PlanBasis } from "../generated/prisma/client.ts";
import { bottomUp, type Proposal } from "../insight/rules/bottom-up.ts";
import { overAssignment, split } from "../insight/rules/split.ts";
import { type Infeasible, splitBounds } from "../insight/rules/split-bounds.ts";

/** One line of a plan, in stored units of the plan's metric. */
export type ShareLine = {
  readonly id: string;
  readonly weight: number;
  readonly floor: bigint | null;
  readonly cap: bigint | null;
  readonly proposal: bigint | null;
  /** What the forecast expects; null without a history. */
  readonly expected: bigint | null;
};

export type SharePlan = {
  readonly total: bigint;
  /** Handed out beyond the total, as a share of it; negative keeps a part back. */
  readonly extra: number;
  readonly unit: bigint;
  readonly basis: PlanBasis;
  readonly lines: readonly ShareLine[];
};

export type Shares = {
  /** What they came from: the plan's own choice, or what was left where that is not defined. */
  readonly basis: PlanBasis;
  readonly shares: readonly bigint[];
  /** What nobody has been given of the total; negative where more is handed out. Never hidden. */
  readonly unassigned: bigint;
  /** Σ shares / total − 1; null without a total. */
  readonly over: number | null;
};

const millionths = 1_000_000n;

const toShare = ({ total, extra }: SharePlan): bigint =>
  total + (total * BigInt(Math.round(extra * Number(millionths)))) / millionths;

/** Everybody's share, or why the floors and caps allow none. Caps that leave something over leave it unassigned. */
export function sharesOf(plan: SharePlan): Shares | Infeasible {
  const wanted = toShare(plan);
  const basis = basisOf(plan);
  const found = basis === "weights" ? byWeight(plan, wanted) : byProposal({ ...plan, basis }, wanted);
  if (isInfeasible(found)) return found;
  const sum = found.reduce((all, share) => all + share, 0n);
  return { basis, shares: found, unassigned: plan.total - sum, over: overAssignment(found, plan.total) };
}

/** A gap is shared where there is one and a forecast says for everybody how much room is left; nothing is scaled from nought. */
function basisOf(plan: SharePlan): PlanBasis {
  const { lines, unit, basis } = plan;
  const wanted = toShare(plan);
  const weighed = byWeight(plan, wanted);
  if (basis === "weights" || basis === "keep" || isInfeasible(weighed)) return basis;
  const { shared, scaled } = bottomUp(wanted, proposalsOf(lines, weighed), unit);
  if (basis === "gap" && shared !== null) return "gap";
  return scaled === null ? "weights" : "scale";
}

/** Whether shares can come from this as things stand. */
export const allowsBasis = (plan: SharePlan, basis: PlanBasis): boolean => basisOf({ ...plan, basis }) === basis;

export const isInfeasible = (found: object): found is Infeasible => "infeasible" in found;

function byWeight({ lines, unit }: SharePlan, wanted: bigint): bigint[] | Infeasible {
  if (lines.every(({ floor, cap }) => floor === null && cap === null)) return split(wanted, lines, unit);
  const bounded = lines.map(({ id, weight, floor, cap }) => ({ id, weight, floor: floor ?? 0n, cap: cap ?? wanted }));
  const found = splitBounds(wanted, bounded, unit);
  if (!isInfeasible(found) || found.infeasible !== "caps_below_total") return found;
  return bounded.map(({ cap }) => cap);
}

/** Whoever has not answered yet counts with the share that weights give them. */
function byProposal(plan: SharePlan, wanted: bigint): bigint[] | Infeasible {
  const { lines, unit, basis } = plan;
  const weighed = byWeight(plan, wanted);
  if (isInfeasible(weighed)) return weighed;
  const found = bottomUp(wanted, proposalsOf(lines, weighed), unit);
  const asked = lines.map(({ proposal }, index) => proposal ?? weighed[index] ?? 0n);
  if (basis === "keep") return withinBounds(lines, asked);
  const filled = basis === "gap" ? found.shared : found.scaled;
  return refit(plan, wanted, filled ?? weighed);
}

const proposalsOf = (lines: readonly ShareLine[], weighed: readonly bigint[]): Proposal[] =>
  lines.map(({ id, proposal, expected }, index) => ({ id, proposed: proposal ?? weighed[index] ?? 0n, expected }));

const withinBounds = (lines: readonly ShareLine[], shares: readonly bigint[]): bigint[] =>
  lines.map(({ floor, cap }, index) => {
    const share = shares[index] ?? 0n;
    if (floor !== null && share < floor) return floor;
    return cap !== null && share > cap ? cap : share;
  });

/** Shares that break a floor or a cap are shared anew in their own proportion, within the bounds. */
function refit(plan: SharePlan, wanted: bigint, shares: readonly bigint[]): bigint[] | Infeasible {
  const kept = withinBounds(plan.lines, shares);
  if (kept.every((share, index) => share === shares[index])) return [...shares];
  const lines = plan.lines.map((line, index) => ({ ...line, weight: Number(shares[index] ?? 0n) }));
  return byWeight({ ...plan, lines }, wanted);
}

/** What the proposals say together, before anything is made of them. */
export function proposalsInSum(plan: SharePlan) {
  const answered = plan.lines.filter(({ proposal }) => proposal !== null);
  const wanted = toShare(plan);
  const weighed = byWeight(plan, wanted);
  if (answered.length === 0 || isInfeasible(weighed)) return null;
  const found = bottomUp(wanted, proposalsOf(plan.lines, weighed), plan.unit);
  return { answered: answered.length, coverage: found.coverage, gap: found.gap, overHeadroom: found.overHeadroom };
}

/** One share over the months of its period by the working time in each: the months add up to the share exactly. */
export function monthShares(share: bigint, weights: readonly number[], unit: bigint): bigint[] {
  return split(
    share,
    weights.map((weight, index) => ({ id: String(index).padStart(2, "0"), weight })),
    unit,
  );
}

/** Shares are rounded to about a thousandth of the total, in whole major units: nobody is given 17 333.33. */
export function usualUnit(total: bigint, smallest: bigint): bigint {
  const digits = (total / smallest).toString().length;
  return smallest * 10n ** BigInt(Math.max(0, digits - 4));
}
