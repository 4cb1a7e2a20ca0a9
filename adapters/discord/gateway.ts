import { setTimeout as delay } from "node:timers/promises";
import { GatewayCloseCodes, type IShardingStrategy, SimpleShardingStrategy, type WebSocketOptions } from "discord.js";
import { z } from "zod";
import type { Log } from "../../src/explain.ts";

/** Discord cannot be used as things stand, and trying again would not help; the process ends with this code. */
export class DiscordUnusable extends Error {
  override readonly name = "DiscordUnusable";
  readonly exitCode: number;

  constructor(message: string, exitCode: number, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

/** As sysexits(3) has them: a setting is wrong; a service is not there. */
export const exitCodes = { settings: 78, unavailable: 69 } as const;

export const refusedToken =
  "Discord does not accept DISCORD_TOKEN. Copy the token again from the application's Bot page.";

const hopeless: Readonly<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: refusedToken,
  [GatewayCloseCodes.InvalidShard]: "Discord does not accept these SHARDS. Use auto, or a range such as 0-3/8.",
  [GatewayCloseCodes.ShardingRequired]: "Discord asks for more shards. Set SHARDS=auto, or a larger total.",
  [GatewayCloseCodes.InvalidAPIVersion]: "Discord no longer speaks this version. Please update Goalkeeper.",
  [GatewayCloseCodes.InvalidIntents]: "Discord does not know an intent that was asked for. Please update Goalkeeper.",
  [GatewayCloseCodes.DisallowedIntents]:
    "Discord does not allow an intent that was asked for. Goalkeeper needs only Guilds; please check the Bot page.",
};

const whole = z.int().nonnegative();

/** https://discord.com/developers/docs/events/gateway#get-gateway-bot */
export const gatewayAnswer = z.looseObject({
  url: z.url({ protocol: /^wss?$/u }),
  shards: z.int().positive(),
  session_start_limit: z.looseObject({
    total: whole,
    remaining: whole,
    reset_after: whole,
    max_concurrency: z.int().positive(),
  }),
});
export type GatewayAnswer = z.infer<typeof gatewayAnswer>;

/** How long and how often a gateway that closes on us is tried again. */
export type GatewayPatience = { readonly attempts: number; readonly firstWait: number; readonly longestWait: number };
export const usualPatience: GatewayPatience = { attempts: 8, firstWait: 1_000, longestWait: 60_000 };

/** Watches every shard of a client: what closes them, how long to wait, and when to give up. */
export type GatewayWatch = {
  readonly patience: GatewayPatience;
  readonly log: Log;
  /** What Discord said of its gateway when it was asked, so that it is not asked a second time. */
  gateway: GatewayAnswer | null;
  /** Settles by rejecting when Discord turns out to be unusable. */
  readonly failed: Promise<never>;
  isClosing: boolean;
  /** Breaks connections that do not let themselves be closed. */
  readonly cuts: (() => void)[];
  giveUp(reason: DiscordUnusable): void;
};

export function gatewayWatch(log: Log, patience: GatewayPatience): GatewayWatch {
  let reject: (reason: DiscordUnusable) => void = () => undefined;
  const failed = new Promise<never>((_, no) => {
    reject = no;
  });
  failed.catch(() => undefined);
  const watch: GatewayWatch = {
    patience,
    log,
    gateway: null,
    failed,
    isClosing: false,
    cuts: [],
    giveUp(reason) {
      watch.isClosing = true;
      reject(reason);
    },
  };
  return watch;
}

type Manager = Parameters<NonNullable<WebSocketOptions["buildStrategy"]>>[0];

const helloTimeout = 20_000;

/** The usual strategy, with every shard guarded. */
export function guardedStrategy(manager: Manager, watch: GatewayWatch): IShardingStrategy {
  Object.assign(manager.options, { helloTimeout });
  if (watch.gateway) {
    const gatewayInformation = { data: watch.gateway, expiresAt: Number.POSITIVE_INFINITY };
    Object.assign(manager, { gatewayInformation });
  }
  const strategy = new SimpleShardingStrategy(manager);
  return {
    connect: () => strategy.connect(),
    destroy: (options) => strategy.destroy(options),
    fetchStatus: () => strategy.fetchStatus(),
    send: (shard, payload) => strategy.send(shard, payload),
    async spawn(ids) {
      await strategy.spawn(ids);
      for (const shard of shardsOf(strategy).values()) guard(shard, watch);
    },
  };
}

/** A shard of the library, with what it keeps to itself and a guard has to reach. */
type Shard = {
  readonly id: number;
  readonly status: number;
  readonly connection: { terminate(): void } | null;
  on(event: "ready" | "resumed", listener: () => void): unknown;
  on(event: "closed", listener: (closed: { readonly code: number }) => void): unknown;
  destroy(options?: object): Promise<void>;
  internalConnect(): Promise<void>;
  onMessage(data: unknown, isBinary: boolean): Promise<void>;
  heartbeat(requested?: boolean): Promise<void>;
  onError(error: Error): void;
};

const idle = 0;

function shardsOf(strategy: SimpleShardingStrategy): ReadonlyMap<number, Shard> {
  return (strategy as unknown as { shards: ReadonlyMap<number, Shard> }).shards;
}

/**
 * Keeps one shard from crashing the process and from knocking for ever. The library lets three things escape as unhandled
 * rejections: a socket that fails while it is being closed, an invalid session right after a resume, and an upgrade that
 * is answered as a plain page; and it comes back at once, without end, to a gateway that closes on it every time.
 */
function guard(shard: Shard, watch: GatewayWatch): void {
  let failures = 0;
  let wasReady = false;
  let last = "";
  const settled = () => {
    failures = 0;
    wasReady = true;
  };
  shard.on("ready", settled);
  shard.on("resumed", settled);
  shard.on("closed", ({ code }) => {
    failures += 1;
    const why = hopeless[code];
    if (why) return watch.giveUp(new DiscordUnusable(`${why} (code ${code})`, exitCodes.settings));
    const isOutage = wasReady && (code === 1006 || code === 1001);
    if (failures >= watch.patience.attempts && !isOutage && !watch.isClosing)
      watch.giveUp(new DiscordUnusable(nonsense(failures, code, last), exitCodes.unavailable));
  });
  shard.onError = (error) => {
    last = error.message;
    watch.log.warn({ shard: shard.id, why: error.message }, "the gateway's connection failed");
  };
  const connect = shard.internalConnect.bind(shard);
  const closing = new AbortController();
  watch.cuts.push(() => closing.abort());
  let isWaiting = false;
  shard.internalConnect = async () => {
    if (isWaiting || watch.isClosing || shard.status !== idle) return;
    isWaiting = true;
    // While a process starts this may be all that keeps it alive, so only closing may cut it short.
    await delay(waitBefore(failures, watch.patience), undefined, { signal: closing.signal }).catch(() => {});
    isWaiting = false;
    if (watch.isClosing || shard.status !== idle) return;
    await connect();
  };
  watch.cuts.push(() => shard.connection?.terminate());
  shieldFromRejections(shard, watch);
}

function shieldFromRejections(shard: Shard, watch: GatewayWatch): void {
  const note = (err: unknown) => watch.log.warn({ err, shard: shard.id }, "the gateway's connection stumbled");
  const [hear, beat, destroy] = [shard.onMessage.bind(shard), shard.heartbeat.bind(shard), shard.destroy.bind(shard)];
  shard.destroy = (options) => destroy(options).catch(note);
  shard.heartbeat = (requested) => beat(requested).catch(note);
  shard.onMessage = (data, isBinary) => hear(data, isBinary).catch(note);
}

function waitBefore(failures: number, { firstWait, longestWait }: GatewayPatience): number {
  return failures < 2 ? 0 : Math.min(longestWait, firstWait * 2 ** (failures - 2));
}

function nonsense(times: number, code: number, last: string): string {
  const detail = last ? `: ${last}` : "";
  return `Discord's gateway closed ${times} times without letting us in (code ${code}${detail}). Is DISCORD_API_URL right?`;
}
