import type { Channel, Guild, Member, Message, Role, User } from "./model.ts";
import { flag } from "./model.ts";
import type { World } from "./world.ts";
import { permissionsOf } from "./world.ts";

/** The shapes Discord sends: https://discord.com/developers/docs/resources */
export function wireUser(user: User) {
  const { id, name, bot } = user;
  return {
    id,
    username: name.toLowerCase().replace(/\s+/g, "."),
    global_name: name,
    discriminator: "0",
    avatar: null,
    bot,
  };
}

export function wireMember(world: World, guild: Guild, member: Member, withPermissions = false) {
  const user = world.users.get(member.userId) ?? { id: member.userId, name: "gone", locale: "en-US", bot: false };
  return {
    user: wireUser(user),
    nick: member.nick ?? null,
    avatar: null,
    roles: member.roles,
    joined_at: "2024-01-01T00:00:00.000000+00:00",
    deaf: false,
    mute: false,
    flags: 0,
    ...(withPermissions ? { permissions: String(permissionsOf(guild, member.userId)) } : {}),
  };
}

export function wireRole(role: Role) {
  return {
    id: role.id,
    name: role.name,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    position: 0,
    permissions: role.permissions ?? "0",
    managed: false,
    mentionable: true,
    flags: 0,
  };
}

export function wireChannel(world: World, channel: Channel) {
  const { id, type, name } = channel;
  if (type === 1) {
    const person = world.users.get(channel.recipientId ?? "");
    return { id, type, last_message_id: channel.all.at(-1)?.id ?? null, recipients: person ? [wireUser(person)] : [] };
  }
  const thread = {
    owner_id: world.botId,
    message_count: channel.all.length,
    member_count: 1,
    thread_metadata: {
      archived: false,
      auto_archive_duration: 1440,
      archive_timestamp: new Date(world.now()).toISOString(),
      locked: false,
    },
  };
  return {
    id,
    type,
    name,
    guild_id: channel.guildId,
    parent_id: channel.parentId ?? null,
    position: 0,
    permission_overwrites: [],
    topic: null,
    nsfw: false,
    last_message_id: channel.all.at(-1)?.id ?? null,
    ...(type === 11 ? thread : {}),
  };
}

export function wireGuild(world: World, guild: Guild) {
  const channels = [...guild.channelIds].flatMap((id) => world.channels.get(id) ?? []);
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.ownerId,
    preferred_locale: guild.locale,
    system_channel_id: guild.systemChannelId ?? null,
    unavailable: false,
    large: false,
    joined_at: "2024-01-01T00:00:00.000000+00:00",
    member_count: guild.members.size,
    roles: [...guild.roles.values()].map(wireRole),
    channels: channels.filter((channel) => channel.type !== 11).map((channel) => wireChannel(world, channel)),
    threads: channels.filter((channel) => channel.type === 11).map((channel) => wireChannel(world, channel)),
    members: [...guild.members.values()].map((member) => wireMember(world, guild, member)),
    ...emptyLists,
  };
}

const emptyLists = {
  emojis: [],
  stickers: [],
  presences: [],
  voice_states: [],
  stage_instances: [],
  guild_scheduled_events: [],
  soundboard_sounds: [],
  features: [],
};

export function wireMessage(world: World, message: Message): Record<string, unknown> {
  const author = world.users.get(message.authorId);
  const { interaction } = message;
  const thread = message.threadId ? world.channels.get(message.threadId) : undefined;
  const asker = interaction ? world.users.get(interaction.userId) : undefined;
  return {
    id: message.id,
    channel_id: message.channelId,
    type: interaction ? (interaction.type === 2 ? 20 : 19) : message.replyTo ? 19 : 0,
    author: author ? wireUser(author) : undefined,
    content: message.content,
    embeds: message.embeds.map((embed) => ({ type: "rich", ...embed })),
    components: message.components,
    attachments: message.attachments.map(({ data: _data, contentType, ...rest }) => ({
      ...rest,
      content_type: contentType,
      proxy_url: rest.url,
    })),
    flags: message.flags | (message.loading ? flag.loading : 0),
    mentions: message.pings.users.flatMap((id) => {
      const user = world.users.get(id);
      return user ? [wireUser(user)] : [];
    }),
    mention_roles: message.pings.roles,
    mention_everyone: message.pings.everyone,
    timestamp: new Date(message.createdAt).toISOString(),
    edited_timestamp: message.editedAt === undefined ? null : new Date(message.editedAt).toISOString(),
    tts: false,
    pinned: false,
    ...(message.nonce === undefined ? {} : { nonce: message.nonce }),
    ...(thread ? { thread: wireChannel(world, thread) } : {}),
    ...(interaction && asker
      ? {
          interaction_metadata: {
            id: interaction.id,
            type: interaction.type,
            user: wireUser(asker),
            authorizing_integration_owners: { 0: message.guildId ?? "0" },
          },
        }
      : {}),
  };
}
