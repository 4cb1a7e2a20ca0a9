import { addDays, type LocalDate } from "../../calendar/dates.ts";
import { localDateOf } from "../../calendar/zones.ts";
import type { Metric } from "../../generated/prisma/client.ts";
import { loadProgress } from "../../goals/progress.ts";
import type { Work } from "../../work.ts";
import { type Benchmark, benchmarksOf } from "./benchmarks.ts";
import { type DataGap, dataGaps } from "./data-gaps.ts";
import { dayCounts } from "./day-counts.ts";
import { type FunnelFacts, funnelFacts } from "./funnel-facts.ts";
import { type ActivityNature, type Link, linksOf, linkWeeks } from "./link.ts";
import { type Needed, type NeededInput, type NoNeeded, neededFor, type Sizes } from "./needed.ts";
import { stageCounts } from "./stage-counts.ts";
import { metricsOfDeals, type Stage } from "./stages.ts";

/** Everything that the report on a team's activity is made of. */
export type ActivityFacts = FunnelFacts & {
  readonly team: { readonly id: string; readonly name: string; readonly zone: string };
  readonly links: readonly Link[];
  readonly needed: readonly (Needed | NoNeeded)[];
  readonly benchmarks: readonly Benchmark[];
  readonly gaps: readonly DataGap[];
};

/** The date that the report of a team reaches: its last completed one. */
export async function teamAsOf({ db, orgId, now }: Work, teamId: string) {
  const team = await db.team.findFirstOrThrow({
    where: { id: teamId, orgId },
    select: { id: true, name: true, zone: true },
  });
  return { team, asOf: addDays(localDateOf(now, team.zone), -1) };
}

/** Of the whole team, or of one rep's own goals without the link between weeks, which is the team's. */
export async function activityFacts(work: Work, teamId: string, ownerId?: string): Promise<ActivityFacts> {
  const { team, asOf } = await teamAsOf(work, teamId);
  const facts = await funnelFacts(work, teamId, asOf);
  return {
    ...{ ...facts, team },
    links: ownerId === undefined ? await links(work, facts) : [],
    needed: await needed(work, facts, ownerId),
    benchmarks: benchmarksOf(facts),
    gaps: await dataGaps(work, teamId, { asOf, zone: team.zone, reps: facts.reps }),
  };
}

async function links(work: Work, { teamId, asOf, funnel, reps }: FunnelFacts): Promise<Link[]> {
  const { stages } = funnel;
  if (stages.length < 2) return [];
  const counts = await stageCounts(work, teamId, stages, { weeks: linkWeeks, asOf });
  const nature = await natures(work, teamId, stages, asOf);
  return await linksOf({ stages, counts, reps, asOf, natureOf: (stage) => nature.get(stage.key) ?? fromElsewhere });
}

const fromElsewhere: ActivityNature = { isSelfReported: false, isTarget: false };

/** Whether people report an activity themselves for the most part, and whether it is somebody's target now. */
async function natures({ db, orgId }: Work, teamId: string, stages: readonly Stage[], asOf: LocalDate) {
  const metrics = stages.flatMap((stage) => (stage.kind === "metric" ? [stage] : []));
  const metricId = { in: metrics.map(({ metric }) => metric.id) };
  const sources = await db.entry.groupBy({
    by: ["metricId", "source"],
    where: { orgId, teamId, metricId, voidedAt: null, date: { gt: addDays(asOf, -7 * linkWeeks), lte: asOf } },
    _count: true,
  });
  const goals = await db.goal.findMany({
    where: { orgId, teamId, metricId, closedAt: null, state: { not: "draft" } },
    select: { metricId: true },
    distinct: ["metricId"],
  });
  return new Map(
    metrics.map(({ key, metric }): [string, ActivityNature] => {
      const own = sources.filter((one) => one.metricId === metric.id);
      const all = own.reduce((sum, one) => sum + one._count, 0);
      const imported = own.reduce((sum, one) => sum + (one.source === "import" ? one._count : 0), 0);
      return [key, { isSelfReported: imported < all / 2, isTarget: goals.some((one) => one.metricId === metric.id) }];
    }),
  );
}

/** A quarter of single days, and a year of sizes, are enough to know what is usual. */
const quarter = 91;
const mostSizes = 5_000;

async function needed(work: Work, facts: FunnelFacts, ownerId: string | undefined): Promise<(Needed | NoNeeded)[]> {
  if (facts.funnel.stages.length < 2) return [];
  const progress = await openGoals(work, facts.teamId, facts.asOf, ownerId);
  const metrics = [...new Map(progress.map(({ goal }) => [goal.metricId, goal.metric])).values()];
  const input = await neededInput(work, facts, metrics);
  return progress.flatMap((one) => neededFor(input, one) ?? []);
}

/** What it takes to reckon the activity behind results of these metrics. */
export async function neededInput(work: Work, facts: FunnelFacts, metrics: readonly Metric[]): Promise<NeededInput> {
  const { teamId, asOf, funnel, steps, cycles } = facts;
  const money = metrics.filter(({ unit }) => unit === "money").map(({ id }) => id);
  const span = { start: addDays(asOf, 1 - quarter), end: asOf };
  const counted = (await metricsOfDeals(work, teamId, facts.start)) ?? new Set<string>();
  return {
    ...{ stages: funnel.stages, steps, cycles, asOf },
    days: await dayCounts(work, teamId, funnel.stages, span),
    sizes: await sizesOf(work, teamId, money, asOf),
    wonMetrics: new Set([...counted, ...metrics.filter(({ key }) => key === "deals").map(({ id }) => id)]),
  };
}

/** The furthest behind first: what is nearest to being out of reach is read first. */
async function openGoals(work: Work, teamId: string, asOf: LocalDate, ownerId: string | undefined) {
  const owner = ownerId === undefined ? {} : { ownerId };
  const where = { ...{ teamId, ...owner }, closedAt: null, state: { not: "draft" as const }, endsOn: { gt: asOf } };
  const progress = await loadProgress(work, where, { asOf });
  return progress.sort((one, other) => (one.pace.paceIndex ?? 9) - (other.pace.paceIndex ?? 9));
}

async function sizesOf({ db, orgId }: Work, teamId: string, metricIds: string[], asOf: LocalDate): Promise<Sizes> {
  if (metricIds.length === 0) return [];
  const rows = await db.entry.findMany({
    where: {
      ...{ orgId, teamId, metricId: { in: metricIds }, voidedAt: null, amount: { gt: 0 } },
      date: { gte: addDays(asOf, -364), lte: asOf },
    },
    select: { metricId: true, personId: true, amount: true },
    orderBy: { date: "desc" },
    take: mostSizes,
  });
  return rows.reverse().map(({ metricId, personId, amount }) => ({ metricId, personId, size: Number(amount) }));
}
