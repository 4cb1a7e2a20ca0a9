import { mustBeAbleTo } from "../access.ts";
import { opens } from "../command/action.ts";
import type { GoalValue } from "../command/option.ts";
import { UserError } from "../errors.ts";
import type { DialogueKind, GoalDialogue } from "../generated/prisma/client.ts";
import { agreementTexts as a } from "../i18n/goal-agreement.ts";
import type { Words } from "../i18n/words.ts";
import { audit } from "../org/audit.ts";
import { sayToPerson } from "../outbox/say.ts";
import { person, plain as plainText } from "../view/text.ts";
import { buttons, note, paragraph, type View, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { putBeforeOwner, restartReminders, restReminders } from "./acceptance.ts";
import { goalNumber, goalPiece, nameOf, openGoal, ownerSubject, subjectOf } from "./goal-store.ts";
import { type Overseer, overseersOf, setterOf } from "./overseers.ts";
import type { GoalWithMetric } from "./progress.ts";
import { nextState } from "./states.ts";

export type Raised = { readonly goal: GoalWithMetric; readonly to: readonly Overseer[] };

/** Sends the owner's question to whoever set the goal; reminders rest until there is an answer. */
export async function askAbout(work: PersonWork, given: GoalValue, text: string): Promise<Raised> {
  const goal = await openGoal(work, given);
  mustBeAbleTo(work.caller, "goal ask", subjectOf(work.caller, goal));
  const to = await receivers(work, goal);
  const question = await keepDialogue(work, goal, "question", text);
  await restReminders(work, goal);
  await auditDialogue(work, "goal ask", goal, question);
  await sayToAll(work, to, `question:${question.id}`, (words) => questionView(words, work, goal, text));
  return { goal, to };
}

/** Says that a goal is not realistic; it is not live again until the manager has kept or changed it. */
export async function objectTo(work: PersonWork, given: GoalValue, text: string): Promise<Raised> {
  const goal = await openGoal(work, given);
  mustBeAbleTo(work.caller, "goal object", ownerSubject(goal));
  if ((await setterOf(work, goal)) === goal.ownerId) throw new UserError(a.ownGoal, { goal: goalPiece(goal) });
  const state = nextState(goal.state, "object");
  if (!state) throw new UserError(a.notOpenToAccept, { goal: goalPiece(goal) });
  const to = await receivers(work, goal);
  const objection = await keepDialogue(work, goal, "objection", text);
  await work.db.goal.update({ where: { id: goal.id, orgId: work.orgId }, data: { state } });
  await restReminders(work, { ...goal, state });
  await auditDialogue(work, "goal object", goal, objection);
  await sayToAll(work, to, `objection:${objection.id}`, (words) => objectionView(words, work, goal, text));
  return { goal, to };
}

export type Settled = { readonly goal: GoalWithMetric; readonly ownerName: string };

/** Answers what is open on a goal. After an objection the answer is the reason to keep it, and it is put to its owner anew. */
export async function answerOpen(work: PersonWork, given: GoalValue, text: string): Promise<Settled> {
  const goal = await openGoal(work, given);
  mustBeAbleTo(work.caller, "goal answer", { teamId: goal.teamId });
  const open = await openDialogue(work, goal.id);
  const asked = open.at(-1);
  if (!asked) throw new UserError(a.nothingOpen, { goal: goalPiece(goal) });
  const isObjection = goal.state === "objected";
  const answer = await keepDialogue(work, goal, isObjection ? "decision" : "answer", text);
  await settleOpen(work, goal.id);
  await auditDialogue(work, "goal answer", goal, answer);
  const ownerName = await nameOf(work, goal.ownerId ?? asked.byPersonId);
  if (isObjection) {
    const kept = await putBeforeOwner(work, goal, { because: "kept", byName: work.caller.name, reason: text });
    return { goal: kept, ownerName };
  }
  await restartReminders(work, goal);
  const saying = { key: `answer:${answer.id}`, kind: "notice", teamId: goal.teamId } as const;
  const answered = { goal, asked: asked.text, text };
  await sayToPerson(work, asked.byPersonId, saying, (words) => answerView(words, work, answered));
  return { goal, ownerName };
}

/** Questions and objections that nobody has answered, oldest first. */
export const openDialogue = (
  { db, orgId }: Pick<PersonWork, "db" | "orgId">,
  goalId: string,
): Promise<GoalDialogue[]> =>
  db.goalDialogue.findMany({
    where: { orgId, goalId, kind: { in: ["question", "objection"] }, settledAt: null },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });

export async function settleOpen({ db, orgId, now }: PersonWork, goalId: string): Promise<void> {
  await db.goalDialogue.updateMany({
    where: { orgId, goalId, kind: { in: ["question", "objection"] }, settledAt: null },
    data: { settledAt: now },
  });
}

export function keepDialogue(
  work: PersonWork,
  goal: GoalWithMetric,
  kind: DialogueKind,
  text: string,
): Promise<GoalDialogue> {
  const { orgId, caller, now: at } = work;
  const about = { goalId: goal.id, version: goal.version };
  return work.db.goalDialogue.create({ data: { ...about, orgId, kind, text, byPersonId: caller.personId, at } });
}

async function receivers(work: PersonWork, goal: GoalWithMetric): Promise<Overseer[]> {
  const all = await overseersOf(work, goal, work.caller.today);
  const others = all.filter(({ id }) => id !== work.caller.personId);
  if (others.length === 0) throw new UserError(a.nobodyToAsk);
  return others;
}

async function sayToAll(work: PersonWork, to: readonly Overseer[], key: string, shown: (words: Words) => View) {
  for (const { id } of to) {
    await sayToPerson(work, id, { key: `${key}:${id}`, kind: "notice", isProactive: true }, shown);
  }
}

async function auditDialogue(work: PersonWork, action: string, goal: GoalWithMetric, said: GoalDialogue) {
  const after = { kind: said.kind, version: goal.version };
  await audit(work, { action, subject: "goal", subjectId: goal.id, after });
}

function questionView(words: Words, { caller }: PersonWork, goal: GoalWithMetric, text: string): View {
  const title = words.text(a.questionTitle, { name: person(caller.personId, caller.name), goal: goalPiece(goal) });
  const action = opens("goal answer", { goal: goalNumber(goal) });
  const answer = buttons({ label: words.plain(a.buttonAnswer), action, style: "primary" });
  return view(plainText(title), paragraph(title), paragraph([text]), answer);
}

function objectionView(words: Words, { caller }: PersonWork, goal: GoalWithMetric, text: string): View {
  const title = words.text(a.objectionTitle, { name: person(caller.personId, caller.name), goal: goalPiece(goal) });
  const values = { goal: goalNumber(goal) };
  return view(
    plainText(title),
    paragraph(title),
    paragraph([text]),
    note(words.text(a.objectionNext)),
    buttons(
      { label: words.plain(a.buttonKeep), action: opens("goal answer", values), style: "primary" },
      { label: words.plain(a.buttonChange), action: opens("goal edit", values) },
    ),
  );
}

type Answered = { readonly goal: GoalWithMetric; readonly asked: string; readonly text: string };

function answerView(words: Words, { caller }: PersonWork, { goal, asked, text }: Answered): View {
  const title = words.text(a.answerTitle, { name: person(caller.personId, caller.name), goal: goalPiece(goal) });
  const values = { goal: goalNumber(goal) };
  const isWaiting = goal.state === "sent" || goal.state === "acknowledged";
  return view(
    plainText(title),
    paragraph(title),
    paragraph([text]),
    note(words.text(a.youAsked, { text: asked })),
    buttons(
      isWaiting ? { label: words.plain(a.buttonAccept), action: opens("goal accept", values), style: "primary" } : null,
      { label: words.plain(a.buttonAsk), action: opens("goal ask", values) },
    ),
  );
}
