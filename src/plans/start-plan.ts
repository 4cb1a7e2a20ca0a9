import { mustBeAbleTo } from "../access.ts";
import type { DateRange } from "../calendar/dates.ts";
import type { NamedValue, QuantityValue } from "../command/option.ts";
import { UsageError, UserError } from "../errors.ts";
import type { Goal, Metric, Plan } from "../generated/prisma/client.ts";
import { goalPeriod } from "../goals/goal-period.ts";
import { goalPiece, takeNumber } from "../goals/goal-store.ts";
import { periodOrProblem } from "../goals/goal-terms.ts";
import { makeMetric, metricFor } from "../goals/metric-for.ts";
import { metricName } from "../goals/metrics.ts";
import { currencyExponent } from "../goals/money.ts";
import { targetAmount } from "../goals/written-amount.ts";
import { planTexts as m } from "../i18n/plans.ts";
import { audit } from "../org/audit.ts";
import { permittedTeam } from "../org/find.ts";
import type { PersonWork } from "../work.ts";
import { lineFacts, repsOf, weightsOf } from "./line-facts.ts";
import { keepLines, loadPlan } from "./plan-store.ts";
import { asItStands, type Reckoned, reckon } from "./reckon.ts";
import { usualUnit } from "./shares.ts";

export type Over = "reps" | "teams";

export type NewPlan = {
  readonly name: string;
  readonly total: QuantityValue | undefined;
  readonly team: NamedValue | undefined;
  readonly over: Over | undefined;
  readonly metric: NamedValue | undefined;
  readonly from: string | undefined;
  readonly by: string | undefined;
};

/** Begins a plan for a total of one's team; nothing is sent. */
export async function startPlan(work: PersonWork, given: NewPlan): Promise<Reckoned> {
  const { words, caller } = work;
  const team = permittedTeam(caller, "goal split", given.team);
  if (!given.total) throw new UsageError([{ field: "total", text: m.needTotal }]);
  const written = { ...(given.from ? { from: given.from } : {}), ...(given.by ? { by: given.by } : {}) };
  const period = periodOrProblem(goalPeriod(given.from, given.by, caller.today), written);
  if (period.end < caller.today) throw new UsageError([{ field: "by", text: m.periodOver }]);
  const wanted = await metricFor(work, given.name, given.total, given.metric);
  mustAddUp(work, wanted);
  const total = targetAmount(words, wanted, given.total, "total");
  if (total <= 0n) throw new UsageError([{ field: "total", text: m.notPositive }]);
  const metric = await makeMetric(work, wanted);
  return create(work, { name: given.name, team, metric, total, period, over: given.over, goalId: null });
}

/** Begins the plan of a team's own goal, or finds the one that is being made already. */
export async function startPlanOf(
  work: PersonWork,
  goal: Goal & { readonly metric: Metric },
  over?: Over,
): Promise<Reckoned> {
  const { db, orgId, caller } = work;
  mustBeAbleTo(caller, "goal split", { teamId: goal.teamId });
  if (goal.ownerId !== null) throw new UserError(m.notATeamGoal, { goal: goalPiece(goal) });
  const known = await db.plan.findFirst({ where: { orgId, goalId: goal.id }, orderBy: { number: "desc" } });
  if (known) return asItStands(work, known.id);
  if (goal.endsOn < caller.today || goal.closedAt) throw new UserError(m.periodOver);
  mustAddUp(work, goal.metric);
  const team = await db.team.findFirstOrThrow({ where: { id: goal.teamId, orgId }, select: { id: true, name: true } });
  const period = { start: goal.startsOn, end: goal.endsOn };
  const { name, metric, target: total } = goal;
  return create(work, { name, team, metric, total, period, over, goalId: goal.id });
}

function mustAddUp({ words }: PersonWork, metric: Pick<Metric, "unit" | "direction" | "name" | "nameRu">): void {
  if (metric.unit !== "percent" && metric.direction === "more") return;
  throw new UserError(m.notSplittable, { metric: metricName(words, metric) });
}

