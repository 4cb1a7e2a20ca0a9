import { may, mustBeAbleTo } from "../access.ts";
import { type Command, defineCommand, reply } from "../command/command.ts";
import { choice, goalRef, optional, personOrTeam } from "../command/option.ts";
import type { Goal } from "../generated/prisma/client.ts";
import { goalTexts as m } from "../i18n/goals.ts";
import { forecastOfOne } from "../insight/forecasts/forecast-of-one.ts";
import type { PersonWork } from "../work.ts";
import { openDialogue } from "./dialogue.ts";
import { type CardContext, goalCard } from "./goal-card.ts";
import { historyView } from "./goal-history.ts";
import { loadGoal, oversees, progressOf, subjectOf } from "./goal-store.ts";
import { goalFilters, listGoals, listView } from "./list-goals.ts";
import type { GoalProgress } from "./progress.ts";

const listCommand = defineCommand({
  name: "goal list",
  summary: m.listSummary,
  readsOnly: true,
  options: {
    who: optional(personOrTeam(m.optionWho, { hint: m.hintFor })),
    status: optional(choice(m.optionStatus, goalFilters)),
  },
  examples: ["goal list", "goal list who:@ana", "goal list who:team status:behind"],
  async run(work, { who, status }) {
    return reply(listView(work.words, await listGoals(work, who, status ?? "open")));
  },
});

const show = defineCommand({
  name: "goal show",
  summary: m.showSummary,
  readsOnly: true,
  options: { goal: goalRef(m.optionGoal, { hint: m.hintGoal }) },
  examples: ["goal show calls", "goal show #12"],
  async run(work, { goal }) {
    const progress = await progressOf(work, await loadGoal(work, goal.id));
    await mustBeReadable(work, "goal show", progress.goal);
    return reply(goalCard(work.words, progress, await contextOf(work, progress)));
  },
});

const history = defineCommand({
  name: "goal history",
  summary: m.historySummary,
  readsOnly: true,
  options: { goal: goalRef(m.optionGoal, { hint: m.hintGoal }) },
  examples: ["goal history #12"],
  async run(work, { goal }) {
    const found = await loadGoal(work, goal.id);
    mustBeAbleTo(work.caller, "goal history", subjectOf(work.caller, found));
    return reply(await historyView(work, goal.id));
  },
});

/** A teammate's numbers may be read where the team shows targets; what was said about them stays between the two. */
async function mustBeReadable(work: PersonWork, act: "goal show", goal: Goal): Promise<void> {
  const subject = subjectOf(work.caller, goal);
  if (may(work.caller, act, subject)) return;
  const isMember = work.caller.memberships.some(({ teamId }) => teamId === goal.teamId);
  const team = await work.db.team.findFirst({ where: { id: goal.teamId, orgId: work.orgId, targetsVisible: true } });
  if (!isMember || !team) mustBeAbleTo(work.caller, act, subject);
}

async function contextOf(work: PersonWork, progress: GoalProgress): Promise<CardContext> {
  const { db, orgId, caller } = work;
  const { goal } = progress;
  const foresees = may(caller, "goal math", subjectOf(caller, goal));
  const team = await db.team.findFirstOrThrow({ where: { id: goal.teamId, orgId }, select: { name: true } });
  const parent = goal.parentId
    ? await db.goal.findFirst({ where: { id: goal.parentId, orgId }, select: { number: true, name: true } })
    : null;
  const open = await openDialogue(work, goal.id);
  return {
    teamName: team.name,
    parent,
    hasOpenQuestion: open.some(({ kind }) => kind === "question"),
    isOwner: goal.ownerId === caller.personId,
    mayLog: may(caller, "goal log", subjectOf(caller, goal)),
    oversees: oversees(caller, goal),
    forecast: foresees ? await forecastOfOne(work, progress) : null,
  };
}

export const readingCommands: readonly Command[] = [listCommand, show];
export const historyCommands: readonly Command[] = [history];
