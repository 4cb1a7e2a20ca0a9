import { type NotDefined, notDefined } from "./not-defined.ts";
import { median } from "./order-statistics.ts";

export type Standing = { readonly actual: number; readonly expected: number };

export type TeamVsRep = {
  /** Median of actual / expected over the others; 1 where fewer than three can be compared. */
  readonly teamFactor: number;
  /** The part that the others met, too. */
  readonly team: number;
  readonly own: number;
  /** actual − expected, exactly team + own. */
  readonly total: number;
};

/** One rep's distance from the line, split into what happened to everyone and what is the rep's own. */
export function teamVsRep(rep: Standing, others: readonly Standing[]): TeamVsRep {
  const ratios = others.filter(({ expected }) => expected > 0).map(({ actual, expected }) => actual / expected);
  const teamFactor = ratios.length < 3 ? 1 : (median(ratios) ?? 1);
  const total = rep.actual - rep.expected;
  const team = rep.expected * (teamFactor - 1);
  return { teamFactor, team, own: total - team, total };
}

/** Whether to look at leads, season, price and product before looking at people. */
export function isTeamWideShortfall(teamFactor: number, repsBehind: number, reps: number): boolean {
  return teamFactor < 0.85 || (reps > 0 && repsBehind >= 0.6 * reps);
}

/** Factors whose product is the result, such as opportunities, win rate and deal size. */
export type Factors<Name extends string> = Readonly<Record<Name, number>>;

/**
 * What each factor contributed to the change of their product, adding up exactly: the additive LMDI (Ang 2004), and where a
 * factor is not positive, which has no logarithm, Shapley's average over all orders of change.
 */
export function decompose<Name extends string>(
  names: readonly Name[],
  before: Factors<Name>,
  after: Factors<Name>,
): Record<Name, number> | NotDefined<"too_large"> {
  const positive = names.every((name) => before[name] > 0 && after[name] > 0);
  const effects = positive ? logEffects(names, before, after) : shapleyEffects(names, before, after);
  if (!effects.every(Number.isFinite)) return notDefined("too_large");
  return Object.fromEntries(names.map((name, index) => [name, effects[index] ?? 0])) as Record<Name, number>;
}

function logEffects<Name extends string>(
  names: readonly Name[],
  before: Factors<Name>,
  after: Factors<Name>,
): number[] {
  const logs = names.map((name) => Math.log(after[name] / before[name]));
  const change = logs.reduce((total, log) => total + log, 0);
  const start = names.reduce((product, name) => product * before[name], 1);
  // The logarithmic mean of both results, written so that it survives two nearly equal ones.
  const mean = change === 0 ? start : (start * Math.expm1(change)) / change;
  return logs.map((log) => mean * log);
}

function shapleyEffects<Name extends string>(
  names: readonly Name[],
  before: Factors<Name>,
  after: Factors<Name>,
): number[] {
  const effects = names.map(() => 0);
  const orders = permutations(names.map((_, index) => index));
  for (const order of orders) {
    const current: number[] = names.map((name) => before[name]);
    let result = product(current);
    for (const index of order) {
      const name = names[index];
      if (name === undefined) continue;
      current[index] = after[name];
      const next = product(current);
      effects[index] = (effects[index] ?? 0) + (next - result) / orders.length;
      result = next;
    }
  }
  return effects;
}

function product(values: readonly number[]): number {
  return values.reduce((total, value) => total * value, 1);
}

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}

export type ShareSplit = {
  /** Growth that came with the market. */
  readonly market: number;
  /** Growth won from, or lost to, competitors. */
  readonly share: number;
  readonly shareBefore: number;
  readonly shareAfter: number;
};

type MarketPeriod = { readonly own: number; readonly market: number };

/** Own growth split exactly into market growth and share gain, each at the mean of the other (Marshall and Edgeworth's weights). */
export function shareSplit(before: MarketPeriod, after: MarketPeriod): ShareSplit | NotDefined<"no_market"> {
  if (before.market <= 0 || after.market <= 0) return notDefined("no_market");
  const shareBefore = before.own / before.market;
  const shareAfter = after.own / after.market;
  return {
    market: ((shareBefore + shareAfter) / 2) * (after.market - before.market),
    share: ((before.market + after.market) / 2) * (shareAfter - shareBefore),
    shareBefore,
    shareAfter,
  };
}

export type AdjustedAttainment = {
  readonly raw: number;
  readonly adjusted: number;
  /** External value taken off the target. */
  readonly used: number;
  /** More was documented than may be used: the goal itself should be revised. */
  readonly capped: boolean;
};

/** Attainment without documented external losses; shown beside the raw figure, never stored, never used to rank or pay. */
export function adjustedAttainment(
  {
    target,
    actual,
    externalValue,
  }: { readonly target: number; readonly actual: number; readonly externalValue: number },
  cap = 0.2,
): AdjustedAttainment | NotDefined<"no_target"> {
  if (target <= 0) return notDefined("no_target");
  const most = Math.min(0.99, Math.max(0, cap)) * target;
  const used = Math.min(Math.max(0, externalValue), most);
  return { raw: actual / target, adjusted: actual / (target - used), used, capped: externalValue > most };
}
