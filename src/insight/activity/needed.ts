import { addDays, daysBetween, type LocalDate } from "../../calendar/dates.ts";
import type { GoalProgress } from "../../goals/progress.ts";
import { isDefined } from "../rules/not-defined.ts";
import { percentile } from "../rules/order-statistics.ts";
import {
  dealsInGap,
  exceedsCapacity,
  landedShare,
  type RequiredActivity,
  requiredActivity,
} from "../rules/required-activity.ts";
import { type DayCounts, perWorkingDay } from "./day-counts.ts";
import type { Cycle } from "./deal-counts.ts";
import type { Stage } from "./stages.ts";
import { type Step, shareOf } from "./steps.ts";

/** Sizes of single results in a money metric's stored unit, by metric and person. */
export type Sizes = readonly { readonly metricId: string; readonly personId: string; readonly size: number }[];

export type NeededOf = {
  readonly activity: Stage;
  readonly required: RequiredActivity;
  /** On each working day that is left; null where none is. */
  readonly perDay: number | null;
  /** The 90th percentile of the own days; null where too little was logged day by day. */
  readonly busyDay: number | null;
  readonly isOverCapacity: boolean;
};

export type Needed = {
  readonly progress: GoalProgress;
  readonly gap: bigint;
  /** How many results that is, of the usual size where the goal is money. */
  readonly gapResults: number;
  readonly result: Stage;
  /** How long results take is known, so that those which come too late are reckoned with. */
  readonly knowsCycle: boolean;
  readonly activities: readonly NeededOf[];
};

export type NoNeeded = {
  readonly progress: GoalProgress;
  readonly reason: "not_in_funnel" | "no_share" | "no_sizes";
  /** The step of which no share is known. */
  readonly step: Step | null;
};

export type NeededInput = {
  readonly stages: readonly Stage[];
  readonly steps: readonly Step[];
  readonly cycles: readonly Cycle[];
  readonly sizes: Sizes;
  readonly days: DayCounts;
  /** Metrics that count won deals, so that their goals end where the funnel does. */
  readonly wonMetrics: ReadonlySet<string>;
  readonly asOf: LocalDate;
};

const busyDays = 91;

/** What would close the gap of a goal; null for goals that have none or cannot have one. */
export function neededFor(input: NeededInput, progress: GoalProgress): Needed | NoNeeded | null {
  const { goal, actual } = progress;
  const { metric } = goal;
  const gap = goal.target - actual;
  const isOpen = goal.closedAt === null && goal.endsOn > input.asOf && goal.startsOn <= input.asOf;
  if (!isOpen || gap <= 0n || metric.direction === "less" || metric.unit === "percent") return null;
  const at = resultStage(input, progress);
  if (at === 0) return null;
  const result = at === null ? undefined : input.stages[at];
  if (at === null || !result)
    return metric.kind === "outcome" ? { progress, reason: "not_in_funnel", step: null } : null;
  const unknown = input.steps.slice(0, at).find(({ prior }) => !isDefined(prior));
  const gapResults = metric.unit === "money" ? dealsOfGap(input, progress, gap) : Number(gap);
  if (gapResults === null) return { progress, reason: "no_sizes", step: null };
  const from = unknown ? input.steps.indexOf(unknown) + 1 : 0;
  const activities = input.stages
    .slice(from, at)
    .filter(({ key }) => key !== "deal-decided")
    .map((activity) => neededOf(input, progress, { activity, at, gapResults }));
  if (activities.length === 0) return { progress, reason: "no_share", step: unknown ?? null };
  return { progress, gap, gapResults, result, knowsCycle: landed(input, progress, result) !== null, activities };
}

/** The stage that a goal counts; money is counted where the funnel ends. Null where it is in no stage. */
function resultStage({ stages, wonMetrics }: NeededInput, { goal }: GoalProgress): number | null {
  const { metric } = goal;
  const own = stages.findIndex((stage) => stage.kind === "metric" && stage.metric.id === goal.metricId);
  if (own >= 0) return own;
  const last = stages.at(-1);
  if (!last || metric.kind !== "outcome") return null;
  const endsIt = metric.unit === "money" || (last.key === "deal-won" && wonMetrics.has(goal.metricId));
  return endsIt ? stages.length - 1 : null;
}

function dealsOfGap({ sizes }: NeededInput, { goal }: GoalProgress, gap: bigint): number | null {
  const all = sizes.filter(({ metricId }) => metricId === goal.metricId);
  const own = goal.ownerId === null ? all : all.filter(({ personId }) => personId === goal.ownerId);
  const size = (one: { readonly size: number }) => one.size;
  return dealsInGap(Number(gap), own.map(size), all.map(size));
}

/** The share of won deals that were won in time, counted from their opening; null where no such time is known. */
function landed({ cycles, asOf }: NeededInput, { goal }: GoalProgress, result: Stage): number | null {
  if (result.key !== "deal-won") return null;
  const days = cycles.flatMap(({ days: length, won }) => new Array<number>(won).fill(length));
  return landedShare(days, daysBetween(asOf, goal.endsOn));
}

function neededOf(
  input: NeededInput,
  progress: GoalProgress,
  { activity, at, gapResults }: { readonly activity: Stage; readonly at: number; readonly gapResults: number },
): NeededOf {
  const { goal, pace, calendar } = progress;
  const { stages, steps, asOf } = input;
  const rates = steps.slice(stages.indexOf(activity), at).map((step) => rateOf(step, goal.ownerId));
  const result = stages[at] ?? activity;
  const share = landed(input, progress, result) ?? 1;
  const required = requiredActivity({ gapDeals: gapResults, rates, landed: share });
  const span = { start: addDays(asOf, 1 - busyDays), end: asOf };
  const perDay = perWorkingDay(input.days, activity, goal.ownerId, calendar, span);
  const usual = percentile(perDay, 0.9);
  // Whoever writes a week down on its last day has no busy day to compare with.
  const busyDay = usual !== null && usual > 0 ? usual : null;
  return {
    activity,
    required,
    perDay: required.need === null || pace.daysLeft <= 0 ? null : required.need / pace.daysLeft,
    busyDay,
    isOverCapacity:
      required.need !== null && busyDay !== null && exceedsCapacity(required.need, pace.daysLeft, perDay) === true,
  };
}

/** The rep's own counts on top of what the team's say; the team's own where the goal is the team's. */
function rateOf({ prior, reps, team }: Step, ownerId: string | null): { readonly a: number; readonly b: number } {
  const own = ownerId === null ? undefined : reps.find(({ rep }) => rep.id === ownerId);
  if (ownerId === null && isDefined(shareOf(team)))
    return { a: team.successes + 0.5, b: team.trials - team.successes + 0.5 };
  const { a, b } = isDefined(prior) ? prior : { a: 0.5, b: 0.5 };
  if (!own || !isDefined(own.share)) return { a, b };
  return { a: a + own.counts.successes, b: b + own.counts.trials - own.counts.successes };
}
