import type { Core } from "./core.ts";
import { postMessage } from "./messages.ts";
import type { Channel, Guild, Message } from "./model.ts";
import { announce } from "./speak.ts";
import { wireChannel, wireGuild, wireMember, wireRole, wireUser } from "./wire.ts";
import type { GuildSeed } from "./world.ts";
import { addChannel, addGuild, addMember, dmChannel } from "./world.ts";

/** What happens in a guild without the bot's doing, each with the event the gateway sends. */
export function createHappenings(core: Core) {
  const { world, gateway } = core;
  const guildOf = (id: string): Guild => {
    const guild = world.guilds.get(id);
    if (!guild) throw new Error(`No guild ${id}`);
    return guild;
  };
  const channelOf = (id: string): Channel => {
    const channel = world.channels.get(id);
    if (!channel) throw new Error(`No channel ${id}`);
    return channel;
  };
  const memberEvent = (guild: Guild, userId: string) => {
    const member = guild.members.get(userId);
    if (!member) throw new Error(`${userId} is not in ${guild.id}`);
    return { ...wireMember(world, guild, member), guild_id: guild.id };
  };

  return {
    /** Adds the bot to a guild; whoever is connected hears of it at once. */
    guild(id: string, seed: GuildSeed = {}): Guild {
      const guild = addGuild(world, id, seed);
      gateway.dispatch("GUILD_CREATE", wireGuild(world, guild), id);
      return guild;
    },
    renameGuild(id: string, change: { name?: string; locale?: string }) {
      const guild = Object.assign(guildOf(id), change);
      gateway.dispatch("GUILD_UPDATE", wireGuild(world, guild), id);
    },
    /** The bot is thrown out; `unavailable` is an outage instead. */
    removeGuild(id: string, { unavailable = false } = {}) {
      if (!unavailable) {
        for (const channelId of guildOf(id).channelIds) world.channels.delete(channelId);
        world.guilds.delete(id);
        world.guildCommands.delete(id);
      }
      gateway.dispatch("GUILD_DELETE", unavailable ? { id, unavailable } : { id }, id);
    },
    addChannel(guildId: string, seed: { id: string; name: string; type?: number }): Channel {
      const channel = addChannel(world, { type: 0, ...seed, guildId });
      gateway.dispatch("CHANNEL_CREATE", wireChannel(world, channel), guildId);
      return channel;
    },
    renameChannel(id: string, name: string) {
      const channel = Object.assign(channelOf(id), { name });
      gateway.dispatch("CHANNEL_UPDATE", wireChannel(world, channel), channel.guildId);
    },
    removeChannel(id: string) {
      const channel = channelOf(id);
      world.channels.delete(id);
      if (channel.guildId) guildOf(channel.guildId).channelIds.delete(id);
      gateway.dispatch("CHANNEL_DELETE", wireChannel(world, channel), channel.guildId);
    },
    /** Every call on the channel fails: 50013 without rights, 50001 when it is hidden, 160005 in a locked thread; 0 opens it again. */
    lockChannel(id: string, code: 50001 | 50013 | 160005 | 0 = 50013) {
      channelOf(id).locked = code;
    },
    /** The person takes no direct messages: posting answers 50007, opening the conversation works. */
    closeDms(userId: string, closed = true) {
      dmChannel(world, userId).locked = closed ? 50007 : 0;
    },
    addMember(guildId: string, seed: NonNullable<GuildSeed["members"]>[number]) {
      const guild = guildOf(guildId);
      addMember(world, guild, seed);
      gateway.dispatch("GUILD_MEMBER_ADD", memberEvent(guild, seed.id), guildId);
    },
    updateMember(guildId: string, userId: string, change: { nick?: string; roles?: string[] }) {
      const guild = guildOf(guildId);
      const member = guild.members.get(userId);
      if (member) Object.assign(member, change);
      gateway.dispatch("GUILD_MEMBER_UPDATE", memberEvent(guild, userId), guildId);
    },
    removeMember(guildId: string, userId: string) {
      guildOf(guildId).members.delete(userId);
      const user = world.users.get(userId);
      gateway.dispatch("GUILD_MEMBER_REMOVE", { guild_id: guildId, user: user ? wireUser(user) : undefined }, guildId);
    },
    addRole(guildId: string, role: { id: string; name: string; permissions?: string }) {
      guildOf(guildId).roles.set(role.id, role);
      gateway.dispatch("GUILD_ROLE_CREATE", { guild_id: guildId, role: wireRole(role) }, guildId);
    },
    removeRole(guildId: string, roleId: string) {
      guildOf(guildId).roles.delete(roleId);
      gateway.dispatch("GUILD_ROLE_DELETE", { guild_id: guildId, role_id: roleId }, guildId);
    },
    /** A person writes a plain message. */
    says(userId: string, channelId: string, content: string): Message {
      const message = postMessage(world, { channel: channelOf(channelId), authorId: userId, body: { content } });
      announce(core, "MESSAGE_CREATE", message);
      return message;
    },
    /** Any other event, as it stands. */
    dispatch: gateway.dispatch,
  };
}
