import { fromDay, type LocalDate, toDay } from "../../calendar/dates.ts";
import { type WorkCalendar, workOn } from "../../calendar/working-days.ts";
import type { Work } from "../../work.ts";
import type { Stage } from "./stages.ts";

type DayCount = { readonly personId: string; readonly key: string; readonly date: LocalDate; readonly count: number };

/** Counts by person, stage and date, for what a working day usually holds. */
export type DayCounts = readonly DayCount[];

/** Counts of metrics and opened deals, day by day. */
export async function dayCounts(
  { db, orgId }: Work,
  teamId: string,
  stages: readonly Stage[],
  { start, end }: { readonly start: LocalDate; readonly end: LocalDate },
): Promise<DayCounts> {
  const keys = new Map(stages.flatMap((stage) => (stage.kind === "metric" ? [[stage.metric.id, stage.key]] : [])));
  const logged = await db.$queryRaw<(DayCount & { metricId: string })[]>`
    select "personId", "metricId", date, sum(amount)::float8 as count from "Entry"
    where "orgId" = ${orgId}::uuid and "teamId" = ${teamId}::uuid and "metricId" = any(${[...keys.keys()]}::uuid[])
      and "voidedAt" is null and date between ${start} and ${end}
    group by 1, 2, 3`;
  const opened = stages.some(({ key }) => key === "deal-opened")
    ? await db.$queryRaw<DayCount[]>`
    select "personId", 'deal-opened' as key, "openedOn" as date, count(*)::float8 as count from "Deal"
    where "orgId" = ${orgId}::uuid and "teamId" = ${teamId}::uuid and "openedOn" between ${start} and ${end}
    group by 1, 3`
    : [];
  return [...logged.map((one) => ({ ...one, key: keys.get(one.metricId) ?? "" })), ...opened];
}

/** What was done on each working day of a span, days with nothing among them; of everybody where nobody is named. */
export function perWorkingDay(
  days: DayCounts,
  { key }: Stage,
  personId: string | null,
  calendar: WorkCalendar,
  { start, end }: { readonly start: LocalDate; readonly end: LocalDate },
): number[] {
  const own = days.filter((one) => one.key === key && (personId === null || one.personId === personId));
  const byDate = new Map<LocalDate, number>();
  for (const { date, count } of own) byDate.set(date, (byDate.get(date) ?? 0) + count);
  const first = toDay(start);
  return Array.from({ length: toDay(end) - first + 1 }, (_, day) => fromDay(first + day))
    .filter((date) => workOn(calendar, date) > 0)
    .map((date) => byDate.get(date) ?? 0);
}
