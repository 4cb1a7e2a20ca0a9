import { opens } from "../command/action.ts";
import { type Command, defineCommand, reply } from "../command/command.ts";
import { goalRef, quantity, text } from "../command/option.ts";
import { agreementTexts as a } from "../i18n/goal-agreement.ts";
import { goalTexts as m } from "../i18n/goals.ts";
import { plain as plainText, type Text } from "../view/text.ts";
import { buttons, paragraph, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { type Accepted, acceptGoal, bothSides, type ReadBackGiven } from "./accept-goal.ts";
import { amountInWords } from "./amounts.ts";
import { answerOpen, askAbout, objectTo } from "./dialogue.ts";
import { goalNumber, goalPiece } from "./goal-store.ts";
import type { Overseer } from "./overseers.ts";

const longestText = 1_000;

const accept = defineCommand({
  name: "goal accept",
  summary: a.acceptSummary,
  options: {
    goal: goalRef(m.optionGoal, { hint: m.hintGoal }),
    number: quantity(a.optionNumber, { hint: a.hintNumber }),
    by: text(a.optionBy, { maxLength: 60, hint: a.hintBy }),
    step: text(a.optionStep, { maxLength: longestText, multiline: true }),
  },
  examples: ["goal accept #12 200 “30 nov” “call the ten largest accounts”"],
  async run(work, given) {
    const accepted = await acceptGoal(work, given);
    return reply(accepted.isUnderstood ? understoodView(work, accepted, given) : differsView(work, accepted, given));
  },
});

function understoodView({ words }: PersonWork, { goal }: Accepted, { step }: ReadBackGiven) {
  const text = words.text(a.understood, {
    goal: goalPiece(goal),
    target: amountInWords(words, goal.metric, goal.target),
    end: words.date(goal.endsOn, "long"),
    step,
  });
  const action = opens("goal log", { goal: goalNumber(goal) });
  return view(plainText(text), paragraph(text), buttons({ label: words.plain(m.buttonLog), action }));
}

function differsView({ words }: PersonWork, { goal, told }: Accepted, given: ReadBackGiven) {
  const text = words.text(a.readAgain, bothSides(words, goal, given));
  const next = told.length > 0 ? words.text(a.managerTold, { names: namesOf(told) }) : words.text(a.onceMore);
  const values = { goal: goalNumber(goal) };
  return view(
    plainText(text),
    paragraph(text),
    paragraph(next),
    buttons(
      { label: words.plain(a.buttonAgain), action: opens("goal accept", values), style: "primary" },
      { label: words.plain(a.buttonAsk), action: opens("goal ask", values) },
      { label: words.plain(a.buttonObject), action: opens("goal object", values) },
    ),
  );
}

const ask = defineCommand({
  name: "goal ask",
  summary: a.askSummary,
  options: {
    goal: goalRef(m.optionGoal, { hint: m.hintGoal }),
    text: text(a.optionQuestion, { maxLength: longestText, multiline: true }),
  },
  examples: ["goal ask #12 “Do renewals count?”"],
  async run(work, { goal, text: question }) {
    const { to } = await askAbout(work, goal, question);
    return said(work.words.text(a.asked, { names: namesOf(to) }));
  },
});

const object = defineCommand({
  name: "goal object",
  summary: a.objectSummary,
  options: {
    goal: goalRef(m.optionGoal, { hint: m.hintGoal }),
    text: text(a.optionObjection, { maxLength: longestText, multiline: true }),
  },
  examples: ["goal object #12 “I am away for two weeks; 120 would be realistic”"],
  async run(work, { goal, text: objection }) {
    const { to } = await objectTo(work, goal, objection);
    return said(work.words.text(a.objected, { names: namesOf(to) }));
  },
});

const answer = defineCommand({
  name: "goal answer",
  summary: a.answerSummary,
  options: {
    goal: goalRef(m.optionGoal, { hint: m.hintGoal }),
    text: text(a.optionAnswer, { maxLength: longestText, multiline: true }),
  },
  examples: ["goal answer #12 “Yes, renewals count”"],
  async run(work, { goal, text: given }) {
    const { ownerName } = await answerOpen(work, goal, given);
    return said(work.words.text(a.answered, { name: ownerName }));
  },
});

const said = (text: Text) => reply(view(plainText(text), paragraph(text)));

const namesOf = (people: readonly Overseer[]): string => people.map(({ name }) => name).join(", ");

export const agreementCommands: readonly Command[] = [accept, ask, object, answer];
