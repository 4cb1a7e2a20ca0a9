import { runs } from "../command/action.ts";
import { type Command, defineCommand, reply } from "../command/command.ts";
import { choice, goalRef, optional, quantity, text } from "../command/option.ts";
import { goalTexts as m } from "../i18n/goals.ts";
import type { Words } from "../i18n/words.ts";
import { plain as plainText } from "../view/text.ts";
import { buttons, paragraph, view } from "../view/view.ts";
import { amountInWords } from "./amounts.ts";
import { closeGoal } from "./close-goal.ts";
import { goalNumber, goalPiece } from "./goal-store.ts";
import { figures, resultTexts } from "./goal-words.ts";
import { type Revised, reviseGoal } from "./revise-goal.ts";

const edit = defineCommand({
  name: "goal edit",
  summary: m.editSummary,
  options: {
    goal: goalRef(m.optionGoal, { hint: m.hintGoal }),
    target: optional(quantity(m.optionTarget, { hint: m.hintTarget })),
    by: optional(text(m.optionBy, { maxLength: 40, hint: m.hintBy })),
    stretch: optional(quantity(m.optionStretch)),
    reason: text(m.optionReason, { maxLength: 500, multiline: true }),
  },
  examples: ["goal edit #12 180 reason:“two days of training”", "goal edit #12 by:“end of month” reason:“late start”"],
  async run(work, options) {
    const { words } = work;
    const revised = await reviseGoal(work, options);
    const { goal, askedName } = revised;
    const values = { goal: goalPiece(goal), version: goal.version, changes: changesInWords(words, revised) };
    const text = words.text(m.changed, values);
    return reply(
      view(
        plainText(text),
        paragraph(text),
        askedName ? paragraph(words.text(m.changedAsk, { name: askedName })) : null,
        buttons({ label: words.plain(m.buttonShow), action: runs("goal show", { goal: goalNumber(goal) }) }),
      ),
    );
  },
});

function changesInWords(words: Words, { before, goal }: Revised): string {
  const amount = (stored: bigint | null) => (stored === null ? "—" : amountInWords(words, goal.metric, stored));
  const pairs = [
    { what: m.whatTarget, before: amount(before.target), after: amount(goal.target) },
    { what: m.whatEnd, before: words.date(before.endsOn, "long"), after: words.date(goal.endsOn, "long") },
    { what: m.whatStretch, before: amount(before.stretch), after: amount(goal.stretch) },
  ];
  return pairs
    .filter((pair) => pair.before !== pair.after)
    .map((pair) => words.plain(m.change, { ...pair, what: words.plain(pair.what) }))
    .join("; ");
}

const close = defineCommand({
  name: "goal close",
  summary: m.closeSummary,
  options: {
    goal: goalRef(m.optionGoal, { hint: m.hintGoal }),
    result: choice(m.optionResult, resultTexts),
    lesson: optional(text(m.optionLesson, { maxLength: 1_000, multiline: true })),
  },
  examples: ["goal close #12 reached", "goal close #12 missed lesson:“start calling before noon”"],
  async run(work, options) {
    const { words } = work;
    const progress = await closeGoal(work, options);
    const { goal } = progress;
    const values = { goal: goalPiece(goal), result: words.plain(resultTexts[options.result]) };
    const text = words.text(m.closedNow, values);
    return reply(
      view(
        plainText(text),
        paragraph(text),
        paragraph(words.text(m.closedFigures, { figures: figures(words, progress) })),
        buttons({ label: words.plain(m.buttonHistory), action: runs("goal history", { goal: goalNumber(goal) }) }),
      ),
    );
  },
});

export const changeCommands: readonly Command[] = [edit, close];
