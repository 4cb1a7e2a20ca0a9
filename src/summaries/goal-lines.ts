import { earlier, type LocalDate, later } from "../calendar/dates.ts";
import type { Metric } from "../generated/prisma/client.ts";
import { statusOfIndex } from "../goals/pace.ts";
import type { GoalProgress } from "../goals/progress.ts";
import { groupBy } from "../insight/rules/group-by.ts";

/** What a goal had reached by an earlier date; trials are those of rates. */
export type PastSum = { readonly amount: bigint; readonly trials: bigint };

/** One line of the summary: a team's goal, or the goals of its people with the same metric, currency and dates. */
export type GoalLine = {
  readonly metric: Metric;
  readonly goals: readonly GoalProgress[];
  readonly isTeam: boolean;
  readonly start: LocalDate;
  readonly end: LocalDate;
  readonly actual: bigint;
  readonly trials: bigint | null;
  /** Null where it is one person's own and hidden, or where rates differ, which cannot be added. */
  readonly target: bigint | null;
  readonly expected: number | null;
  /** Shares of the target: now, and by the same day last week (null for a goal that had not begun). */
  readonly attainment: number | null;
  readonly before: number | null;
  readonly status: GoalProgress["pace"]["status"];
  /** The metric has several lines, so that their dates have to be told apart. */
  readonly isOneOfSeveral: boolean;
};

export type LineSettings = {
  readonly weekAgo: ReadonlyMap<string, PastSum>;
  readonly weekAgoOn: LocalDate;
  readonly targetsVisible: boolean;
};

/** The lines of a summary, the most important first. Different metrics, currencies or dates are never added up. */
export function linesOf(progress: readonly GoalProgress[], settings: LineSettings): GoalLine[] {
  const metrics = [...groupBy(progress, ({ goal }) => goal.metricId).values()];
  const lines = metrics.flatMap((ofMetric) => {
    const groups = groupsOf(ofMetric);
    return groups.flatMap((group) => lineOf(group, settings, groups.length > 1) ?? []);
  });
  return lines.sort((one, other) => rank(one) - rank(other) || size(other) - size(one));
}

/** People's goals are parts of the team's own where there is one. */
function groupsOf(ofMetric: readonly GoalProgress[]): GoalProgress[][] {
  const teams = ofMetric.filter(({ goal }) => goal.ownerId === null);
  if (teams.length > 0) return teams.map((goal) => [goal]);
  return [...groupBy(ofMetric, ({ goal }) => `${goal.startsOn} ${goal.endsOn}`).values()];
}

/** A total that is one person's alone would say of everybody in the channel where that person stands. */
export const isOnePersons = ({ isTeam, goals }: Pick<GoalLine, "isTeam" | "goals">): boolean =>
  !isTeam && new Set(goals.map(({ goal }) => goal.ownerId)).size === 1;

function lineOf(group: readonly GoalProgress[], settings: LineSettings, isOneOfSeveral: boolean): GoalLine | null {
  const first = group[0];
  if (!first) return null;
  const { metric } = first.goal;
  const isTeam = first.goal.ownerId === null;
  const isHidden = isOnePersons({ isTeam, goals: group }) && !settings.targetsVisible;
  const target = isHidden ? null : commonTarget(group);
  const { actual, trials } = reachedBy(group);
  const expected = target === null ? null : sumOfExpected(group);
  return {
    metric,
    goals: group,
    isTeam,
    start: group.map(({ goal }) => goal.startsOn).reduce(earlier),
    end: group.map(({ goal }) => goal.endsOn).reduce(later),
    actual,
    trials,
    target,
    expected,
    attainment: share(actual, target),
    before: shareBefore(group, target, settings),
    status: statusOf(group, actual, target, expected),
    isOneOfSeveral,
  };
}

function commonTarget(group: readonly GoalProgress[]): bigint | null {
  const targets = group.map(({ goal }) => goal.target);
  if (group[0]?.goal.metric.unit !== "percent") return targets.reduce((sum, target) => sum + target, 0n);
  return new Set(targets).size === 1 ? (targets[0] ?? null) : null;
}

function reachedBy(group: readonly GoalProgress[]): { actual: bigint; trials: bigint | null } {
  if (group[0]?.goal.metric.unit !== "percent") {
    return { actual: group.reduce((sum, { actual }) => sum + actual, 0n), trials: null };
  }
  const trials = group.reduce((sum, one) => sum + (one.trials ?? 0n), 0n);
  const weighted = group.reduce((sum, one) => sum + Number(one.actual) * Number(one.trials ?? 0n), 0);
  return { actual: trials === 0n ? 0n : BigInt(Math.round(weighted / Number(trials))), trials };
}

function sumOfExpected(group: readonly GoalProgress[]): number | null {
  const known = group.flatMap(({ pace }) => pace.expected ?? []);
  return known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0);
}

const share = (actual: bigint, target: bigint | null): number | null =>
  target === null || target === 0n ? null : Number(actual) / Number(target);

function shareBefore(group: readonly GoalProgress[], target: bigint | null, settings: LineSettings): number | null {
  const hadBegun = group.filter(({ goal }) => goal.startsOn <= settings.weekAgoOn);
  if (hadBegun.length === 0) return null;
  const past = hadBegun.flatMap(({ goal }) => settings.weekAgo.get(goal.id) ?? []);
  const amount = past.reduce((sum, one) => sum + one.amount, 0n);
  if (group[0]?.goal.metric.unit !== "percent") return share(amount, target);
  const trials = past.reduce((sum, one) => sum + one.trials, 0n);
  return trials === 0n ? null : share(BigInt(Math.round((Number(amount) / Number(trials)) * 10_000)), target);
}

/** One goal keeps its own word; several are judged by their sum, once any of them can be judged. */
function statusOf(
  group: readonly GoalProgress[],
  actual: bigint,
  target: bigint | null,
  expected: number | null,
): GoalLine["status"] {
  const own = group.map(({ status }) => status);
  const first = own[0] ?? "too_early";
  if (own.length === 1 || target === null) return first;
  const isLimit = group[0]?.goal.metric.direction === "less";
  if (isLimit && actual > target) return "breached";
  if (!isLimit && actual >= target) return "achieved";
  if (own.every((status) => status === first) && first !== "on_track" && first !== "at_risk" && first !== "behind") {
    return first;
  }
  const judged = own.some((status) => ["on_track", "at_risk", "behind", "achieved", "breached"].includes(status));
  if (!judged || expected === null || group[0]?.goal.metric.unit === "percent") return "too_early";
  // A learned line may expect nothing yet, and then whatever there is suffices.
  if (!isLimit && expected === 0) return "on_track";
  const index = isLimit ? expected / Number(actual) : Number(actual) / expected;
  return Number.isNaN(index) ? "too_early" : statusOfIndex(index);
}

const unitRank = { money: 0, count: 1, percent: 2 } as const;

function rank({ isTeam, metric, target }: GoalLine): number {
  const isMeasured = target === null ? 100 : 0;
  return isMeasured + (isTeam ? 0 : 20) + (metric.kind === "outcome" ? 0 : 10) + unitRank[metric.unit];
}

const size = ({ target, actual }: GoalLine): number => Number(target ?? actual);
