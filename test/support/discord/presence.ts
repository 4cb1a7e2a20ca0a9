import type { Interaction } from "./interactions.ts";
import type { Channel, Guild, Json, Message } from "./model.ts";
import type { Place } from "./typed-options.ts";
import { wireChannel, wireGuild, wireMember, wireUser } from "./wire.ts";
import type { World } from "./world.ts";
import { dmChannel, permissionsOf } from "./world.ts";

/** Where a person is when they act, and in which language their client is. */
export interface Presence {
  guild?: string;
  channel?: string;
  dm?: boolean;
  locale?: string;
}
export interface Standing extends Place {
  userId: string;
  guild: Guild | undefined;
  channel: Channel;
  permissions: bigint;
}

/** The named channel, the one of the message, or the first text channel of a guild the person is in. */
export function placeOf(world: World, userId: string, where: Presence, source?: Message): Standing {
  const named = where.channel ?? source?.channelId;
  const channel = where.dm
    ? dmChannel(world, userId)
    : named
      ? world.channels.get(named)
      : firstChannel(world, userId, where);
  if (!channel) throw new Error(`No channel ${named ?? `for ${userId}`}`);
  const guild = channel.guildId ? world.guilds.get(channel.guildId) : undefined;
  if (guild && !guild.members.has(userId)) throw new Error(`${userId} is not in ${guild.name}`);
  return { world, userId, guild, channel, permissions: guild ? permissionsOf(guild, userId) : 0n };
}

function firstChannel(world: World, userId: string, where: Presence): Channel | undefined {
  const guild = [...world.guilds.values()].find(
    (one) => one.members.has(userId) && (where.guild === undefined || one.id === where.guild),
  );
  if (!guild) throw new Error(`${userId} is in no guild${where.guild ? ` ${where.guild}` : ""}`);
  return [...guild.channelIds].map((id) => world.channels.get(id)).find((one) => one?.type === 0);
}

export function visibleTo(userId: string, message: Message): boolean {
  return !message.deleted && (!message.ephemeralFor || message.ephemeralFor === userId);
}

/** Everything an interaction carries besides its data. */
export function envelope(world: World, place: Standing, interaction: Interaction, { locale }: Presence): Json {
  const { guild, channel, userId } = place;
  const user = world.users.get(userId);
  const member = guild?.members.get(userId);
  const who =
    guild && member
      ? {
          member: wireMember(world, guild, member, true),
          guild_id: guild.id,
          guild_locale: guild.locale,
          guild: { id: guild.id, locale: guild.locale, features: wireGuild(world, guild).features },
        }
      : { user: user ? wireUser(user) : undefined };
  return {
    id: interaction.id,
    application_id: world.appId,
    type: interaction.type,
    token: interaction.token,
    version: 1,
    channel_id: channel.id,
    channel: wireChannel(world, channel),
    locale: locale ?? user?.locale ?? "en-US",
    app_permissions: guild ? String(permissionsOf(guild, world.botId)) : "0",
    entitlements: [],
    authorizing_integration_owners: guild ? { 0: guild.id } : { 0: "0" },
    context: guild ? 0 : 1,
    attachment_size_limit: 10_485_760,
    ...who,
  };
}
