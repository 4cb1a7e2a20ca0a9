import type { LocalDate } from "../calendar/dates.ts";
import type { Goal } from "../generated/prisma/client.ts";
import { activeMembership } from "../org/membership.ts";
import type { Work } from "../work.ts";

export type Overseer = { readonly id: string; readonly name: string };

/** Who set a goal as it stands now: whoever made its latest version. */
export async function setterOf(
  { db, orgId }: Work,
  goal: Pick<Goal, "id" | "version" | "createdById">,
): Promise<string> {
  const latest = await db.goalRevision.findFirst({
    where: { orgId, goalId: goal.id, version: goal.version },
    select: { byPersonId: true },
  });
  return latest?.byPersonId ?? goal.createdById;
}

/**
 * Who answers for a goal to its owner: whoever set it, or else the team's managers. Never the owner, and nobody who has
 * left.
 */
export async function overseersOf(
  work: Work,
  goal: Pick<Goal, "id" | "version" | "ownerId" | "createdById" | "teamId">,
  today: LocalDate,
): Promise<Overseer[]> {
  const { db, orgId } = work;
  const setter = await setterOf(work, goal);
  const select = { id: true, name: true } as const;
  const active = { orgId, state: "active" } as const;
  if (setter !== goal.ownerId) {
    const found = await db.person.findFirst({ where: { ...active, id: setter }, select });
    if (found) return [found];
  }
  const manages = { some: { teamId: goal.teamId, role: "manager", ...activeMembership(today) } } as const;
  const managers = await db.person.findMany({
    where: { ...active, memberships: manages },
    select,
    orderBy: { name: "asc" },
  });
  return managers.filter(({ id }) => id !== goal.ownerId);
}
