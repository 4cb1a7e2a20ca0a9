import { addDays, type LocalDate } from "../../calendar/dates.ts";
import { weekSums } from "../../summaries/week-sums.ts";
import type { Work } from "../../work.ts";
import { type DealWeek, dealWeeks } from "./deal-counts.ts";
import type { DealStageKey, Stage } from "./stages.ts";

/** How much of a stage one person reached, week by week back from the last; 0 stands for the latest seven days. */
export type StageCounts = {
  readonly weeks: number;
  readonly of: (personId: string, stage: Stage) => readonly number[];
  /** The same of everybody who counted for the team in that time, whoever left since. */
  readonly ofAll: (stage: Stage) => readonly number[];
  readonly personIds: readonly string[];
};

const dealCount: Readonly<Record<DealStageKey, (week: DealWeek) => number>> = {
  "deal-opened": ({ opened }) => opened,
  "deal-decided": ({ decided }) => decided,
  "deal-won": ({ won }) => won,
};

/** Counts of all stages over whole weeks that end with `asOf`, in two queries. */
export async function stageCounts(
  work: Work,
  teamId: string,
  stages: readonly Stage[],
  { weeks, asOf }: { readonly weeks: number; readonly asOf: LocalDate },
): Promise<StageCounts> {
  const span = { start: addDays(asOf, 1 - 7 * weeks), end: asOf };
  const metrics = stages.flatMap((stage) => (stage.kind === "metric" ? [stage.metric.id] : []));
  const hasDeals = stages.some(({ kind }) => kind === "deals");
  const sums = metrics.length > 0 ? await weekSums(work, { teamId }, metrics, span) : [];
  const deals = hasDeals ? await dealWeeks(work, teamId, span) : [];
  const table = new Map<string, Map<string, number[]>>();
  const all = new Map<string, number[]>();
  const add = (personId: string, key: string, weeksAgo: number, count: number) => {
    const own = table.get(personId) ?? new Map<string, number[]>();
    table.set(personId, own);
    for (const counts of [own, all]) {
      const series = counts.get(key) ?? new Array<number>(weeks).fill(0);
      series[weeksAgo] = (series[weeksAgo] ?? 0) + count;
      counts.set(key, series);
    }
  };
  for (const stage of stages) {
    if (stage.kind === "metric") {
      for (const one of sums)
        if (one.metricId === stage.metric.id) add(one.personId, stage.key, one.weeksAgo, Number(one.amount));
    } else for (const week of deals) add(week.personId, stage.key, week.weeksAgo, dealCount[stage.key](week));
  }
  const none = new Array<number>(weeks).fill(0);
  return {
    weeks,
    of: (personId, stage) => table.get(personId)?.get(stage.key) ?? none,
    ofAll: (stage) => all.get(stage.key) ?? none,
    personIds: [...table.keys()],
  };
}

/** How many weeks ago a person first counted anything; -1 where they never did. What was before is not known to be nothing. */
export const firstWeek = (personId: string, stages: readonly Stage[], counts: StageCounts): number =>
  Math.max(-1, ...stages.map((stage) => counts.of(personId, stage).findLastIndex((count) => count !== 0)));
