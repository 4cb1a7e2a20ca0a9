import type { Subject } from "../access.ts";
import type { GoalValue } from "../command/option.ts";
import { UserError } from "../errors.ts";
import type { Goal } from "../generated/prisma/client.ts";
import { goalTexts as m } from "../i18n/goals.ts";
import { strong } from "../view/text.ts";
import type { Caller, Work } from "../work.ts";
import { type GoalProgress, type GoalWithMetric, progressOfGoals } from "./progress.ts";

/** "#12 Calls", never a mention or a format whatever the goal is called. */
export const goalPiece = (goal: Pick<Goal, "number" | "name">) => strong(`#${goal.number} ${goal.name}`);

export const goalNumber = (goal: Pick<Goal, "number">): string => `#${goal.number}`;

export const loadGoal = ({ db, orgId }: Work, id: string): Promise<GoalWithMetric> =>
  db.goal.findFirstOrThrow({ where: { id, orgId }, include: { metric: true } });

/** The goal as it is once nobody else is changing it; holds others back until this work's commit. */
async function lockGoal(work: Work, { id }: Pick<GoalValue, "id">): Promise<GoalWithMetric> {
  await work.db.$queryRaw`select 1 from "Goal" where id = ${id}::uuid and "orgId" = ${work.orgId}::uuid for update`;
  return loadGoal(work, id);
}

/** Locks the goal for a change; a closed one refuses. */
export async function openGoal(work: Work, given: Pick<GoalValue, "id">): Promise<GoalWithMetric> {
  const goal = await lockGoal(work, given);
  if (goal.closedAt) throw new UserError(m.closedAlready, { goal: goalPiece(goal) });
  return goal;
}

export async function progressOf(work: Work, goal: GoalWithMetric): Promise<GoalProgress> {
  const [progress] = await progressOfGoals(work, [goal]);
  if (!progress) throw new Error("A goal vanished while it was being read");
  return progress;
}

/** Whose a goal is: a team's goal belongs to each of those who work in it, for logging and reading; observers watch. */
export function subjectOf(caller: Caller, goal: Pick<Goal, "ownerId" | "teamId">): Subject {
  const worksThere = caller.memberships.some(({ teamId, role }) => teamId === goal.teamId && role !== "observer");
  return { personId: goal.ownerId ?? (worksThere ? caller.personId : null), teamId: goal.teamId };
}

/** A team's goal is changed by the team's manager; anybody's own one also by themselves. */
export const ownerSubject = (goal: Pick<Goal, "ownerId" | "teamId">): Subject => ({
  personId: goal.ownerId,
  teamId: goal.teamId,
});

/** Whether somebody may speak for the team that a goal belongs to. */
export function oversees(caller: Caller, goal: Pick<Goal, "teamId">): boolean {
  const manages = caller.memberships.some(({ teamId, role }) => teamId === goal.teamId && role === "manager");
  return caller.isAdmin || manages;
}

export async function nameOf({ db, orgId }: Work, personId: string): Promise<string> {
  const person = await db.person.findFirst({ where: { id: personId, orgId }, select: { name: true } });
  return person?.name ?? "—";
}

/** Takes the organisation's next numbers for goals and returns the first; two takers never get the same one. */
export async function takeNumber({ db, orgId }: Work, count = 1): Promise<number> {
  const { nextGoal } = await db.organisation.update({
    where: { id: orgId },
    data: { nextGoal: { increment: count } },
    select: { nextGoal: true },
  });
  return nextGoal - count;
}