type ToCreate = {
  readonly name: string;
  readonly team: NamedValue;
  readonly metric: Metric;
  readonly total: bigint;
  readonly period: DateRange;
  readonly over: Over | undefined;
  readonly goalId: string | null;
};

async function create(work: PersonWork, given: ToCreate): Promise<Reckoned> {
  const { db, orgId, caller, now } = work;
  const { name, team, metric, total, period, goalId } = given;
  const claimants = await claimantsOf(work, team, given.over);
  const smallest = metric.unit === "money" ? 10n ** BigInt(currencyExponent(metric.currency ?? "USD")) : 1n;
  const plan = await db.plan.create({
    data: {
      ...{ orgId, name, teamId: team.id, metricId: metric.id, total, goalId },
      number: await takeNumber(work),
      unit: usualUnit(total, smallest),
      startsOn: period.start,
      endsOn: period.end,
      createdById: caller.personId,
      createdAt: now,
    },
  });
  const lines = claimants.map((claimant) => ({ ...claimant, orgId, planId: plan.id, weight: 0, share: 0n }));
  await db.planLine.createMany({ data: lines });
  await audit(work, { action: "plan start", subject: "plan", subjectId: plan.id, after: { total: String(total) } });
  return weigh(work, plan);
}

type Claimant = { readonly personId: string } | { readonly teamId: string };

/** The teams under it where there are any, its reps otherwise; or as it was asked for. */
async function claimantsOf(work: PersonWork, team: NamedValue, over: Over | undefined): Promise<Claimant[]> {
  const { db, orgId } = work;
  const teams =
    over === "reps" ? [] : await db.team.findMany({ where: { orgId, parentId: team.id }, select: { id: true } });
  if (teams.length > 0) return teams.map(({ id }) => ({ teamId: id }));
  if (over === "teams") throw new UsageError([{ field: "over", text: m.noTeams, with: { team: team.name } }]);
  const reps = await repsOf(work, [team.id]);
  if (reps.length === 0) throw new UserError(m.nobody, { team: team.name });
  return reps.map((personId) => ({ personId }));
}

/** Reckons every line's weight from today's calendars and history, and the shares that follow. */
async function weigh(work: PersonWork, { id, gamma }: Pick<Plan, "id" | "gamma">): Promise<Reckoned> {
  const full = await loadPlan(work, id);
  const facts = await lineFacts(work, full);
  const weights = weightsOf(facts, gamma);
  await keepLines(
    work,
    full.lines.map((line) => ({ ...line, weight: weights.get(line.id) ?? 0 })),
  );
  return reckon(work, id, facts);
}

/** Weighs anew, with whoever has joined the team since and without whoever has left; typed weights and limits stay. */
export async function weighAnew(work: PersonWork, plan: Pick<Plan, "id" | "gamma" | "teamId">): Promise<Reckoned> {
  const { db, orgId } = work;
  const lines = await db.planLine.findMany({ where: { orgId, planId: plan.id } });
  const team = await db.team.findFirstOrThrow({ where: { id: plan.teamId, orgId }, select: { id: true, name: true } });
  const over = lines.some(({ teamId }) => teamId !== null) ? "teams" : "reps";
  const now = await claimantsOf(work, team, over);
  const idOf = (one: { personId?: string | null; teamId?: string | null }) => one.personId ?? one.teamId ?? "";
  const gone = lines.filter((line) => !now.some((one) => idOf(one) === idOf(line)));
  const joined = now.filter((one) => !lines.some((line) => idOf(line) === idOf(one)));
  await db.planLine.deleteMany({ where: { orgId, id: { in: gone.map(({ id }) => id) } } });
  await db.planLine.createMany({
    data: joined.map((one) => ({ ...one, orgId, planId: plan.id, weight: 0, share: 0n })),
  });
  return weigh(work, plan);
}
