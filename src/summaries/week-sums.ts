import type { LocalDate } from "../calendar/dates.ts";
import { alsoCounted, countedEntries } from "../goals/counted-entries.ts";
import type { GoalWithMetric } from "../goals/progress.ts";
import type { Work } from "../work.ts";
import type { GoalLine, PastSum } from "./goal-lines.ts";

type PastRow = { id: string; amount: bigint; trials: bigint; amount2: bigint; trials2: bigint };

/** What goals had reached by two earlier dates, in one query for all of them. */
export async function pastSums(
  work: Work,
  goals: readonly GoalWithMetric[],
  first: LocalDate,
  second: LocalDate,
): Promise<{ readonly first: ReadonlyMap<string, PastSum>; readonly second: ReadonlyMap<string, PastSum> }> {
  const { db, orgId } = work;
  const ids = goals.map(({ id }) => id);
  if (ids.length === 0) return { first: new Map(), second: new Map() };
  const latest = first > second ? first : second;
  const also = await alsoCounted(work, goals);
  const rows = await db.$queryRaw<PastRow[]>`
    select g.id, s.* from "Goal" g, lateral (
      select coalesce(sum(e.amount) filter (where e.date <= ${first}), 0)::bigint as amount,
        coalesce(sum(e.trials) filter (where e.date <= ${first}), 0)::bigint as trials,
        coalesce(sum(e.amount) filter (where e.date <= ${second}), 0)::bigint as amount2,
        coalesce(sum(e.trials) filter (where e.date <= ${second}), 0)::bigint as trials2
      from (${countedEntries(latest, also)}) e
    ) s
    where g."orgId" = ${orgId}::uuid and g.id = any(${ids}::uuid[])`;
  return {
    first: new Map(rows.map((row) => [row.id, { amount: row.amount, trials: row.trials }])),
    second: new Map(rows.map((row) => [row.id, { amount: row.amount2, trials: row.trials2 }])),
  };
}

export type WeekSum = {
  readonly personId: string;
  readonly metricId: string;
  /** How many whole weeks before the last one; 0 is the last week itself. */
  readonly weeksAgo: number;
  readonly amount: bigint;
  readonly trials: bigint;
};

/** Sums per person, metric and week over the weeks that end with `end`, for a team or for one person, in one query. */
export async function weekSums(
  { db, orgId }: Work,
  of: { readonly teamId: string } | { readonly personId: string },
  metricIds: readonly string[],
  span: { readonly start: LocalDate; readonly end: LocalDate },
): Promise<WeekSum[]> {
  const metrics = [...metricIds];
  const { start, end } = span;
  const rows =
    "teamId" in of
      ? await db.$queryRaw<WeekSum[]>`
    select e."personId", e."metricId", ((${end}::date - e.date::date) / 7)::int as "weeksAgo",
      sum(e.amount)::bigint as amount, coalesce(sum(e.trials), 0)::bigint as trials
    from "Entry" e
    where e."orgId" = ${orgId}::uuid and e."teamId" = ${of.teamId}::uuid and e."metricId" = any(${metrics}::uuid[])
      and e."voidedAt" is null and e.date between ${start} and ${end}
    group by 1, 2, 3`
      : await db.$queryRaw<WeekSum[]>`
    select e."personId", e."metricId", ((${end}::date - e.date::date) / 7)::int as "weeksAgo",
      sum(e.amount)::bigint as amount, coalesce(sum(e.trials), 0)::bigint as trials
    from "Entry" e
    where e."orgId" = ${orgId}::uuid and e."personId" = ${of.personId}::uuid and e."metricId" = any(${metrics}::uuid[])
      and e."voidedAt" is null and e.date between ${start} and ${end}
    group by 1, 2, 3`;
  return rows;
}

/** What a line's goals reached on each date up to and with `through`. */
export async function dailySums(
  work: Work,
  { goals }: Pick<GoalLine, "goals">,
  through: LocalDate,
): Promise<ReadonlyMap<LocalDate, bigint>> {
  const { db, orgId } = work;
  const also = await alsoCounted(
    work,
    goals.map(({ goal }) => goal),
  );
  const ids = goals.map(({ goal }) => goal.id);
  const rows = await db.$queryRaw<{ date: string; amount: bigint }[]>`
    select e.date, sum(e.amount)::bigint as amount
    from "Goal" g, lateral (${countedEntries(through, also)}) e
    where g."orgId" = ${orgId}::uuid and g.id = any(${ids}::uuid[])
    group by 1`;
  return new Map(rows.map(({ date, amount }) => [date, amount]));
}
