import { z } from "zod";
import type { GroupValue, NamedValue } from "../command/option.ts";
import type { Role } from "../generated/prisma/client.ts";
import type { PersonWork } from "../work.ts";
import { audit } from "./audit.ts";

/** A group of people that a platform keeps, whose members have a role in a team. `group` is the platform's id. */
const bindingSchema = z.object({
  group: z.string(),
  name: z.string(),
  teamId: z.string(),
  role: z.enum(["manager", "rep", "observer"]),
});
export type GroupBinding = z.infer<typeof bindingSchema>;

const settingsSchema = z.looseObject({ roleBindings: z.array(bindingSchema).default([]) });

/** What a workspace's settings say of its groups. */
export function bindingsIn(settings: unknown): readonly GroupBinding[] {
  return settingsSchema.safeParse(settings).data?.roleBindings ?? [];
}

const grantedSchema = z.looseObject({ teamsByGroup: z.array(z.string()).default([]) });

/** The teams that somebody is in because of a group alone, as their settings remember them. */
export function teamsByGroupIn(settings: unknown): readonly string[] {
  return grantedSchema.safeParse(settings).data?.teamsByGroup ?? [];
}

export function withTeamsByGroup(settings: unknown, teamsByGroup: readonly string[]): object {
  return { ...grantedSchema.safeParse(settings).data, teamsByGroup };
}

/** From now on whoever is in the group has the role in the team; a group has at most one role in a team. */
export async function bindGroup(work: PersonWork, team: NamedValue, group: GroupValue, role: Role): Promise<void> {
  const binding = { group: group.group, name: group.name, teamId: team.id, role };
  await changeBindings(work, (bindings) => [...bindings.filter((one) => !isSame(one, binding)), binding]);
  const after = { group: group.name, team: team.name, role };
  await audit(work, { action: "team role", subject: "team", subjectId: team.id, after });
}

/** Returns false when there was nothing to undo. Who is in the team stays in it. */
export async function unbindGroup(work: PersonWork, team: NamedValue, group: string): Promise<boolean> {
  const before = await changeBindings(work, (all) => all.filter((one) => !isSame(one, { group, teamId: team.id })));
  const found = before.find((one) => isSame(one, { group, teamId: team.id }));
  if (!found) return false;
  const undone = { group: found.name, team: team.name, role: found.role };
  await audit(work, { action: "team unbind", subject: "team", subjectId: team.id, before: undone });
  return true;
}

const isSame = (one: Pick<GroupBinding, "group" | "teamId">, other: Pick<GroupBinding, "group" | "teamId">): boolean =>
  one.group === other.group && one.teamId === other.teamId;

async function changeBindings(
  { db, caller }: PersonWork,
  change: (before: readonly GroupBinding[]) => readonly GroupBinding[],
): Promise<readonly GroupBinding[]> {
  const where = { id: caller.workspaceId };
  const { settings } = await db.workspace.findUniqueOrThrow({ where, select: { settings: true } });
  const before = bindingsIn(settings);
  const rest = settingsSchema.safeParse(settings).data ?? {};
  await db.workspace.update({ where, data: { settings: { ...rest, roleBindings: change(before) } as object } });
  return before;
}
