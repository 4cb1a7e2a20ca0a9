import { weighSizes } from "./forecast-money.ts";
import { percentile, sum } from "./order-statistics.ts";

export type RequiredActivity =
  | { readonly need: number; readonly low: number; readonly high: number; readonly chance: number | null }
  | { readonly need: null; readonly reason: "too_late_to_land" | "no_conversion" };

export type RequiredInput = {
  readonly gapDeals: number;
  /** Beta(a, b) of every step from the activity to the deal. */
  readonly rates: readonly { readonly a: number; readonly b: number }[];
  /** Share of past cycles short enough for the days left. */
  readonly landed: number;
};

/** How much activity would close a gap of deals, with an 80 % range (log-normal, by the delta method on the chain of rates). */
export function requiredActivity({ gapDeals, rates, landed }: RequiredInput): RequiredActivity {
  if (gapDeals <= 0) return { need: 0, low: 0, high: 0, chance: null };
  if (landed <= 0) return { need: null, reason: "too_late_to_land" };
  const means = rates.map(({ a, b }) => a / (a + b));
  const chance = means.reduce((product, rate) => product * rate, 1);
  if (!(chance > 0)) return { need: null, reason: "no_conversion" };
  // Var/mean² of a Beta(a, b) is b / (a (a + b + 1)).
  const relativeVariance = sum(rates.map(({ a, b }) => b / (a * (a + b + 1))));
  const spread = Math.exp(1.2816 * Math.sqrt(Math.log1p(relativeVariance)));
  const need = gapDeals / (chance * landed);
  return { need: wholeUp(need), low: wholeUp(need / spread), high: wholeUp(need * spread), chance };
}

/** Up to the next whole one, forgiving the last bits of a division. */
function wholeUp(value: number): number {
  return Math.ceil(value * (1 - 1e-12));
}

/** The share of past cycles that fit into so many calendar days; null without any. */
export function landedShare(cycleDays: readonly number[], daysLeft: number): number | null {
  if (cycleDays.length === 0) return null;
  return cycleDays.filter((days) => days <= daysLeft).length / cycleDays.length;
}

/** A gap of money as deals of the person's own size, drawn towards the team's by ten deals; null without any size. */
export function dealsInGap(
  gap: number,
  ownSizes: readonly number[],
  teamSizes: readonly number[],
  teamWeight = 10,
): number | null {
  const sizes = weighSizes(ownSizes, teamSizes, teamWeight);
  const weight = sum(sizes.map((size) => size.weight));
  if (!(weight > 0)) return null;
  return Math.max(0, gap) / (sum(sizes.map((size) => size.size * size.weight)) / weight);
}

/** Whether the activity needed per working day is more than the person's own busy day, the 90th percentile. */
export function exceedsCapacity(need: number, workingDaysLeft: number, perDay: readonly number[]): boolean | null {
  const busy = percentile(perDay, 0.9);
  if (busy === null) return null;
  if (need <= 0) return false;
  return workingDaysLeft <= 0 || need / workingDaysLeft > busy;
}
