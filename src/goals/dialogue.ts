import { mustBeAbleTo } from "../access.ts";
import { opens } from "../command/action.ts";
import type { GoalValue } from "../command/option.ts";
import { UserError } from "../errors.ts";
import type { DialogueKind, GoalDialogue, Prisma } from "../generated/prisma/client.ts";
import { agreementTexts as a } from "../i18n/goal-agreement.ts";
import type { Words } from "../i18n/words.ts";
import { audit } from "../org/audit.ts";
import { sayToPerson } from "../outbox/say.ts";
import { isId } from "../store/ids.ts";
import { person, plain as plainText } from "../view/text.ts";
import { buttons, note, paragraph, type View, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { putBeforeOwner, restartReminders, restReminders } from "./acceptance.ts";
import { goalNumber, goalPiece, nameOf, openGoal, ownerSubject, subjectOf } from "./goal-store.ts";
import { type Overseer, overseersOf, setterOf } from "./overseers.ts";
import type { GoalWithMetric } from "./progress.ts";
import { awaitsOwner, nextState } from "./states.ts";

export type Raised = { readonly goal: GoalWithMetric; readonly to: readonly Overseer[] };

/** Sends the owner's question to whoever set the goal; reminders rest until there is an answer. */
export async function askAbout(work: PersonWork, given: GoalValue, text: string): Promise<Raised> {
  const goal = await openGoal(work, given);
  mustBeAbleTo(work.caller, "goal ask", subjectOf(work.caller, goal));
  const to = await receivers(work, goal);
  const question = await keepDialogue(work, goal, "question", text);
  await restReminders(work, goal);
  await auditDialogue(work, "goal ask", goal, question);
  await sayToAll(work, to, `question:${question.id}`, (words) => questionView(words, work, { goal, said: question }));
  return { goal, to };
}

/** Says that a goal is not realistic; it is not live again until the manager has kept or changed it. */
export async function objectTo(work: PersonWork, given: GoalValue, text: string): Promise<Raised> {
  const goal = await openGoal(work, given);
  mustBeAbleTo(work.caller, "goal object", ownerSubject(goal));
  if ((await setterOf(work, goal)) === goal.ownerId) throw new UserError(a.ownGoal, { goal: goalPiece(goal) });
  if (goal.state === "draft") throw new UserError(a.notSentYet, { goal: goalPiece(goal) });
  const state = nextState(goal.state, "object");
  if (!state) throw new UserError(a.notOpenToAccept, { goal: goalPiece(goal) });
  const to = await receivers(work, goal);
  const objection = await keepDialogue(work, goal, "objection", text);
  await work.db.goal.update({ where: { id: goal.id, orgId: work.orgId }, data: { state } });
  await restReminders(work, { ...goal, state });
  await auditDialogue(work, "goal object", goal, objection);
  await sayToAll(work, to, `objection:${objection.id}`, (words) =>
    objectionView(words, work, { goal, said: objection }),
  );
  return { goal, to };
}

export type Settled = { readonly goal: GoalWithMetric; readonly ownerName: string };
export type Answered = { readonly goal: GoalWithMetric; readonly names: readonly string[] };

/**
 * Answers one question or objection, or everything that is open on a goal: everybody who asked reads the answer beside
 * their own question. After an objection the answer is the reason to keep the goal, and it is put to its owner anew.
 */
export async function answerOpen(
  work: PersonWork,
  given: GoalValue,
  text: string,
  dialogueId: string | undefined,
): Promise<Answered> {
  const goal = await openGoal(work, given);
  mustBeAbleTo(work.caller, "goal answer", { teamId: goal.teamId });
  const open = await openDialogue(work, goal.id);
  const chosen = dialogueId === undefined ? open : open.filter(({ id }) => id === dialogueId);
  if (chosen.length === 0)
    throw new UserError(dialogueId ? a.answeredAlready : a.nothingOpen, { goal: goalPiece(goal) });
  await settleOpen(work, goal.id, { id: { in: chosen.map(({ id }) => id) } });
  const isObjection = (one: GoalDialogue) => goal.state === "objected" && one.kind === "objection";
  const questions = chosen.filter((one) => !isObjection(one));
  const names = questions.length > 0 ? await answerQuestions(work, goal, questions, text) : [];
  if (chosen.some(isObjection)) {
    const kept = await keepGoal(work, goal, text);
    return { goal: kept, names: [...new Set([...names, await nameOf(work, goal.ownerId ?? "")])] };
  }
  if (chosen.length === open.length) await restartReminders(work, goal);
  return { goal, names };
}

async function keepGoal(work: PersonWork, goal: GoalWithMetric, reason: string): Promise<GoalWithMetric> {
  await auditDialogue(work, "goal answer", goal, await keepDialogue(work, goal, "decision", reason));
  return putBeforeOwner(work, goal, { because: "kept", byName: work.caller.name, reason });
}

/** Tells each of those who asked, once; returns their names. */
async function answerQuestions(
  work: PersonWork,
  goal: GoalWithMetric,
  questions: readonly GoalDialogue[],
  text: string,
): Promise<string[]> {
  const answer = await keepDialogue(work, goal, "answer", text);
  await auditDialogue(work, "goal answer", goal, answer);
  const names: string[] = [];
  for (const askerId of new Set(questions.map(({ byPersonId }) => byPersonId))) {
    const asked = questions.filter(({ byPersonId }) => byPersonId === askerId).map((one) => one.text);
    const saying = { key: `answer:${answer.id}:${askerId}`, kind: "notice", teamId: goal.teamId } as const;
    const told = { goal, asked, text, isOwner: askerId === goal.ownerId };
    await sayToPerson(work, askerId, saying, (words) => answerView(words, work, told));
    names.push(await nameOf(work, askerId));
  }
  return names;
}

/** Questions and objections that nobody has answered, oldest first. */
export const openDialogue = (
  { db, orgId }: Pick<PersonWork, "db" | "orgId">,
  goalId: string,
): Promise<GoalDialogue[]> =>
  db.goalDialogue.findMany({
    where: { orgId, goalId, ...isOpen },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });

const isOpen = { kind: { in: ["question", "objection"] }, settledAt: null } satisfies Prisma.GoalDialogueWhereInput;

/** What an answer is about, for those who may give one; null when it was answered already. */
export async function openToAnswer({ db, orgId, caller }: PersonWork, id: string): Promise<GoalDialogue | null> {
  if (!isId(id)) return null;
  const found = await db.goalDialogue.findFirst({ where: { orgId, id, ...isOpen }, include: { goal: true } });
  if (found) mustBeAbleTo(caller, "goal answer", { teamId: found.goal.teamId });
  return found;
}

/** Settles what is open on a goal, or only those of it. */
export async function settleOpen(
  { db, orgId, now }: PersonWork,
  goalId: string,
  only: Prisma.GoalDialogueWhereInput = {},
): Promise<void> {
  await db.goalDialogue.updateMany({
    where: { AND: [{ orgId, goalId, ...isOpen }, only] },
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

type Raising = { readonly goal: GoalWithMetric; readonly said: GoalDialogue };

/** Opens the answer to this one, whatever else is open on the goal by then. */
const answering = ({ goal, said }: Raising): string =>
  opens("goal answer", { goal: goalNumber(goal), question: said.id });

function questionView(words: Words, { caller }: PersonWork, raising: Raising): View {
  const goal = goalPiece(raising.goal);
  const title = words.text(a.questionTitle, { name: person(caller.personId, caller.name), goal });
  const answer = buttons({ label: words.plain(a.buttonAnswer), action: answering(raising), style: "primary" });
  return view(plainText(title), paragraph(title), paragraph([raising.said.text]), answer);
}

function objectionView(words: Words, { caller }: PersonWork, raising: Raising): View {
  const { goal, said } = raising;
  const title = words.text(a.objectionTitle, { name: person(caller.personId, caller.name), goal: goalPiece(goal) });
  return view(
    plainText(title),
    paragraph(title),
    paragraph([said.text]),
    note(words.text(a.objectionNext)),
    buttons(
      { label: words.plain(a.buttonKeep), action: answering(raising), style: "primary" },
      { label: words.plain(a.buttonChange), action: opens("goal edit", { goal: goalNumber(goal) }) },
    ),
  );
}

type Told = {
  readonly goal: GoalWithMetric;
  readonly asked: readonly string[];
  readonly text: string;
  readonly isOwner: boolean;
};

function answerView(words: Words, { caller }: PersonWork, { goal, asked, text, isOwner }: Told): View {
  const title = words.text(a.answerTitle, { name: person(caller.personId, caller.name), goal: goalPiece(goal) });
  const values = { goal: goalNumber(goal) };
  return view(
    plainText(title),
    paragraph(title),
    paragraph([text]),
    ...asked.map((one) => note(words.text(a.youAsked, { text: one }))),
    buttons(
      isOwner && awaitsOwner(goal.state)
        ? { label: words.plain(a.buttonAccept), action: opens("goal accept", values), style: "primary" }
        : null,
      { label: words.plain(a.buttonAsk), action: opens("goal ask", values) },
    ),
  );
}
