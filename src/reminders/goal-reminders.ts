import { addDays, type LocalDate } from "../calendar/dates.ts";
import { workingDays } from "../calendar/working-days.ts";
import { localDateOf, localToInstant } from "../calendar/zones.ts";
import type { Occurrence, Person } from "../generated/prisma/client.ts";
import { type GoalProgress, loadProgress } from "../goals/progress.ts";
import { groupBy } from "../insight/rules/group-by.ts";
import { activeMembership } from "../org/membership.ts";
import { sayToPerson } from "../outbox/say.ts";
import type { Work } from "../work.ts";
import { type Reason, reasonToRemind } from "./goal-reasons.ts";
import { type Escalation, goalReminder, type Reminder } from "./goal-reminder-view.ts";
import { ownTimes } from "./own-times.ts";
import { proposeFewerReminders } from "./response-rate.ts";

type Due = Pick<Occurrence, "teamId" | "scheduleId" | "date" | "dueAt">;

/** What the owners of a team's goals should look at today, in one message a person; silence where all is well. */
export async function remindAboutGoals(work: Work, occurrence: Due): Promise<void> {
  const { teamId, date } = occurrence;
  const live = { teamId, ownerId: { not: null }, state: "understood", closedAt: null } as const;
  // Where the date has not begun yet, it is judged as it will be when the reminder comes.
  const asOf = addDays(date, -1);
  const goals = await loadProgress(work, { ...live, startsOn: { lte: date }, endsOn: { gte: date } }, { asOf });
  const people = await reachablePeople(work, goals);
  const reminded = await remindedLately(work, [...people.keys()]);
  const due = goals.flatMap((progress): Reminder[] => {
    const person = people.get(progress.goal.ownerId ?? "");
    if (!person) return [];
    const reason = reasonToRemind(
      {
        ...{ status: progress.status, calendar: progress.calendar, lastEntryOn: progress.lastEntryOn },
        ...{ startsOn: progress.goal.startsOn, endsOn: progress.goal.endsOn },
        isLimit: progress.goal.metric.direction === "less",
        reminded: reminded.get(`${person.id} ${progress.goal.number}`) ?? [],
      },
      date,
    );
    const daysLeft = workingDays(progress.calendar, date, progress.goal.endsOn);
    return reason ? [{ progress, reason, daysLeft }] : [];
  });
  if (due.length > 0) await tellOwners(work, occurrence, due);
  await proposeFewerReminders(work, occurrence);
}

/** Owners who are here and want to be reminded; who is away today is left out by their calendar. */
async function reachablePeople(
  { db, orgId, now }: Work,
  goals: readonly GoalProgress[],
): Promise<ReadonlyMap<string, Pick<Person, "id">>> {
  const ids = [...new Set(goals.flatMap(({ goal }) => goal.ownerId ?? []))];
  const people = await db.person.findMany({
    where: {
      ...{ orgId, id: { in: ids }, state: "active", optedOutAt: null },
      OR: [{ mutedUntil: null }, { mutedUntil: { lte: now } }],
    },
    select: { id: true },
  });
  return new Map(people.map((person) => [person.id, person]));
}

const letters = { deadline: "d", pace: "p", quiet: "q" } as const satisfies Record<Reason, string>;
const reasonOf = (letter: string): Reason => (letter === "d" ? "deadline" : letter === "p" ? "pace" : "quiet");

/** The key remembers what was reminded of and why, so that no goal is brought up too often. */
const keyOf = (date: LocalDate, personId: string, reminders: readonly Reminder[]): string =>
  `goals:${date}:${personId}:${reminders.map(({ progress, reason }) => `${progress.goal.number}${letters[reason]}`).join(".")}`;

const rememberFor = 12 * 24 * 3_600_000;

type Reminded = { readonly reason: Reason; readonly on: LocalDate };

/** By person and goal number. */
async function remindedLately({ db, orgId, now }: Work, people: string[]): Promise<ReadonlyMap<string, Reminded[]>> {
  const said = await db.outboxMessage.findMany({
    where: {
      ...{ orgId, toPersonId: { in: people }, kind: "reminder", state: { not: "skipped" } },
      ...{ key: { startsWith: "goals:" }, createdAt: { gte: new Date(now.getTime() - rememberFor) } },
    },
    select: { key: true, toPersonId: true },
  });
  const reminded = new Map<string, Reminded[]>();
  for (const { key, toPersonId } of said) {
    const [, on = "", , goals = ""] = key.split(":");
    for (const [, number = "", letter = ""] of goals.matchAll(/(\d+)([dpq])/g)) {
      const goal = `${toPersonId} ${number}`;
      reminded.set(goal, [...(reminded.get(goal) ?? []), { reason: reasonOf(letter), on }]);
    }
  }
  return reminded;
}

async function tellOwners(work: Work, occurrence: Due, due: readonly Reminder[]): Promise<void> {
  const { teamId, date } = occurrence;
  const escalation = await escalationOf(work, teamId, date);
  const byOwner = groupBy(due, ({ progress }) => progress.goal.ownerId ?? "");
  const timeOf = await ownTimes(work, occurrence, [...byOwner.keys()]);
  for (const [personId, reminders] of byOwner) {
    const { dueAt, zone } = timeOf(personId);
    const saying = {
      key: keyOf(date, personId, reminders),
      kind: "reminder",
      isProactive: true,
      ...{ teamId, dueAt },
      usefulUntil: localToInstant(addDays(localDateOf(dueAt, zone), 1), "00:00", zone),
    } as const;
    await sayToPerson(work, personId, saying, (words) => goalReminder(words, reminders, escalation(personId)));
  }
}

/** To whom and when it is reported next, said in advance; null for somebody who reports to nobody. */
async function escalationOf(
  { db, orgId }: Work,
  teamId: string,
  date: LocalDate,
): Promise<(personId: string) => Escalation | null> {
  const brief = await db.schedule.findFirst({ where: { orgId, teamId, kind: "brief", isOn: true } });
  const managers = await db.membership.findMany({
    where: { orgId, teamId, role: "manager", person: { state: "active" }, ...activeMembership(date) },
    select: { person: { select: { id: true, name: true } } },
    orderBy: { person: { name: "asc" } },
  });
  const on = brief?.nextOn;
  return (personId) => {
    const others = managers.filter(({ person }) => person.id !== personId).map(({ person }) => person.name);
    return on && on > date && others.length > 0 ? { on, managers: others } : null;
  };
}
