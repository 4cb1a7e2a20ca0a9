import { addDays, type DateRange } from "../calendar/dates.ts";
import { shareElapsed, workingDays } from "../calendar/working-days.ts";
import { localToInstant } from "../calendar/zones.ts";
import type { Prisma } from "../generated/prisma/client.ts";
import { putBeforeOwner } from "../goals/acceptance.ts";
import { toMinor } from "../goals/money.ts";
import { demoTexts as m } from "../i18n/demo.ts";
import { lastMonth, thisMonth, threeMonths } from "./periods.ts";
import type { MadePerson, Stage } from "./stage.ts";

type MetricKey = "revenue" | "deals" | "calls" | "meetings";
type Goal = Prisma.GoalCreateManyInput & { readonly id: string };
type Made = { readonly goals: Goal[]; readonly waiting: Goal[] };

/** Writes goals in every state: the team's with its parts, monthly ones, last month's closed ones, one that waits to be accepted. */
export async function makeGoals(stage: Stage): Promise<void> {
  const { db, orgId } = stage.work;
  const { goals, waiting } = plannedGoals(stage);
  const all = [...goals, ...waiting];
  await db.goal.createMany({ data: all });
  await db.goalRevision.createMany({ data: all.map((goal) => revisionOf(stage, goal)) });
  await db.goalDialogue.createMany({ data: goals.flatMap((goal) => dialogueOf(stage, goal)) });
  await db.organisation.update({ where: { id: orgId }, data: { nextGoal: all.length + 1 } });
  for (const { id } of waiting) {
    const goal = await db.goal.findUniqueOrThrow({ where: { id }, include: { metric: true } });
    await putBeforeOwner(stage.work, goal, { because: "new", byName: stage.manager.name });
  }
}

function plannedGoals(stage: Stage): Made {
  const { today, reps } = stage;
  const [quarter, month, before] = [threeMonths(today), thisMonth(today), lastMonth(today)];
  let number = 0;
  const goal = (owner: MadePerson | null, metric: MetricKey, range: DateRange, target: number): Goal => {
    number += 1;
    return goalRow(stage, { number, owner, metric, range, target });
  };
  const parts = reps.map((rep) => ({ rep, target: targetOf(rep, "revenue", quarter, stage) }));
  const whole = goal(
    null,
    "revenue",
    quarter,
    parts.reduce((sum, { target }) => sum + target, 0),
  );
  const children = parts.map(({ rep, target }) => ({ ...goal(rep, "revenue", quarter, target), parentId: whole.id }));
  const waiting: Goal[] = [];
  const monthly = reps.flatMap((rep): Goal[] => {
    const calls = goal(rep, "calls", month, targetOf(rep, "calls", month, stage));
    const meetings = goal(rep, "meetings", month, targetOf(rep, "meetings", month, stage));
    if (rep.role !== "newcomer") return [calls, meetings];
    waiting.push({ ...meetings, state: "draft", liveReason: null, acceptedAt: null });
    return [calls];
  });
  const closed = reps
    .filter(({ role }) => role === "rep")
    .map((rep) => closedGoal(stage, rep, goal(rep, "deals", before, lastTarget(stage, rep, before)), before));
  return { goals: [whole, ...children, ...monthly, ...closed], waiting };
}

type Plan = { number: number; owner: MadePerson | null; metric: MetricKey; range: DateRange; target: number };

function goalRow(stage: Stage, { number, owner, metric, range, target }: Plan): Goal {
  const { work, teamId, manager, zone } = stage;
  const since = owner?.calendar.hire;
  const sentOn = since && since > range.start ? since : addDays(range.start, -3);
  const sentAt = localToInstant(sentOn, "10:00", zone);
  const stored = metric === "revenue" ? toMinor(target, stage.currency) : BigInt(target);
  return {
    ...{ id: stage.id(), orgId: work.orgId, number, name: stage.say(owner ? m[metric] : m.teamRevenue), teamId },
    ...{ ownerId: owner?.personId ?? null, metricId: stage.metrics.get(metric) ?? "", target: stored },
    ...{ startsOn: range.start, endsOn: range.end, state: "understood", liveReason: owner ? "accepted" : "team" },
    ...{ createdById: manager.personId, createdAt: sentAt, sentAt: owner ? sentAt : null },
    acceptedAt: owner ? localToInstant(sentOn, "15:20", zone) : sentAt,
  };
}

