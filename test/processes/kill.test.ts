import { Redis } from "ioredis";
import { describe, expect, it } from "vitest";
import { testDatabase } from "../support/database.ts";
import { type KillPlan, killRun } from "./kill-run.ts";
import { proxyTo } from "./proxy.ts";

const redisUrl = process.env.TEST_REDIS_URL;
const isServed = process.env.TEST_DATABASE_URL !== undefined && redisUrl !== undefined;

/** A database of the server's that nobody else uses, since it is emptied in the middle. */
const emptied = (): string => {
  const url = new URL(redisUrl ?? "redis://127.0.0.1");
  url.pathname = "/13";
  return url.href;
};

const plan: Omit<KillPlan, "events"> = {
  ...{ messages: 400, workers: 3, latencyMs: 50, log: () => {} },
  ...{ killFor: 12_000, killEvery: 3_000, patience: 180_000 },
};

/** The short way of `npm run kill-test`. */
describe.skipIf(!isServed)("the real program", { timeout: 300_000 }, () => {
  it("loses nothing and repeats nothing on Discord when it is killed and Redis is emptied", async () => {
    const database = await testDatabase();
    const redis = new Redis(emptied());
    await redis.flushdb();
    const events = [{ at: 6_000, what: "FLUSHDB", act: () => redis.flushdb() }];
    const where = { db: database.db, databaseUrl: database.url, redisUrl: emptied() };
    const report = await killRun(where, { ...plan, events });
    expect(report).toMatchObject({ lost: [], notSent: {}, twiceOnDiscord: [], violations: [], unexpectedEnds: [] });
    expect(report.kills).toBe(4);
    for (const { killAfter } of report.twiceOnSlack) expect(killAfter).toBeGreaterThanOrEqual(0);
    expect(report.left.codes).toEqual([0, 0, 0]);
    expect(report.left.ms).toBeLessThan(10_000);
    await redis.flushdb();
    redis.disconnect();
    await database.close();
  });

  it("comes back by itself when PostgreSQL was away", async () => {
    const database = await testDatabase();
    const network = await proxyTo(database.url);
    const redis = new Redis(emptied());
    await redis.flushdb();
    const events = [
      { at: 5_000, what: "PostgreSQL goes", act: () => network.cut() },
      { at: 12_000, what: "PostgreSQL is back", act: () => network.open() },
    ];
    const where = { db: database.db, databaseUrl: network.url, redisUrl: emptied() };
    const report = await killRun(where, { ...plan, killEvery: 0, events });
    expect(report).toMatchObject({ lost: [], notSent: {}, twiceOnDiscord: [], violations: [], unexpectedEnds: [] });
    // Nobody died, so what was accepted while the database was away is remembered.
    expect(report.twiceOnSlack).toEqual([]);
    await redis.flushdb();
    redis.disconnect();
    await network.close();
    await database.close();
  });
});
