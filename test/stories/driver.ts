import { randomBytes } from "node:crypto";
import { Redis } from "ioredis";
import { openBackend, type QueueSetting } from "../../jobs/backend.ts";
import { openQueue } from "../../jobs/queue.ts";
import { createCore } from "../../src/core.ts";
import type { TestBot } from "../support/test-bot.ts";

/** What moves a story's clock and does on the way whatever falls due. */
export type Driver = {
  runTo(when: string | Date): Promise<void>;
  /** Everything once more, as a lost answer, a restart or a second process would have it. */
  runAgain(): Promise<void>;
  close(): Promise<void>;
};

type DriverPlan = { readonly name: string; readonly drive: (bot: TestBot) => Promise<Driver> };

const redisUrl = process.env.TEST_REDIS_URL;

/** The three ways in which the program runs its clock, as far as they can be had here. */
export const drivers: readonly DriverPlan[] = [
  { name: "by the core alone, as the practice room moves time", drive: async (bot) => byCore(bot) },
  { name: "by jobs on the database", drive: (bot) => byJobs(bot, { databaseUrl: bot.url }) },
  ...(redisUrl ? [{ name: "by jobs on Redis", drive: (bot: TestBot) => byJobs(bot, { redisUrl }) }] : []),
];

function byCore(bot: TestBot): Driver {
  return { runTo: bot.runTo, runAgain: bot.runAll, close: async () => {} };
}

/** Workers do everything; only the seconds that they would wait for the next tick are left out. */
async function byJobs(bot: TestBot, setting: QueueSetting): Promise<Driver> {
  const prefix = `story-${randomBytes(4).toString("hex")}`;
  const problems: unknown[] = [];
  const log = { info() {}, warn() {}, error: (fields: object) => void problems.push(fields) };
  const queue = await openQueue(setting, { log, prefix });
  const clock = { now: bot.now };
  const core = createCore({ db: bot.db, clock, log, deliverers: [bot.platform], wake: queue.wake });
  const workers = await queue.startWorkers(core);
  const backend = await openBackend(setting, prefix);
  const lanes = [backend.queue("clock"), backend.queue("outbox")];
  const [clockLane] = lanes;

  /** Asks for every job that runs by itself, and waits until nothing is left to do. */
  async function tick(): Promise<void> {
    const kept = { removeOnComplete: true, removeOnFail: true };
    for (const name of ["plan", "step-check-ins", "close-rounds", "remind-unaccepted", "sweep"]) {
      await clockLane?.addBulk([
        { name, data: {}, opts: { ...kept, jobId: `${name}-${randomBytes(4).toString("hex")}` } },
      ]);
      await settled();
    }
  }
  async function settled(): Promise<void> {
    for (;;) {
      const counts = await Promise.all(lanes.map((lane) => lane.getJobCounts("waiting", "active", "prioritized")));
      if (counts.every((states) => Object.values(states).every((count) => count === 0))) return;
      await new Promise((done) => setTimeout(done, 10));
    }
  }
  const isDue = async () => {
    const next = await core.nextDueAt();
    return next !== null && next <= bot.now();
  };
  /** What a job causes can be due at once; what cannot be done yet does not hold the clock. */
  async function runDue(): Promise<void> {
    for (let round = 0; round < 10; round++) {
      await tick();
      if (!(await isDue())) return;
    }
  }
  return {
    async runTo(when) {
      const start = bot.now();
      await bot.at(when);
      const end = bot.now();
      await bot.at(start);
      await runDue();
      for (let next = await core.nextDueAt(bot.now()); next && next <= end; next = await core.nextDueAt(bot.now())) {
        await bot.at(next);
        await runDue();
      }
      await bot.at(end);
      await runDue();
    },
    runAgain: runDue,
    async close() {
      await workers.close();
      await Promise.all(lanes.map((lane) => lane.close()));
      backend.close();
      await queue.close();
      if ("redisUrl" in setting) await forget(setting.redisUrl, prefix);
      if (problems.length > 0) throw new Error(`Jobs failed: ${JSON.stringify(problems)}`);
    },
  };
}

async function forget(url: string, prefix: string): Promise<void> {
  const redis = new Redis(url);
  const keys = await redis.keys(`${prefix}:*`);
  if (keys.length > 0) await redis.del(...keys);
  redis.disconnect();
}
