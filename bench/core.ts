import pg from "pg";
import { connect } from "../prisma/client.ts";
import { createBot } from "../src/bot.ts";
import { testDatabase } from "../test/support/database.ts";
import type { Company } from "../test/support/story/cast.ts";
import { cells, measure, speedColumns } from "./measure.ts";
import type { Bench, Section } from "./section.ts";
import { type Seeded, seedTeam } from "./seed.ts";

const commands = 2_000;
const warmUp = 200;
const reps = 50;
const now = new Date("2026-11-23T09:00:00Z");

/** `/goal log` through the door that every platform uses: parsed, allowed, read, written and answered, once per key. */
export const bench: Bench = async () => {
  const database = await testDatabase();
  const sections: Section[] = [];
  try {
    const names = Array.from({ length: reps }, (_, at) => `rep${at}`);
    const place = { platform: "web", workspace: "bench", channel: "sales" } as const;
    const { company, goals } = await seedTeam(database.db, place, names);
    for (const atOnce of [1, 16]) sections.push(await compare(database.url, company, goals, atOnce));
  } finally {
    await database.close();
  }
  return sections;
};

type Goals = Seeded["goals"];

async function compare(url: string, company: Company, goals: Goals, atOnce: number): Promise<Section> {
  const poolSize = Math.max(2, Math.min(atOnce, 10));
  const { db, close } = connect(url, { max: poolSize });
  const pool = new pg.Pool({ connectionString: url, max: poolSize });
  // The database is dropped right afterwards, and its farewell may come before ours.
  pool.on("error", () => {});
  const log = { info() {}, warn() {}, error: (fields: { err?: unknown }) => fail(fields.err) };
  const bot = createBot({ db, clock: { now: () => now }, log, wake() {} });
  const run = `${atOnce}-${goals.size}`;
  const command = async (at: number) => {
    const who = `rep${at % reps}`;
    const from = { workspaceId: company.workspaceId, externalId: who, name: who };
    const text = `/goal log #${goals.get(who)?.number} 1`;
    const answer = await bot.receive({ key: `bench-${run}-${at}`, from, request: { kind: "text", text } });
    if (answer.kind !== "reply") throw new Error(JSON.stringify(answer));
  };
  const bare = (at: number) => bareLog(pool, company, goals, { who: `rep${at % reps}`, key: `bare-${run}-${at}` });
  try {
    await measure(warmUp, atOnce, (at) => command(commands + at));
    await measure(warmUp, atOnce, (at) => bare(commands + at));
    const rows = [
      ["/goal log through the core", ...cells(await measure(commands, atOnce, command))],
      ["the bare SQL it needs", ...cells(await measure(commands, atOnce, bare))],
    ];
    return {
      title: `Commands, ${atOnce} at a time`,
      columns: ["what", ...speedColumns],
      rows,
      notes: [
        `${commands} commands of ${reps} reps on ${process.env.TEST_DATABASE_URL ? "PostgreSQL" : "the embedded database"}; every one is a durable write.`,
        "Bare: one transaction with the delivery's key, the person, the goal, the entry, its audit event, the new sum and the kept answer.",
      ],
    };
  } finally {
    await close();
    await pool.end();
  }
}

function fail(error: unknown): never {
  throw error;
}

type Bare = { readonly who: string; readonly key: string };

async function bareLog(pool: pg.Pool, company: Company, goals: Goals, { who, key }: Bare): Promise<void> {
  const { orgId, workspaceId, teamId, players } = company;
  const personId = players[who]?.personId ?? "";
  const goal = goals.get(who);
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query(
      `insert into "InboundDelivery" ("id", "orgId", "workspaceId", "key", "at") values (gen_random_uuid(), $1, $2, $3, $4) on conflict do nothing`,
      [orgId, workspaceId, key, now],
    );
    await client.query(`select * from "Person" where "id" = $1`, [personId]);
    await client.query(`select * from "Goal" where "orgId" = $1 and "number" = $2`, [orgId, goal?.number]);
    await client.query(
      `insert into "Entry" ("id", "orgId", "personId", "teamId", "metricId", "goalId", "amount", "date", "at", "source", "byPersonId")
       values (gen_random_uuid(), $1, $2, $3, $4, $5, 1, '2026-11-23', $6, 'command', $2)`,
      [orgId, personId, teamId, goal?.metricId, goal?.id, now],
    );
    await client.query(
      `insert into "AuditEvent" ("id", "orgId", "at", "byPersonId", "action", "subject", "subjectId")
       values (gen_random_uuid(), $1, $2, $3, 'goal log', 'entry', 'bare')`,
      [orgId, now, personId],
    );
    await client.query(
      `select sum("amount") from "Entry" where "orgId" = $1 and "personId" = $2 and "metricId" = $3 and "voidedAt" is null and "date" between '2026-11-01' and '2026-11-30'`,
      [orgId, personId, goal?.metricId],
    );
    await client.query(`update "InboundDelivery" set "answer" = '{}' where "workspaceId" = $1 and "key" = $2`, [
      workspaceId,
      key,
    ]);
    await client.query("commit");
  } finally {
    client.release();
  }
}
