import { type APIInteraction, type APIUser, ChannelType, PermissionFlagsBits } from "discord.js";
import type { DraftWork } from "../../src/command/drafts.ts";
import type { From, Place } from "../../src/org/caller.ts";
import { workspacePresent } from "../../src/org/workspace-events.ts";
import { ensureWorkspace } from "../../src/org/workspaces.ts";
import type { Connection } from "./connection.ts";

/** Who acts and where, in the bot's words. */
export type Asker = { readonly from: From; readonly place?: Place };

type Named = Pick<APIUser, "id" | "username"> & { readonly global_name?: string | null };

export const nameOf = (user: Named, member?: { readonly nick?: string | null } | null): string =>
  member?.nick ?? user.global_name ?? user.username;

export function userOf(interaction: APIInteraction): APIUser | undefined {
  return interaction.member?.user ?? interaction.user;
}

const workspaceIds = new WeakMap<object, Map<string, string>>();

/** The workspace of a guild, made when somebody acts there before the guild was announced to us. */
async function workspaceOf(connection: Connection, guildId: string): Promise<string> {
  const known = workspaceIds.get(connection) ?? new Map<string, string>();
  workspaceIds.set(connection, known);
  const id = known.get(guildId);
  if (id) return id;
  const guild = connection.guild(guildId);
  const given = { platform: "discord", externalId: guildId, name: guild?.name ?? `Discord ${guildId}` } as const;
  const { id: made } = await ensureWorkspace(connection.db, {
    ...given,
    ...(guild ? { installerId: guild.ownerId, locale: guild.locale } : {}),
  });
  if (guild) await workspacePresent(connection.db, made, { name: guild.name });
  known.set(guildId, made);
  return made;
}

const administering = PermissionFlagsBits.Administrator | PermissionFlagsBits.ManageGuild;

/** Null for somebody who writes to the bot directly and is known in no server. */
export async function askerOf(connection: Connection, interaction: APIInteraction): Promise<Asker | null> {
  const user = userOf(interaction);
  if (!user) return null;
  const { member, guild_id: guildId } = interaction;
  const named = { externalId: user.id, name: nameOf(user, member), ...localeIn(interaction) };
  if (!guildId || !member) {
    const workspaceId = await workspaceInPrivate(connection, user.id, messageIn(interaction));
    return workspaceId ? { from: { workspaceId, ...named } } : null;
  }
  const workspaceId = await workspaceOf(connection, guildId);
  const administers = (BigInt(member.permissions) & administering) !== 0n;
  const place = placeOf(connection, interaction);
  return { from: { workspaceId, ...named, administers }, ...(place ? { place } : {}) };
}

const localeIn = (interaction: APIInteraction) => ("locale" in interaction ? { locale: interaction.locale } : {});

const messageIn = (interaction: APIInteraction): string | undefined =>
  "message" in interaction ? interaction.message?.id : undefined;

const threads = new Set<ChannelType | undefined>([
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]);

/** A thread counts as the channel that it hangs in. */
function placeOf(connection: Connection, interaction: APIInteraction): Place | undefined {
  const { channel } = interaction;
  if (!channel || channel.type === ChannelType.DM) return undefined;
  const parent = threads.has(channel.type) && "parent_id" in channel ? channel.parent_id : null;
  const id = parent ?? channel.id;
  const own = "name" in channel ? channel.name : null;
  return { externalId: id, name: connection.channelName(id) ?? own ?? id };
}

/**
 * In a direct conversation the message that was acted on tells the server; otherwise it is the one where the person was
 * active last.
 */
async function workspaceInPrivate(
  { db }: Connection,
  userId: string,
  messageId: string | undefined,
): Promise<string | undefined> {
  const accounts = await db.account.findMany({
    where: { externalId: userId, state: "active", workspace: { platform: "discord", state: "active" } },
    orderBy: [{ lastUsedAt: { sort: "desc", nulls: "last" } }, { id: "asc" }],
    select: { id: true, workspaceId: true, personId: true },
  });
  if (accounts.length < 2 || !messageId) return accounts[0]?.workspaceId;
  const said = await db.outboxMessage.findFirst({
    where: {
      toPersonId: { in: accounts.map(({ personId }) => personId) },
      toAccountId: { in: accounts.map(({ id }) => id) },
      externalId: { contains: messageId },
    },
    select: { workspaceId: true },
  });
  return said?.workspaceId ?? accounts[0]?.workspaceId;
}

/** What keeping or finding a draft takes; the account exists once the bot has answered. */
export async function draftWork({ db, clock }: Connection, { from }: Asker): Promise<DraftWork> {
  const { workspaceId, externalId } = from;
  const account = await db.account.findUniqueOrThrow({
    where: { workspaceId_externalId: { workspaceId, externalId } },
    select: { id: true, orgId: true },
  });
  return { db, orgId: account.orgId, now: clock.now(), caller: { accountId: account.id } };
}
