import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type ChannelLimit, createBuckets } from "./buckets.ts";
import type { Core, Violation } from "./core.ts";
import { createFaults } from "./faults.ts";
import { createGateway } from "./gateway.ts";
import { createHappenings } from "./happenings.ts";
import { createInteractions } from "./interactions.ts";
import type { Channel, Message, Modal } from "./model.ts";
import { createPeople } from "./people.ts";
import { createRest } from "./rest.ts";
import { createSignal } from "./signal.ts";
import type { TextOptions } from "./text.ts";
import { asText, resolve } from "./text.ts";
import { createWorld, dmChannel } from "./world.ts";

export interface FakeDiscordOptions {
  port?: number;
  token?: string;
  botId?: string;
  appId?: string;
  /** The clock of timestamps and ids; deadlines run on real time, moved on by `advance`. */
  now?: () => number;
  heartbeatMs?: number;
  /** Milliseconds within which an interaction must first be answered: 3,000 in reality. */
  responseMs?: number;
  /** Milliseconds an interaction's token lives: 15 minutes in reality. */
  tokenMs?: number;
  /** Milliseconds people wait for a deferred answer before the act returns. */
  settleMs?: number;
  /** Milliseconds each answer takes. */
  latencyMs?: number | (() => number);
  /** How many posts and how many edits a channel takes within so many milliseconds: 5 within 5,000 in reality; any number unless told. */
  channelLimit?: ChannelLimit;
  /** The shard count recommended to clients. */
  shards?: number;
  maxConcurrency?: number;
  /** How many sessions may still be begun within the hour. */
  sessionsLeft?: number;
  /** For measurements: checks nothing, keeps no messages for reading, counts calls. */
  light?: boolean;
}
export type FakeDiscord = Awaited<ReturnType<typeof fakeDiscord>>;

/** Discord on a local port: its gateway and its REST interface, version 10. */
export async function fakeDiscord(options: FakeDiscordOptions = {}) {
  const token = options.token ?? "fake-token";
  const patience = { responseMs: options.responseMs ?? 3000, settleMs: options.settleMs ?? 5000 };
  const faults = createFaults();
  const signal = createSignal();
  let skipped = 0;
  const ticks = () => performance.now() + skipped;
  const world = createWorld({
    botId: options.botId ?? "2",
    appId: options.appId ?? "3",
    light: options.light ?? false,
    now: options.now ?? Date.now,
    ticks,
  });
  const server = createServer((request, response) => {
    rest
      .handle(request, response)
      .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  const port = () => (server.address() as AddressInfo).port;
  const url = () => `ws://127.0.0.1:${port()}`;
  const heartbeatMs = options.heartbeatMs ?? 41_250;
  const gateway = createGateway(world, signal, { url, token, heartbeatMs });
  const interactions = createInteractions({ ...patience, tokenMs: options.tokenMs ?? 15 * 60_000, ticks });
  const core: Core = { world, signal, gateway, interactions, violations: [], modals: new Map() };
  const rest = createRest(core, {
    token,
    faults,
    latencyMs: options.latencyMs ?? 0,
    buckets: createBuckets(options.channelLimit, ticks),
    gatewayInfo: () =>
      gatewayAnswers.shift() ?? {
        url: url(),
        shards: options.shards ?? 1,
        session_start_limit: {
          total: 1000,
          remaining: options.sessionsLeft ?? 1000,
          reset_after: options.sessionsLeft === undefined ? 0 : 3_600_000,
          max_concurrency: options.maxConcurrency ?? 16,
        },
      },
  });
  const gatewayAnswers: unknown[] = [];
  server.on("upgrade", gateway.upgrade);
  await new Promise<void>((done) => server.listen(options.port ?? 0, "127.0.0.1", done));

  return {
    /** What discord.js takes as `rest.api`, without a version. */
    apiUrl: `http://127.0.0.1:${port()}/api`,
    token,
    world,
    gateway,
    requests: rest.requests,
    /** Calls by kind, such as `POST /channels/:id/messages`. */
    counts: rest.counts,
    violations: core.violations,
    ...createPeople(core, patience),
    ...createHappenings(core),
    ...createViews(core),
    /** Moves every deadline closer: tokens, first answers, nonces. */
    advance(ms: number) {
      skipped += ms;
    },
    /** The next answers of `GET /gateway/bot`, whatever they are. */
    answersGateway: (...answers: unknown[]) => void gatewayAnswers.push(...answers),
    fail: faults.add,
    clearFaults: faults.clear,
    /** Waits for `check` to hold after any change; throws when it does not in time. */
    async until(check: () => boolean, ms = 5000) {
      if (!(await signal.until(check, ms))) throw new Error(`Not within ${ms} ms: ${check}`);
    },
    /** Throws when a call broke a rule. */
    assertClean() {
      if (core.violations.length > 0) throw new Error(core.violations.map(violationText).join("\n"));
    },
    /** Takes back the violations a test brought about on purpose. */
    forgive(code?: number): Violation[] {
      const kept = code === undefined ? [] : core.violations.filter((one) => one.code !== code);
      const forgiven = core.violations.filter((one) => !kept.includes(one));
      core.violations.splice(0, core.violations.length, ...kept);
      return forgiven;
    },
    async close() {
      rest.close();
      signal.close();
      gateway.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function violationText({ route, code, message, problems }: Violation): string {
  const details = problems.map((one) => `  ${one.path} ${one.code}: ${one.message}`);
  return [`${route} -> ${code} ${message}`, ...details].join("\n");
}

function createViews({ world, modals }: Core) {
  const text = (message: Message | Message[] | undefined, options: TextOptions = {}): string =>
    [message ?? []]
      .flat()
      .map((one) => asText(one, { name, now: world.now(), ...options }))
      .join("\n\n");
  function name(kind: "user" | "role" | "channel", id: string): string | undefined {
    if (kind === "user") return world.users.get(id)?.name;
    if (kind === "channel") return world.channels.get(id)?.name;
    return [...world.guilds.values()].map((guild) => guild.roles.get(id)?.name).find(Boolean);
  }
  return {
    /** As the person reads it, mentions by name, `<t:…>` resolved when a zone is given. */
    text,
    resolve: (raw: string, options: TextOptions = {}) => resolve(raw, { name, ...options }),
    channel(id: string): Channel {
      const channel = world.channels.get(id);
      if (!channel) throw new Error(`No channel ${id}`);
      return channel;
    },
    /** The bot's direct conversation with a person. */
    dm: (userId: string): Channel => dmChannel(world, userId),
    /** The thread that hangs on a message. */
    thread: (message: Message): Channel | undefined => world.channels.get(message.threadId ?? ""),
    /** What only this person sees, oldest first. */
    ephemeral: (userId: string): Message[] =>
      [...world.channels.values()]
        .flatMap((channel) => channel.all)
        .filter((message) => message.ephemeralFor === userId && !message.deleted && !message.loading)
        .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1)),
    /** The form a person has in front of them. */
    modal: (userId: string): Modal | undefined => modals.get(userId)?.modal,
    commands: (guildId?: string) => (guildId ? (world.guildCommands.get(guildId) ?? []) : world.globalCommands),
  };
}
