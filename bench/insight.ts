import pg from "pg";
import { connect } from "../prisma/client.ts";
import { wordsFor } from "../src/i18n/words.ts";
import { briefDetails } from "../src/summaries/brief-details.ts";
import { briefFacts } from "../src/summaries/brief-facts.ts";
import { briefFor } from "../src/summaries/brief-for.ts";
import { briefView } from "../src/summaries/brief-view.ts";
import { weekReportedOn } from "../src/summaries/week.ts";
import { testDatabase } from "../test/support/database.ts";
import { type CrowdedTeam, growTo, seedCrowdedTeam } from "./crowd.ts";
import { percentile } from "./measure.ts";
import type { Bench } from "./section.ts";

/** People in the organisation, and entries that each of those added with the step has. */
const steps = [
  { people: 1_000, entriesEach: 250 },
  { people: 10_000, entriesEach: 250 },
  { people: 100_000, entriesEach: 10 },
] as const;
const runs = 20;
const monday = new Date("2026-11-23T08:00:00Z");

/** The Monday brief of a team of fifty after a year, while the organisation around it grows. */
export const bench: Bench = async () => {
  const database = await testDatabase();
  const { db, close } = connect(database.url, { max: 4 });
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const rows: string[][] = [];
  try {
    const team = await seedCrowdedTeam(db, client);
    let sizes = { people: 0, entries: 0 };
    for (const step of steps) {
      sizes = await growTo(client, team, step);
      const size = `${sizes.people} people, ${(sizes.entries / 1e6).toFixed(1)} million entries`;
      rows.push([`Goalkeeper, ${size}`, ...(await timed(() => brief(db, team)))]);
      rows.push([`the plainest SQL, ${size}`, ...(await timed(() => plainest(client, team)))]);
    }
  } finally {
    await close();
    await client.end();
    await database.close();
  }
  return [
    {
      title: "The brief of a 50-person team",
      columns: ["what", "p50 ms", "p99 ms", "CPU ms"],
      rows,
      notes: [
        `${runs} runs: facts, forecasts, causes, all insights, their rank and the finished view. A year of the team's entries, goals for four quarters, blockers.`,
        "The plainest SQL reads the same rows of the team (goals, entries, people, blockers) and does nothing with them. CPU is this process's, not the database's.",
      ],
    },
  ];
};

async function brief(db: ReturnType<typeof connect>["db"], { orgId, teamId, managerId }: CrowdedTeam): Promise<void> {
  const work = { db, orgId, now: monday, said: [] };
  const facts = await briefFacts(work, teamId, weekReportedOn("2026-11-23"));
  const made = briefFor(facts, managerId);
  const words = wordsFor("en", "Europe/Berlin");
  const shown = briefView(words, made);
  briefDetails(words, made);
  if (shown.blocks.length < 3) throw new Error("The brief has nothing to say, so nothing was measured");
}

async function plainest(client: pg.Client, { orgId, teamId }: CrowdedTeam): Promise<void> {
  const of = [orgId, teamId];
  await client.query(`select * from "Goal" where "orgId" = $1 and "teamId" = $2`, of);
  await client.query(
    `select * from "Entry" where "orgId" = $1 and "teamId" = $2 and "date" between '2025-11-23' and '2026-11-23'`,
    of,
  );
  await client.query(
    `select p.* from "Membership" m join "Person" p on p.id = m."personId" where m."orgId" = $1 and m."teamId" = $2`,
    of,
  );
  await client.query(`select * from "Blocker" where "orgId" = $1 and "teamId" = $2`, of);
}

async function timed(task: () => Promise<void>): Promise<string[]> {
  for (let warm = 0; warm < 3; warm++) await task();
  const each: number[] = [];
  const before = process.cpuUsage();
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    await task();
    each.push(performance.now() - started);
  }
  const { user, system } = process.cpuUsage(before);
  return [
    percentile(each, 0.5).toFixed(0),
    percentile(each, 0.99).toFixed(0),
    ((user + system) / 1000 / runs).toFixed(0),
  ];
}
