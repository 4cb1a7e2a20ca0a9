import { existsSync } from "node:fs";
import { loadEnvFile } from "node:process";
import { webDeliverer } from "../adapters/web/deliver.ts";
import { roomHub, startWeb } from "../adapters/web/server.ts";
import { openQueue } from "../jobs/queue.ts";
import { createBot } from "./bot.ts";
import { openDatabase } from "./cli/open-database.ts";
import { systemClock } from "./clock.ts";
import { type Config, ConfigError, readConfig } from "./config.ts";
import { createCore } from "./core.ts";
import type { PrismaClient } from "./generated/prisma/client.ts";
import { openLog } from "./log.ts";
import { openMetrics } from "./metrics.ts";
import type { Deliverer } from "./outbox/deliverer.ts";
import type { Wake } from "./outbox/parts.ts";
import { practiceClock, practiceId, preparePractice, rebuildPractice } from "./practice.ts";

type Log = ReturnType<typeof openLog>;
type Closing = { readonly what: string; close(): Promise<unknown> };

/** How long a clean stop may take before the process leaves anyway; nothing is lost, leases run out. */
const patience = 9_000;

async function start(config: Config, log: Log): Promise<() => Promise<void>> {
  const closing: Closing[] = [];
  const database = await openDatabase(config);
  closing.push({ what: "database", close: () => database.close() });
  const { db } = database;
  const practice = config.hasPracticeRoom ? await practiceClock(db) : null;
  const clock = practice ?? systemClock;
  const played = practice ? await preparePractice(db, practice) : [];

  const waking: { wake: Wake } = { wake: () => {} };
  const wake: Wake = (ids, inMs) => waking.wake(ids, inMs);
  const bot = createBot({ db, clock, log, wake });
  const hub = roomHub();
  const chat = await startChat({ config, bot, db, background: database.background, clock, log, wake }, closing);
  const deliverers: Deliverer[] = [webDeliverer(hub, clock), ...chat.deliverers];
  const core = createCore({ db: database.background, clock, log, deliverers, wake });

  const isWorking = config.ROLES.includes("jobs");
  const where = config.REDIS_URL
    ? { redisUrl: config.REDIS_URL }
    : { databaseUrl: database.url, stream: database.stream };
  const queue = await openQueue(where, { log });
  waking.wake = queue.wake;
  const workers = isWorking ? await queue.startWorkers(core) : null;
  closing.push({ what: "queue", close: () => queue.close() });
  if (workers) closing.push({ what: "workers", close: () => workers.close() });

  const room = practice
    ? { room: { externalId: practiceId, hub, played, rebuild: () => rebuildPractice(db, practice) }, clock: practice }
    : { clock: { ...clock, advanceTo: () => {} } };
  const web = await listening(config, chat.mounted !== undefined, log, {
    ...{ bot, db, core, log, host: config.HOST, port: config.PORT, ...room },
    health: { live: () => ({ ok: true }), ready: () => readiness(db) },
    metrics: openMetrics(db, clock, () => queue.metrics()),
    ...(chat.mounted ? { mounted: { "/slack/": chat.mounted } } : {}),
  });
  if (web) {
    closing.push({ what: "web", close: () => web.close() });
    announce(config, web.url, database.kind);
  }
  return () => stop(closing, log);
}

/**
 * Every process answers probes and tells its metrics. One that serves nothing else does its work all the same where the
 * port is taken, such as by another one on the same computer.
 */
async function listening(config: Config, isMounted: boolean, log: Log, parts: Parameters<typeof startWeb>[0]) {
  try {
    return await startWeb(parts);
  } catch (error) {
    const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    if (!isTaken || isMounted || config.ROLES.includes("web")) throw error;
    log.warn({ port: config.PORT }, "the port is taken, so this process answers no probes");
    return null;
  }
}

async function readiness(db: PrismaClient) {
  try {
    await db.$queryRaw`select 1`;
    return { ok: true };
  } catch {
    return { ok: false, database: "not answering" };
  }
}

type ChatParts = Omit<Parameters<typeof createBot>[0], "log"> & {
  config: Config;
  bot: ReturnType<typeof createBot>;
  background: PrismaClient;
  log: Log;
};

/** Connects what is configured; a process without the role "chat" only delivers. */
async function startChat(parts: ChatParts, closing: Closing[]) {
  const { config, log } = parts;
  const listens = config.ROLES.includes("chat");
  const deliverers: Deliverer[] = [];
  let mounted: Parameters<typeof startWeb>[0]["mounted"] extends infer M
    ? (M extends Record<string, infer H> ? H : never) | undefined
    : never;
  if (config.hasSlack) {
    const slack = await import("../adapters/slack/index.ts");
    if (listens) {
      const adapter = await slack.startSlack(parts);
      deliverers.push(adapter.deliverer);
      mounted = (request, response) => {
        if (!adapter.httpHandler(request, response)) response.writeHead(404).end();
      };
      closing.push({ what: "Slack", close: () => adapter.close() });
    } else deliverers.push(slack.slackDeliverer({ ...parts, db: parts.background }));
  }
  if (config.hasDiscord) {
    const discord = await import("../adapters/discord/index.ts");
    const fatal = (reason: Parameters<typeof leave>[1]) => leave(log, reason);
    if (listens) {
      const adapter = await discord.startDiscord({ ...parts, fatal });
      deliverers.push(adapter.deliverer);
      closing.push({ what: "Discord", close: () => adapter.close() });
    } else deliverers.push(discord.discordDelivery({ ...parts, db: parts.background, fatal }));
  }
  return { deliverers, mounted };
}

function announce(config: Config, url: string, kind: "embedded" | "postgresql"): void {
  if (!config.hasPracticeRoom) return;
  const where = kind === "embedded" ? `an embedded database in ${config.DATA_DIR}` : "your PostgreSQL";
  process.stdout.write(`\nThe practice room is open: ${url}\n(a made-up team; data in ${where}; stop with Ctrl+C)\n\n`);
}

/** Closes in the opposite order, so that nothing loses what it still needs. */
async function stop(closing: readonly Closing[], log: Log): Promise<void> {
  for (const { what, close } of [...closing].reverse()) {
    await close().catch((err: unknown) => log.warn({ err }, `${what} did not close cleanly`));
  }
}

/** Leaves with the code that a reason carries, such as a withdrawn token: restarting would not help. */
function leave(log: Log, reason: { readonly message: string; readonly exitCode: number }): never {
  log.error({}, reason.message);
  process.stderr.write(`${reason.message}\n`);
  process.exit(reason.exitCode);
}

const settingsNeedAttention = 78;

async function main(): Promise<void> {
  if (existsSync(".env")) loadEnvFile(".env");
  let config: Config;
  try {
    config = readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(settingsNeedAttention);
  }
  // Between two connections nothing else may be pending, and a process without anything pending ends in silence.
  setInterval(() => {}, 2 ** 30);
  const log = openLog(config.hasPracticeRoom && config.LOG_LEVEL === "info" ? "warn" : config.LOG_LEVEL);
  const close = await start(config, log);
  const end = (signal: string) => {
    log.info({ signal }, "stopping");
    setTimeout(() => process.exit(0), patience).unref();
    void close().then(() => process.exit(0));
  };
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
}

main().catch((error: unknown) => {
  const exitCode = typeof error === "object" && error !== null && "exitCode" in error ? Number(error.exitCode) : 1;
  const isExpected =
    error instanceof Error && (exitCode !== 1 || ["DirectoryInUse", "TransientError"].includes(error.name));
  process.stderr.write(`${isExpected ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(exitCode);
});
