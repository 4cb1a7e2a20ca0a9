import { createReadStream, existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays, type DateRange } from "../../src/calendar/dates.ts";
import { nthWorkingDayAfter, workCalendar, workingDays } from "../../src/calendar/working-days.ts";
import { type GoalProgress, loadProgress } from "../../src/goals/progress.ts";
import { presets } from "../../src/import/presets.ts";
import type { CsvSource } from "../../src/import/read-csv.ts";
import { importFiles } from "../../src/import/run-import.ts";
import type { GoalForecastNow } from "../../src/insight/forecasts/forecast-now.ts";
import { teamForecasts } from "../../src/insight/forecasts/team-forecasts.ts";
import { brierScore, calibration, type ForecastOutcome } from "../../src/insight/rules/calibration.ts";
import { isDefined } from "../../src/insight/rules/not-defined.ts";
import type { Work } from "../../src/work.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";

const folder = process.env.TEST_DATA ? join(process.env.TEST_DATA, "maven-crm") : "";
const isThere = folder !== "" && existsSync(folder);

const source = (name: string): CsvSource => {
  const path = join(folder, name);
  return { name, size: statSync(path).size, open: () => createReadStream(path) };
};

const quarters = [
  { start: "2017-04-01", end: "2017-06-30" },
  { start: "2017-07-01", end: "2017-09-30" },
  { start: "2017-10-01", end: "2017-12-31" },
] as const satisfies readonly DateRange[];

/** Needs TEST_DATA, the folder that holds maven-crm. */
describe.skipIf(!isThere)("forecasts on a year of a sales department", { timeout: 300_000 }, () => {
  let database: TestDatabase;
  let work: Work;
  const now = new Date("2018-01-02T09:00:00Z");

  beforeAll(async () => {
    database = await testDatabase();
    const { id: orgId } = await database.db.organisation.create({ data: { name: "MavenTech", currency: "EUR" } });
    const mapping = presets["maven-crm"];
    if (!mapping) throw new Error("The preset is gone");
    const sources = [source("sales_teams.csv"), source("sales_pipeline.csv")];
    await importFiles(database.db, { orgId, now, byPersonId: null }, { sources, mapping, isDryRun: false });
    work = { db: database.db, orgId, now, said: [] };
    await setGoals("revenue-usd", (before) => BigInt(Math.round((Number(before) * 1.05) / 10_000) * 10_000));
    await setGoals("deals", (before) => BigInt(Math.round(Number(before) * 1.05)));
  }, 300_000);
  afterAll(() => database?.close());

  /** There are no quotas in the data, so each quarter asks for a little more than the one before. */
  async function setGoals(key: string, target: (before: bigint) => bigint) {
    const { db, orgId } = work;
    const metric = await db.metric.findUniqueOrThrow({ where: { orgId_key: { orgId, key } } });
    for (const [at, quarter] of quarters.entries()) {
      const before = quarters[at - 1];
      if (!before) continue;
      const rows = await db.$queryRaw<{ personId: string; teamId: string; amount: bigint }[]>`
        select "personId"::text, "teamId"::text, sum(amount)::bigint as amount from "Entry"
        where "orgId" = ${orgId}::uuid and "metricId" = ${metric.id}::uuid and date between ${before.start} and ${before.end}
        group by 1, 2`;
      const { nextGoal } = await db.organisation.update({
        where: { id: orgId },
        data: { nextGoal: { increment: rows.length } },
      });
      await db.goal.createMany({
        data: rows.map(({ personId, teamId, amount }, index) => ({
          ...{ orgId, teamId, ownerId: personId, metricId: metric.id, number: nextGoal - rows.length + index },
          ...{ name: key, target: target(amount), startsOn: quarter.start, endsOn: quarter.end },
          ...{ state: "understood", createdById: personId },
        })),
      });
    }
  }

  async function asOf(key: string, quarter: DateRange, date: string): Promise<GoalForecastNow[]> {
    const { db, orgId } = work;
    const teams = await db.team.findMany({ where: { orgId } });
    const found = [];
    for (const { id } of teams) {
      const where = { teamId: id, metric: { key }, startsOn: quarter.start };
      const progress = await loadProgress(work, where, { asOf: date, through: date });
      found.push(...(await teamForecasts(work, id, progress, date)).byGoal.values());
    }
    return found;
  }

  test("in the middle of a quarter the learned curve calls fewer people behind than a straight line", async () => {
    const goals = await asOf("revenue-usd", quarters[2], "2017-11-15");
    const where = { metric: { key: "revenue-usd" }, startsOn: quarters[2].start };
    const straight = await loadProgress(work, where, { asOf: "2017-11-15", through: "2017-11-15" });
    const behind = (all: readonly GoalProgress[]) => all.filter(({ pace }) => pace.status === "behind").length;
    expect(goals).toHaveLength(30);
    expect(behind(straight)).toBe(14);
    expect(behind(goals.map(({ progress }) => progress))).toBe(10);
    expect(goals.map(({ curve }) => curve.from)).toEqual(goals.map(() => quarters.slice(0, 2)));
  });

  test.each(["deals", "revenue-usd"])("the chances said of %s come true about as often as said", async (key) => {
    const outcomes: ForecastOutcome[] = [];
    for (const quarter of quarters.slice(1)) {
      const atTheEnd = await asOf(key, quarter, quarter.end);
      const hit = new Map(atTheEnd.map(({ progress }) => [progress.goal.id, progress.actual >= progress.goal.target]));
      const days = workingDays(workCalendar(), quarter.start, quarter.end);
      for (const share of [0.25, 0.5, 0.75]) {
        const date = nthWorkingDayAfter(workCalendar(), addDays(quarter.start, -1), Math.round(days * share));
        for (const { progress, outlook } of await asOf(key, quarter, date ?? quarter.end)) {
          if (progress.actual >= progress.goal.target) continue;
          if (!isDefined(outlook)) throw new Error(`No forecast: ${outlook.notDefined}`);
          outcomes.push({ said: outlook.hitProbability, happened: hit.get(progress.goal.id) === true });
        }
      }
    }
    expect(outcomes.length).toBeGreaterThan(150);
    expect(brierScore(outcomes)).toBeLessThan(0.2);
    expect(isDefined(calibration(outcomes))).toBe(true);
  });
});
