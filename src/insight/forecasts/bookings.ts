import type { LocalDate } from "../../calendar/dates.ts";
import type { Work } from "../../work.ts";

/** What somebody booked on a date: of money every booking by itself, because its size matters; else the date's sum. */
export type Booking = { readonly date: LocalDate; readonly amount: number; readonly trials: number };

export type BookedBy = {
  readonly metricId: string;
  readonly personId: string;
  /** Booked in this team; other teams' bookings count for a person's own series, not for the team's. */
  readonly isTeams: boolean;
  readonly bookings: readonly Booking[];
};

type Row = Omit<BookedBy, "bookings"> & { readonly days: readonly (readonly [LocalDate, number, number])[] };

export type BookingsWanted = {
  readonly teamId: string;
  readonly personIds: readonly string[];
  readonly metricIds: readonly string[];
  readonly start: LocalDate;
  readonly end: LocalDate;
};

/** One query for everybody and every metric; a row a person and metric keeps it cheap to read. */
export async function bookingsIn({ db, orgId }: Work, wanted: BookingsWanted): Promise<BookedBy[]> {
  const { teamId, start, end } = wanted;
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
        where t."orgId" = ${orgId}::uuid and t."teamId" = ${teamId}::uuid and t."metricId" = any(${metrics}::uuid[])
          and t."voidedAt" is null and t.date between ${start} and ${end}
        union all
        select o.id, o."metricId", o."personId", false, o.date, o.amount, o.trials from "Entry" o
        where o."orgId" = ${orgId}::uuid and o."personId" = any(${people}::uuid[])
          and o."metricId" = any(${metrics}::uuid[]) and o."teamId" <> ${teamId}::uuid
          and o."voidedAt" is null and o.date between ${start} and ${end}
      ) e join "Metric" m on m.id = e."metricId"
      group by e."metricId", e."personId", e."isTeams", e.date, case when m.unit = 'money' then e.id end
    ) x group by 1, 2, 3`;
  return rows.map(({ days, ...row }) => ({
    ...row,
    bookings: days.map(([date, amount, trials]) => ({ date, amount, trials })),
  }));
}

/** What the team booked on each date, by metric. */
export async function teamDays(
  { db, orgId }: Work,
  wanted: Omit<BookingsWanted, "personIds">,
): Promise<ReadonlyMap<string, ReadonlyMap<LocalDate, number>>> {
  const metrics = [...wanted.metricIds];
  const rows = await db.$queryRaw<{ metricId: string; days: readonly (readonly [LocalDate, number])[] }[]>`
    select x."metricId", json_agg(json_build_array(x.date, x.amount)) as days
    from (
      select e."metricId", e.date, sum(e.amount)::bigint as amount from "Entry" e
      where e."orgId" = ${orgId}::uuid and e."teamId" = ${wanted.teamId}::uuid and e."metricId" = any(${metrics}::uuid[])
        and e."voidedAt" is null and e.date between ${wanted.start} and ${wanted.end}
      group by 1, 2
    ) x group by 1`;
  return new Map(rows.map(({ metricId, days }) => [metricId, new Map(days)]));
}

/** Since when the team has records of each metric; a metric without any is left out. */
export async function recordedSince(
  { db, orgId }: Work,
  teamId: string,
  metricIds: readonly string[],
): Promise<ReadonlyMap<string, LocalDate>> {
  const rows = await db.$queryRaw<{ id: string; first: LocalDate | null }[]>`
    select m.id, (
      select min(e.date) from "Entry" e
      where e."orgId" = m."orgId" and e."teamId" = ${teamId}::uuid and e."metricId" = m.id and e."voidedAt" is null
    ) as first
    from "Metric" m where m."orgId" = ${orgId}::uuid and m.id = any(${[...metricIds]}::uuid[])`;
  return new Map(rows.flatMap(({ id, first }) => (first ? [[id, first]] : [])));
}
