import { mustBeAbleTo } from "../access.ts";
import type { NamedValue } from "../command/option.ts";
import { UserError } from "../errors.ts";
import type { Goal, Metric, Plan, PlanLine } from "../generated/prisma/client.ts";
import { planTexts as m } from "../i18n/plans.ts";
import { isId } from "../store/ids.ts";
import type { PersonWork } from "../work.ts";

/** A line with the name of whoever it is for. */
export type NamedLine = PlanLine & { readonly name: string };

export type FullPlan = {
  /** Of a draft for a team's own goal: with that goal's total and time. */
  readonly plan: Plan;
  /** The team's own goal, once there is one. */
  readonly goal: Goal | null;
  readonly metric: Metric;
  readonly team: NamedValue;
  readonly lines: readonly NamedLine[];
};

/** A plan for those who may split the team's targets: its managers. */
export async function loadPlan(work: PersonWork, id: string): Promise<FullPlan> {
  const found = await readPlan(work, id);
  mustBeAbleTo(work.caller, "goal split", { teamId: found.plan.teamId });
  return found;
}

/** A plan with its lines in the order of their names, once the right to it is certain. */
export async function readPlan(work: PersonWork, id: string): Promise<FullPlan> {
  const { db, orgId } = work;
  const found = isId(id) ? await db.plan.findFirst({ where: { id, orgId }, include: { lines: true } }) : null;
  if (!found) throw new UserError(m.noPlan, {}, m.seePlans);
  const { lines, ...own } = found;
  const goal = (await goalsOf(work, [own])).get(own.goalId ?? "") ?? null;
  const plan = asOfGoal(own, goal);
  const metric = await db.metric.findFirstOrThrow({ where: { id: plan.metricId, orgId } });
  const team = await db.team.findFirstOrThrow({ where: { id: plan.teamId, orgId }, select: { id: true, name: true } });
  const names = await namesOf(work, lines);
  const named = lines.map((line) => ({ ...line, name: names.get(line.personId ?? line.teamId ?? "") ?? "—" }));
  return { plan, goal, metric, team, lines: named.sort(byName) };
}

/** The teams' own goals that plans are for, by their ids. */
export async function goalsOf(
  { db, orgId }: PersonWork,
  plans: readonly Pick<Plan, "goalId">[],
): Promise<ReadonlyMap<string, Goal>> {
  const ids = plans.flatMap(({ goalId }) => goalId ?? []);
  if (ids.length === 0) return new Map();
  const goals = await db.goal.findMany({ where: { orgId, id: { in: ids } } });
  return new Map(goals.map((goal) => [goal.id, goal]));
}

/** Until it is sent, a plan splits what its goal says now; afterwards it stands as it was sent. */
export function asOfGoal(plan: Plan, goal: Goal | null | undefined): Plan {
  if (!goal || plan.state === "sent") return plan;
  return { ...plan, total: goal.target, startsOn: goal.startsOn, endsOn: goal.endsOn };
}

/** The same for a change: whoever else changes it or its goal waits, and a plan that was sent refuses. */
export async function openPlan(work: PersonWork, id: string): Promise<FullPlan> {
  if (isId(id)) {
    const { db, orgId } = work;
    await db.$queryRaw`select 1 from "Plan" where id = ${id}::uuid and "orgId" = ${orgId}::uuid for update`;
    await db.$queryRaw`select 1 from "Goal" g join "Plan" p on p."goalId" = g.id and p."orgId" = g."orgId"
      where p.id = ${id}::uuid and p."orgId" = ${orgId}::uuid for update of g`;
  }
  const found = await loadPlan(work, id);
  if (found.plan.state === "sent") throw new UserError(m.sentAlready, { number: found.plan.number });
  return found;
}

export async function openPlanOfLine(work: PersonWork, lineId: string): Promise<FullPlan & { line: NamedLine }> {
  const found = await openPlan(work, (await planIdOf(work, lineId)) ?? "");
  const line = found.lines.find(({ id }) => id === lineId);
  if (!line) throw new UserError(m.noPlan, {}, m.seePlans);
  return { ...found, line };
}

async function planIdOf({ db, orgId }: PersonWork, lineId: string): Promise<string | undefined> {
  if (!isId(lineId)) return undefined;
  return (await db.planLine.findFirst({ where: { id: lineId, orgId }, select: { planId: true } }))?.planId;
}

const byName = (one: NamedLine, other: NamedLine): number =>
  one.name.localeCompare(other.name) || (one.id < other.id ? -1 : 1);

async function namesOf({ db, orgId }: PersonWork, lines: readonly PlanLine[]): Promise<ReadonlyMap<string, string>> {
  const people = lines.flatMap(({ personId }) => personId ?? []);
  const teams = lines.flatMap(({ teamId }) => teamId ?? []);
  const select = { id: true, name: true } as const;
  const found = [
    ...(await db.person.findMany({ where: { orgId, id: { in: people } }, select })),
    ...(await db.team.findMany({ where: { orgId, id: { in: teams } }, select })),
  ];
  return new Map(found.map(({ id, name }) => [id, name]));
}

type Kept = Pick<PlanLine, "id" | "weight" | "share" | "goalId">;

/** Keeps what was reckoned of many lines, in one query. */
export async function keepLines({ db, orgId }: PersonWork, lines: readonly Kept[]): Promise<void> {
  const rows = lines.map(({ id, weight, share, goalId }) => ({ id, weight, share: String(share), goal: goalId }));
  await db.$executeRaw`
    update "PlanLine" l set weight = x.weight, share = x.share, "goalId" = x.goal
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, weight float8, share bigint, goal uuid)
    where l.id = x.id and l."orgId" = ${orgId}::uuid`;
}
