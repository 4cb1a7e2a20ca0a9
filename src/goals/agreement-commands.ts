import { opens } from "../command/action.ts";
import { type Command, defineCommand, reply } from "../command/command.ts";
import { formOf } from "../command/form-of.ts";
import { choice, goalRef, optional, quantity, text } from "../command/option.ts";
import { agreementTexts as a } from "../i18n/goal-agreement.ts";
import { goalTexts as m } from "../i18n/goals.ts";
import type { Message } from "../i18n/texts.ts";
import { plain as plainText, type Text } from "../view/text.ts";
import { buttons, paragraph, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { type Accepted, acceptGoal, bothSides, type ReadBackGiven } from "./accept-goal.ts";
import { amountInWords } from "./amounts.ts";
import { answerOpen, askAbout, objectTo, openToAnswer } from "./dialogue.ts";
import { goalNumber, goalPiece } from "./goal-store.ts";
import { makeLive } from "./make-live.ts";
import type { Overseer } from "./overseers.ts";

const aGoal = goalRef(m.optionGoal, { hint: m.hintGoal });
const inOwnWords = (label: Message) => text(label, { maxLength: 1_000, multiline: true });

const clarities = { 5: a.clarity5, 4: a.clarity4, 3: a.clarity3, 2: a.clarity2, 1: a.clarity1 } as const;

const accept = defineCommand({
  name: "goal accept",
  summary: a.acceptSummary,
  options: {
    goal: aGoal,
    number: quantity(a.optionNumber, { hint: a.hintNumber }),
    by: text(a.optionBy, { maxLength: 60, hint: a.hintBy }),
    step: inOwnWords(a.optionStep),
    clarity: optional(choice(a.optionClarity, clarities)),
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
  options: { goal: aGoal, text: inOwnWords(a.optionQuestion) },
  examples: ["goal ask #12 “Do renewals count?”"],
  async run(work, { goal, text: question }) {
    const { to } = await askAbout(work, goal, question);
    return said(work.words.text(a.asked, { names: namesOf(to) }));
  },
});

const object = defineCommand({
  name: "goal object",
  summary: a.objectSummary,
  options: { goal: aGoal, text: inOwnWords(a.optionObjection) },
  examples: ["goal object #12 “I am away for two weeks; 120 would be realistic”"],
  async run(work, { goal, text: objection }) {
    const { to } = await objectTo(work, goal, objection);
    return said(work.words.text(a.objected, { names: namesOf(to) }));
  },
});

const answer: Command = defineCommand({
  name: "goal answer",
  summary: a.answerSummary,
  options: {
    goal: aGoal,
    text: inOwnWords(a.optionAnswer),
    question: optional(text(a.optionAnswered, { maxLength: 36, outOfForm: true })),
  },
  examples: ["goal answer #12 “Yes, renewals count”"],
  async form(work, values) {
    const { question, ...shown } = values;
    const form = formOf(answer, shown, work.words);
    if (question === undefined) return form;
    const open = await openToAnswer(work, question);
    return { ...form, state: { ...form.state, question }, ...(open ? { intro: [open.text] } : {}) };
  },
  async run(work, { goal, text: given, question }) {
    const { names } = await answerOpen(work, goal, given, question);
    return said(work.words.text(a.answered, { name: names.join(", ") }));
  },
});

const live = defineCommand({
  name: "goal live",
  summary: a.liveSummary,
  options: { goal: aGoal, reason: inOwnWords(m.optionReason) },
  examples: ["goal live #12 “agreed on the phone, Ana is travelling”"],
  async run(work, { goal, reason }) {
    const { goal: after, ownerName } = await makeLive(work, goal, reason);
    return said(work.words.text(a.nowLive, { goal: goalPiece(after), name: ownerName }));
  },
});

const said = (text: Text) => reply(view(plainText(text), paragraph(text)));

const namesOf = (people: readonly Overseer[]): string => people.map(({ name }) => name).join(", ");

export const agreementCommands: readonly Command[] = [accept, ask, object, answer, live];
