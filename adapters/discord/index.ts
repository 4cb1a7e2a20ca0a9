import { type APIInteraction, type Client, Events, GatewayDispatchEvents } from "discord.js";
import type { Deliverer } from "../../src/outbox/deliverer.ts";
import { closeClient, connectClient, type DiscordConfig, deliveryRest, makeClient } from "./client.ts";
import type { Connection, DiscordParts } from "./connection.ts";
import { discordDeliverer } from "./deliver.ts";
import { DiscordUnusable, exitCodes, type GatewayPatience, gatewayWatch, usualPatience } from "./gateway.ts";
import { catchUp, followGuilds } from "./guilds.ts";
import { listener } from "./listen.ts";
import { isUnsure } from "./problems.ts";
import { type Registration, registerCommands } from "./register.ts";

export { DiscordUnusable } from "./gateway.ts";
export { registerFromConfig } from "./register.ts";

export type DiscordOptions = DiscordParts & {
  readonly config: DiscordConfig;
  /** Called once when a running connection turns out to be unusable, such as a token that was withdrawn. */
  readonly fatal?: (reason: DiscordUnusable) => void;
  readonly patience?: GatewayPatience;
};

export type DiscordHealth = {
  readonly isConnected: boolean;
  readonly guilds: number;
  readonly shards: readonly { readonly id: number; readonly isReady: boolean; readonly ping: number }[];
};

export type DiscordAdapter = {
  readonly deliverer: Deliverer;
  /** Registers the commands where they differ from what Discord has. */
  register(): Promise<Registration>;
  health(): DiscordHealth;
  /** Leaves within a few seconds. */
  close(): Promise<void>;
};

/** What delivers needs no connection to the gateway: a process that only works on the queue takes this alone. */
export function discordDelivery(options: Pick<DiscordOptions, "config" | "db" | "clock" | "log" | "fatal">): Deliverer {
  const { config, db, clock, log, fatal } = options;
  const refused = (reason: DiscordUnusable) => {
    log.error({ why: reason.message }, "Discord cannot be used any more");
    fatal?.(reason);
  };
  return discordDeliverer({ rest: deliveryRest(config, refused), db, clock, log });
}

/** Connects, registers commands and listens. Rejects with a DiscordUnusable where a setting has to be put right first. */
export async function startDiscord(options: DiscordOptions): Promise<DiscordAdapter> {
  const { config, log, fatal } = options;
  const token = config.DISCORD_TOKEN;
  if (!token) throw new DiscordUnusable("DISCORD_TOKEN is not set", exitCodes.settings);
  const watch = gatewayWatch(log, options.patience ?? usualPatience);
  const client = makeClient(config, watch);
  const connection = connectionOf(client, options);
  client.on(Events.Error, (err) => log.error({ err }, "Discord's library reported an error"));
  client.on(Events.ShardError, (err, shard) => log.warn({ err, shard }, "a shard reported an error"));
  const hear = listener(connection);
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (interaction: APIInteraction) => void hear(interaction));
  followGuilds(client, connection);
  try {
    await connectClient(client, token, watch, options.clock);
    await catchUp(client, connection, (guildId) => isOurs(client, guildId));
    const adapter = adapterOf(client, connection, { ...options, fatal: watch.giveUp }, () =>
      closeClient(client, watch),
    );
    await registerQuietly(adapter, connection);
    watch.failed.catch((reason: DiscordUnusable) => {
      log.error({ why: reason.message }, "Discord cannot be used any more");
      void closeClient(client, watch).then(() => fatal?.(reason));
    });
    return adapter;
  } catch (error) {
    await closeClient(client, watch);
    throw error;
  }
}

function connectionOf(client: Client, { bot, db, clock, log, wake }: DiscordOptions): Connection {
  return {
    ...{ bot, db, clock, log, wake },
    rest: client.rest,
    applicationId: () => client.application?.id ?? "",
    guild: (id) => {
      const guild = client.guilds.cache.get(id);
      if (!guild) return undefined;
      const { name, ownerId, preferredLocale: locale, systemChannelId } = guild;
      return { id, name, ownerId, locale, systemChannelId };
    },
    channelName: (id) => {
      const channel = client.channels.cache.get(id);
      return channel && "name" in channel ? (channel.name ?? undefined) : undefined;
    },
    guildOfChannel: (id) => {
      const channel = client.channels.cache.get(id);
      return channel && "guildId" in channel ? (channel.guildId ?? undefined) : undefined;
    },
  };
}

function adapterOf(
  client: Client,
  connection: Connection,
  options: DiscordOptions,
  close: () => Promise<void>,
): DiscordAdapter {
  const { config } = options;
  return {
    deliverer: discordDelivery(options),
    register: () => registerCommands(client.rest, connection.applicationId(), config.DISCORD_DEV_GUILD ?? null),
    health: () => {
      const shards = [...client.ws.shards.values()].map(({ id, status, ping }) => ({
        id,
        isReady: status === 0,
        ping,
      }));
      const isConnected = shards.length > 0 && shards.every(({ isReady }) => isReady);
      return { isConnected, guilds: client.guilds.cache.size, shards };
    },
    close,
  };
}

/** People can go on with the commands that are there; a registration that failed is no reason to stay silent. */
async function registerQuietly(adapter: DiscordAdapter, { log }: Connection): Promise<void> {
  try {
    const { changed, count, guild } = await adapter.register().catch((error: unknown) => {
      if (!isUnsure(error)) throw error;
      return adapter.register();
    });
    log.info({ changed, count, guild }, "Discord knows the commands");
  } catch (err) {
    log.error({ err }, "the commands could not be registered");
  }
}

/** https://discord.com/developers/docs/events/gateway#sharding-sharding-formula */
function isOurs(client: Client, guildId: string): boolean {
  const count = client.options.shardCount ?? 1;
  return client.ws.shards.has(Number((BigInt(guildId) >> 22n) % BigInt(count)));
}
