import type { NamedValue } from "../command/option.ts";
import { UserError } from "../errors.ts";
import { teamTexts as m } from "../i18n/team.ts";
import type { PersonWork, Work } from "../work.ts";
import { audit } from "./audit.ts";

/** The team above this one, and those right below it. */
export async function teamsAround(
  { db, orgId }: PersonWork,
  teamId: string,
): Promise<{ above: NamedValue | null; below: readonly string[] }> {
  const { parentId } = await db.team.findFirstOrThrow({ where: { id: teamId, orgId }, select: { parentId: true } });
  const near = await db.team.findMany({
    where: { orgId, OR: [{ id: parentId ?? teamId }, { parentId: teamId }] },
    select: { id: true, name: true },
    orderBy: { name: "asc" },
  });
  const above = near.find(({ id }) => id === parentId) ?? null;
  return { above, below: near.filter(({ id }) => id !== parentId && id !== teamId).map(({ name }) => name) };
}

/** Teams stand in a tree, so that a department's total counts each of them once. */
export async function setParent(work: PersonWork, team: NamedValue, parent: NamedValue | null): Promise<void> {
  const { db, orgId } = work;
  // Two moves at once could otherwise close a circle that neither of them sees.
  await db.$queryRaw`select id from "Organisation" where id = ${orgId}::uuid for update`;
  const { above } = await teamsAround(work, team.id);
  if (parent !== null) await mustNotCircle(work, team, parent);
  await db.team.updateMany({ where: { id: team.id, orgId }, data: { parentId: parent?.id ?? null } });
  await audit(work, {
    ...{ action: "team parent", subject: "team", subjectId: team.id },
    ...{ before: { parent: above?.name ?? null }, after: { parent: parent?.name ?? null } },
  });
}

/** A team and every team below it, however deep. */
export async function teamsUnder({ db, orgId }: Work, teamId: string): Promise<string[]> {
  const found = await db.$queryRaw<{ id: string }[]>`
    with recursive below(id) as (
      select id from "Team" where id = ${teamId}::uuid and "orgId" = ${orgId}::uuid
      union select t.id from "Team" t join below b on t."parentId" = b.id and t."orgId" = ${orgId}::uuid)
    select id::text from below`;
  return found.map(({ id }) => id);
}

async function mustNotCircle({ db, orgId }: PersonWork, team: NamedValue, parent: NamedValue): Promise<void> {
  if (team.id === parent.id) throw new UserError(m.parentSelf);
  const found = await db.$queryRaw<{ id: string }[]>`
    with recursive above(id, "parentId") as (
      select id, "parentId" from "Team" where id = ${parent.id}::uuid and "orgId" = ${orgId}::uuid
      union select t.id, t."parentId" from "Team" t join above a on t.id = a."parentId" and t."orgId" = ${orgId}::uuid)
    select id::text from above where id = ${team.id}::uuid`;
  if (found.length > 0) throw new UserError(m.parentCircle, { team: team.name, parent: parent.name });
}
