import { addDays, type LocalDate } from "../calendar/dates.ts";
import { nextOccurrence, occurrenceOn } from "../calendar/schedule.ts";
import { workOn } from "../calendar/working-days.ts";
import { officeHours, type WorkingTime } from "../calendar/working-hours.ts";
import { localToInstant } from "../calendar/zones.ts";
import type { CheckIn, Occurrence, Schedule } from "../generated/prisma/client.ts";
import { type PersonTime, timesOf } from "../org/calendars.ts";
import { activeMembership } from "../org/membership.ts";
import type { Work } from "../work.ts";
import { questionsOf } from "./questions.ts";
import { type CheckInTimes, checkInTimes } from "./timing.ts";

/** How far ahead a calendar must reach to find the next working days of anybody. */
const horizonInDays = 60;

export const workingTimeOf = (time: PersonTime): WorkingTime => ({
  zone: time.zone,
  calendar: time.calendar,
  hours: officeHours,
});

/** The people that a team's round asks: its reps on that date. */
async function askedOn({ db, orgId }: Work, teamId: string, date: LocalDate): Promise<string[]> {
  const memberships = await db.membership.findMany({
    where: { orgId, teamId, role: "rep", person: { state: "active" }, ...activeMembership(date) },
    select: { personId: true },
    orderBy: { personId: "asc" },
  });
  return memberships.map(({ personId }) => personId);
}

function timesFor(person: PersonTime, schedule: Schedule, date: LocalDate): CheckInTimes | null {
  const own = { days: schedule.days, time: schedule.time, zone: person.zone };
  const due = occurrenceOn(own, date)?.at ?? localToInstant(date, schedule.time, person.zone);
  return checkInTimes(due, workingTimeOf(person), nextOccurrence(own, due)?.at ?? null);
}

/**
 * Opens the round of an occurrence: one check-in a person, each due at their own local time. Who does not work that day
 * is excused, not missing. Opening twice is opening once.
 */
export async function openRound(
  work: Work,
  occurrence: Pick<Occurrence, "teamId" | "scheduleId" | "date">,
): Promise<void> {
  const { db, orgId } = work;
  const { teamId, date } = occurrence;
  const schedule = await db.schedule.findFirstOrThrow({ where: { id: occurrence.scheduleId, orgId } });
  const asked = await askedOn(work, teamId, date);
  const people = await timesOf(work, teamId, asked, { start: addDays(date, -14), end: addDays(date, horizonInDays) });
  const planned = asked.flatMap((personId) => {
    const person = people.get(personId);
    const times = person ? timesFor(person, schedule, date) : null;
    return person && times ? [{ personId, times, works: workOn(person.calendar, date) > 0 }] : [];
  });
  if (planned.length === 0) return;
  const opensAt = new Date(Math.min(...planned.map(({ times }) => times.due.getTime())));
  const closesAt = lastClose(planned);
  const { id: questionSetId } = await questionsOf(work, teamId);
  const made = await db.round.createManyAndReturn({
    data: [{ orgId, teamId, date, questionSetId, opensAt, closesAt }],
    skipDuplicates: true,
    select: { id: true },
  });
  const round = made[0];
  if (!round) return;
  await db.checkIn.createMany({
    data: planned.map(({ personId, times, works }) => ({
      orgId,
      roundId: round.id,
      personId,
      dueAt: times.due,
      state: works ? ("planned" as const) : ("excused" as const),
      nextAt: works ? times.due : null,
    })),
    skipDuplicates: true,
  });
}

/** Who is away is not waited for, however long; a round that nobody is asked in ends with the first who would be. */
function lastClose(planned: readonly { readonly times: CheckInTimes; readonly works: boolean }[]): Date {
  const asked = planned.filter(({ works }) => works).map(({ times }) => times.closes.getTime());
  if (asked.length > 0) return new Date(Math.max(...asked));
  return new Date(Math.min(...planned.map(({ times }) => times.closes.getTime())));
}

/** Closes a round whose last member's deadline has passed; whoever has not answered has missed it. */
export async function closeRound({ db, orgId, now }: Work, roundId: string): Promise<void> {
  const closed = await db.round.updateMany({
    where: { id: roundId, orgId, state: "open", closesAt: { lte: now } },
    data: { state: "closed", closedAt: now },
  });
  if (closed.count === 0) return;
  const open = { orgId, roundId, state: { in: ["planned" as const, "prompted" as const] } };
  // Nobody has missed what they were never asked for, such as while the team was paused.
  await db.checkIn.updateMany({ where: { ...open, promptedAt: null }, data: { state: "excused", nextAt: null } });
  await db.checkIn.updateMany({ where: open, data: { state: "missed", nextAt: null } });
}

/** What was due while a team was paused is due now: the pause was chosen, so nothing is late by it. */
export async function resumeCheckIns({ db, orgId, now }: Work, teamId: string): Promise<void> {
  await db.checkIn.updateMany({
    where: { orgId, round: { teamId, state: "open" }, nextAt: { lt: now } },
    data: { nextAt: now },
  });
}

/** Moves a person's open check-ins and their rounds after their zone, hours or the schedule changed. */
export async function replanCheckIns(work: Work, teamId: string): Promise<void> {
  const { db, orgId } = work;
  const rounds = await db.round.findMany({
    where: { orgId, teamId, state: "open" },
    include: { checkIns: { where: { state: "planned", step: 0 } } },
  });
  const schedule = await db.schedule.findFirst({ where: { orgId, teamId, kind: "checkin" } });
  if (!schedule) return;
  for (const round of rounds) {
    const ids = round.checkIns.map(({ personId }) => personId);
    if (ids.length === 0) continue;
    const range = { start: addDays(round.date, -14), end: addDays(round.date, horizonInDays) };
    const people = await timesOf(work, teamId, ids, range);
    for (const checkIn of round.checkIns) {
      const person = people.get(checkIn.personId);
      const times = person ? timesFor(person, schedule, round.date) : null;
      if (!person || !times) continue;
      await move(work, checkIn, times, workOn(person.calendar, round.date) > 0);
      if (times.closes > round.closesAt)
        await db.round.update({ where: { id: round.id }, data: { closesAt: times.closes } });
    }
  }
}

async function move({ db, now }: Work, { id, dueAt }: CheckIn, { due }: CheckInTimes, works: boolean): Promise<void> {
  if (!works) await db.checkIn.update({ where: { id }, data: { state: "excused", nextAt: null } });
  else if (due.getTime() !== dueAt.getTime()) {
    // A time that has passed where the person is now is no lateness of ours.
    await db.checkIn.update({ where: { id }, data: { dueAt: due, nextAt: due > now ? due : now } });
  }
}
