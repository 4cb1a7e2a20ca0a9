import type { Goal } from "../generated/prisma/client.ts";
import { activeMembership } from "../org/membership.ts";
import type { Work } from "../work.ts";

export type Overseer = { readonly id: string; readonly name: string };

/**
 * Who answers for a goal to its owner: whoever set it, or else the team's managers. Never the owner, and nobody who has
 * left.
 */
export async function overseersOf(
  { db, orgId }: Work,
  goal: Pick<Goal, "ownerId" | "createdById" | "teamId">,
  today: string,
): Promise<Overseer[]> {
  const select = { id: true, name: true } as const;
  const active = { orgId, state: "active" } as const;
  if (goal.createdById !== goal.ownerId) {
    const creator = await db.person.findFirst({ where: { ...active, id: goal.createdById }, select });
    if (creator) return [creator];
  }
  const manages = { some: { teamId: goal.teamId, role: "manager", ...activeMembership(today) } } as const;
  const managers = await db.person.findMany({
    where: { ...active, memberships: manages },
    select,
    orderBy: { name: "asc" },
  });
  return managers.filter(({ id }) => id !== goal.ownerId);
}
