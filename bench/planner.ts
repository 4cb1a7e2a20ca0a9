import { connect } from "../prisma/client.ts";
import { deployMigrations } from "../prisma/migrate/deploy.ts";
import type { PrismaClient } from "../src/generated/prisma/client.ts";
import { planDue } from "../src/reminders/planner.ts";
import { ownPostgres } from "../test/processes/own-servers.ts";
import { percentile } from "./measure.ts";
import type { Bench } from "./section.ts";

const sizes = [1_000, 10_000, 100_000];
const dueAtOnce = 100;
const ticks = 15;
const log = { info() {}, warn() {}, error() {} };

/** What one tick of the planner costs, with equally many schedules due among more and more teams. */
export const bench: Bench = async () => {
  const postgres = await ownPostgres();
  try {
    await deployMigrations(postgres.url);
    const { db, close } = connect(postgres.url);
    const rows = [];
    let before = 0;
    for (const teams of sizes) {
      await makeTeams(db, before, teams);
      before = teams;
      rows.push([teams.toLocaleString("en"), ...(await measureTicks(db))]);
    }
    await close();
    const columns = ["teams", `claiming ${dueAtOnce} due, p50 ms`, "most ms", "nothing due, p50 ms"];
    const notes = ["Four schedules a team, ten teams a company, five people a team; median of 15 ticks on PostgreSQL."];
    return [{ title: "The planner, by number of teams", columns, rows, notes }];
  } finally {
    postgres.remove();
  }
};

const perCompany = 10;
const perTeam = 5;
const farAway = "2099-01-01T09:00:00Z";

async function makeTeams(db: PrismaClient, from: number, to: number): Promise<void> {
  const companies = [from / perCompany + 1, to / perCompany] as const;
  await db.$executeRaw`
    insert into "Organisation" (id, name) select gen_random_uuid(), 'Company ' || n
    from generate_series(${companies[0]}::int, ${companies[1]}::int) n`;
  await db.$executeRaw`
    insert into "Team" (id, "orgId", name, zone, locale, "workPattern")
    select gen_random_uuid(), o.id, 'Team ' || n, 'Europe/Berlin', 'en', '{}' from "Organisation" o, generate_series(1, ${perCompany}) n
    where not exists (select 1 from "Team" t where t."orgId" = o.id)`;
  await db.$executeRaw`
    insert into "Person" (id, "orgId", name, "workPattern")
    select gen_random_uuid(), t."orgId", t.id::text, '{}' from "Team" t, generate_series(1, ${perTeam})
    where not exists (select 1 from "Membership" m where m."teamId" = t.id)`;
  await db.$executeRaw`
    insert into "Membership" (id, "orgId", "teamId", "personId", role, "startsOn")
    select gen_random_uuid(), p."orgId", p.name::uuid, p.id, 'rep', '2020-01-01' from "Person" p
    where not exists (select 1 from "Membership" m where m."personId" = p.id)`;
  await db.$executeRaw`
    insert into "Schedule" (id, "orgId", "teamId", kind, days, time, "nextOn", "nextAt")
    select gen_random_uuid(), t."orgId", t.id, kind, '{1,2,3,4,5,6,7}', '09:00', '2099-01-01', ${farAway}::timestamptz
    from "Team" t, unnest(enum_range(null::"ScheduleKind")) kind
    where not exists (select 1 from "Schedule" s where s."teamId" = t.id)`;
  await db.$executeRaw`vacuum analyze`;
}

async function measureTicks(db: PrismaClient): Promise<string[]> {
  const [busy, idle]: [number[], number[]] = [[], []];
  for (let tick = 0; tick < ticks; tick++) {
    const now = new Date();
    const due = { nextOn: now.toISOString().slice(0, 10), nextAt: now };
    const some = await db.$queryRaw<{ id: string }[]>`
      select id::text from "Schedule" order by md5(id::text || ${tick}) limit ${dueAtOnce}`;
    await db.schedule.updateMany({ where: { id: { in: some.map(({ id }) => id) } }, data: due });
    busy.push(await timed(db, now, some.length));
    idle.push(await timed(db, now, 0));
    await db.occurrence.deleteMany();
    await db.schedule.updateMany({
      where: { id: { in: some.map(({ id }) => id) } },
      data: { nextAt: farAway, nextOn: "2099-01-01" },
    });
  }
  // The first tick warms up.
  return [percentile(busy.slice(1), 0.5), percentile(busy.slice(1), 1), percentile(idle.slice(1), 0.5)].map((ms) =>
    ms.toFixed(1),
  );
}

async function timed(db: PrismaClient, now: Date, expected: number): Promise<number> {
  const before = performance.now();
  const { claimed } = await planDue({ db, clock: { now: () => now }, log });
  const took = performance.now() - before;
  if (claimed !== expected) throw new Error(`${claimed} schedules were claimed, not ${expected}`);
  return took;
}
