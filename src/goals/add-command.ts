import { type Answer, type Command, defineCommand, type RawValues, replace, reply } from "../command/command.ts";
import { keepDraft } from "../command/drafts.ts";
import {
  choice,
  goalRef,
  metricRef,
  optional,
  personOrTeam,
  quantity,
  teamRef,
  text,
  type ValuesOf,
} from "../command/option.ts";
import { readOptions } from "../command/read-options.ts";
import { fitTexts as f } from "../i18n/fit.ts";
import { goalTexts as m } from "../i18n/goals.ts";
import { readers } from "../readers.ts";
import type { PersonWork } from "../work.ts";
import { addGoal, type WantedGoal, wantedGoal } from "./add-goal.ts";
import { addedView } from "./added-view.ts";
import { fitStepView } from "./fit-step.ts";
import { type LookedAt, lookAtGoal, needsALook } from "./look-at-goal.ts";
import { sendDraft } from "./send-draft.ts";

const options = {
  name: text(m.optionName, { maxLength: 80, hint: m.hintName }),
  target: quantity(m.optionTarget, { hint: m.hintTarget }),
  for: optional(personOrTeam(m.optionFor, { hint: m.hintFor })),
  metric: optional(metricRef(m.optionMetric, { hint: m.hintMetric })),
  from: optional(text(m.optionFrom, { maxLength: 40, outOfForm: true })),
  by: optional(text(m.optionBy, { maxLength: 40, hint: m.hintBy })),
  stretch: optional(quantity(m.optionStretch, { outOfForm: true })),
  parent: optional(goalRef(m.optionParent, { outOfForm: true })),
  team: optional(teamRef(m.optionTeam, { hint: m.hintTeam, outOfForm: true })),
};

const add = defineCommand({
  name: "goal add",
  summary: m.addSummary,
  options,
  examples: [
    "goal add Calls 200 by:“end of month”",
    "goal add Revenue 45k for:@ana by:Q1",
    "goal add “Team revenue” 120k for:team stretch:150k",
  ],
  async run(work, given, raw) {
    const wanted = await wantedGoal(work, asNew(work, given));
    const looked = await lookAtGoal(work, wanted);
    const isForOther = wanted.owner !== null && wanted.owner.id !== work.caller.personId;
    if (isForOther && needsALook(looked)) return showFirst(work, wanted, looked, raw);
    return reply(addedView(work.words, await addGoal(work, wanted), looked, work.caller.personId));
  },
});

function asNew({ caller }: PersonWork, given: ValuesOf<typeof options>) {
  const { name, target, team, metric, from, by, stretch, parent } = given;
  const owner = given.for ?? (team ? ("team" as const) : { id: caller.personId, name: caller.name });
  return { name, target, team, metric, from, by, stretch, parent, owner };
}

/** Kept as it was typed, with the period fixed: "tomorrow" must mean the same when the button is pressed later. */
async function showFirst(work: PersonWork, wanted: WantedGoal, looked: LookedAt, raw: RawValues): Promise<Answer> {
  const typed = Object.entries(raw).filter(([name]) => Object.hasOwn(options, name));
  const values = { ...Object.fromEntries(typed), from: wanted.period.start, by: wanted.period.end };
  const ramped = looked.fit?.ramped;
  const draft = await keepDraft(work, "goal add", ramped ? { ramped: String(ramped.target) } : {}, values);
  return reply(fitStepView(work.words, wanted, looked, draft));
}

const send = defineCommand({
  name: "goal send",
  summary: f.sendSummary,
  hidden: true,
  options: { draft: text(f.optionDraft), as: choice(f.optionAs, { "as-is": f.asIs, ramped: f.asRamped }) },
  examples: [],
  async run(work, given) {
    const read = async (values: RawValues) =>
      asNew(work, await readOptions({ ...add, options }, values, readers, work));
    const { added, looked } = await sendDraft(work, given, read);
    return replace(addedView(work.words, added, looked, work.caller.personId));
  },
});

export const addGoalCommands: readonly Command[] = [add, send];
