import { setTimeout as delay } from "node:timers/promises";
import { Client, Events, GatewayIntentBits, Options, type RateLimitData, REST, Routes } from "discord.js";
import type { Clock } from "../../src/clock.ts";
import type { Config } from "../../src/config.ts";
import {
  DiscordUnusable,
  exitCodes,
  type GatewayAnswer,
  type GatewayWatch,
  gatewayAnswer,
  guardedStrategy,
  refusedToken,
} from "./gateway.ts";
import { httpAgent } from "./http-agent.ts";
import { patience } from "./limits.ts";
import { isUnauthorised } from "./problems.ts";

export type DiscordConfig = Pick<Config, "DISCORD_TOKEN" | "DISCORD_API_URL" | "DISCORD_DEV_GUILD" | "SHARDS">;

/** Only guilds are listened to: what people do arrives as interactions, and nothing they write is read. */
export function makeClient(config: DiscordConfig, watch: GatewayWatch): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds],
    ...shardsFrom(config.SHARDS),
    allowedMentions: { parse: [] },
    makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, ...nothingKept }),
    // The library would repeat in silence what may have been heard already; whoever calls knows better what to do.
    rest: { ...apiOf(config), timeout: patience.restTimeout, retries: 0 },
    ws: { buildStrategy: (manager) => guardedStrategy(manager, watch) },
  });
}

/** A guild, its channels and roles are all that is ever looked at. */
const nothingKept = {
  ApplicationCommandManager: 0,
  AutoModerationRuleManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildInviteManager: 0,
  GuildMemberManager: {
    maxSize: 1,
    keepOverLimit: (member: { id: string; client: Client }) => member.id === member.client.user?.id,
  },
  GuildScheduledEventManager: 0,
  GuildStickerManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  StageInstanceManager: 0,
  ThreadMemberManager: 0,
  UserManager: {
    maxSize: 1,
    keepOverLimit: (user: { id: string; client: Client }) => user.id === user.client.user?.id,
  },
  VoiceStateManager: 0,
} as const;

const apiOf = ({ DISCORD_API_URL: api }: Pick<DiscordConfig, "DISCORD_API_URL">) =>
  ({ version: "10", agent: httpAgent(), ...(api ? { api: api.replace(/\/$/u, "") } : {}) }) as const;

/** "auto", "3/8" or "0-3/8". */
function shardsFrom(setting: string): { shards: "auto" } | { shards: number[]; shardCount: number } {
  const match = /^(\d+)(?:-(\d+))?\/(\d+)$/u.exec(setting);
  if (!match) return { shards: "auto" };
  const first = Number(match[1]);
  const last = Number(match[2] ?? match[1]);
  return { shards: Array.from({ length: last - first + 1 }, (_, at) => first + at), shardCount: Number(match[3]) };
}

/**
 * What Discord limits in one place is handed back, so that one guild never holds back another. The limit on everything
 * that a bot does, 50 calls a second, is waited for: it passes within the second, and handing back would cost more.
 */
export function deliveryRest(config: DiscordConfig, refused: (reason: DiscordUnusable) => void): REST {
  const rejectOnRateLimit = ({ global, timeToReset }: RateLimitData) => !global || timeToReset > patience.globalLimit;
  const rest = new REST({ ...apiOf(config), timeout: patience.restTimeout, retries: 1, rejectOnRateLimit });
  rest.setToken(config.DISCORD_TOKEN ?? "");
  keepToken(rest, refused);
  return rest;
}

/**
 * The library forgets its token with the first 401, and everything after that would fail until a restart. A single 401
 * may be a stumble of Discord's: only when it does not know us either is the token no longer good.
 */
function keepToken(rest: REST, refused: (reason: DiscordUnusable) => void, isOver = () => false): void {
  const set = rest.setToken.bind(rest);
  let isAsking = false;
  const ask = async () => {
    isAsking = true;
    try {
      await rest.get(Routes.user());
    } catch (cause) {
      if (isUnauthorised(cause)) refused(new DiscordUnusable(refusedToken, exitCodes.settings, { cause }));
    } finally {
      isAsking = false;
    }
  };
  rest.setToken = (token: string | null) => {
    if (token || isOver()) return set(token ?? "");
    if (!isAsking) void ask();
    return rest;
  };
}

/** Settles when every shard is ready; rejects with a DiscordUnusable that says what to do. */
export async function connectClient(client: Client, token: string, watch: GatewayWatch, clock: Clock): Promise<void> {
  client.rest.setToken(token);
  watch.gateway = await knock(client, token, watch);
  assertSessionsLeft(client, watch.gateway, clock.now());
  keepToken(client.rest, watch.giveUp, () => watch.isClosing);
  const ready = new Promise<void>((done) => client.once(Events.ClientReady, () => done()));
  await Promise.race([client.login(token).then(() => ready), watch.failed]).catch((error: unknown) => {
    // The watch says why in words; the library's own error may win the race.
    return Promise.race([watch.failed, Promise.reject(error)]);
  });
}

/** Asks where the gateway is, as often as patience allows, before anything depends on the answer. */
async function knock(client: Client, token: string, watch: GatewayWatch): Promise<GatewayAnswer> {
  const { attempts, firstWait, longestWait } = watch.patience;
  for (let attempt = 1; ; attempt++) {
    try {
      return gatewayAnswer.parse(await client.rest.get(Routes.gatewayBot()));
    } catch (cause) {
      if (isUnauthorised(cause)) throw new DiscordUnusable(refusedToken, exitCodes.settings, { cause });
      if (attempt >= attempts) {
        const why = `Discord did not say where its gateway is, asked ${attempt} times. Is DISCORD_API_URL right?`;
        throw new DiscordUnusable(why, exitCodes.unavailable, { cause });
      }
      watch.log.warn({ err: cause, attempt }, "Discord is not answering");
      client.rest.setToken(token);
      await delay(Math.min(longestWait, firstWait * 2 ** (attempt - 1)));
    }
  }
}

/** A bot may begin about a thousand sessions a day; the library would end the process on one too many. */
function assertSessionsLeft(client: Client, { shards, session_start_limit: limit }: GatewayAnswer, now: Date): void {
  const { shards: own } = client.options;
  const needed = Array.isArray(own) ? own.length : shards;
  if (limit.remaining >= needed) return;
  const again = new Date(now.getTime() + limit.reset_after).toISOString();
  const left = `${limit.remaining} of ${limit.total} sessions left and ${needed} needed`;
  throw new DiscordUnusable(`Discord lets us connect again at ${again}: ${left}.`, exitCodes.unavailable);
}

/** Leaves within a few seconds, whatever the other side does. */
export async function closeClient(client: Client, watch: GatewayWatch): Promise<void> {
  watch.isClosing = true;
  const timeout = new AbortController();
  const late = delay(patience.close, undefined, { signal: timeout.signal }).then(
    () => {
      for (const cut of watch.cuts) cut();
    },
    () => undefined,
  );
  const left = client.destroy().catch((err: unknown) => watch.log.warn({ err }, "leaving Discord failed"));
  await Promise.race([left, late]);
  timeout.abort();
}
