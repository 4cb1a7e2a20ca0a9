import { addDays, daysBetween, type LocalDate } from "../../calendar/dates.ts";
import type { WorkCalendar } from "../../calendar/working-days.ts";
import type { Metric } from "../../generated/prisma/client.ts";
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

/** An amount that is still to be brought, by one person or by the whole team, and the time there is for it. */
export type ToBring = {
  readonly metric: Metric;
  readonly ownerId: string | null;
  readonly gap: bigint;
  readonly endsOn: LocalDate;
  readonly daysLeft: number;
  readonly calendar: WorkCalendar;
};

const busyDays = 91;

/** What would close the gap of a goal; null for goals that have none or cannot have one. */
export function neededFor(input: NeededInput, progress: GoalProgress): Needed | NoNeeded | null {
  const { goal, actual } = progress;
  const { metric } = goal;
  const gap = goal.target - actual;
  const isOpen = goal.closedAt === null && goal.endsOn > input.asOf && goal.startsOn <= input.asOf;
  if (!isOpen || gap <= 0n || metric.direction === "less" || metric.unit === "percent") return null;
  const { ownerId, endsOn } = goal;
  const { daysLeft } = progress.pace;
  const found = activitiesFor(input, { metric, ownerId, gap, endsOn, daysLeft, calendar: progress.calendar });
  return found === null ? null : { progress, gap, ...found };
}

type Found = Pick<Needed, "gapResults" | "result" | "knowsCycle" | "activities">;

/** What would bring an amount; null where it is no result, or begins the funnel. */
export function activitiesFor(input: NeededInput, wanted: ToBring): Found | Omit<NoNeeded, "progress"> | null {
  const { metric, gap } = wanted;
  const at = resultStage(input, metric);
  if (at === 0) return null;
  const result = at === null ? undefined : input.stages[at];
  if (at === null || !result) return metric.kind === "outcome" ? { reason: "not_in_funnel", step: null } : null;
  const unknown = input.steps.slice(0, at).find(({ prior }) => !isDefined(prior));
  const gapResults = metric.unit === "money" ? dealsOfGap(input, wanted) : Number(gap);
  if (gapResults === null) return { reason: "no_sizes", step: null };
  const from = unknown ? input.steps.indexOf(unknown) + 1 : 0;
  const activities = input.stages
    .slice(from, at)
    .filter(({ key }) => key !== "deal-decided")
    .map((activity) => neededOf(input, wanted, { activity, at, gapResults }));
  if (activities.length === 0) return { reason: "no_share", step: unknown ?? null };
  return { gapResults, result, knowsCycle: landed(input, wanted, result) !== null, activities };
}

/** The stage that a goal counts; money is counted where the funnel ends. Null where it is in no stage. */
function resultStage({ stages, wonMetrics }: NeededInput, metric: Metric): number | null {
  const own = stages.findIndex((stage) => stage.kind === "metric" && stage.metric.id === metric.id);
  if (own >= 0) return own;
  const last = stages.at(-1);
  if (!last || metric.kind !== "outcome") return null;
  const endsIt = metric.unit === "money" || (last.key === "deal-won" && wonMetrics.has(metric.id));
  return endsIt ? stages.length - 1 : null;
}

function dealsOfGap({ sizes }: NeededInput, { metric, ownerId, gap }: ToBring): number | null {
  const all = sizes.filter(({ metricId }) => metricId === metric.id);
  const own = ownerId === null ? all : all.filter(({ personId }) => personId === ownerId);
  const size = (one: { readonly size: number }) => one.size;
  return dealsInGap(Number(gap), own.map(size), all.map(size));
}

/** The share of won deals that were won in time, counted from their opening; null where no such time is known. */
function landed({ cycles, asOf }: NeededInput, { endsOn }: ToBring, result: Stage): number | null {
  if (result.key !== "deal-won") return null;
  const days = cycles.flatMap(({ days: length, won }) => new Array<number>(won).fill(length));
  return landedShare(days, daysBetween(asOf, endsOn));
}

function neededOf(
  input: NeededInput,
  wanted: ToBring,
  { activity, at, gapResults }: { readonly activity: Stage; readonly at: number; readonly gapResults: number },
): NeededOf {
  const { ownerId, daysLeft, calendar } = wanted;
  const { stages, steps, asOf } = input;
  const rates = steps.slice(stages.indexOf(activity), at).map((step) => rateOf(step, ownerId));
  const result = stages[at] ?? activity;
  const share = landed(input, wanted, result) ?? 1;
  const required = requiredActivity({ gapDeals: gapResults, rates, landed: share });
  const span = { start: addDays(asOf, 1 - busyDays), end: asOf };
  const perDay = perWorkingDay(input.days, activity, ownerId, calendar, span);
  const usual = percentile(perDay, 0.9);
  // Whoever writes a week down on its last day has no busy day to compare with.
  const busyDay = usual !== null && usual > 0 ? usual : null;
  return {
    activity,
    required,
    perDay: required.need === null || daysLeft <= 0 ? null : required.need / daysLeft,
    busyDay,
    isOverCapacity:
      required.need !== null && busyDay !== null && exceedsCapacity(required.need, daysLeft, perDay) === true,
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
