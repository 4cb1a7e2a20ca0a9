import { addDays, type LocalDate } from "../calendar/dates.ts";
import { addWorkingMinutes, officeHours, type WorkingTime } from "../calendar/working-hours.ts";
import { localDateOf, localToInstant } from "../calendar/zones.ts";
import type { Goal } from "../generated/prisma/client.ts";
import { timesOf } from "../org/calendars.ts";
import { amend, sayToPerson, unsay } from "../outbox/say.ts";
import type { Work } from "../work.ts";
import { nameOf } from "./goal-store.ts";
import { overseersOf, setterOf } from "./overseers.ts";
import type { GoalWithMetric } from "./progress.ts";
import { type ReminderTimes, reminderView, type SentGoal, type Settled, sentView, settledView } from "./sent-view.ts";
import { nextState } from "./states.ts";

/** Nine to six, so that "after a working day" is the same time on the next one. */
const workingDay = 9 * 60;

/** Absences further ahead than this do not move a reminder. */
const lookAhead = 60;

function reminderTimes(since: Date, time: WorkingTime): ReminderTimes {
  const after = (days: number) => addWorkingMinutes(since, days * workingDay, time);
  return { first: after(1), second: after(2), listed: after(3) };
}

/** The working time of goals' owners, for those of one team; from yesterday on unless an earlier date is given. */
export async function ownersTimes(work: Work, teamId: string, ownerIds: readonly string[], from?: LocalDate) {
  const today = localDateOf(work.now, "UTC");
  const range = { start: from ?? addDays(today, -1), end: addDays(today, lookAhead) };
  const times = await timesOf(work, teamId, ownerIds, range);
  return (ownerId: string): WorkingTime | null => {
    const time = times.get(ownerId);
    return time ? { zone: time.zone, hours: officeHours, calendar: time.calendar } : null;
  };
}

/** The first moment after a goal's period, at which nobody can accept it any more. */
const periodOver = ({ endsOn }: Pick<Goal, "endsOn">, zone: string): Date =>
  localToInstant(addDays(endsOn, 1), "00:00", zone);

/** Unique for every time that a goal is put before its owner. */
const sentKey = (goal: Pick<Goal, "id" | "version">, at: Date): string =>
  `goal:${goal.id}:v${goal.version}:${at.getTime()}`;

const reminderKey = (goal: Pick<Goal, "id" | "version">, at: Date, step: number): string =>
  `remind:${goal.id}:v${goal.version}:${at.getTime()}:${step}`;

/**
 * Puts a goal, its new version or the decision to keep it before its owner, who is asked to accept it. The reminders
 * count in the owner's working time.
 */
export async function putBeforeOwner(work: Work, goal: GoalWithMetric, said: HowSaid): Promise<GoalWithMetric> {
  const [sent] = await putBeforeOwners(work, [goal], said);
  return sent ?? goal;
}

type HowSaid = Pick<SentGoal, "because" | "byName" | "reason">;

/** The same for goals of one team's people, whose working time is read once. */
export async function putBeforeOwners(
  work: Work,
  goals: readonly GoalWithMetric[],
  said: HowSaid,
): Promise<GoalWithMetric[]> {
  const [first] = goals;
  if (!first) return [];
  const owners = [...new Set(goals.flatMap(({ ownerId }) => ownerId ?? []))];
  const timeOf = await ownersTimes(work, first.teamId, owners);
  const sent: GoalWithMetric[] = [];
  for (const goal of goals) if (goal.ownerId) sent.push(await putOne(work, goal, timeOf(goal.ownerId), said));
  return sent;
}

async function putOne(work: Work, goal: GoalWithMetric, time: WorkingTime | null, said: HowSaid) {
  const times = time ? reminderTimes(work.now, time) : { first: null, second: null, listed: null };
  const state = nextState(goal.state, said.because === "kept" ? "keep" : "send") ?? goal.state;
  const sent = await work.db.goal.update({
    where: { id: goal.id, orgId: work.orgId },
    data: { state, sentAt: work.now, acceptedAt: null, liveReason: null, nextAt: times.first, step: 0 },
    include: { metric: true },
  });
  const saying = { key: sentKey(sent, work.now), kind: "notice", isProactive: true, teamId: goal.teamId } as const;
  await sayToPerson(work, goal.ownerId ?? "", saying, (words) => sentView(words, { ...said, goal: sent, times }));
  return sent;
}

/** Takes the buttons out of the message that asked, and takes back reminders that have not gone out. */
export async function settleRequest(work: Work, goal: GoalWithMetric, how: Settled): Promise<void> {
  const { sentAt } = goal;
  if (!sentAt) return;
  const byName = await nameOf(work, await setterOf(work, goal));
  const because = goal.version > 1 ? "changed" : "new";
  await amend(work, sentKey(goal, sentAt), (words) => settledView(words, { goal, because, byName }, how));
  await unsay(work, reminderKey(goal, sentAt, 1), "settled");
  await unsay(work, reminderKey(goal, sentAt, 2), "settled");
}

