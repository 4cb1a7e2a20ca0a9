import type { When } from "../calendar/schedule.ts";
import { replanCheckIns } from "../checkins/rounds.ts";
import type { Schedule, ScheduleKind } from "../generated/prisma/client.ts";
import { reconsider } from "../outbox/chosen-waits.ts";
import type { Work } from "../work.ts";
import { nextForTeam, zonesOf } from "./team-times.ts";

/** What a new team gets: one check-in a week, so that nobody is asked more than the week holds news. */
const usual: readonly (When & { readonly kind: ScheduleKind })[] = [
  { kind: "checkin", days: [4], time: "09:30" },
  { kind: "reminders", days: [1, 2, 3, 4, 5], time: "09:00" },
  { kind: "summary", days: [5], time: "16:00" },
  { kind: "brief", days: [1], time: "09:00" },
];

/** Gives a team the usual schedules; those that it already has stay as they are. */
export async function defaultSchedules(work: Work, teamId: string): Promise<void> {
  const { db, orgId } = work;
  const data = usual.map(({ kind, days, time }) => ({ orgId, teamId, kind, days: [...days], time }));
  await db.schedule.createMany({ data, skipDuplicates: true });
  await rescheduleTeam(work, teamId);
}

/** Sets when a team's check-in, reminders, summary or brief happens, or turns it off. */
export async function setSchedule(
  work: Work,
  teamId: string,
  kind: ScheduleKind,
  when: When | "off",
): Promise<Schedule> {
  const { db, orgId } = work;
  const fallback = usual.find((one) => one.kind === kind);
  const data = when === "off" ? { isOn: false } : { isOn: true, days: [...when.days], time: when.time };
  await db.schedule.upsert({
    where: { teamId_kind: { teamId, kind } },
    create: { orgId, teamId, kind, days: [...(fallback?.days ?? [])], time: fallback?.time ?? "09:00", ...data },
    update: data,
  });
  await rescheduleTeam(work, teamId);
  return db.schedule.findUniqueOrThrow({ where: { teamId_kind: { teamId, kind } } });
}

/**
 * Reckons anew when each of a team's schedules comes next, after its zone, people or times changed. A date that
 * already happened does not happen twice, and one that is due already is left for the planner.
 */
export async function rescheduleTeam(work: Work, teamId: string): Promise<void> {
  const { db, orgId, now } = work;
  const team = await db.team.findFirstOrThrow({ where: { id: teamId, orgId }, include: { schedules: true } });
  const zones = await zonesOf(db, now, [team]);
  const ids = team.schedules.map(({ id }) => id);
  const last = await db.occurrence.groupBy({
    by: ["scheduleId"],
    where: { scheduleId: { in: ids } },
    _max: { date: true },
  });
  for (const schedule of team.schedules) {
    const { id, kind, days, time, isOn, nextAt } = schedule;
    if (isOn && nextAt && nextAt <= now) continue;
    const after = last.find(({ scheduleId }) => scheduleId === id)?._max.date;
    const next = isOn ? nextForTeam({ days, time, zones: zones(teamId, kind) }, now, after ?? null) : null;
    await db.schedule.update({ where: { id }, data: { nextOn: next?.date ?? null, nextAt: next?.at ?? null } });
  }
  await replanCheckIns(work, teamId);
  await reconsider(work, { teamId });
}