/**
 * What was reached so far, and the pace that the person is to be seen at, say what the target must be. In a period that
 * has hardly begun, their usual work does.
 */
function targetOf(rep: MadePerson, metric: MetricKey, range: DateRange, stage: Stage): number {
  const asOf = addDays(stage.today, -1);
  const { share } = shareElapsed(rep.calendar, range.start, range.end, asOf);
  const reached = reachedIn(rep, metric, { start: range.start, end: asOf });
  if (share === null || share < 0.1 || reached === 0) return Math.max(1, rounded(usualIn(stage, rep, metric, range)));
  return Math.max(1, rounded(reached / (share * rep.paceIndex)));
}

function usualIn(stage: Stage, rep: MadePerson, metric: MetricKey, range: DateRange): number {
  const calls = rep.callsADay * workingDays(rep.calendar, range.start, range.end);
  const [toMeeting, toDeal, toWin] = rep.funnel;
  if (metric === "calls") return calls;
  if (metric === "meetings") return calls * toMeeting;
  const deals = calls * toMeeting * toDeal * toWin;
  return metric === "deals" ? deals : deals * rep.size * stage.priceLevel * dealValue * 1.3;
}

/** A usual deal in dollars. */
export const dealValue = 3_000;

function reachedIn({ history }: MadePerson, metric: MetricKey, { start, end }: DateRange): number {
  const within = (date: string | null): boolean => date !== null && date >= start && date <= end;
  if (metric === "calls" || metric === "meetings") {
    return history.days.filter(({ date }) => within(date)).reduce((sum, day) => sum + day[metric], 0);
  }
  const won = history.deals.filter(({ state, closedOn }) => state === "won" && within(closedOn));
  return metric === "deals" ? won.length : won.reduce((sum, { value }) => sum + value, 0);
}

/** Two leading digits, as people set targets. */
function rounded(value: number): number {
  if (value < 100) return Math.round(value);
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Math.round(value / unit) * unit;
}

function lastTarget(stage: Stage, rep: MadePerson, range: DateRange): number {
  const reached = reachedIn(rep, "deals", range);
  return Math.max(2, rep.paceIndex >= 1 ? reached - stage.random.between(0, 1) : reached + stage.random.between(1, 3));
}

function closedGoal(stage: Stage, rep: MadePerson, goal: Goal, range: DateRange): Goal {
  const isReached = BigInt(reachedIn(rep, "deals", range)) >= BigInt(goal.target);
  return {
    ...goal,
    ...{ state: "closed", result: isReached ? "reached" : "missed" },
    lesson: stage.say(isReached ? m.lessonReached : m.lessonMissed),
    closedAt: localToInstant(addDays(range.end, 1), "11:00", stage.zone),
  };
}

function revisionOf({ work, id, manager }: Stage, goal: Goal): Prisma.GoalRevisionCreateManyInput {
  const { target, startsOn, endsOn } = goal;
  const at = goal.createdAt ?? work.now;
  return {
    id: id(),
    orgId: work.orgId,
    goalId: goal.id,
    version: 1,
    target,
    startsOn,
    endsOn,
    byPersonId: manager.personId,
    at,
  };
}

function dialogueOf(stage: Stage, goal: Goal): Prisma.GoalDialogueCreateManyInput[] {
  const { work, words, random, manager } = stage;
  const { ownerId, acceptedAt } = goal;
  if (!ownerId || !acceptedAt) return [];
  const common = { orgId: work.orgId, goalId: goal.id, version: 1 };
  const isMoney = goal.metricId === stage.metrics.get("revenue");
  const target = isMoney ? words.money(BigInt(goal.target), stage.currency) : words.number(BigInt(goal.target));
  const readBack = words.plain(m.readBack, { target, date: words.date(goal.endsOn, "long") });
  const said = { ...common, kind: "read_back" as const, text: readBack, byPersonId: ownerId, at: acceptedAt };
  const rows = [{ ...said, id: stage.id(), matched: true, clarity: random.between(4, 5) }];
  if (!isMoney || !random.chance(0.4)) return rows;
  const at = goal.createdAt ?? acceptedAt;
  const asked = { ...common, kind: "question" as const, text: stage.say(m.question), byPersonId: ownerId };
  const answered = { ...common, kind: "answer" as const, text: stage.say(m.answer), byPersonId: manager.personId };
  return [
    { ...asked, id: stage.id(), at, settledAt: acceptedAt },
    { ...answered, id: stage.id(), at: acceptedAt },
    ...rows,
  ];
}
