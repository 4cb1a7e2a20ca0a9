import type pg from "pg";
import type { PrismaClient } from "../src/generated/prisma/client.ts";
import { makeCompany } from "../test/support/story/cast.ts";

export type CrowdedTeam = {
  readonly orgId: string;
  readonly teamId: string;
  readonly managerId: string;
  readonly repId: string;
};

const quarters = [
  ["2026-01-01", "2026-03-31"],
  ["2026-04-01", "2026-06-30"],
  ["2026-07-01", "2026-09-30"],
  ["2026-10-01", "2026-12-31"],
] as const;
const teamSize = 50;

/** Fifty reps with a year of working-day entries, goals for four quarters on three metrics and a few blockers. */
export async function seedCrowdedTeam(db: PrismaClient, client: pg.Client): Promise<CrowdedTeam> {
  const reps = Array.from({ length: teamSize }, (_, at) => `rep${at}`);
  const company = await makeCompany(db, new Date("2025-11-01T09:00:00Z"), {
    ...{ org: "Crowd", workspace: "crowd", team: "Sales", channel: "sales", manager: "max", admin: "ada" },
    ...{ reps, locale: "en", platform: "web" },
  });
  const { orgId, teamId, players } = company;
  await db.membership.updateMany({ where: { orgId }, data: { startsOn: "2025-01-01" } });
  const metrics = await db.metric.findMany({ where: { orgId, unit: { not: "percent" } }, orderBy: { id: "asc" } });
  let number = 0;
  const idOf = (who: string) => players[who]?.personId ?? "";
  const owners = [null, ...reps.map(idOf)];
  const goals = owners.flatMap((ownerId) =>
    metrics.flatMap((metric) =>
      quarters.map(([startsOn, endsOn]) => {
        number += 1;
        const target = BigInt(metric.unit === "money" ? 4_000_000 : 75) * (ownerId ? 1n : BigInt(teamSize));
        return {
          ...{ orgId, teamId, number, name: metric.name, ownerId, metricId: metric.id, target, startsOn, endsOn },
          ...{ createdById: idOf("max"), state: "understood" as const, sentAt: new Date(startsOn) },
          ...{ acceptedAt: new Date(startsOn) },
        };
      }),
    ),
  );
  await db.goal.createMany({ data: goals });
  await addEntries(client, { orgId, teamIds: [teamId], each: 250 });
  await db.blocker.createMany({
    data: reps.slice(0, 12).map((rep, at) => ({
      ...{ orgId, teamId, personId: idOf(rep), number: at + 1, category: at % 2 ? "product_gap" : "delivery" },
      ...{ openedOn: "2026-11-02", openedAt: new Date("2026-11-02T09:00:00Z"), contributing: [] },
    })),
  });
  return { orgId, teamId, managerId: idOf("max"), repId: idOf("rep0") };
}

type Filling = { readonly orgId: string; readonly teamIds: readonly string[]; readonly each: number };

/** So many entries for everybody in the teams, spread over the working days of a year and over the metrics. */
async function addEntries(client: pg.Client, { orgId, teamIds, each }: Filling): Promise<void> {
  await client.query(
    `insert into "Entry" ("id", "orgId", "personId", "teamId", "metricId", "amount", "date", "source", "byPersonId", "at")
     select gen_random_uuid(), m."orgId", m."personId", m."teamId", k.id,
       case k.unit when 'money' then 20000 + 1000 * (n % 17) else 1 + n % 3 end,
       to_char(date '2025-11-24' + (n * 364 / $3)::int, 'YYYY-MM-DD'), 'command', m."personId", timestamptz '2026-01-01'
     from "Membership" m
     cross join generate_series(0, $3 - 1) n
     join (select id, unit, row_number() over (order by id) - 1 as at, count(*) over () as all from "Metric"
           where "orgId" = $1 and unit <> 'percent') k on k.at = n % k.all
     where m."orgId" = $1 and m."teamId" = any($2::uuid[]) and m.role = 'rep'`,
    [orgId, teamIds, each],
  );
}

type Step = { readonly people: number; readonly entriesEach: number };

/** Fills the organisation with teams like it until it has so many people; says what is there then. */
export async function growTo(client: pg.Client, { orgId, teamId, repId }: CrowdedTeam, { people, entriesEach }: Step) {
  const before = await countIn(client, orgId, "Person");
  const teams = Math.floor((people - before) / teamSize);
  const { rows } = await client.query<{ id: string }>(
    `insert into "Team" select (jsonb_populate_record(null::"Team", to_jsonb(t) ||
       jsonb_build_object('id', gen_random_uuid(), 'name', 'Team ' || $3 || '-' || n))).*
     from "Team" t, generate_series(1, $2::int) n where t.id = $1 returning id`,
    [teamId, teams, people],
  );
  const teamIds = rows.map(({ id }) => id);
  await client.query(
    `with made as (
       insert into "Person" select (jsonb_populate_record(null::"Person", to_jsonb(p) ||
         jsonb_build_object('id', gen_random_uuid(), 'name', t.id || ' ' || n))).*
       from "Person" p, unnest($2::uuid[]) t(id), generate_series(1, $3::int) n where p.id = $1 returning id, "orgId", name)
     insert into "Membership" ("id", "orgId", "teamId", "personId", "role", "startsOn")
     select gen_random_uuid(), "orgId", split_part(name, ' ', 1)::uuid, id, 'rep', '2025-01-01' from made`,
    [repId, teamIds, teamSize],
  );
  await addEntries(client, { orgId, teamIds, each: entriesEach });
  await client.query("analyze");
  return { people: await countIn(client, orgId, "Person"), entries: await countIn(client, orgId, "Entry") };
}

async function countIn(client: pg.Client, orgId: string, table: "Person" | "Entry"): Promise<number> {
  const { rows } = await client.query<{ count: string }>(`select count(*) from "${table}" where "orgId" = $1`, [orgId]);
  return Number(rows[0]?.count);
}
