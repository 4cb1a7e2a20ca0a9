import { type APIInteraction, Routes } from "discord.js";
import { z } from "zod";
import type { From } from "../../src/org/caller.ts";
import { followGroups } from "../../src/org/follow-groups.ts";
import { bindingsIn } from "../../src/org/group-bindings.ts";
import type { Connection } from "./connection.ts";
import { patience } from "./limits.ts";
import { codes, isCode } from "./problems.ts";
import type { Asker } from "./who.ts";

type Presence = "here" | "gone";

/**
 * Roles come with every act of a person in a server, so nothing has to listen to members for bound roles to hold. With
 * a direct message come none: then they are asked for, where a role is bound. Says when the person has left the server.
 */
export async function followRoles(
  connection: Connection,
  { from }: Asker,
  { member, guild_id: guildId }: APIInteraction,
): Promise<Presence> {
  const { db, clock, wake, log } = connection;
  try {
    // Everybody has the role that is called @everyone, and Discord does not list it.
    const held = member ? [...member.roles, ...(guildId ? [guildId] : [])] : await rolesAskedFor(connection, from);
    if (held === "known") return "here";
    const said = await followGroups(db, clock.now(), from, held === "gone" ? [] : held);
    if (said.length > 0) wake?.(said);
    if (held !== "gone") return "here";
    const { workspaceId, externalId } = from;
    await db.account.updateMany({ where: { workspaceId, externalId }, data: { state: "gone" } });
    return "gone";
  } catch (err) {
    log.warn({ err, workspaceId: from.workspaceId }, "bound roles could not be followed");
    return "here";
  }
}

const withRoles = z.looseObject({ roles: z.array(z.string()) });

const askedAt = new WeakMap<object, Map<string, number>>();
const mostRemembered = 2_000;

async function rolesAskedFor(
  connection: Connection,
  { workspaceId, externalId }: From,
): Promise<readonly string[] | "known" | "gone"> {
  const { externalId: guildId, settings } = await connection.db.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { externalId: true, settings: true },
  });
  if (bindingsIn(settings).length === 0) return "known";
  const now = connection.clock.now().getTime();
  const asked = askedAt.get(connection) ?? new Map<string, number>();
  askedAt.set(connection, asked);
  const key = `${guildId} ${externalId}`;
  const before = asked.get(key);
  if (before !== undefined && now - before < patience.rolesHold) return "known";
  try {
    const found = withRoles.parse(await connection.rest.get(Routes.guildMember(guildId, externalId)));
    asked.set(key, now);
    if (asked.size > mostRemembered) asked.delete(asked.keys().next().value ?? "");
    return [...found.roles, guildId];
  } catch (error) {
    if (isCode(error, codes.unknownMember, codes.unknownUser)) return "gone";
    throw error;
  }
}
