import type { Metric } from "../generated/prisma/client.ts";
import { groupBy } from "../insight/rules/group-by.ts";
import type { WeekFacts } from "./week-facts.ts";
import type { WeekSum } from "./week-sums.ts";

/** One person's weeks of one metric, in stored units: the week reported and those before it, oldest first. */
export type WeeklyHistory = {
  readonly personId: string;
  readonly metric: Metric;
  readonly past: readonly number[];
  readonly last: number;
};

/** A week without an entry counts as nothing from the first week with one. */
export function weeklyHistories(
  history: readonly WeekSum[],
  week: Pick<WeekFacts, "reps" | "metrics">,
): WeeklyHistory[] {
  const reps = new Set(week.reps.map(({ id }) => id));
  const groups = groupBy(
    history.filter(({ personId }) => reps.has(personId)),
    ({ personId, metricId }) => `${personId} ${metricId}`,
  );
  return [...groups.values()].flatMap((sums) => {
    const first = sums[0];
    const metric = first ? week.metrics.get(first.metricId) : undefined;
    if (!first || !metric) return [];
    const oldest = Math.max(...sums.map(({ weeksAgo }) => weeksAgo));
    const weeks = Array.from({ length: oldest + 1 }, (_, at) =>
      Number(sums.find(({ weeksAgo }) => weeksAgo === oldest - at)?.amount ?? 0n),
    );
    return [{ personId: first.personId, metric, past: weeks.slice(0, -1), last: weeks.at(-1) ?? 0 }];
  });
}
