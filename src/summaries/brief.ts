import { localToInstant } from "../calendar/zones.ts";
import type { Occurrence } from "../generated/prisma/client.ts";
import { timesOf } from "../org/calendars.ts";
import { activeMembership } from "../org/membership.ts";
import { sayToPerson } from "../outbox/say.ts";
import type { Work } from "../work.ts";
import { briefFacts } from "./brief-facts.ts";
import { briefView } from "./brief-view.ts";
import { weekReportedOn } from "./week.ts";

/** A brief that could not be delivered for this long is no preparation for the week any more. */
const usefulForMs = 3 * 24 * 3_600_000;

const usualTime = "09:00";

/** Sends each manager of a team the brief of the week, in their own language and at the schedule's time in their own zone. */
export async function briefManagers(
  work: Work,
  occurrence: Pick<Occurrence, "teamId" | "scheduleId" | "date" | "dueAt">,
): Promise<void> {
  const { db, orgId } = work;
  const { teamId, date } = occurrence;
  const managers = await db.membership.findMany({
    where: { orgId, teamId, role: "manager", person: { state: "active" }, ...activeMembership(date) },
    select: { personId: true },
    orderBy: { personId: "asc" },
  });
  const ids = [...new Set(managers.map(({ personId }) => personId))];
  if (ids.length === 0) return;
  const schedule = await db.schedule.findFirst({ where: { id: occurrence.scheduleId, orgId }, select: { time: true } });
  const people = await timesOf(work, teamId, ids, { start: date, end: date });
  const week = weekReportedOn(date);
  const facts = await briefFacts(work, teamId, week);
  for (const personId of ids) {
    const zone = people.get(personId)?.zone ?? facts.week.team.zone;
    const own = localToInstant(date, schedule?.time ?? usualTime, zone);
    const dueAt = own > occurrence.dueAt ? own : occurrence.dueAt;
    await sayToPerson(
      work,
      personId,
      {
        key: `brief:${teamId}:${week.key}:${personId}`,
        kind: "brief",
        teamId,
        dueAt,
        usefulUntil: new Date(dueAt.getTime() + usefulForMs),
        isProactive: true,
      },
      (words) => briefView(words, facts, personId),
    );
  }
}
