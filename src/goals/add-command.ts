import { opens, runs } from "../command/action.ts";
import { type Command, defineCommand, reply } from "../command/command.ts";
import { goalRef, metricRef, optional, personOrTeam, quantity, teamRef, text } from "../command/option.ts";
import { goalTexts as m } from "../i18n/goals.ts";
import type { Words } from "../i18n/words.ts";
import { code, plain as plainText, strong, type Text } from "../view/text.ts";
import { buttons, list, note, paragraph, type View, view } from "../view/view.ts";
import { type AddedGoal, addGoal } from "./add-goal.ts";
import { amountInWords } from "./amounts.ts";
import { goalNumber, goalPiece } from "./goal-store.ts";
import { metricName } from "./metrics.ts";
import { checkWording } from "./wording.ts";

const add = defineCommand({
  name: "goal add",
  summary: m.addSummary,
  options: {
    name: text(m.optionName, { maxLength: 80, hint: m.hintName }),
    target: quantity(m.optionTarget, { hint: m.hintTarget }),
    for: optional(personOrTeam(m.optionFor, { hint: m.hintFor })),
    metric: optional(metricRef(m.optionMetric, { hint: m.hintMetric })),
    from: optional(text(m.optionFrom, { maxLength: 40, outOfForm: true })),
    by: optional(text(m.optionBy, { maxLength: 40, hint: m.hintBy })),
    stretch: optional(quantity(m.optionStretch, { outOfForm: true })),
    parent: optional(goalRef(m.optionParent, { outOfForm: true })),
    team: optional(teamRef(m.optionTeam, { hint: m.hintTeam, outOfForm: true })),
  },
  examples: [
    "goal add Calls 200 by:“end of month”",
    "goal add Revenue 45k for:@ana by:Q1",
    "goal add “Team revenue” 120k for:team stretch:150k",
  ],
  async run(work, options) {
    const me = { id: work.caller.personId, name: work.caller.name };
    const owner = options.for ?? (options.team ? "team" : me);
    const { name, target, team, metric, from, by, stretch, parent } = options;
    const added = await addGoal(work, { name, target, team, metric, from, by, stretch, parent, owner });
    return reply(addedView(work.words, added, work.caller.personId));
  },
});

function addedView(words: Words, added: AddedGoal, callerId: string): View {
  const { goal, owner, team, isNewMetric } = added;
  const values = {
    goal: goalPiece(goal),
    target: amountInWords(words, goal.metric, goal.target),
    end: words.date(goal.endsOn, "long"),
  };
  const first = !owner
    ? words.text(m.addedTeam, { ...values, team: team.name })
    : owner.id === callerId
      ? words.text(m.addedOwn, values)
      : words.text(m.addedFor, { ...values, name: owner.name });
  const hints = wordingHints(words, added);
  const itself = { goal: goalNumber(goal) };
  const mayLog = !owner || owner.id === callerId;
  return view(
    plainText(first),
    paragraph(first),
    isNewMetric ? paragraph(words.text(m.newMetric, { metric: strong(metricName(words, goal.metric)) })) : null,
    hints.length > 0 ? note([words.plain(m.hints)]) : null,
    hints.length > 0 ? list(hints) : null,
    buttons(
      mayLog ? { label: words.plain(m.buttonLog), action: opens("goal log", itself), style: "primary" } : null,
      { label: words.plain(m.buttonShow), action: runs("goal show", itself) },
      { label: words.plain(m.buttonEdit), action: opens("goal edit", itself) },
    ),
  );
}

/** A goal's number and day have fields of their own, so only its name and its place among others are looked at. */
function wordingHints(words: Words, { goal, isNewMetric, teamGoal }: AddedGoal): Text[] {
  const { codes } = checkWording(goal.name, { fit: null, hasParent: teamGoal === null });
  return [
    ...(isNewMetric && codes.includes("NO_METRIC") ? [words.text(m.hintNoMetric)] : []),
    ...(codes.includes("VAGUE") ? [words.text(m.hintVague)] : []),
    ...(teamGoal === null ? [] : [words.text(m.hintNoParent, { parent: code(`parent:#${teamGoal}`) })]),
  ];
}

export const addGoalCommands: readonly Command[] = [add];
