import type { Entry, GoalDialogue, GoalRevision } from "../generated/prisma/client.ts";
import { agreementTexts as a } from "../i18n/goal-agreement.ts";
import { goalTexts as m } from "../i18n/goals.ts";
import type { Words } from "../i18n/words.ts";
import { person, type Text } from "../view/text.ts";
import { heading, list, note, type View, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { amountInWords } from "./amounts.ts";
import { goalPiece, loadGoal, oversees } from "./goal-store.ts";
import { entryInWords, resultTexts } from "./goal-words.ts";
import type { GoalWithMetric } from "./progress.ts";
import { ackMetrics } from "./understanding.ts";
import { deliveriesOf } from "./understanding-metrics.ts";
import { understandingBlocks } from "./understanding-view.ts";

/** A message holds this many lines on every platform. */
const mostShown = 40;

type Happening = { readonly at: Date; readonly text: Text };
type Names = (id: string) => Text[number];

/** Versions, entries (undone ones too) and the dialogue of a goal: who, when, from what, to what; the newest first. */
export async function historyView(work: PersonWork, goalId: string): Promise<View> {
  const { words } = work;
  const goal = await loadGoal(work, goalId);
  const reader = readerOf(work, goal);
  const { revisions, entries, dialogue, closed } = await recordsOf(work, goal, reader);
  const names = await namesOf(work, [
    ...revisions.map(({ byPersonId }) => byPersonId),
    ...entries.flatMap(({ byPersonId, personId, voidedById }) => [byPersonId, personId, voidedById ?? byPersonId]),
    ...dialogue.map(({ byPersonId }) => byPersonId),
    ...closed.flatMap(({ byPersonId }) => byPersonId ?? []),
  ]);
  const all = [
    ...revisions.map((one, at) => versionLine(words, goal, shownTo(reader, one), revisions[at - 1], names)),
    ...entries.map((one) => entryLine(words, goal, notesShownTo(reader, one), names)),
    ...dialogue.map((one) => dialogueLine(one, words, names)),
    ...closed.map(({ at, byPersonId }) => {
      const result = goal.result ? words.plain(resultTexts[goal.result]) : "—";
      return line(words, at, byPersonId ? names(byPersonId) : "—", words.text(m.historyClosed, { result }));
    }),
  ]
    .sort((first, second) => first.at.getTime() - second.at.getTime())
    .reverse();
  const title = words.plain(m.historyTitle, { goal: goalPiece(goal) });
  const hidden = all.length - mostShown;
  return view(
    title,
    heading(title),
    list(all.slice(0, mostShown).map(({ text }) => text)),
    hidden > 0 ? note(words.text(m.historyMore, { count: hidden })) : null,
    reader.isOneOfTheTwo ? null : note(words.text(m.historyPrivate)),
    ...(reader.oversees ? understandingBlocks(words, ackMetrics(await deliveriesOf(work, goal.teamId))) : []),
  );
}

type Reader = {
  readonly personId: string;
  readonly oversees: boolean;
  /** The owner, or whoever speaks for the team: between them what was written stays. */
  readonly isOneOfTheTwo: boolean;
};

function readerOf({ caller }: PersonWork, goal: GoalWithMetric): Reader {
  const { personId } = caller;
  const speaksForTeam = oversees(caller, goal);
  return { personId, oversees: speaksForTeam, isOneOfTheTwo: speaksForTeam || goal.ownerId === personId };
}

async function recordsOf({ db, orgId }: PersonWork, goal: GoalWithMetric, reader: Reader) {
  const where = { orgId, goalId: goal.id };
  const revisions = await db.goalRevision.findMany({ where, orderBy: { version: "asc" } });
  const entries = await db.entry.findMany({
    where: {
      ...whoseEntries(goal, reader),
      ...{ orgId, metricId: goal.metricId, date: { gte: goal.startsOn, lte: goal.endsOn } },
    },
    orderBy: { at: "asc" },
  });
  const dialogue = await db.goalDialogue.findMany({ where, orderBy: { at: "asc" } });
  const closed = await db.auditEvent.findMany({
    where: { orgId, subject: "goal", subjectId: goal.id, action: "goal close" },
  });
  return { revisions, entries, dialogue: dialogueFor(reader, dialogue), closed };
}

/** On a team's goal colleagues do not read what each of them brought. */
function whoseEntries({ ownerId, teamId }: GoalWithMetric, reader: Reader) {
  if (ownerId) return { personId: ownerId };
  return reader.oversees ? { teamId } : { teamId, personId: reader.personId };
}

/** Everything for the two; for anybody else what they said themselves, and what answered it. */
function dialogueFor({ isOneOfTheTwo, personId }: Reader, all: readonly GoalDialogue[]): readonly GoalDialogue[] {
  if (isOneOfTheTwo) return all;
  const own = all.filter(({ byPersonId }) => byPersonId === personId);
  // What settles a question is written in the same moment.
  const settled = new Set(own.flatMap(({ settledAt }) => settledAt?.getTime() ?? []));
  return all.filter((one) => own.includes(one) || (one.kind === "answer" && settled.has(one.at.getTime())));
}

const shownTo = (reader: Reader, one: GoalRevision): GoalRevision =>
  reader.isOneOfTheTwo || one.byPersonId === reader.personId ? one : { ...one, reason: null };

function notesShownTo({ isOneOfTheTwo, personId }: Reader, one: Entry): Entry {
  const isTheirs = one.byPersonId === personId || one.personId === personId;
  return isOneOfTheTwo || isTheirs ? one : { ...one, note: null };
}

async function namesOf({ db, orgId }: PersonWork, ids: readonly string[]): Promise<Names> {
  const people = await db.person.findMany({
    where: { orgId, id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  });
  const known = new Map(people.map(({ id, name }) => [id, person(id, name)]));
  return (id) => known.get(id) ?? "—";
}

const line = (words: Words, at: Date, who: Text[number], what: Text): Happening => ({
  at,
  text: [words.time(at), " · ", who, ": ", ...what],
});

function versionLine(
  words: Words,
  { metric }: GoalWithMetric,
  one: GoalRevision,
  previous: GoalRevision | undefined,
  names: Names,
): Happening {
  const target = amountInWords(words, metric, one.target);
  const end = words.date(one.endsOn, "long");
  const before = previous
    ? { target: amountInWords(words, metric, previous.target), end: words.date(previous.endsOn, "long") }
    : { target, end };
  const values = {
    version: one.version,
    target: before.target === target ? target : `${before.target} → ${target}`,
    end: before.end === end ? end : `${before.end} → ${end}`,
  };
  const reason: Text = one.reason ? ["; ", ...words.text(m.historyReason, { reason: one.reason })] : [];
  return line(words, one.at, names(one.byPersonId), [...words.text(m.historyVersion, values), ...reason]);
}

function entryLine(words: Words, { metric }: GoalWithMetric, one: Entry, names: Names): Happening {
  const values = { amount: entryInWords(words, metric, one), date: words.date(one.date), name: names(one.personId) };
  const isOwn = one.byPersonId === one.personId;
  const text = one.source === "correction" ? m.historyCorrection : isOwn ? m.historyEntry : m.historyEntryFor;
  const said: Text = one.note ? [" — ", one.note] : [];
  const voided: Text =
    one.voidedAt && one.voidedById
      ? [" (", ...words.text(m.historyVoided, { name: names(one.voidedById), time: words.time(one.voidedAt) }), ")"]
      : [];
  return line(words, one.at, names(one.byPersonId), [...words.text(text, values), ...said, ...voided]);
}

const dialogueTexts = {
  question: a.historyQuestion,
  answer: a.historyAnswer,
  objection: a.historyObjection,
  decision: a.historyDecision,
} as const;

function dialogueLine(one: GoalDialogue, words: Words, names: Names): Happening {
  const readBack = one.matched === false ? a.historyReadBackOther : a.historyReadBack;
  const text = one.kind === "read_back" ? readBack : dialogueTexts[one.kind];
  return line(words, one.at, names(one.byPersonId), words.text(text, { text: one.text }));
}
