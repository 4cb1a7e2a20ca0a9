import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { presets } from "../../src/import/presets.ts";
import type { CsvSource } from "../../src/import/read-csv.ts";
import { importFiles } from "../../src/import/run-import.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";

const folder = process.env.TEST_DATA ? join(process.env.TEST_DATA, "maven-crm") : "";
const isThere = folder !== "" && existsSync(folder);

const source = (name: string): CsvSource => {
  const path = join(folder, name);
  return { name, size: statSync(path).size, open: () => createReadStream(path) };
};

describe.skipIf(!isThere)("a year of a sales department", () => {
  let database: TestDatabase;
  let orgId = "";
  const now = new Date("2018-01-02T09:00:00Z");
  beforeAll(async () => {
    database = await testDatabase();
    orgId = (await database.db.organisation.create({ data: { name: "MavenTech", currency: "EUR" } })).id;
  });
  afterAll(() => database?.close());

  const load = (isDryRun = false) => {
    const mapping = presets["maven-crm"];
    if (!mapping) throw new Error("The preset is gone");
    // The deals are named first: people must be taken first all the same.
    const sources = [source("sales_pipeline.csv"), source("sales_teams.csv")];
    return importFiles(database.db, { orgId, now, byPersonId: null }, { sources, mapping, isDryRun });
  };

  const totals = async () => {
    const rows = await database.db.$queryRaw<{ name: string; key: string; n: bigint; amount: bigint }[]>`
      select p.name, m.key, count(*) as n, sum(e.amount)::bigint as amount
      from "Entry" e join "Person" p on p.id = e."personId" join "Metric" m on m.id = e."metricId"
      where e."orgId" = ${orgId}::uuid and e."voidedAt" is null group by 1, 2`;
    return new Map(
      rows.map(({ name, key, n, amount }) => [`${name} ${key}`, { n: Number(n), amount: Number(amount) }]),
    );
  };

  type Line = Record<"sales_agent" | "deal_stage" | "engage_date" | "close_value", string>;
  const counted = () => {
    const lines = parse(readFileSync(join(folder, "sales_pipeline.csv")), { columns: true }) as Line[];
    const sums = new Map<string, { n: number; amount: number }>();
    const add = (key: string, amount: number) => {
      const sum = sums.get(key) ?? { n: 0, amount: 0 };
      sums.set(key, { n: sum.n + 1, amount: sum.amount + amount });
    };
    for (const line of lines) {
      if (line.engage_date) add(`${line.sales_agent} engagements`, 1);
      if (line.deal_stage !== "Won") continue;
      add(`${line.sales_agent} deals`, 1);
      add(`${line.sales_agent} revenue-usd`, Number(line.close_value) * 100);
    }
    return sums;
  };

  test("a dry run counts everything and stores nothing", async () => {
    const report = await load(true);
    expect(report.deals).toEqual({ added: 8_800, changed: 0, same: 0 });
    expect(report.remarks).toEqual([]);
    for (const table of ["person", "team", "metric", "deal", "entry", "auditEvent"] as const) {
      const count = await (database.db[table] as unknown as { count(): Promise<number> }).count();
      expect(count, table).toBe(0);
    }
  });

  test("holds what a direct count of the file holds, and twice is not double", async () => {
    const first = await load();
    expect(first.people.added).toBe(41);
    expect(first.teams.added).toBe(9);
    expect(first.deals.added).toBe(8_800);
    expect(await totals()).toEqual(counted());
    const again = await load();
    expect(again.deals).toEqual({ added: 0, changed: 0, same: 8_800 });
    expect(again.people).toEqual({ added: 0, changed: 0, same: 35 });
    expect(again.entries).toEqual({ added: 0, corrected: 0, voided: 0, same: 8_300 + 2 * 4_238 });
    expect(await totals()).toEqual(counted());
    const { db } = database;
    expect(await db.deal.count({ where: { orgId, state: "won" } })).toBe(4_238);
    expect(await db.deal.count({ where: { orgId, product: "GTXPro" } })).toBe(0);
    expect(await db.deal.count({ where: { orgId, product: "GTX Pro" } })).toBe(1_480);
  });

  test("reps are in their manager's team and the team in its office", async () => {
    const moses = await database.db.person.findFirstOrThrow({
      where: { orgId, name: "Moses Frase" },
      include: { memberships: { include: { team: true } } },
    });
    expect(moses.memberships.map(({ role, startsOn, team }) => [role, startsOn, team.name])).toEqual([
      ["rep", "2016-10-01", "Team Dustin Brinkmann"],
    ]);
    const parentId = moses.memberships[0]?.team.parentId ?? "";
    expect((await database.db.team.findUniqueOrThrow({ where: { id: parentId } })).name).toBe("Central");
    const managers = await database.db.membership.count({ where: { orgId, role: "manager", endsOn: null } });
    expect(managers).toBe(6);
  });
});
