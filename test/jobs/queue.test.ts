import { randomBytes } from "node:crypto";
import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { openBackend, type QueueSetting } from "../../jobs/backend.ts";
import { jobs } from "../../jobs/catalog.ts";
import { gather } from "../../jobs/gather.ts";
import { type JobQueue, openQueue, type Workers } from "../../jobs/queue.ts";
import { systemClock } from "../../src/clock.ts";
import { type Core, createCore } from "../../src/core.ts";
import { sayToPerson } from "../../src/outbox/say.ts";
import { paragraph, view } from "../../src/view/view.ts";
import type { Work } from "../../src/work.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { type RecordingDeliverer, recordingDeliverer } from "../support/recording-deliverer.ts";
import { type Company, makeCompany } from "../support/story/cast.ts";

const log = { info() {}, warn() {}, error() {} };
const redisUrl = process.env.TEST_REDIS_URL;
const soon = { timeout: 20_000, interval: 20 } as const;

const settings: readonly { name: string; setting: (database: TestDatabase) => QueueSetting }[] = [
  { name: "on the database", setting: ({ url }) => ({ databaseUrl: url }) },
  ...(redisUrl ? [{ name: "on Redis", setting: () => ({ redisUrl }) }] : []),
];

async function forget(prefix: string): Promise<void> {
  const redis = new Redis(redisUrl ?? "");
  const keys = await redis.keys(`${prefix}:*`);
  if (keys.length > 0) await redis.del(...keys);
  redis.disconnect();
}

