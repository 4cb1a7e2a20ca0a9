import { randomBytes } from "node:crypto";
import { Redis } from "ioredis";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type JobQueue, openQueue, type Workers } from "../../jobs/queue.ts";
import { systemClock } from "../../src/clock.ts";
import { createCore } from "../../src/core.ts";
import { sayToPerson } from "../../src/outbox/say.ts";
import { paragraph, view } from "../../src/view/view.ts";
import { type RecordingDeliverer, recordingDeliverer } from "../support/recording-deliverer.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";
import { type Network, proxyTo } from "./proxy.ts";

const redisUrl = process.env.TEST_REDIS_URL;
const log = { info() {}, warn() {}, error() {} };
const arrives = { timeout: 45_000, interval: 100 } as const;

describe.skipIf(!redisUrl)("a Redis that vanishes", { timeout: 90_000 }, () => {
  let bot: TestBot;
  let network: Network;
  let prefix: string;
  let queue: JobQueue;
  let workers: Workers;
  let platform: RecordingDeliverer;

  beforeEach(async () => {
    bot = await testBot({ at: systemClock.now() });
    network = await proxyTo(redisUrl ?? "");
    prefix = `away-${randomBytes(4).toString("hex")}`;
    platform = recordingDeliverer();
    queue = await openQueue({ redisUrl: network.url }, { log, prefix });
    const core = createCore({ db: bot.db, clock: systemClock, log, deliverers: [platform], wake: queue.wake });
    workers = await queue.startWorkers(core);
  });
  afterEach(async () => {
    network.open();
    await workers.close();
    await queue.close();
    await network.close();
    await bot.close();
    const redis = new Redis(redisUrl ?? "");
    const keys = await redis.keys(`${prefix}:*`);
    if (keys.length > 0) await redis.del(...keys);
    redis.disconnect();
  });

  const say = async (...keys: string[]): Promise<void> => {
    const work = { db: bot.db, orgId: bot.orgId, now: systemClock.now(), said: [] as string[] };
    const to = bot.player("ana").personId;
    for (const key of keys) await sayToPerson(work, to, { key, kind: "notice" }, () => view(key, paragraph([key])));
    queue.wake(work.said);
  };
  const arrived = () => platform.sent.map(({ text }) => text).sort();

  it.each(["cut", "silence"] as const)(
    "keeps nobody waiting, and everything arrives once it is back (%s)",
    async (how) => {
      await say("before");
      await vi.waitFor(() => expect(arrived()).toEqual(["before"]), arrives);
      network[how]();
      const began = performance.now();
      await say("meanwhile");
      expect(performance.now() - began).toBeLessThan(3_000);
      await new Promise((done) => setTimeout(done, 6_000));
      network.open();
      await say("after");
      await vi.waitFor(() => expect(arrived()).toEqual(["after", "before", "meanwhile"]), arrives);
      expect(platform.calls).toBe(3);
    },
  );

  it("may come back empty, as after a fail-over to one that had not heard", async () => {
    network.cut();
    await say("one", "two");
    const redis = new Redis(redisUrl ?? "");
    const keys = await redis.keys(`${prefix}:*`);
    await redis.del(...keys);
    redis.disconnect();
    network.open();
    await vi.waitFor(() => expect(arrived()).toEqual(["one", "two"]), arrives);
    expect(platform.calls).toBe(2);
  });
});
