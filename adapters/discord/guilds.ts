import {
  type Client,
  Events,
  GatewayDispatchEvents,
  type GatewayReadyDispatchData,
  type Guild,
  type GuildBasedChannel,
  PermissionFlagsBits,
} from "discord.js";
import { channelClosed, channelOpen, workspaceLeft, workspacePresent } from "../../src/org/workspace-events.ts";
import { ensureWorkspace } from "../../src/org/workspaces.ts";
import type { Connection } from "./connection.ts";
import { sayHello } from "./setup.ts";

/** Keeps our workspaces as the guilds are: joined, left, renamed, and which of their channels we can write to. */
export function followGuilds(client: Client, connection: Connection): void {
  const safely = (what: string, act: () => Promise<unknown>) => {
    act().catch((err: unknown) => connection.log.error({ err, what }, "an event of a guild was not followed"));
  };
  client.on(Events.GuildCreate, (guild) => safely("joined", () => joined(connection, guild)));
  client.on(Events.GuildAvailable, (guild) => safely("available", () => present(connection, guild)));
  client.on(Events.GuildDelete, (guild) => safely("left", () => left(connection, guild.id)));
  client.ws.on(GatewayDispatchEvents.Ready, ({ guilds }: GatewayReadyDispatchData, shardId: number) =>
    safely("left meanwhile", () => leftMeanwhile(client, connection, shardId, new Set(guilds.map(({ id }) => id)))),
  );
  client.on(Events.GuildUpdate, (_, guild) => safely("renamed", () => present(connection, guild)));
  client.on(Events.ChannelDelete, (channel) => {
    if (!channel.isDMBased()) safely("channel removed", () => closed(connection, channel));
  });
  client.on(Events.ChannelUpdate, (_, channel) => {
    if (!channel.isDMBased()) safely("channel changed", () => changed(connection, channel));
  });
}

async function joined(connection: Connection, guild: Guild): Promise<void> {
  const { id, isNew } = await ensureWorkspace(connection.db, {
    platform: "discord",
    externalId: guild.id,
    name: guild.name,
    installerId: guild.ownerId,
    locale: guild.preferredLocale,
  });
  const isBack = await workspacePresent(connection.db, id, { name: guild.name });
  if (isNew || isBack) await sayHello(connection, guild);
}

/** Nobody is greeted for a guild that has been ours all along. */
async function present(connection: Connection, guild: Guild): Promise<void> {
  const found = await workspaceIn(connection, guild.id);
  if (found) await workspacePresent(connection.db, found, { name: guild.name });
  else await joined(connection, guild);
}

async function left(connection: Connection, guildId: string): Promise<void> {
  const found = await workspaceIn(connection, guildId);
  if (found) await workspaceLeft(connection.db, connection.clock.now(), found);
}

/**
 * A new session tells which guilds we are in, and nothing of those that we left since the last one. The library would
 * keep them for ever, and joining one of them again would go unnoticed.
 */
async function leftMeanwhile(
  client: Client,
  connection: Connection,
  shardId: number,
  present: ReadonlySet<string>,
): Promise<void> {
  const gone = [...client.guilds.cache.values()].filter((guild) => guild.shardId === shardId && !present.has(guild.id));
  for (const { id } of gone) client.guilds.cache.delete(id);
  for (const { id } of gone) await left(connection, id);
}

/** What was missed while nobody listened: guilds that came, went or were renamed. */
export async function catchUp(
  client: Client,
  connection: Connection,
  isMine: (guildId: string) => boolean,
): Promise<void> {
  const known = await connection.db.workspace.findMany({
    where: { platform: "discord" },
    select: { id: true, externalId: true, name: true, state: true },
  });
  const byId = new Map(known.map((workspace) => [workspace.externalId, workspace]));
  for (const guild of client.guilds.cache.filter(({ available }) => available).values()) {
    const workspace = byId.get(guild.id);
    if (!workspace || workspace.state === "left") await joined(connection, guild);
    else if (workspace.name !== guild.name) await present(connection, guild);
  }
  for (const { externalId, state } of known) {
    const isGone = state === "active" && isMine(externalId) && !client.guilds.cache.has(externalId);
    if (isGone) await left(connection, externalId);
  }
}

async function workspaceIn({ db }: Connection, guildId: string): Promise<string | null> {
  const where = { platform_externalId: { platform: "discord", externalId: guildId } } as const;
  return (await db.workspace.findUnique({ where, select: { id: true } }))?.id ?? null;
}

async function closed(connection: Connection, { id, guildId }: GuildBasedChannel): Promise<void> {
  const workspaceId = await workspaceIn(connection, guildId);
  if (!workspaceId) return;
  const said = await channelClosed(connection.db, connection.clock.now(), { workspaceId, externalId: id });
  if (said.length > 0) connection.wake?.(said);
}

const needed = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages;

async function changed(connection: Connection, channel: GuildBasedChannel): Promise<void> {
  const { me } = channel.guild.members;
  if (me && !channel.permissionsFor(me).has(needed)) return closed(connection, channel);
  const workspaceId = await workspaceIn(connection, channel.guildId);
  if (workspaceId) await channelOpen(connection.db, { workspaceId, externalId: channel.id }, channel.name);
}
