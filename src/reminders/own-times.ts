import { localToInstant } from "../calendar/zones.ts";
import type { Occurrence } from "../generated/prisma/client.ts";
import { timesOf } from "../org/calendars.ts";
import type { Work } from "../work.ts";

export type OwnTime = { readonly dueAt: Date; readonly zone: string };

const usualTime = "09:00";

/** An occurrence in the time of each person it is for: the schedule's wall time where they are, not before it began. */
export async function ownTimes(
  work: Work,
  { teamId, scheduleId, date, dueAt: begun }: Pick<Occurrence, "teamId" | "scheduleId" | "date" | "dueAt">,
  personIds: readonly string[],
): Promise<(personId: string) => OwnTime> {
  const { db, orgId } = work;
  const schedule = await db.schedule.findFirst({ where: { id: scheduleId, orgId }, select: { time: true } });
  const people = await timesOf(work, teamId, personIds, { start: date, end: date });
  return (personId) => {
    const zone = people.get(personId)?.zone ?? "UTC";
    const own = localToInstant(date, schedule?.time ?? usualTime, zone);
    return { dueAt: own > begun ? own : begun, zone };
  };
}
