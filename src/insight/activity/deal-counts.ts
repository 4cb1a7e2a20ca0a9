import { addDays, type LocalDate } from "../../calendar/dates.ts";
import type { Work } from "../../work.ts";

/** One person's deals that were opened in a span of dates and are old enough to have been decided, or were. */
export type DealCohort = {
  readonly personId: string;
  readonly entered: number;
  readonly decided: number;
  readonly won: number;
};

/** How many deals took how many calendar days from their opening. */
export type Cycle = { readonly days: number; readonly decided: number; readonly won: number };

/** From the deals decided in the two years before a date. */
export async function cyclesOf({ db, orgId }: Work, teamId: string, asOf: LocalDate): Promise<Cycle[]> {
  return db.$queryRaw<Cycle[]>`
    select ("closedOn"::date - "openedOn"::date) as days, count(*)::int as decided,
      (count(*) filter (where state = 'won'))::int as won
    from "Deal"
    where "orgId" = ${orgId}::uuid and "teamId" = ${teamId}::uuid and state <> 'open' and "closedOn" >= "openedOn"
      and "openedOn" >= ${addDays(asOf, -730)} and "closedOn" <= ${asOf}
    group by 1 order by 1`;
}

/** The days within which so many of the deals were decided; null where none was. */
export function usualCycle(cycles: readonly Cycle[], share = 0.8): number | null {
  const all = cycles.reduce((sum, { decided }) => sum + decided, 0);
  let seen = 0;
  for (const { days, decided } of cycles) {
    seen += decided;
    if (seen >= share * all) return days;
  }
  return null;
}

/** A deal that was decided later than `asOf` was still open then. */
export async function dealCohorts(
  { db, orgId }: Work,
  teamId: string,
  span: { readonly start: LocalDate; readonly asOf: LocalDate },
  cycle: number | null,
): Promise<DealCohort[]> {
  const oldEnough = cycle === null ? "0000-01-01" : addDays(span.asOf, -cycle);
  return db.$queryRaw<DealCohort[]>`
    select "personId", count(*)::int as entered, (count(*) filter (where decided))::int as decided,
      (count(*) filter (where decided and state = 'won'))::int as won
    from (
      select "personId", state, "openedOn",
        (state <> 'open' and coalesce("closedOn", "openedOn") <= ${span.asOf}) as decided
      from "Deal"
      where "orgId" = ${orgId}::uuid and "teamId" = ${teamId}::uuid and "openedOn" between ${span.start} and ${span.asOf}
    ) d
    where decided or "openedOn" <= ${oldEnough}
    group by 1`;
}

export type DealWeek = {
  readonly personId: string;
  readonly weeksAgo: number;
  readonly opened: number;
  readonly decided: number;
  readonly won: number;
};

/** Deals by the week in which it happened to them, weeks counted back from the one that ends with `end`. */
export async function dealWeeks(
  { db, orgId }: Work,
  teamId: string,
  { start, end }: { readonly start: LocalDate; readonly end: LocalDate },
): Promise<DealWeek[]> {
  return db.$queryRaw<DealWeek[]>`
    select "personId", ((${end}::date - date::date) / 7)::int as "weeksAgo", sum(opened)::int as opened,
      sum(decided)::int as decided, sum(won)::int as won
    from (
      select "personId", "openedOn" as date, 1 as opened, 0 as decided, 0 as won from "Deal"
      where "orgId" = ${orgId}::uuid and "teamId" = ${teamId}::uuid and "openedOn" between ${start} and ${end}
      union all
      select "personId", coalesce("closedOn", "openedOn"), 0, 1, (state = 'won')::int from "Deal"
      where "orgId" = ${orgId}::uuid and "teamId" = ${teamId}::uuid and state <> 'open'
        and coalesce("closedOn", "openedOn") between ${start} and ${end}
    ) d
    group by 1, 2`;
}
