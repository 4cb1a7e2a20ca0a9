import type { Metric } from "../generated/prisma/client.ts";
import { hasIdenticalWeeks, isFarAboveOwnMaximum } from "../insight/rules/data-quality.ts";
import { groupBy } from "../insight/rules/group-by.ts";
import type { BriefFacts } from "./brief-facts.ts";

/** One person's weeks of one metric, in stored units: the week reported and those before it, oldest first. */
export type WeeklyHistory = {
  readonly personId: string;
  readonly metric: Metric;
  readonly past: readonly number[];
  readonly last: number;
};

/** A week without an entry counts as nothing from the first week with one. */
export function weeklyHistories({ history, week }: BriefFacts): WeeklyHistory[] {
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

/** Numbers that deserve a friendly question, by person; they are never changed or hidden. */
export function oddNumbers(facts: BriefFacts): { identical: string[]; farAbove: string[] } {
  const people = [...groupBy(weeklyHistories(facts), ({ personId }) => personId)];
  const vectors = (histories: readonly WeeklyHistory[]) =>
    [2, 1, 0].map((ago) => histories.map(({ past, last }) => (ago === 0 ? last : (past.at(-ago) ?? 0))));
  return {
    identical: people.filter(([, own]) => hasIdenticalWeeks(vectors(own))).map(([id]) => id),
    farAbove: people
      .filter(([, own]) =>
        own.some(({ metric, past, last }) => metric.unit !== "percent" && isFarAboveOwnMaximum(last, past)),
      )
      .map(([id]) => id),
  };
}
