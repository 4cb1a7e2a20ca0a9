import { pooledLag, type WeeklySeries } from "./lag.ts";
import { mean } from "./order-statistics.ts";
import { spearman } from "./rank-correlation.ts";

export type LagVerdict = "insufficient" | "no_reliable_link" | "possible" | "link";

export type LagFinding = {
  readonly rho: number | null;
  readonly p: number | null;
  readonly reps: number;
  readonly weeks: number;
};

/** What may be said about a lagged correlation; even "link" means "goes together", never "causes". */
export function lagVerdict({ rho, p, reps, weeks }: LagFinding): LagVerdict {
  if (rho === null || p === null || reps < 3 || weeks < 8) return "insufficient";
  if (p > 0.1) return "no_reliable_link";
  return p <= 0.05 && Math.abs(rho) >= 0.2 ? "link" : "possible";
}

export type BetweenWithin = {
  /** Correlation of the reps' means; null for fewer than three reps. */
  readonly between: number | null;
  /** Mean of the reps' own correlations. */
  readonly within: number | null;
  /** All rep-weeks in one pot, the figure not to trust. */
  readonly pooled: number | null;
};

/** Simpson's paradox made visible: the same data read between reps, within reps and in one pot. */
export function simpson(activities: readonly WeeklySeries[], outcomes: readonly WeeklySeries[]): BetweenWithin {
  const pairs = activities.map((activity, rep) =>
    activity.flatMap((x, week) => {
      const y = outcomes[rep]?.[week] ?? null;
      return x === null || y === null ? [] : [{ x, y }];
    }),
  );
  const seen = pairs.filter((rep) => rep.length > 0);
  const meansOf = (side: "x" | "y") => seen.map((rep) => mean(rep.map((pair) => pair[side])) ?? 0);
  const all = seen.flat();
  return {
    between: seen.length < 3 ? null : spearman(meansOf("x"), meansOf("y")),
    within: pooledLag(activities, outcomes, 0),
    pooled: spearman(
      all.map(({ x }) => x),
      all.map(({ y }) => y),
    ),
  };
}

/** In the order in which they are attached; each has its own sentence on the screen. */
export const lagWarningCodes = [
  "few_data",
  "between_and_within_differ",
  "reverse_as_strong",
  "same_event_on_both_sides",
  "self_reported_target",
  "chosen_accounts",
  "regression_to_the_mean",
  "team_wide_shock",
] as const;

export type LagWarning = (typeof lagWarningCodes)[number];

export type LagFacts = LagFinding & {
  readonly lag: number;
  readonly simpson: BetweenWithin;
  /** Correlations at negative lags: outcome first, activity after. */
  readonly reverse: readonly (number | null)[];
  /** A contract sent and a deal won are one event in one week. */
  readonly activityIsPartOfOutcome: boolean;
  readonly activityIsSelfReported: boolean;
  readonly activityIsATarget: boolean;
  readonly repsChooseAccounts: boolean;
  readonly repsWerePickedForLowResults: boolean;
  readonly teamShockInWindow: boolean;
};

export function lagWarnings(facts: LagFacts): LagWarning[] {
  const strength = Math.abs(facts.rho ?? 0);
  const applies: Record<LagWarning, boolean> = {
    few_data: facts.reps < 5 || facts.weeks < 13,
    between_and_within_differ: disagree(facts.simpson),
    reverse_as_strong: facts.rho !== null && facts.reverse.some((rho) => rho !== null && Math.abs(rho) >= strength),
    same_event_on_both_sides: facts.activityIsPartOfOutcome && facts.lag === 0,
    self_reported_target: facts.activityIsSelfReported && facts.activityIsATarget,
    chosen_accounts: facts.repsChooseAccounts,
    regression_to_the_mean: facts.repsWerePickedForLowResults,
    team_wide_shock: facts.teamShockInWindow,
  };
  return lagWarningCodes.filter((code) => applies[code]);
}

function disagree({ between, within }: BetweenWithin): boolean {
  if (between === null || within === null) return false;
  return between * within < 0 || Math.abs(between - within) > 0.3;
}
