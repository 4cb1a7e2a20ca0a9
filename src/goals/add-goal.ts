import type { GoalValue, NamedValue, PersonValue, QuantityValue } from "../command/option.ts";
import { UsageError } from "../errors.ts";
import { goalTexts as m } from "../i18n/goals.ts";
import { audit } from "../org/audit.ts";
import type { PersonWork } from "../work.ts";
import { putBeforeOwner } from "./acceptance.ts";
import { goalPeriod } from "./goal-period.ts";
import { takeNumber } from "./goal-store.ts";
import { periodOrProblem, readTerms } from "./goal-terms.ts";
import { metricFor } from "./metric-for.ts";
import type { GoalWithMetric } from "./progress.ts";
import { type Whose, whoseGoal } from "./whose.ts";

export type NewGoal = {
  readonly name: string;
  readonly target: QuantityValue;
  readonly owner: PersonValue | "team";
  readonly team: NamedValue | undefined;
  readonly metric: NamedValue | undefined;
  readonly from: string | undefined;
  readonly by: string | undefined;
  readonly stretch: QuantityValue | undefined;
  readonly parent: GoalValue | undefined;
};

export type AddedGoal = Whose & {
  readonly goal: GoalWithMetric;
  readonly isNewMetric: boolean;
  readonly teamGoal: number | null;
};

/** Sets a goal. One's own and a team's are live at once; somebody else is asked to accept theirs. */
export async function addGoal(work: PersonWork, given: NewGoal): Promise<AddedGoal> {
  const { words, caller } = work;
  const name = given.name.replace(/\s+/gu, " ").trim();
  if (name === "") throw new UsageError([{ field: "name", text: m.noName }]);
  const whose = await whoseGoal(work, given.owner, given.team);
  const written = { ...(given.from ? { from: given.from } : {}), ...(given.by ? { by: given.by } : {}) };
  const range = periodOrProblem(goalPeriod(given.from, given.by, caller.today), written);
  const { metric, isNew } = await metricFor(work, name, given.target, given.metric);
  const terms = readTerms(words, metric, given);
  const isLive = whose.owner === null || whose.owner.id === caller.personId;
  const goal = await work.db.goal.create({
    data: {
      ...terms,
      orgId: work.orgId,
      number: await takeNumber(work),
      name,
      teamId: whose.team.id,
      ownerId: whose.owner?.id ?? null,
      metricId: metric.id,
      startsOn: range.start,
      endsOn: range.end,
      parentId: given.parent?.id ?? null,
      state: isLive ? "understood" : "draft",
      liveReason: isLive ? (whose.owner ? "own" : "team") : null,
      acceptedAt: isLive ? work.now : null,
      createdById: caller.personId,
      createdAt: work.now,
    },
    include: { metric: true },
  });
  await keepRevision(work, goal, null);
  await audit(work, { action: "goal add", subject: "goal", subjectId: goal.id, after: termsForAudit(goal) });
  const sent = isLive ? goal : await putBeforeOwner(work, goal, { because: "new", byName: caller.name });
  return { ...whose, goal: sent, isNewMetric: isNew, teamGoal: await teamGoalLike(work, goal) };
}

/** The number of the team's own goal that this one could be a part of; null when it is one or has none to join. */
async function teamGoalLike({ db, orgId }: PersonWork, goal: GoalWithMetric): Promise<number | null> {
  if (goal.ownerId === null || goal.parentId !== null) return null;
  const { teamId, metricId } = goal;
  const like = { orgId, teamId, metricId, ownerId: null, closedAt: null, endsOn: { gte: goal.startsOn } };
  const found = await db.goal.findFirst({ where: like, select: { number: true }, orderBy: { endsOn: "asc" } });
  return found?.number ?? null;
}

/** Keeps what a goal says from this version on, who said so and why. */
export async function keepRevision(work: PersonWork, goal: GoalWithMetric, reason: string | null): Promise<void> {
  const { orgId, version, target, stretch, threshold, startsOn, endsOn } = goal;
  const terms = { version, target, stretch, threshold, startsOn, endsOn };
  await work.db.goalRevision.create({
    data: { ...terms, orgId, goalId: goal.id, reason, byPersonId: work.caller.personId, at: work.now },
  });
}

/** Amounts are written as text, because JSON has no whole numbers of that size. */
export const termsForAudit = (goal: GoalWithMetric) => ({
  version: goal.version,
  name: goal.name,
  metric: goal.metric.key,
  target: String(goal.target),
  stretch: goal.stretch === null ? null : String(goal.stretch),
  startsOn: goal.startsOn,
  endsOn: goal.endsOn,
  ownerId: goal.ownerId,
  teamId: goal.teamId,
});
