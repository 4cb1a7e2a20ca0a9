import { addDays, daysBetween, type LocalDate, later, weekday } from "../calendar/dates.ts";
import { workOn } from "../calendar/working-days.ts";
import { localToInstant } from "../calendar/zones.ts";
import { noBlocker } from "../checkins/check-in-form.ts";
import type { Prisma } from "../generated/prisma/client.ts";
import { toMinor } from "../goals/money.ts";
import { demoAccounts, demoBlockers, demoCommitments, demoHelp } from "../i18n/demo.ts";
import type { MadePerson, Stage } from "./stage.ts";

/** Check-ins were asked on Thursdays and closed on the next working day. */
const roundDay = 4;

type Rows = {
  readonly rounds: (Prisma.RoundCreateManyInput & { readonly id: string; readonly date: LocalDate })[];
  readonly checkIns: (Prisma.CheckInCreateManyInput & { readonly id: string })[];
  readonly answers: Prisma.AnswerCreateManyInput[];
  readonly blockers: Prisma.BlockerCreateManyInput[];
};

/** Writes the weekly rounds of the history, what was answered in them, and the blockers that came up. */
export async function makeRounds(stage: Stage): Promise<void> {
  const { work, teamId, zone } = stage;
  const { db, orgId } = work;
  const rows: Rows = { rounds: [], checkIns: [], answers: [], blockers: [] };
  const plans = blockerPlans(stage);
  for (const date of roundDates(stage)) {
    const round = roundRow(stage, date);
    rows.rounds.push(round);
    for (const rep of stage.reps) addCheckIn(stage, rows, round, rep, plans);
  }
  await db.round.createMany({ data: rows.rounds });
  await db.checkIn.createMany({ data: rows.checkIns });
  await db.answer.createMany({ data: rows.answers });
  await db.blocker.createMany({ data: rows.blockers });
  const schedule = await db.schedule.findFirstOrThrow({ where: { orgId, teamId, kind: "checkin" } });
  await db.occurrence.createMany({
    data: rows.rounds.map(({ date }) => ({
      ...{
        id: stage.id(),
        orgId,
        scheduleId: schedule.id,
        teamId,
        kind: "checkin" as const,
        date,
        state: "done" as const,
      },
      ...{ dueAt: localToInstant(date, "09:30", zone), doneAt: localToInstant(date, "09:30", zone) },
    })),
  });
}

/** Every Thursday up to the last whose round is over by now. */
function roundDates({ start, today }: Stage): LocalDate[] {
  const dates: LocalDate[] = [];
  for (let date = start; daysBetween(date, today) > 1; date = addDays(date, 1)) {
    if (weekday(date) === roundDay) dates.push(date);
  }
  return dates;
}

function roundRow(stage: Stage, date: LocalDate): Rows["rounds"][number] {
  const closesAt = localToInstant(addDays(date, 1), "14:00", stage.zone);
  const isOver = closesAt <= stage.work.now;
  return {
    ...{ id: stage.id(), orgId: stage.work.orgId, teamId: stage.teamId, date, closesAt },
    ...{ opensAt: localToInstant(date, "09:30", stage.zone), state: isOver ? "closed" : "open" },
    closedAt: isOver ? closesAt : null,
  };
}

type BlockerPlan = { readonly week: number; readonly rep: MadePerson; readonly at: number };

/** Spread over the weeks, so that some are old, some are solved and some are new. */
function blockerPlans({ reps, random, start, today }: Stage): BlockerPlan[] {
  const weeks = Math.max(1, Math.floor(daysBetween(start, today) / 7) - 1);
  return demoBlockers.map((_, at) => {
    const week = Math.floor((at * weeks) / demoBlockers.length);
    const rep = demoBlockers[at]?.category === "rep_skill" ? reps.find(({ role }) => role === "newcomer") : undefined;
    return { at, rep: rep ?? random.pick(reps.filter(({ role }) => role === "rep")), week };
  });
}

function addCheckIn(
  stage: Stage,
  rows: Rows,
  round: Rows["rounds"][number],
  rep: MadePerson,
  plans: BlockerPlan[],
): void {
  const { random, work, zone, id } = stage;
  if (rep.calendar.hire && round.date < rep.calendar.hire) return;
  const dueAt = localToInstant(round.date, "09:30", zone);
  const common = { id: id(), orgId: work.orgId, roundId: round.id, personId: rep.personId, dueAt };
  if (workOn(rep.calendar, round.date) === 0) {
    rows.checkIns.push({ ...common, state: "excused" });
    return;
  }
  // Whoever has a blocker to tell of does answer.
  const planned = plans.findIndex((plan) => plan.rep === rep && plan.week < rows.rounds.length);
  if (planned === -1 && !random.chance(rep.answers)) {
    rows.checkIns.push({ ...common, state: "missed", promptedAt: dueAt, step: 3 });
    return;
  }
  const isLate = random.chance(0.08);
  const time = `${String(random.between(10, 16)).padStart(2, "0")}:${String(random.between(0, 59)).padStart(2, "0")}`;
  const answeredAt = localToInstant(isLate ? addDays(round.date, 1) : round.date, isLate ? "17:10" : time, zone);
  rows.checkIns.push({ ...common, state: "answered", promptedAt: dueAt, answeredAt, isLate });
  const [plan] = planned === -1 ? [] : plans.splice(planned, 1);
  if (plan) rows.blockers.push(blockerRow(stage, plan, round.date, common.id, rows.blockers.length + 1));
  const category = (plan ? demoBlockers[plan.at]?.category : undefined) ?? noBlocker;
  const confidence = Math.min(5, Math.max(1, rep.confidence + random.between(-1, 1)));
  const values = {
    ...{ confidence: String(confidence), blocker: category, commitment: stage.say(random.pick(demoCommitments)) },
    ...(random.chance(0.15) ? { help: stage.say(random.pick(demoHelp)) } : {}),
  };
  for (const [key, value] of Object.entries(values)) {
    rows.answers.push({ id: id(), orgId: work.orgId, checkInId: common.id, key, value });
  }
}

function blockerRow(
  stage: Stage,
  { at, rep }: BlockerPlan,
  openedOn: LocalDate,
  checkInId: string,
  number: number,
): Prisma.BlockerCreateManyInput {
  const { random, work, zone, today, currency } = stage;
  const made = demoBlockers[at];
  if (!made) throw new Error("There is no such blocker");
  const solvedOn = later(addDays(openedOn, random.between(3, 12)), openedOn);
  const isSolved = made.resolution !== undefined && solvedOn < today;
  return {
    ...{ id: stage.id(), orgId: work.orgId, number, teamId: stage.teamId, personId: rep.personId, checkInId },
    ...{ category: made.category, contributing: [], note: stage.say(made.note), openedOn },
    ...{ deal: made.category === "rep_skill" ? null : stage.say(random.pick(demoAccounts)) },
    ...{ valueAtRisk: toMinor(random.between(2, 14) * 500 * stage.priceLevel, currency), currency },
    openedAt: localToInstant(openedOn, "16:00", zone),
    ...(isSolved && made.resolution
      ? {
          closedOn: solvedOn,
          closedAt: localToInstant(solvedOn, "12:00", zone),
          resolution: stage.say(made.resolution),
        }
      : {}),
  };
}
