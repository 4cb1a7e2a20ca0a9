import type { DateRange } from "../calendar/dates.ts";
import { workingDays } from "../calendar/working-days.ts";
import type { Metric } from "../generated/prisma/client.ts";
import type { Work } from "../work.ts";
import { loadProgress } from "./progress.ts";

export type PreviousGoal = { readonly target: number; readonly attainment: number; readonly workingDays: number };

/** The last goal of each person with the same metric that was over before this period; without it nobody is in the map. */
export async function previousGoals(
  work: Work,
  personIds: readonly string[],
  metric: Pick<Metric, "id">,
  period: DateRange,
): Promise<ReadonlyMap<string, PreviousGoal>> {
  const last = await work.db.goal.findMany({
    where: {
      ...{ orgId: work.orgId, metricId: metric.id, ownerId: { in: [...personIds] }, endsOn: { lt: period.start } },
      state: { in: ["understood", "closed"] },
      OR: [{ result: null }, { result: { in: ["reached", "missed"] } }],
    },
    orderBy: [{ ownerId: "asc" }, { endsOn: "desc" }, { number: "desc" }],
    distinct: ["ownerId"],
    select: { id: true },
  });
  const found = await loadProgress(work, { id: { in: last.map(({ id }) => id) } });
  return new Map(
    found.flatMap(({ goal, actual, calendar }): [string, PreviousGoal][] => {
      if (goal.ownerId === null || goal.target <= 0n) return [];
      const days = workingDays(calendar, goal.startsOn, goal.endsOn);
      const attainment = Number(actual) / Number(goal.target);
      return [[goal.ownerId, { target: Number(goal.target), attainment, workingDays: days }]];
    }),
  );
}
