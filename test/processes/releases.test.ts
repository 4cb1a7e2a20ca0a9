import { randomBytes } from "node:crypto";
import { Redis } from "ioredis";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openBackend, type QueueSetting } from "../../jobs/backend.ts";
import { openQueue, type Workers } from "../../jobs/queue.ts";
import { systemClock } from "../../src/clock.ts";
import { createCore } from "../../src/core.ts";
import { sayToPerson } from "../../src/outbox/say.ts";
import { paragraph, view } from "../../src/view/view.ts";
import { type RecordingDeliverer, recordingDeliverer } from "../support/recording-deliverer.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";

const redisUrl = process.env.TEST_REDIS_URL;
const soon = { timeout: 25_000, interval: 50 } as const;

const settings: readonly { name: string; setting: (bot: TestBot) => QueueSetting }[] = [
  { name: "on the database", setting: ({ url }) => ({ databaseUrl: url }) },
  ...(redisUrl ? [{ name: "on Redis", setting: () => ({ redisUrl }) }] : []),
];

/** An upgrade runs the old release beside the new one for a while, and what one queued the other finds. */
describe.each(settings)("two releases side by side $name", { timeout: 60_000 }, ({ setting }) => {
  let bot: TestBot;
  let platform: RecordingDeliverer;
  let prefix: string;
  let problems: unknown[];
  let stops: (() => Promise<unknown>)[];

  beforeEach(async () => {
    bot = await testBot({ at: systemClock.now() });
    platform = recordingDeliverer();
    prefix = `release-${randomBytes(4).toString("hex")}`;
    problems = [];
    stops = [];
  });
  afterEach(async () => {
    for (const stop of stops.reverse()) await stop();
    await bot.close();
    if (!redisUrl) return;
    const redis = new Redis(redisUrl);
    const keys = await redis.keys(`${prefix}:*`);
    if (keys.length > 0) await redis.del(...keys);
    redis.disconnect();
  });

  async function release() {
    const log = { info() {}, warn() {}, error: (fields: object) => void problems.push(fields) };
    const queue = await openQueue(setting(bot), { log, prefix });
    const core = createCore({ db: bot.db, clock: systemClock, log, deliverers: [platform], wake: queue.wake });
    stops.push(() => queue.close());
    return {
      queue,
      async work(): Promise<Workers> {
        const workers = await queue.startWorkers(core);
        stops.push(() => workers.close());
        return workers;
      },
    };
  }
  const say = async (...keys: string[]): Promise<string[]> => {
    const work = { db: bot.db, orgId: bot.orgId, now: systemClock.now(), said: [] as string[] };
    const to = bot.player("ana").personId;
    for (const key of keys) await sayToPerson(work, to, { key, kind: "notice" }, () => view(key, paragraph([key])));
    return work.said;
  };
  const arrived = () => platform.sent.map(({ text }) => text).sort();

  it("delivers what the other one queued, whatever it knew beside", async () => {
    const other = (await openBackend(setting(bot), prefix)).queue("outbox");
    stops.push(() => other.close());
    const [id = ""] = await say("from the other release");
    const data = { outboxId: id, priority: 3, hints: { trace: "abc" } };
    await other.addBulk([{ name: "deliver", data, opts: { jobId: id, attempts: 5, priority: 1 } }]);
    await (await release()).work();
    await vi.waitFor(() => expect(arrived()).toEqual(["from the other release"]), soon);
    expect(problems).toEqual([]);
  });

  it("leaves a message that is made of blocks it does not know to the newer one", async () => {
    const [id = ""] = await say("newer");
    const row = await bot.db.outboxMessage.findUniqueOrThrow({ where: { id } });
    const shown = row.view as { summary: string; blocks: object[] };
    const newer = { ...shown, theme: "dark", blocks: [...shown.blocks, { kind: "carousel", pages: [] }] };
    await bot.db.outboxMessage.update({ where: { id }, data: { view: newer } });
    const { queue, work } = await release();
    await work();
    queue.wake([id]);
    queue.wake(await say("own"));
    await vi.waitFor(() => expect(arrived()).toEqual(["own"]), soon);
    const left = await bot.db.outboxMessage.findUniqueOrThrow({ where: { id } });
    expect(left).toMatchObject({ state: "waiting", attempts: 0, problem: "a newer release made it" });
  });

  it("leaves a message of a kind that it does not know to the newer one", async () => {
    await bot.db.$executeRaw`alter type "MessageKind" add value if not exists 'fanfare'`;
    const [id = ""] = await say("newer");
    await bot.db.$executeRaw`update "OutboxMessage" set kind = 'fanfare' where id = ${id}::uuid`;
    const { queue, work } = await release();
    await work();
    queue.wake([id, ...(await say("own"))]);
    await vi.waitFor(() => expect(arrived()).toEqual(["own"]), soon);
    await bot.db.$executeRaw`update "OutboxMessage" set kind = 'notice' where id = ${id}::uuid`;
    queue.wake([id]);
    await vi.waitFor(() => expect(arrived()).toEqual(["newer", "own"]), soon);
  });

  it("leaves a job that it does not know to the other release, and goes on with its own", async () => {
    const other = (await openBackend(setting(bot), prefix)).queue("outbox");
    stops.push(() => other.close());
    await other.addBulk([{ name: "polish", data: {}, opts: { jobId: "polish-1", attempts: 1 } }]);
    const { queue, work } = await release();
    await work();
    queue.wake(await say("own"));
    await vi.waitFor(() => expect(arrived()).toEqual(["own"]), soon);
    await vi.waitFor(async () => expect(await other.getJobCounts("delayed")).toEqual({ delayed: 1 }), soon);
  });

  it("loses and repeats nothing when one leaves while the other comes", async () => {
    const [old, young] = [await release(), await release()];
    const leaving = await old.work();
    const ids = await say(...Array.from({ length: 200 }, (_, at) => `m${String(at).padStart(3, "0")}`));
    old.queue.wake(ids);
    await vi.waitFor(() => expect(platform.sent.length).toBeGreaterThan(20), soon);
    const coming = young.work();
    const began = performance.now();
    await leaving.close();
    expect(performance.now() - began).toBeLessThan(10_000);
    await coming;
    await vi.waitFor(() => expect(platform.sent).toHaveLength(200), soon);
    expect(new Set(arrived()).size).toBe(200);
    expect(platform.calls).toBe(200);
  });
});
