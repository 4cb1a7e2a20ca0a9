import { percentile, sum } from "../rules/order-statistics.ts";
import type { FunnelFacts } from "./funnel-facts.ts";
import { isWorked } from "./link.ts";
import type { Stage } from "./stages.ts";
import { fewestToCompare, type TeamRep } from "./team-reps.ts";

/** "The upper quarter of the team has at least so much of this in a week"; never who. */
export type Benchmark = { readonly stage: Stage; readonly perWeek: number; readonly reps: number };

export const benchmarkWeeks = 13;

/** Of the activities, over the weeks that people worked; from five reps up, newcomers left out. */
export function benchmarksOf(facts: FunnelFacts): Benchmark[] {
  const { funnel, reps } = facts;
  const seasoned = reps.filter(({ isNewcomer }) => !isNewcomer);
  return activitiesOf(funnel.stages).flatMap((stage) => {
    const own = seasoned.flatMap((rep) => perWeek(facts, rep, stage) ?? []).filter((one) => one > 0);
    const upper = own.length < fewestToCompare ? null : percentile(own, 0.75);
    const least = upper === null ? 0 : Math.floor(upper + 1e-9);
    return least > 0 ? [{ stage, perWeek: least, reps: own.length }] : [];
  });
}

/** What people do, as distinct from what becomes of it. */
export const activitiesOf = (stages: readonly Stage[]): Stage[] =>
  stages.filter((stage) => (stage.kind === "metric" ? stage.metric.kind === "activity" : stage.key === "deal-opened"));

/** The average of a worked week in a quarter, from the first week with anything; null where there is none. */
export function perWeek({ counts, asOf }: FunnelFacts, rep: TeamRep, stage: Stage, from = 0): number | null {
  const series = counts.of(rep.id, stage);
  const first = series.findLastIndex((count) => count !== 0);
  const worked = Array.from({ length: benchmarkWeeks }, (_, at) => from + at).filter(
    (weeksAgo) => weeksAgo < counts.weeks && weeksAgo <= first && isWorked(rep, weeksAgo, asOf),
  );
  return worked.length === 0 ? null : sum(worked.map((weeksAgo) => series[weeksAgo] ?? 0)) / worked.length;
}
