import type { Channel, Command, Guild, Message, User } from "./model.ts";

export const epoch = 1_420_070_400_000;

/** Everything the server remembers, apart from connections and open interactions. */
export interface World {
  botId: string;
  appId: string;
  guilds: Map<string, Guild>;
  channels: Map<string, Channel>;
  users: Map<string, User>;
  messages: Map<string, Message>;
  /** Message ids by author and nonce, with the instant they were sent. */
  nonces: Map<string, { id: string; at: number }>;
  globalCommands: Command[];
  guildCommands: Map<string, Command[]>;
  /** In the light mode nothing is kept for reading. */
  light: boolean;
  /** The instant of timestamps and ids. */
  now(): number;
  /** Monotonic milliseconds for deadlines. */
  ticks(): number;
  newId(): string;
}

export interface NewWorld {
  botId: string;
  appId: string;
  light: boolean;
  now(): number;
  ticks(): number;
}

export function createWorld(options: NewWorld): World {
  let last = 0n;
  const world: World = {
    ...options,
    guilds: new Map(),
    channels: new Map(),
    users: new Map(),
    messages: new Map(),
    nonces: new Map(),
    globalCommands: [],
    guildCommands: new Map(),
    /** A snowflake of this instant: https://discord.com/developers/docs/reference#snowflakes */
    newId() {
      const id = BigInt(Math.max(options.now() - epoch, 0)) << 22n;
      last = id > last ? id : last + 1n;
      return String(last);
    },
  };
  world.users.set(options.botId, { id: options.botId, name: "goalkeeper", locale: "en-US", bot: true });
  return world;
}

export interface GuildSeed {
  name?: string;
  ownerId?: string;
  locale?: string;
  systemChannelId?: string;
  /** Who added the bot, as the audit log has it; the owner unless told. */
  addedBy?: string;
  roles?: { id: string; name: string; permissions?: string }[];
  channels?: { id: string; name?: string; type?: number }[];
  members?: { id: string; name?: string; nick?: string; locale?: string; roles?: string[]; bot?: boolean }[];
}

export function addGuild(world: World, id: string, seed: GuildSeed): Guild {
  const guild: Guild = {
    id,
    name: seed.name ?? `Guild ${id}`,
    ownerId: seed.ownerId ?? seed.members?.[0]?.id ?? "9",
    ...(seed.addedBy ? { addedBy: seed.addedBy } : {}),
    locale: seed.locale ?? "en-US",
    roles: new Map((seed.roles ?? []).map((role) => [role.id, role])),
    members: new Map(),
    channelIds: new Set(),
    ...(seed.systemChannelId ? { systemChannelId: seed.systemChannelId } : {}),
  };
  guild.roles.set(id, { id, name: "@everyone", permissions: everyonePermissions });
  world.guilds.set(id, guild);
  for (const { id: channelId, name = `channel-${channelId}`, type = 0 } of seed.channels ?? [])
    addChannel(world, { id: channelId, name, type, guildId: id });
  for (const member of [{ id: world.botId }, ...(seed.members ?? [])]) addMember(world, guild, member);
  return guild;
}

/** View channels, send messages, embed links, attach files, read history, use commands, threads. */
const everyonePermissions = String(
  (1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 15n) | (1n << 16n) | (1n << 31n) | (1n << 35n) | (1n << 38n),
);

export function addMember(world: World, guild: Guild, seed: NonNullable<GuildSeed["members"]>[number]) {
  const known = world.users.get(seed.id);
  const user: User = known ?? { id: seed.id, name: `user-${seed.id}`, locale: "en-US", bot: seed.bot ?? false };
  if (seed.name) user.name = seed.name;
  if (seed.locale) user.locale = seed.locale;
  world.users.set(seed.id, user);
  const nick = seed.nick ? { nick: seed.nick } : {};
  const member = { userId: seed.id, roles: seed.roles ?? [], ...nick };
  guild.members.set(seed.id, member);
  return member;
}

type ChannelSeed = Pick<Channel, "id" | "type" | "name"> &
  Partial<Pick<Channel, "guildId" | "parentId" | "recipientId">>;

export function addChannel(world: World, seed: ChannelSeed): Channel {
  const all: Message[] = [];
  const channel: Channel = {
    ...seed,
    all,
    get messages() {
      return all.filter((message) => !message.ephemeralFor && !message.deleted && !message.loading);
    },
  };
  world.channels.set(seed.id, channel);
  if (seed.guildId) world.guilds.get(seed.guildId)?.channelIds.add(seed.id);
  return channel;
}

/** The direct conversation between the bot and a person, opened if there is none yet. */
export function dmChannel(world: World, userId: string): Channel {
  const id = `9${userId.padStart(4, "0")}`;
  const known = world.channels.get(id);
  return known ?? addChannel(world, { id, type: 1, name: `dm-${userId}`, recipientId: userId });
}

export function permissionsOf(guild: Guild, userId: string): bigint {
  if (guild.ownerId === userId) return (1n << 50n) - 1n;
  const roles = [guild.id, ...(guild.members.get(userId)?.roles ?? [])];
  const all = roles.reduce((sum, id) => sum | BigInt(guild.roles.get(id)?.permissions ?? "0"), 0n);
  return all & (1n << 3n) ? (1n << 50n) - 1n : all;
}
