import { addDays } from "../calendar/dates.ts";
import { workingDays } from "../calendar/working-days.ts";
import { localDateOf } from "../calendar/zones.ts";
import type { DialogueKind } from "../generated/prisma/client.ts";
import { type GoalProgress, loadProgress } from "../goals/progress.ts";
import type { Work } from "../work.ts";
import type { Week } from "./week.ts";
import { type WeekFacts, weekFacts } from "./week-facts.ts";
import { type WeekSum, weekSums } from "./week-sums.ts";

export type OwnWords = { readonly personId: string; readonly key: "help" | "confidence"; readonly text: string };

export type OpenQuestion = {
  readonly kind: DialogueKind;
  readonly goal: { readonly number: number; readonly name: string };
  readonly byPersonId: string;
};

/** What a manager's brief is made of; the same for every manager of the team. */
export type BriefFacts = {
  readonly week: WeekFacts;
  /** The same goals as they stood a week earlier. */
  readonly before: ReadonlyMap<string, GoalProgress>;
  readonly ownWords: readonly OwnWords[];
  /** Who missed their two latest check-ins. */
  readonly missedTwice: readonly string[];
  readonly notAccepted: readonly GoalProgress[];
  readonly questions: readonly OpenQuestion[];
  /** Sums per person, metric and week: the week reported and twelve before it. */
  readonly history: readonly WeekSum[];
  readonly names: ReadonlyMap<string, string>;
};

const historyWeeks = 13;

export async function briefFacts(work: Work, teamId: string, week: Week): Promise<BriefFacts> {
  const facts = await weekFacts(work, teamId, week);
  const weekEarlier = addDays(facts.asOf, -7);
  const ids = facts.progress.map(({ goal }) => goal.id);
  const before = await loadProgress(work, { id: { in: ids } }, { asOf: weekEarlier, through: weekEarlier });
  const questions = await openQuestions(work, teamId);
  const span = { start: addDays(week.end, 1 - 7 * historyWeeks), end: week.end };
  return {
    week: facts,
    before: new Map(before.map((one) => [one.goal.id, one])),
    ownWords: await ownWords(work, teamId, week),
    missedTwice: await missedTwice(work, teamId, week),
    notAccepted: await notAccepted(work, teamId),
    questions,
    history: await weekSums(work, { teamId }, [...facts.metrics.keys()], span),
    names: await namesOf(work, [
      ...facts.reps.map(({ id }) => id),
      ...facts.blockers.map(({ personId }) => personId),
      ...questions.map(({ byPersonId }) => byPersonId),
      ...facts.participation.missing,
    ]),
  };
}

async function ownWords({ db, orgId }: Work, teamId: string, week: Week): Promise<OwnWords[]> {
  const answers = await db.answer.findMany({
    where: {
      orgId,
      key: { in: ["help", "confidence"] },
      checkIn: { round: { teamId, date: { gte: week.start, lte: week.end } } },
    },
    select: { key: true, value: true, checkIn: { select: { personId: true } } },
    orderBy: { checkIn: { round: { date: "desc" } } },
  });
  const latest = new Map<string, OwnWords>();
  for (const { key, value, checkIn } of answers) {
    const text = typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
    const id = `${checkIn.personId} ${key}`;
    if (text === "" || latest.has(id)) continue;
    latest.set(id, { personId: checkIn.personId, key: key === "help" ? "help" : "confidence", text });
  }
  return [...latest.values()];
}

/** A few rounds back are enough to find two that somebody was asked in. */
const roundsLookedAt = 6;

async function missedTwice({ db, orgId }: Work, teamId: string, week: Week): Promise<string[]> {
  const rounds = await db.round.findMany({
    where: { orgId, teamId, date: { lte: week.end } },
    orderBy: { date: "desc" },
    take: roundsLookedAt,
    select: {
      checkIns: {
        where: { state: { in: ["answered", "missed", "skipped"] } },
        select: { personId: true, state: true },
      },
    },
  });
  const latest = new Map<string, string[]>();
  for (const { personId, state } of rounds.flatMap(({ checkIns }) => checkIns)) {
    latest.set(personId, [...(latest.get(personId) ?? []), state]);
  }
  return [...latest].filter(([, [last, previous]]) => last === "missed" && previous === "missed").map(([id]) => id);
}

/** Working days that a goal may lie before somebody asks. */
const patience = 3;

async function notAccepted(work: Work, teamId: string): Promise<GoalProgress[]> {
  const waiting = await loadProgress(work, {
    teamId,
    ownerId: { not: null },
    closedAt: null,
    state: { in: ["sent", "acknowledged"] },
    sentAt: { not: null },
  });
  return waiting.filter(({ goal, zone, calendar }) => {
    if (!goal.sentAt) return false;
    const sentOn = localDateOf(goal.sentAt, zone);
    const yesterday = addDays(localDateOf(work.now, zone), -1);
    return workingDays(calendar, addDays(sentOn, 1), yesterday) >= patience;
  });
}

async function openQuestions({ db, orgId }: Work, teamId: string): Promise<OpenQuestion[]> {
  return db.goalDialogue.findMany({
    where: { orgId, kind: { in: ["question", "objection"] }, settledAt: null, goal: { teamId, closedAt: null } },
    orderBy: { at: "asc" },
    select: { kind: true, byPersonId: true, goal: { select: { number: true, name: true } } },
    take: 50,
  });
}

async function namesOf({ db, orgId }: Work, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const people = await db.person.findMany({
    where: { orgId, id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  });
  return new Map(people.map(({ id, name }) => [id, name]));
}
