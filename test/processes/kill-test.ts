import { parseArgs } from "node:util";
import { connect } from "../../prisma/client.ts";
import { deployMigrations } from "../../prisma/migrate/deploy.ts";
import { type KillPlan, type KillReport, killRun } from "./kill-run.ts";
import { type OwnPostgres, type OwnRedis, ownPostgres, ownRedis } from "./own-servers.ts";

/** `npm run kill-test -- [--messages 5000] [--seconds 120] [--every 1] [--away 60]`: the real program under kill -9, on servers of its own. */
const { values } = parseArgs({
  options: {
    messages: { type: "string", default: "5000" },
    seconds: { type: "string", default: "120" },
    /** Seconds between two kills. On a machine where a start takes longer, nobody lives to deliver. */
    every: { type: "string", default: "1" },
    /** For how long PostgreSQL is away in the second part, in seconds. */
    away: { type: "string", default: "60" },
  },
});

const log = (line: string) => console.log(line);
const second = 1_000;

async function on(run: (postgres: OwnPostgres, redis: OwnRedis) => Promise<KillReport>): Promise<KillReport> {
  const [postgres, redis] = [await ownPostgres(), await ownRedis()];
  try {
    return await run(postgres, redis);
  } finally {
    await redis.stop();
    postgres.remove();
  }
}

async function part(
  name: string,
  events: (postgres: OwnPostgres, redis: OwnRedis) => KillPlan["events"],
  killEvery: number,
) {
  log(`\n== ${name}`);
  const report = await on(async (postgres, redis) => {
    await deployMigrations(postgres.url);
    const { db, close } = connect(postgres.url, { max: 5 });
    const plan: KillPlan = {
      ...{ messages: Number(values.messages), workers: 3, latencyMs: 50, log, killEvery },
      killFor: Number(values.seconds) * second,
      patience: 300 * second,
      events: events(postgres, redis),
    };
    try {
      return await killRun({ db, databaseUrl: postgres.url, redisUrl: redis.url }, plan);
    } finally {
      await close();
    }
  });
  const { twiceOnSlack, ...rest } = report;
  log(JSON.stringify({ ...rest, twiceOnSlack: twiceOnSlack.length, slackExamples: twiceOnSlack.slice(0, 5) }, null, 2));
  const isExplained = twiceOnSlack.every(({ killAfter }) => killAfter >= 0 && killAfter < 5 * second);
  const isGood =
    report.lost.length + report.twiceOnDiscord.length + Object.keys(report.notSent).length === 0 && isExplained;
  log(isGood ? "Nothing lost, nothing twice on Discord." : "NOT GOOD");
  return isGood;
}

const middle = (Number(values.seconds) * second) / 2;
const killed = await part(
  `kill -9 of one of three every ${values.every} s, FLUSHALL in the middle`,
  (_, redis) => [{ at: middle, what: "FLUSHALL", act: () => redis.flushAll() }],
  Number(values.every) * second,
);
const away = Number(values.away) * second;
const restarted = await part(
  "PostgreSQL away for a while",
  (postgres) => [
    { at: 10 * second, what: "PostgreSQL stops at once", act: () => postgres.stop() },
    { at: 10 * second + away, what: "PostgreSQL is back", act: () => postgres.start() },
  ],
  0,
);
process.exit(killed && restarted ? 0 : 1);
