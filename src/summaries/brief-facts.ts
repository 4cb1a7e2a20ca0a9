import type { ActionItem, DialogueKind } from "../generated/prisma/client.ts";
import { type GoalProgress, loadProgress } from "../goals/progress.ts";
import { daysUnaccepted } from "../goals/unaccepted.ts";
import type { Words } from "../i18n/words.ts";
import { whyChanged } from "../insight/causes/why-changed.ts";
import { namesOf } from "../insight/decisions/actions.ts";
import { decisionsOf } from "../insight/decisions/decisions-of.ts";
import { type Seen, seenBefore } from "../insight/decisions/seen.ts";
import { gatherInsights } from "../insight/gather.ts";
import type { Insight, InsightContext } from "../insight/insight.ts";
import type { Text } from "../view/text.ts";
import type { Work } from "../work.ts";
import type { Week } from "./week.ts";
import { type WeekFacts, weekFacts } from "./week-facts.ts";

type OpenQuestion = {
  readonly kind: DialogueKind;
  readonly goal: { readonly number: number; readonly name: string };
  readonly byPersonId: string;
};

/** What the briefs of a team's managers are made of, read once for all of them. */
export type BriefFacts = {
  readonly week: WeekFacts;
  /** Why the team's result is what it is, where that can be said honestly. */
  readonly why: ((words: Words) => Text) | null;
  readonly insights: readonly Insight[];
  readonly seen: Seen;
  /** Open promises of the team, and what became of others since the week began; each is for those whom it concerns. */
  readonly actions: readonly ActionItem[];
  readonly notAccepted: readonly GoalProgress[];
  readonly notSent: readonly { readonly number: number; readonly name: string; readonly createdById: string }[];
  readonly questions: readonly OpenQuestion[];
  readonly names: ReadonlyMap<string, string>;
};

export async function briefFacts(work: Work, teamId: string, week: Week): Promise<BriefFacts> {
  const facts = await weekFacts(work, teamId, week, "manager");
  const context: InsightContext = { work, teamId, week: facts, progress: facts.progress };
  const questions = await openQuestions(work, teamId);
  const actions = await decisionsOf(work, teamId, facts);
  return {
    week: facts,
    why: await whyChanged(context),
    insights: await gatherInsights(context),
    seen: await seenBefore(work, teamId, week),
    actions,
    notAccepted: await notAccepted(work, teamId),
    notSent: await notSent(work, teamId),
    questions,
    names: await namesOf(work, [
      ...facts.reps.map(({ id }) => id),
      ...facts.blockers.map(({ personId }) => personId),
      ...questions.map(({ byPersonId }) => byPersonId),
      ...facts.participation.missing,
      ...actions.flatMap(({ ownerId, aboutId }) => [ownerId, aboutId]),
    ]),
  };
}

async function notAccepted(work: Work, teamId: string): Promise<GoalProgress[]> {
  const waiting = await loadProgress(work, {
    teamId,
    ownerId: { not: null },
    closedAt: null,
    state: { in: ["sent", "acknowledged"] },
    sentAt: { not: null },
  });
  return waiting.filter((progress) => daysUnaccepted(progress, work.now) !== null);
}

/** A draft with a day of its own goes out by itself. */
function notSent({ db, orgId }: Work, teamId: string) {
  return db.goal.findMany({
    where: { orgId, teamId, state: "draft", closedAt: null, nextAt: null },
    select: { number: true, name: true, createdById: true },
    orderBy: { number: "asc" },
    take: 50,
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