describe.each(settings)("the queue $name", ({ setting }) => {
  let database: TestDatabase;
  let company: Company;
  let queue: JobQueue;
  let core: Core;
  let platform: RecordingDeliverer;
  let workers: Workers | undefined;
  let prefix: string;

  beforeAll(async () => {
    database = await testDatabase();
    const given = { org: "Practice", workspace: "practice", team: "Sales", channel: "sales", manager: "max" } as const;
    const plan = { ...given, reps: ["ana", "boris"], admin: "ada", locale: "en", platform: "web" } as const;
    company = await makeCompany(database.db, systemClock.now(), plan);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    prefix = `test-${randomBytes(4).toString("hex")}`;
    platform = recordingDeliverer();
    queue = await openQueue(setting(database), { log, prefix });
    core = createCore({ db: database.db, clock: systemClock, log, deliverers: [platform], wake: queue.wake });
  });
  afterEach(async () => {
    await workers?.close();
    workers = undefined;
    await queue.close();
    await database.db.outboxMessage.deleteMany();
    if ("redisUrl" in setting(database)) await forget(prefix);
  });

  const write = async (...keys: string[]): Promise<string[]> => {
    const work: Work = { db: database.db, orgId: company.orgId, now: systemClock.now(), said: [] };
    const to = company.players.ana?.personId ?? "";
    for (const key of keys) await sayToPerson(work, to, { key, kind: "notice" }, () => view(key, paragraph([key])));
    return work.said;
  };
  const recorded = () =>
    vi.waitFor(async () => {
      const { sentAt } = await database.db.outboxMessage.findFirstOrThrow({ where: { state: "sent" } });
      return sentAt;
    }, soon);
  const texts = () => platform.sent.map(({ text }) => text).sort();

  it("delivers what was woken, once, however often", async () => {
    workers = await queue.startWorkers(core);
    const ids = await write("one", "two");
    for (let times = 0; times < 3; times++) queue.wake(ids);
    await vi.waitFor(() => expect(texts()).toEqual(["one", "two"]), soon);
    expect(platform.calls).toBe(2);
  });

  it("delivers what was never woken, because the sweep finds it", async () => {
    await write("lost");
    workers = await queue.startWorkers(core);
    await vi.waitFor(() => expect(texts()).toEqual(["lost"]), soon);
  });

  it("shares the work between workers without repeating any", async () => {
    const other = await queue.startWorkers(core);
    workers = await queue.startWorkers(core);
    const ids = await write(...Array.from({ length: 60 }, (_, at) => `m${at}`));
    queue.wake(ids);
    await vi.waitFor(() => expect(platform.sent).toHaveLength(60), soon);
    await other.close();
    expect(platform.calls).toBe(60);
  });

  it("delivers at the second for which a message was put off", async () => {
    const ids = await write("in a moment");
    const sendAt = new Date(systemClock.now().getTime() + 4_000);
    await database.db.outboxMessage.updateMany({ where: { id: { in: ids } }, data: { sendAt } });
    workers = await queue.startWorkers(core);
    const sentAt = await recorded();
    expect(sentAt?.getTime()).toBeGreaterThanOrEqual(sendAt.getTime());
    // The next sweep would come six seconds later.
    expect(sentAt?.getTime()).toBeLessThan(sendAt.getTime() + 4_000);
  });

  it("tries again at the moment that the platform named", async () => {
    workers = await queue.startWorkers(core);
    const until = new Date(systemClock.now().getTime() + 1_000);
    platform.fails({ kind: "held", until });
    queue.wake(await write("held"));
    await vi.waitFor(() => expect(platform.calls).toBe(1), soon);
    platform.works();
    const sentAt = await recorded();
    expect(sentAt?.getTime()).toBeGreaterThanOrEqual(until.getTime());
    expect(sentAt?.getTime()).toBeLessThan(until.getTime() + 4_000);
    await database.db.workspace.updateMany({ data: { heldUntil: null } });
  });

  it("does not turn in circles over a workspace that is gone", async () => {
    workers = await queue.startWorkers(core);
    const ids = await write("nobody is there");
    await database.db.workspace.updateMany({ data: { state: "left" } });
    queue.wake(ids);
    await vi.waitFor(
      async () => expect(await queue.metrics()).toMatch(/goalkeeper_job_seconds_count\{job="deliver"\} 1/),
      soon,
    );
    await new Promise((done) => setTimeout(done, 500));
    expect(await queue.metrics()).toMatch(/goalkeeper_job_seconds_count\{job="deliver"\} 1/);
    await database.db.workspace.updateMany({ data: { state: "active" } });
  });

  it("runs a due schedule by itself", async () => {
    const { orgId, teamId } = company;
    const nextAt = new Date(systemClock.now().getTime() - 60_000);
    const when = { days: [1, 2, 3, 4, 5, 6, 7], time: "09:00", nextOn: nextAt.toISOString().slice(0, 10), nextAt };
    const schedule = await database.db.schedule.create({ data: { orgId, teamId, kind: "reminders", ...when } });
    workers = await queue.startWorkers(core);
    await vi.waitFor(async () => {
      const done = await database.db.occurrence.findMany({ where: { scheduleId: schedule.id } });
      expect(done.map(({ state }) => state)).toEqual(["done"]);
    }, soon);
  });

  it("removes schedulers that are declared no longer, and keeps one of each", async () => {
    const clock = (await openBackend(setting(database), prefix)).queue("clock");
    await clock.upsertJobScheduler("old", { every: 60_000 }, { name: "old", data: {} });
    workers = await queue.startWorkers(core);
    const known = await clock.getJobSchedulers();
    await clock.close();
    const declared = jobs.filter(({ everyMs }) => everyMs !== undefined).map(({ name }) => name);
    expect(known.map(({ key }) => key).sort()).toEqual(declared.sort());
  });

  it("tells Prometheus what it does", async () => {
    workers = await queue.startWorkers(core);
    queue.wake(await write("one"));
    await vi.waitFor(
      async () => expect(await queue.metrics()).toMatch(/goalkeeper_job_seconds_count\{job="deliver"\} 1/),
      soon,
    );
    expect(await queue.metrics()).toContain('goalkeeper_jobs{lane="outbox",state="waiting"}');
  });
});

