import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { connect } from "../prisma/client.ts";
import { deployMigrations } from "../prisma/migrate/deploy.ts";
import { openDatabase } from "../src/cli/open-database.ts";
import type { PrismaClient } from "../src/generated/prisma/client.ts";
import { buildProgram, firstLine, gone, runScript } from "../test/processes/child.ts";
import { type Due, makeCrowd, seedFiles, writeDue } from "../test/processes/crowd.ts";
import { type Fakes, startFakes } from "../test/processes/fakes.ts";
import { type OwnPostgres, type OwnRedis, ownPostgres, ownRedis } from "../test/processes/own-servers.ts";
import { cpuOf } from "./cpu.ts";
import { percentile } from "./measure.ts";
import type { Bench, Section } from "./section.ts";

const sizes = (process.env.BENCH_MESSAGES ?? "10000,100000").split(",").map(Number);
const latencyMs = 50;
const companies = 100;
/** Enough to start and to be idle when the minute comes. */
const lead = 20_000;

/**
 * Messages that are all due at one moment, to as many people in a hundred companies, delivered by one process. Some of
 * it: `BENCH_MESSAGES=10000 BENCH_SETTINGS=redis,bare npm run bench delivery`.
 */
export const bench: Bench = async () => {
  buildProgram();
  const sections: Section[] = [];
  for (const messages of sizes) sections.push(await compare(messages));
  return sections;
};

type Setting = { readonly what: string; readonly most: number; run(messages: number): Promise<Measured> };

/** The embedded database is for a small team, which has no hundred thousand messages. */
const settings: Readonly<Record<string, Setting>> = {
  redis: {
    ...{ what: "PostgreSQL and Redis", most: Number.POSITIVE_INFINITY },
    run: (messages) => withServers((servers) => onServers(servers, messages, true)),
  },
  postgresql: {
    ...{ what: "PostgreSQL", most: Number.POSITIVE_INFINITY },
    run: (messages) => withServers((servers) => onServers(servers, messages, false)),
  },
  embedded: { what: "embedded", most: 10_000, run: (messages) => embedded(messages) },
  bare: {
    ...{ what: "bare BullMQ on Redis", most: Number.POSITIVE_INFINITY },
    run: (messages) => withServers((servers) => bareBullMq(servers, messages)),
  },
};
const asked = (process.env.BENCH_SETTINGS ?? Object.keys(settings).join(",")).split(",");

async function compare(messages: number): Promise<Section> {
  const rows = [];
  for (const [setting, { what, run, most }] of Object.entries(settings)) {
    if (asked.includes(setting) && messages <= most) rows.push(asRow(what, await run(messages)));
  }
  return {
    title: `${messages.toLocaleString("en")} messages due at one moment`,
    columns: ["what", "messages/s", "late p50 s", "late p99 s", "late most s", "CPU ms a message"],
    rows,
    notes: [
      `One process; Slack stands beside it and answers in ${latencyMs} ms; everything shares this machine.`,
      `Each message goes to another person's DM in one of ${companies} companies, to which this bench gives the same token, so that no limit of a channel or workspace counts; Discord is left out because it takes 50 calls a second from a bot, whatever delivers.`,
      "Bare BullMQ posts the same texts, 100 at a time, and writes nothing down: no claim, no record, no protection from repeats.",
    ],
  };
}

type Measured = { readonly lateness: readonly number[]; readonly cpuMs: number };

function asRow(what: string, { lateness, cpuMs }: Measured): (string | number)[] {
  const most = percentile(lateness, 1);
  const seconds = (ms: number) => (ms / 1_000).toFixed(1);
  const rate = Math.round(lateness.length / (most / 1_000));
  const [p50, p99] = [percentile(lateness, 0.5), percentile(lateness, 0.99)];
  return [what, rate, seconds(p50), seconds(p99), seconds(most), (cpuMs / lateness.length).toFixed(2)];
}

type Servers = { readonly postgres: OwnPostgres; readonly redis: OwnRedis; readonly fakes: Fakes };

