import type { LocalDate } from "../../calendar/dates.ts";
import { Prisma } from "../../generated/prisma/client.ts";
import type { PartRate } from "../../goals/rates-of-parts.ts";
import type { Work } from "../../work.ts";

/** What somebody booked on a date: of money every booking by itself, because its size matters; else the date's sum. */
export type Booking = { readonly date: LocalDate; readonly amount: number; readonly trials: number };

export type BookedBy = {
  readonly metricId: string;
  /** Null for what counts at a plan rate: it is part of the team's series and of no person's in this metric. */
  readonly personId: string | null;
  /** Booked in these teams; other teams' bookings count for a person's own series, not for the team's. */
  readonly isTeams: boolean;
  readonly bookings: readonly Booking[];
};

type Row = Omit<BookedBy, "bookings"> & { readonly days: readonly (readonly [LocalDate, number, number])[] };

/** What comes in as `metricId` counts as `as` too, each stored unit of it for so many. */
export type CountsAs = PartRate & { readonly as: string };

/** A team, all teams below it, and what they book in other measures. */
export type TeamSources = { readonly teamIds: readonly string[]; readonly others: readonly CountsAs[] };

export type BookingsWanted = TeamSources & {
  readonly personIds: readonly string[];
  readonly metricIds: readonly string[];
  readonly start: LocalDate;
  readonly end: LocalDate;
};

/** One query for everybody and every metric; a row a person and metric keeps it cheap to read. */
export async function bookingsIn({ db, orgId }: Work, wanted: BookingsWanted): Promise<BookedBy[]> {
  const { start, end } = wanted;
  const teams = [...wanted.teamIds];
  const metrics = [...wanted.metricIds];
  const people = [...wanted.personIds];
  const rows = await db.$queryRaw<Row[]>`
    select x."metricId", x."personId", x."isTeams",
      json_agg(json_build_array(x.date, x.amount, x.trials) order by x.date) as days
    from (
      select e."metricId", e."personId", e."isTeams", e.date, sum(e.amount)::bigint as amount,
        coalesce(sum(e.trials), 0)::bigint as trials
      from (
        select t.id, t."metricId", t."personId", true as "isTeams", t.date, t.amount, t.trials from "Entry" t
        where t."orgId" = ${orgId}::uuid and t."teamId" = any(${teams}::uuid[])
          and t."metricId" = any(${metrics}::uuid[]) and t."voidedAt" is null and t.date between ${start} and ${end}
        union all
        select o.id, o."metricId", o."personId", false, o.date, o.amount, o.trials from "Entry" o
        where o."orgId" = ${orgId}::uuid and o."personId" = any(${people}::uuid[])
          and o."metricId" = any(${metrics}::uuid[]) and o."teamId" <> all(${teams}::uuid[])
          and o."voidedAt" is null and o.date between ${start} and ${end}
        ${countedAs(orgId, wanted)}
      ) e join "Metric" m on m.id = e."metricId"
      group by e."metricId", e."personId", e."isTeams", e.date, case when m.unit = 'money' then e.id end
    ) x group by 1, 2, 3`;
  return rows.map(({ days, ...row }) => ({
    ...row,
    bookings: days.map(([date, amount, trials]) => ({ date, amount, trials })),
  }));
}

/** What was booked in other measures, as bookings of the metric for which it counts; nothing where there are none. */
function countedAs(
  orgId: string,
  { teamIds, others, start, end }: Omit<BookingsWanted, "personIds" | "metricIds">,
): Prisma.Sql {
  if (others.length === 0) return Prisma.empty;
  return Prisma.sql`union all
    select c.id, a."as", null::uuid, true, c.date, round(c.amount * a.factor)::bigint, c.trials
    from jsonb_to_recordset(${JSON.stringify(others)}::jsonb) as a("as" uuid, "metricId" uuid, factor numeric)
    join "Entry" c on c."metricId" = a."metricId"
    where c."orgId" = ${orgId}::uuid and c."teamId" = any(${[...teamIds]}::uuid[])
      and c."voidedAt" is null and c.date between ${start} and ${end}`;
}

/** What the team booked on each date, by metric. */
export async function teamDays(
  { db, orgId }: Work,
  wanted: Omit<BookingsWanted, "personIds">,
): Promise<ReadonlyMap<string, ReadonlyMap<LocalDate, number>>> {
  const metrics = [...wanted.metricIds];
  const teams = [...wanted.teamIds];
  const rows = await db.$queryRaw<{ metricId: string; days: readonly (readonly [LocalDate, number])[] }[]>`
    select x."metricId", json_agg(json_build_array(x.date, x.amount)) as days
    from (
      select e."metricId", e.date, sum(e.amount)::bigint as amount
      from (
        select t.id, t."metricId", null::uuid as "personId", true as "isTeams", t.date, t.amount, t.trials from "Entry" t
        where t."orgId" = ${orgId}::uuid and t."teamId" = any(${teams}::uuid[])
          and t."metricId" = any(${metrics}::uuid[]) and t."voidedAt" is null
          and t.date between ${wanted.start} and ${wanted.end}
        ${countedAs(orgId, wanted)}
      ) e
      group by 1, 2
    ) x group by 1`;
  return new Map(rows.map(({ metricId, days }) => [metricId, new Map(days)]));
}

/** Since when the team has records of each metric; a metric without any is left out. */
export async function recordedSince(
  { db, orgId }: Work,
  { teamIds, others }: TeamSources,
  metricIds: readonly string[],
): Promise<ReadonlyMap<string, LocalDate>> {
  const asked = [...metricIds.map((metricId) => ({ as: metricId, metricId })), ...others];
  const rows = await db.$queryRaw<{ id: string; first: LocalDate | null }[]>`
    select a."as"::text as id, min(s.first) as first
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a("as" uuid, "metricId" uuid),
      unnest(${[...teamIds]}::uuid[]) as t(id),
      lateral (
        select min(e.date) as first from "Entry" e
        where e."orgId" = ${orgId}::uuid and e."teamId" = t.id and e."metricId" = a."metricId" and e."voidedAt" is null
      ) s
    group by 1`;
  return new Map(rows.flatMap(({ id, first }) => (first ? [[id, first]] : [])));
}
