import type { Occurrence } from "../generated/prisma/client.ts";
import { keepSeen, type RankedInsight } from "../insight/decisions/seen.ts";
import { activeMembership } from "../org/membership.ts";
import { sayToPerson } from "../outbox/say.ts";
import { ownTimes } from "../reminders/own-times.ts";
import type { Work } from "../work.ts";
import { briefDetails, hasDetails } from "./brief-details.ts";
import { briefFacts } from "./brief-facts.ts";
import { briefFor } from "./brief-for.ts";
import { briefView } from "./brief-view.ts";
import { weekReportedOn } from "./week.ts";

/** A brief that could not be delivered for this long is no preparation for the week any more. */
const usefulForMs = 3 * 24 * 3_600_000;

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
  const timeOf = await ownTimes(work, occurrence, ids);
  const week = weekReportedOn(date);
  const facts = await briefFacts(work, teamId, week);
  const shown: RankedInsight[] = [];
  for (const personId of ids) {
    const { dueAt } = timeOf(personId);
    const brief = briefFor(facts, personId);
    const key = `brief:${teamId}:${week.key}:${personId}`;
    const when = { teamId, dueAt, usefulUntil: new Date(dueAt.getTime() + usefulForMs) };
    const isTold = await sayToPerson(work, personId, { ...when, key, kind: "brief", isProactive: true }, (words) =>
      briefView(words, brief),
    );
    if (!isTold) continue;
    shown.push(...brief.needs, ...brief.more, ...brief.shown.recognise);
    if (!hasDetails(brief)) continue;
    const under = {
      ...when,
      key: `brief-detail:${teamId}:${week.key}:${personId}`,
      kind: "detail",
      under: key,
    } as const;
    await sayToPerson(work, personId, under, (words) => briefDetails(words, brief));
  }
  await keepSeen(work, teamId, week, shown);
}