async function withFakes<T>(run: (fakes: Fakes, folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "goalkeeper-bench-"));
  const seeds = seedFiles(folder, { people: 1, teams: 1 });
  const fakes = await startFakes({ seeds, latencyMs, light: true });
  try {
    return await run(fakes, folder);
  } finally {
    await fakes.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const withServers = <T>(run: (servers: Servers) => Promise<T>): Promise<T> =>
  withFakes(async (fakes) => {
    const [postgres, redis] = [await ownPostgres(), await ownRedis()];
    try {
      return await run({ postgres, redis, fakes });
    } finally {
      await redis.stop();
      postgres.remove();
    }
  });

async function onServers({ postgres, redis, fakes }: Servers, messages: number, hasRedis: boolean): Promise<Measured> {
  await deployMigrations(postgres.url);
  const { db, close } = connect(postgres.url, { max: 5 });
  try {
    await fill(db, messages);
    const env = { DATABASE_URL: postgres.url, ...(hasRedis ? { REDIS_URL: redis.url } : {}) };
    const due = await setDue(db);
    const cpuMs = await deliverAll(fakes, messages, env);
    return { lateness: await latenessOf(db, due), cpuMs };
  } finally {
    await close();
  }
}

const embedded = (messages: number): Promise<Measured> =>
  withFakes(async (fakes, folder) => {
    const settings = { DATA_DIR: join(folder, "data"), DATABASE_URL: undefined, REDIS_URL: undefined };
    const before = await openDatabase(settings);
    await fill(before.db, messages);
    const due = await setDue(before.db);
    await before.close();
    const cpuMs = await deliverAll(fakes, messages, { DATA_DIR: settings.DATA_DIR });
    const after = await openDatabase(settings);
    const lateness = await latenessOf(after.db, due);
    await after.close();
    return { lateness, cpuMs };
  });

async function fill(db: PrismaClient, messages: number): Promise<void> {
  const now = new Date();
  const people = Math.ceil(messages / companies);
  for (let company = 0; company < companies; company++) {
    const crowd = await makeCrowd(db, { platform: "slack", workspace: `T${company}`, people, teams: 0, now });
    const due = crowd.people.map((place, at): Due => ({ number: company * people + at, at: now, place }));
    await writeDue(db, crowd, due);
  }
  // Everybody was written to before, so no conversation has to be opened.
  await db.$executeRaw`update "Account" set "dmChannel" = 'D' || "externalId"`;
  await db.$executeRaw`vacuum analyze`;
}

async function setDue(db: PrismaClient): Promise<Date> {
  const due = new Date(Date.now() + lead);
  await db.outboxMessage.updateMany({ data: { dueAt: due, sendAt: due } });
  return due;
}

/** Returns the processor time that the program took, in milliseconds. */
async function deliverAll(fakes: Fakes, messages: number, settings: Record<string, string>): Promise<number> {
  const env = { ...fakes.settings, ...settings, ROLES: "jobs", LOG_LEVEL: "error" };
  const child = runScript({ script: "out/src/main.mjs", env }, ["ignore", "inherit", "inherit"]);
  const idle = wait(lead - 2_000).then(() => cpuOf(child.pid));
  while ((await fakes.posts()) < messages) await wait(500);
  // The last ones are being written down.
  await wait(1_000);
  const cpuMs = cpuOf(child.pid) - (await idle);
  child.kill("SIGTERM");
  await gone(child);
  return cpuMs;
}

async function latenessOf(db: PrismaClient, due: Date): Promise<number[]> {
  const rows = await db.$queryRaw<{ late: number }[]>`
    select (extract(epoch from "sentAt") * 1000 - ${due.getTime()})::float8 late
    from "OutboxMessage" where state = 'sent' order by 1`;
  return rows.map(({ late }) => late);
}

async function bareBullMq({ redis, fakes }: Servers, messages: number): Promise<Measured> {
  const due = Date.now() + lead;
  const args = [redis.url, fakes.settings.SLACK_API_URL ?? "", String(messages), String(due)];
  const child = runScript({ script: "bench/bare-bullmq.ts", args, env: {} }, ["ignore", "pipe", "inherit"]);
  const idle = wait(lead - 2_000).then(() => cpuOf(child.pid));
  const { lateness, cpuMs } = (await firstLine(child)) as { lateness: number[]; cpuMs: number };
  await gone(child);
  return { lateness, cpuMs: cpuMs - (await idle) };
}