/** While the manager owes an answer, its owner is not reminded; afterwards the reminders start anew. */
export async function restartReminders(work: Work, goal: GoalWithMetric): Promise<void> {
  const { ownerId } = goal;
  if (ownerId === null || (goal.state !== "sent" && goal.state !== "acknowledged")) return;
  const time = (await ownersTimes(work, goal.teamId, [ownerId]))(ownerId);
  const nextAt = time ? reminderTimes(work.now, time).first : null;
  await work.db.goal.update({ where: { id: goal.id, orgId: work.orgId }, data: { nextAt, step: 0 } });
}

/** Whoever set the goal owes an answer: its owner is left alone, and what stays open ends with the period. */
export async function restReminders(work: Work, goal: GoalWithMetric): Promise<void> {
  const { ownerId } = goal;
  if (ownerId === null || goal.state === "understood" || goal.state === "closed") return;
  const time = (await ownersTimes(work, goal.teamId, [ownerId]))(ownerId);
  const nextAt = time ? periodOver(goal, time.zone) : null;
  await work.db.goal.update({ where: { id: goal.id, orgId: work.orgId }, data: { nextAt, step: done } });
}

const twice = 2;
/** The steps after the reminders: listed for the manager, then over. */
const done = 3;

/**
 * Claims goals whose owner has not accepted them yet and whose next step is due, in every organisation: two reminders a
 * working day apart, then step 3, at which the setter's brief lists them; nothing after that. A goal whose period is
 * over expires; a draft with a day of its own is put before its owner on it. Call it inside a transaction, so that a claim and what it says commit together. Returns how many;
 * their ids go into `claimed`, so that the caller knows over which it failed.
 */
export async function remindUnaccepted(
  work: Omit<Work, "orgId">,
  limit: number,
  claimed: string[] = [],
): Promise<number> {
  const rows = await work.db.$queryRaw<{ id: string }[]>`
    update "Goal" set step = step + 1, "nextAt" = null where id in (
      select id from "Goal" where "nextAt" <= ${work.now}::timestamptz order by "nextAt" limit ${limit} for update skip locked
    ) returning id::text`;
  claimed.push(...rows.map(({ id }) => id));
  const goals = await work.db.goal.findMany({
    where: { id: { in: claimed } },
    include: { metric: true },
    orderBy: { id: "asc" },
  });
  for (const teamId of new Set(goals.map((goal) => goal.teamId))) {
    const ofTeam = goals.filter((goal) => goal.teamId === teamId);
    const [first] = ofTeam;
    if (!first) continue;
    const inOrg: Work = { ...work, orgId: first.orgId };
    const timeOf = await ownersTimes(
      inOrg,
      teamId,
      ofTeam.flatMap(({ ownerId }) => ownerId ?? []),
    );
    for (const goal of ofTeam) await stepGoal(inOrg, goal, goal.ownerId ? timeOf(goal.ownerId) : null);
  }
  return goals.length;
}

async function stepGoal(work: Work, goal: GoalWithMetric, time: WorkingTime | null): Promise<void> {
  const { ownerId, sentAt } = goal;
  if (ownerId === null || time === null) return;
  if (goal.state === "draft" && !goal.closedAt) {
    await putBeforeOwner(work, goal, { because: "new", byName: await nameOf(work, goal.createdById) });
    return;
  }
  if (sentAt === null) return;
  const today: LocalDate = localDateOf(work.now, time.zone);
  if (goal.endsOn < today) {
    const state = nextState(goal.state, "expire") ?? goal.state;
    await work.db.goal.update({ where: { id: goal.id, orgId: work.orgId }, data: { state } });
    return;
  }
  if (goal.step > twice) {
    const nextAt = periodOver(goal, time.zone);
    await work.db.goal.update({ where: { id: goal.id, orgId: work.orgId }, data: { nextAt, step: done } });
    return;
  }
  const next = addWorkingMinutes(work.now, workingDay, time);
  await work.db.goal.update({ where: { id: goal.id, orgId: work.orgId }, data: { nextAt: next } });
  const [overseer] = await overseersOf(work, goal, today);
  const isLast = goal.step === twice;
  const saying = {
    key: reminderKey(goal, sentAt, goal.step),
    kind: "reminder",
    isProactive: true,
    teamId: goal.teamId,
    ...(next ? { usefulUntil: next } : {}),
  } as const;
  const byName = overseer?.name ?? (await nameOf(work, await setterOf(work, goal)));
  await sayToPerson(work, ownerId, saying, (words) => reminderView(words, { goal, byName, isLast, listed: next }));
}
