import { type Command, defineCommand, replace, reply } from "../command/command.ts";
import { choice, goalRef, metricRef, optional, quantity, teamRef, text } from "../command/option.ts";
import { UsageError } from "../errors.ts";
import { amountInWords } from "../goals/amounts.ts";
import { findGoal } from "../goals/find.ts";
import { goalPiece, loadGoal } from "../goals/goal-store.ts";
import { goalTexts } from "../i18n/goals.ts";
import { planTexts as m } from "../i18n/plans.ts";
import { paragraph, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { changeBasis, dropPlan, reckonAnew } from "./edit-plan.ts";
import { offerCommands } from "./offer-command.ts";
import { planForms } from "./plan-forms.ts";
import { planLog } from "./plan-log.ts";
import { plansInProgress } from "./plans-in-progress.ts";
import { askForProposals } from "./proposals.ts";
import { asItStands, type Reckoned } from "./reckon.ts";
import { sendPlan } from "./send-plan.ts";
import { planById, shownPlan } from "./show-plan.ts";
import { type NewPlan, startPlan, startPlanOf } from "./start-plan.ts";

const overs = { reps: m.overReps, teams: m.overTeams } as const;

const split = defineCommand({
  name: "goal split",
  summary: m.splitSummary,
  options: {
    name: optional(text(m.optionName, { maxLength: 80, hint: m.hintName })),
    total: optional(quantity(m.optionTotal, { hint: m.hintTotal })),
    by: optional(text(goalTexts.optionBy, { maxLength: 40, hint: goalTexts.hintBy })),
    over: optional(choice(m.optionOver, overs)),
    team: optional(teamRef(goalTexts.optionTeam)),
    from: optional(text(goalTexts.optionFrom, { maxLength: 40, outOfForm: true })),
    metric: optional(metricRef(goalTexts.optionMetric, { outOfForm: true })),
  },
  examples: ["goal split Revenue 600k by:Q1", "goal split Deals 120 by:“next month” over:teams", "goal split #12"],
  async run(work, options) {
    const { over, team, metric, from, by, total } = options;
    const name = options.name?.replace(/\s+/gu, " ").trim() ?? "";
    if (name === "" && !total) return reply(await plansInProgress(work));
    if (name === "") throw new UsageError([{ field: "name", text: goalTexts.noName }]);
    const number = /^#(\d{1,9})$/u.exec(name);
    const plan = number
      ? await knownPlan(work, Number(number[1]), over)
      : await startPlan(work, { name, total, team, over, metric, from, by });
    return reply(await shownPlan(work, plan));
  },
});

/** A plan by its number, or the plan of the team goal with that number. */
async function knownPlan(work: PersonWork, number: number, over: NewPlan["over"]): Promise<Reckoned> {
  const { db, orgId } = work;
  const plan = await db.plan.findFirst({ where: { orgId, number }, select: { id: true } });
  if (plan) return asItStands(work, plan.id);
  const { id } = await findGoal(work, `#${number}`);
  return startPlanOf(work, await loadGoal(work, id), over);
}

const itself = { plan: text(m.optionPlan) };

const part = defineCommand({
  name: "goal split-part",
  summary: m.partSummary,
  hidden: true,
  options: { goal: goalRef(goalTexts.optionGoal) },
  examples: [],
  async run(work, { goal }) {
    return reply(await shownPlan(work, await startPlanOf(work, await loadGoal(work, goal.id))));
  },
});

const show = defineCommand({
  name: "goal split-show",
  summary: m.showSummary,
  hidden: true,
  readsOnly: true,
  options: itself,
  examples: [],
  run: async (work, { plan }) => reply(await planById(work, plan)),
});

const bases = { weights: m.useWeights, keep: m.useKeep, scale: m.useScale, gap: m.useGap } as const;

const basis = defineCommand({
  name: "goal split-basis",
  summary: m.basisSummary,
  hidden: true,
  options: { ...itself, as: choice(m.optionBasis, bases) },
  examples: [],
  run: async (work, { plan, as }) => replace(await shownPlan(work, await changeBasis(work, plan, as))),
});

const anew = defineCommand({
  name: "goal split-anew",
  summary: m.anewSummary,
  hidden: true,
  options: itself,
  examples: [],
  run: async (work, { plan }) => replace(await shownPlan(work, await reckonAnew(work, plan))),
});

const ask = defineCommand({
  name: "goal split-ask",
  summary: m.askSummary,
  hidden: true,
  options: itself,
  examples: [],
  async run(work, { plan }) {
    const count = await askForProposals(work, plan);
    return replace(await planById(work, plan, work.words.text(m.asked, { count })));
  },
});

const send = defineCommand({
  name: "goal split-send",
  summary: m.sendSummary,
  hidden: true,
  options: { ...itself, seen: text(m.optionLine) },
  examples: [],
  async run(work, { plan, seen }) {
    const { words } = work;
    const sent = await sendPlan(work, plan, seen);
    if (sent === null) return replace(await planById(work, plan, words.text(m.changedMeanwhile)));
    const { reckoned, goals, parent } = sent;
    const { unassigned } = reckoned.shares;
    const left = amountInWords(words, reckoned.full.metric, unassigned > 0n ? unassigned : 0n);
    const values = { number: reckoned.full.plan.number, count: goals, goal: goalPiece(parent), unassigned: left };
    return replace(await shownPlan(work, reckoned, words.text(m.sent, values)));
  },
});

const drop = defineCommand({
  name: "goal split-drop",
  summary: m.dropSummary,
  hidden: true,
  options: itself,
  examples: [],
  async run(work, { plan }) {
    const text_ = work.words.plain(m.dropped, { number: await dropPlan(work, plan) });
    return replace(view(text_, paragraph([text_])));
  },
});

const log = defineCommand({
  name: "goal split-log",
  summary: m.logSummary,
  hidden: true,
  readsOnly: true,
  options: itself,
  examples: [],
  run: async (work, { plan }) => reply(await planLog(work, plan)),
});

export const planCommands: readonly Command[] = [
  ...[split, part, show, basis, anew, ask, send, drop, log],
  ...planForms,
  ...offerCommands,
];