describe.skipIf(!redisUrl)("an emptied Redis", () => {
  it("loses nothing", async () => {
    const database = await testDatabase();
    const url = new URL(redisUrl ?? "redis://127.0.0.1");
    url.pathname = "/11";
    const redis = new Redis(url.href);
    const plan = { org: "Practice", workspace: "practice", team: "Sales", channel: "sales", manager: "max" } as const;
    const rest = { reps: ["ana"], admin: "ada", locale: "en", platform: "web" } as const;
    const { orgId, players } = await makeCompany(database.db, systemClock.now(), { ...plan, ...rest });
    const platform = recordingDeliverer();
    const queue = await openQueue({ redisUrl: url.href }, { log });
    const core = createCore({ db: database.db, clock: systemClock, log, deliverers: [platform], wake: queue.wake });
    const work: Work = { db: database.db, orgId, now: systemClock.now(), said: [] };
    for (const key of ["one", "two", "three"]) {
      await sayToPerson(work, players.ana?.personId ?? "", { key, kind: "notice" }, () => view(key));
    }
    queue.wake(work.said);
    await vi.waitFor(async () => expect(await redis.dbsize()).toBeGreaterThan(0), soon);
    await redis.flushdb();
    const workers = await queue.startWorkers(core);
    await vi.waitFor(() => expect(platform.sent).toHaveLength(3), soon);
    await workers.close();
    await queue.close();
    await redis.flushdb();
    redis.disconnect();
    await database.close();
  });
});

describe.skipIf(!redisUrl)("a scheduler whose next run was lost", () => {
  it("is started again", async () => {
    const redis = new Redis(redisUrl ?? "");
    const prefix = `test-${randomBytes(4).toString("hex")}`;
    const idle = createCore({ db: {} as never, clock: systemClock, log, deliverers: [] });
    const core: Core = { ...idle, sweep: async () => [], planDue: async () => [], stepDue: async () => 0 };
    const queue = await openQueue({ redisUrl: redisUrl ?? "" }, { log, prefix });
    const first = await queue.startWorkers(core);
    await first.close();
    const names = await redis.zrange(`${prefix}:clock:repeat`, "0", "-1");
    expect(names).toContain("sweep");
    // As a crash leaves it between taking a run and planning the next one.
    await redis.del(`${prefix}:clock:delayed`, `${prefix}:clock:wait`);
    for (const name of names) await redis.zadd(`${prefix}:clock:repeat`, 1, name);
    const second = await queue.startWorkers(core);
    await vi.waitFor(async () => expect(await redis.zcard(`${prefix}:clock:delayed`)).toBe(names.length), soon);
    await second.close();
    await queue.close();
    await forget(prefix);
    redis.disconnect();
  });
});

describe("a Redis that is away", () => {
  it("neither stops what wakes a message nor the end of the program", async () => {
    const warnings: string[] = [];
    const heard = { ...log, warn: (_: object, message: string) => void warnings.push(message) };
    const queue = await openQueue({ redisUrl: "redis://127.0.0.1:1" }, { log: heard });
    queue.wake(["0197f3a0-0000-7000-8000-000000000000"]);
    await vi.waitFor(() => expect(warnings).toContain("deliveries are left to the sweep"), { timeout: 3_000 });
    const core = createCore({ db: {} as never, clock: systemClock, log, deliverers: [] });
    const workers = await queue.startWorkers(core);
    const start = performance.now();
    await workers.close();
    await queue.close();
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

describe("gathering", () => {
  it("turns many single requests into few calls and tells each how it went", async () => {
    const calls: (readonly string[])[] = [];
    const one = gather(
      async (ids) => {
        calls.push(ids);
        if (ids.includes("7")) throw new Error("no");
        return new Map(ids.map((id) => [id, `did ${id}`]));
      },
      { size: 4, waitMs: 0, atOnce: 1, patienceMs: 10_000 },
    );
    const results = await Promise.allSettled(Array.from({ length: 10 }, (_, at) => one(String(at))));
    expect(calls.map((ids) => ids.length)).toEqual([4, 4, 2]);
    expect(results.map(({ status }) => status[0]).join("")).toBe("ffffrrrrff");
    expect(results[9]).toMatchObject({ value: "did 9" });
  });

  it("does not let a call that hangs hold up the others", async () => {
    let release = (): void => {};
    const hanging = new Promise<void>((resolve) => {
      release = resolve;
    });
    const one = gather(
      async (ids) => {
        if (ids.includes("slow")) await hanging;
        return new Map(ids.map((id) => [id, `did ${id}`]));
      },
      { size: 1, waitMs: 0, atOnce: 1, patienceMs: 20 },
    );
    const slow = one("slow");
    expect(await Promise.all([one("a"), one("b")])).toEqual(["did a", "did b"]);
    release();
    expect(await slow).toBe("did slow");
    expect(await one("c")).toBe("did c");
  });
});
