import type { DateRange } from "../calendar/dates.ts";
import type { GoalValue, NamedValue, PersonValue, QuantityValue } from "../command/option.ts";
import { UsageError } from "../errors.ts";
import type { Metric } from "../generated/prisma/client.ts";
import { goalTexts as m } from "../i18n/goals.ts";
import { audit } from "../org/audit.ts";
import type { PersonWork } from "../work.ts";
import { putBeforeOwner } from "./acceptance.ts";
import { goalPeriod } from "./goal-period.ts";
import { takeNumber } from "./goal-store.ts";
import { periodOrProblem, readTerms, type Terms } from "./goal-terms.ts";
import { isKnownMetric, type MetricWanted, makeMetric, metricFor } from "./metric-for.ts";
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

/** A goal as it would be set: read and allowed, but nothing written yet. */
export type WantedGoal = Whose &
  Terms & {
    readonly name: string;
    readonly metric: MetricWanted;
    readonly period: DateRange;
    readonly parentId: string | null;
  };

export type AddedGoal = Whose & {
  readonly goal: GoalWithMetric;
  readonly isNewMetric: boolean;
  readonly teamGoal: number | null;
};

/** Reads a new goal and checks that the caller may set it. */
export async function wantedGoal(work: PersonWork, given: NewGoal): Promise<WantedGoal> {
  const name = given.name.replace(/\s+/gu, " ").trim();
  if (name === "") throw new UsageError([{ field: "name", text: m.noName }]);
  const whose = await whoseGoal(work, given.owner, given.team);
  const written = { ...(given.from ? { from: given.from } : {}), ...(given.by ? { by: given.by } : {}) };
  const period = periodOrProblem(goalPeriod(given.from, given.by, work.caller.today), written);
  const metric = await metricFor(work, name, given.target, given.metric);
  return {
    ...whose,
    ...readTerms(work.words, metric, given),
    name,
    metric,
    period,
    parentId: given.parent?.id ?? null,
  };
}

/** Sets a goal. One's own and a team's are live at once; somebody else is asked to accept theirs. */
export async function addGoal(work: PersonWork, wanted: WantedGoal): Promise<AddedGoal> {
  const { caller } = work;
  const { owner, team } = wanted;
  const metric = await makeMetric(work, wanted.metric);
  const isLive = owner === null || owner.id === caller.personId;
  const goal = await createGoal(work, { ...wanted, metric, isLive });
  const sent = isLive ? goal : await putBeforeOwner(work, goal, { because: "new", byName: caller.name });
  const isNewMetric = !isKnownMetric(wanted.metric);
  return { owner, team, goal: sent, isNewMetric, teamGoal: await teamGoalLike(work, wanted) };
}

export type GoalToCreate = Omit<WantedGoal, "metric"> & {
  readonly metric: Metric;
  /** It counts without asking anybody: one's own goal, or a team's. */
  readonly isLive: boolean;
  /** A later part of a plan waits as a draft until then. */
  readonly sendAt?: Date;
  readonly planRate?: string | null;
};

/** Writes a goal with its first version; whoever has to accept it is not asked here. */
export async function createGoal(work: PersonWork, given: GoalToCreate): Promise<GoalWithMetric> {
  const [made] = await createGoals(work, [given]);
  if (!made) throw new Error("A goal was not written");
  return made;
}

/** The same for many in a few queries, in the order given. */
export async function createGoals(work: PersonWork, given: readonly GoalToCreate[]): Promise<GoalWithMetric[]> {
  const first = await takeNumber(work, given.length);
  const rows = await work.db.goal.createManyAndReturn({ data: given.map((one, at) => rowOf(work, one, first + at)) });
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  const goals = given.flatMap(({ metric }, at) => {
    const row = byNumber.get(first + at);
    return row ? [{ ...row, metric }] : [];
  });
  await work.db.goalRevision.createMany({ data: goals.map((goal) => revisionOf(work, goal, null)) });
  const events = goals.map((goal) => ({ subjectId: goal.id, after: termsForAudit(goal) }));
  await audit(work, ...events.map((event) => ({ action: "goal add", subject: "goal" as const, ...event })));
  return goals;
}

function rowOf({ orgId, caller, now }: PersonWork, given: GoalToCreate, number: number) {
  const { isLive, owner, team, metric, period } = given;
  return {
    ...{ orgId, number, name: given.name, parentId: given.parentId, planRate: given.planRate ?? null },
    ...{ target: given.target, stretch: given.stretch, threshold: given.threshold },
    ...{ teamId: team.id, ownerId: owner?.id ?? null, metricId: metric.id },
    ...{ startsOn: period.start, endsOn: period.end, nextAt: given.sendAt ?? null },
    state: isLive ? ("understood" as const) : ("draft" as const),
    liveReason: isLive ? (owner ? "own" : "team") : null,
    acceptedAt: isLive ? now : null,
    ...{ createdById: caller.personId, createdAt: now },
  };
}

/** The number of the team's own goal that this one could be a part of; null when it is one or has none to join. */
export async function teamGoalLike({ db, orgId }: PersonWork, wanted: WantedGoal): Promise<number | null> {
  const { owner, team, metric, period, parentId } = wanted;
  if (owner === null || parentId !== null || !isKnownMetric(metric)) return null;
  const same = { orgId, teamId: team.id, metricId: metric.id };
  const like = { ...same, ownerId: null, closedAt: null, endsOn: { gte: period.start } };
  const found = await db.goal.findFirst({ where: like, select: { number: true }, orderBy: { endsOn: "asc" } });
  return found?.number ?? null;
}

/** Keeps what a goal says from this version on, who said so and why. */
export async function keepRevision(work: PersonWork, goal: GoalWithMetric, reason: string | null): Promise<void> {
  await work.db.goalRevision.create({ data: revisionOf(work, goal, reason) });
}

function revisionOf({ orgId, caller, now }: PersonWork, goal: GoalWithMetric, reason: string | null) {
  const { version, target, stretch, threshold, startsOn, endsOn } = goal;
  const terms = { version, target, stretch, threshold, startsOn, endsOn };
  return { ...terms, orgId, goalId: goal.id, reason, byPersonId: caller.personId, at: now };
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
