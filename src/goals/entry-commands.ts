import { type Command, defineCommand, reply } from "../command/command.ts";
import { goalRef, localDate, optional, quantity, text } from "../command/option.ts";
import { goalTexts as m } from "../i18n/goals.ts";
import type { Text } from "../view/text.ts";
import type { PersonWork } from "../work.ts";
import { amountInWords } from "./amounts.ts";
import { entryView } from "./goal-card.ts";
import { goalPiece } from "./goal-store.ts";
import { entryInWords } from "./goal-words.ts";
import { type Logged, logEntry, setTotal } from "./log-entry.ts";
import { type Undone, undoLast, undoOne } from "./undo-entry.ts";

const log = defineCommand({
  name: "goal log",
  summary: m.logSummary,
  options: {
    goal: goalRef(m.optionGoal, { hint: m.hintGoal }),
    amount: quantity(m.optionAmount, { hint: m.hintAmount }),
    on: optional(localDate(m.optionOn, { prefer: "past", hint: m.hintOn })),
    note: optional(text(m.optionNote, { maxLength: 500 })),
  },
  examples: ["goal log calls 12", "goal log revenue 5k note:“Acme signed”", "goal log “win rate” “3 of 10” on:fri"],
  async run(work, { goal, amount, on, note }) {
    const logged = await logEntry(work, { goal, amount, on, note });
    return reply(loggedView(work, logged));
  },
});

const set = defineCommand({
  name: "goal set",
  summary: m.setSummary,
  options: {
    goal: goalRef(m.optionGoal, { hint: m.hintGoal }),
    total: quantity(m.optionTotal, { hint: m.hintAmount }),
  },
  examples: ["goal set calls 120", "goal set #12 45k"],
  async run(work, { goal, total }) {
    const { words } = work;
    const done = await setTotal(work, { goal, total });
    if (!("progress" in done)) {
      const values = { goal: goalPiece(done.goal), total: amountInWords(words, done.goal.metric, done.actual) };
      return reply(
        entryView(words, { progress: done, first: words.text(m.alreadyThat, values), notes: [], entryId: null }),
      );
    }
    const { progress, entry } = done;
    const { metric } = progress.goal;
    const first = words.text(m.setOwn, {
      goal: goalPiece(progress.goal),
      total: amountInWords(words, metric, progress.actual),
      amount: entryInWords(words, metric, entry),
    });
    return reply(entryView(words, { progress, first, notes: notesOn(work, done), entryId: entry.id }));
  },
});

const undo = defineCommand({
  name: "goal undo",
  summary: m.undoSummary,
  options: { goal: optional(goalRef(m.optionGoal, { hint: m.hintGoal })) },
  examples: ["goal undo", "goal undo calls"],
  async run(work, { goal }) {
    return reply(undoneView(work, await undoLast(work, goal)));
  },
});

/** What an "Undo" button means: that one entry, however often it is pressed and whatever was logged since. */
const undoEntry = defineCommand({
  name: "goal undo-entry",
  summary: m.undoSummary,
  hidden: true,
  options: { entry: text(m.optionEntry, { maxLength: 36 }) },
  examples: [],
  async run(work, { entry }) {
    return reply(undoneView(work, await undoOne(work, entry)));
  },
});

function loggedView(work: PersonWork, logged: Logged) {
  const { words, caller } = work;
  const { entry, progress } = logged;
  const values = {
    amount: entryInWords(words, progress.goal.metric, entry),
    date: words.date(entry.date, "weekday"),
    goal: goalPiece(progress.goal),
  };
  const first =
    entry.personId === caller.personId
      ? words.text(m.loggedOwn, values)
      : words.text(m.loggedFor, { ...values, name: progress.ownerName ?? "—" });
  return entryView(words, { progress, first, notes: notesOn(work, logged), entryId: entry.id });
}

function notesOn({ words }: PersonWork, { usual, entry, progress, isFirstTimeReached }: Logged): Text[] {
  const { metric } = progress.goal;
  const typo = usual === null ? null : { amount: entryInWords(words, metric, entry), usual };
  return [
    ...(isFirstTimeReached ? [words.text(m.reached)] : []),
    ...(typo ? [words.text(m.typo, { ...typo, usual: amountInWords(words, metric, typo.usual) })] : []),
  ];
}

function undoneView({ words }: PersonWork, { entry, progress }: Undone) {
  const first = words.text(m.undone, {
    amount: entryInWords(words, progress.goal.metric, entry),
    date: words.date(entry.date, "weekday"),
    goal: goalPiece(progress.goal),
  });
  return entryView(words, { progress, first, notes: [], entryId: null });
}

export const entryCommands: readonly Command[] = [log, set, undo, undoEntry];
