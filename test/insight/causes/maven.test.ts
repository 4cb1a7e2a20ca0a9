import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { presets } from "../../../src/import/presets.ts";
import type { CsvSource } from "../../../src/import/read-csv.ts";
import { importFiles } from "../../../src/import/run-import.ts";
import { changeSincePeriodBefore } from "../../../src/insight/causes/why-changed.ts";
import type { Work } from "../../../src/work.ts";
import { type TestDatabase, testDatabase } from "../../support/database.ts";

const folder = process.env.TEST_DATA ? join(process.env.TEST_DATA, "maven-crm") : "";
const isThere = folder !== "" && existsSync(folder);

const source = (name: string): CsvSource => {
  const path = join(folder, name);
  return { name, size: statSync(path).size, open: () => createReadStream(path) };
};

type Line = Record<"sales_agent" | "deal_stage" | "close_date" | "close_value", string>;
type Manager = Record<"sales_agent" | "manager", string>;

describe.skipIf(!isThere)("what changed between two quarters of a sales department", () => {
  let database: TestDatabase;
  let work: Work;

  beforeAll(async () => {
    database = await testDatabase();
    const { db } = database;
    const now = new Date("2018-01-02T09:00:00Z");
    const { id: orgId } = await db.organisation.create({ data: { name: "MavenTech" } });
    const mapping = presets["maven-crm"];
    if (!mapping) throw new Error("The preset is gone");
    const sources = [source("sales_pipeline.csv"), source("sales_teams.csv")];
    await importFiles(db, { orgId, now, byPersonId: null }, { sources, mapping, isDryRun: false });
    work = { db, orgId, now, said: [] };
  }, 120_000);
  afterAll(() => database?.close());

  /** The same straight from the file: decided, won, dollars. */
  function counted(manager: string, from: string, to: string) {
    const rows = (name: string) => parse(readFileSync(join(folder, name)), { columns: true });
    const agents = (rows("sales_teams.csv") as Manager[])
      .filter((row) => row.manager === manager)
      .map((row) => row.sales_agent);
    const closed = (rows("sales_pipeline.csv") as Line[]).filter(
      (row) =>
        agents.includes(row.sales_agent) &&
        ["Won", "Lost"].includes(row.deal_stage) &&
        row.close_date >= from &&
        row.close_date <= to,
    );
    const won = closed.filter((row) => row.deal_stage === "Won");
    const dollars = won.reduce((sum, row) => sum + Number(row.close_value), 0);
    return { decided: closed.length, won: won.length, dollars };
  }

  test("agrees for every team with the file and the formula, and adds up to the cent", async () => {
    const { db, orgId } = work;
    const metric = await db.metric.findUniqueOrThrow({ where: { orgId_key: { orgId, key: "revenue" } } });
    const teams = await db.team.findMany({ where: { orgId, memberships: { some: { role: "rep" } } } });
    expect(teams).toHaveLength(6);
    const line = { metric, start: "2017-10-01", end: "2017-12-31" };
    for (const team of teams) {
      const manager = team.name.replace(/^Team /u, "");
      const before = counted(manager, "2017-07-01", "2017-09-30");
      const after = counted(manager, "2017-10-01", "2017-12-31");
      const compared = await changeSincePeriodBefore(work, team.id, line, "2017-12-31");
      if ("notDefined" in compared) throw new Error(`${team.name}: ${compared.notDefined}`);
      const { change } = compared;
      expect(change.before).toEqual({
        amount: BigInt(before.dollars * 100),
        won: BigInt(before.won),
        decided: BigInt(before.decided),
      });
      const total = (after.dollars - before.dollars) * 100;
      expect(Number(change.change)).toBe(total);
      expect(Number(change.effects.reduce((sum, { effect }) => sum + effect, 0n))).toBe(total);
      const mean = total / Math.log(after.dollars / before.dollars);
      const effects = [
        mean * Math.log(after.decided / before.decided),
        mean * Math.log(after.won / after.decided / (before.won / before.decided)),
        mean * Math.log(after.dollars / after.won / (before.dollars / before.won)),
      ];
      for (const [at, effect] of effects.entries()) {
        expect(Math.abs(Number(change.effects[at]?.effect) - effect)).toBeLessThan(1);
      }
    }
  });
});
