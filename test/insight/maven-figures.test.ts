import { createReadStream, existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadProgress } from "../../src/goals/progress.ts";
import { presets } from "../../src/import/presets.ts";
import type { CsvSource } from "../../src/import/read-csv.ts";
import { importFiles } from "../../src/import/run-import.ts";
import { activityFacts } from "../../src/insight/activity/activity-facts.ts";
import { cyclesOf } from "../../src/insight/activity/deal-counts.ts";
import { funnelFacts } from "../../src/insight/activity/funnel-facts.ts";
import { linksOf, linkWeeks } from "../../src/insight/activity/link.ts";
import { type StageCounts, stageCounts } from "../../src/insight/activity/stage-counts.ts";
import { stepsOf } from "../../src/insight/activity/steps.ts";
import { landedShare } from "../../src/insight/rules/required-activity.ts";
import { linesOf } from "../../src/summaries/goal-lines.ts";
import type { Work } from "../../src/work.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";

const folder = process.env.TEST_DATA ? join(process.env.TEST_DATA, "maven-crm") : "";
const isThere = folder !== "" && existsSync(folder);

const source = (name: string): CsvSource => {
  const path = join(folder, name);
  return { name, size: statSync(path).size, open: () => createReadStream(path) };
};

describe.skipIf(!isThere)("a year of a sales department", () => {
  const now = new Date("2018-01-02T09:00:00Z");
  const asOf = "2017-12-31";
  /** From the first deal to the last day. */
  const allDays = 457;
  let database: TestDatabase;
  let work: Work;
  let teams: readonly { readonly id: string; readonly name: string }[];

  beforeAll(async () => {
    database = await testDatabase();
    const { db } = database;
    const { id: orgId } = await db.organisation.create({ data: { name: "MavenTech" } });
    const mapping = presets["maven-crm"];
    if (!mapping) throw new Error("The preset is gone");
    const sources = [source("sales_pipeline.csv"), source("sales_teams.csv")];
    await importFiles(db, { orgId, now, byPersonId: null }, { sources, mapping, isDryRun: false });
    work = { db, orgId, now, said: [] };
    teams = await db.team.findMany({
      where: { orgId, memberships: { some: { role: "rep" } } },
      select: { id: true, name: true },
      orderBy: { name: "asc" },
    });
  }, 120_000);
  afterAll(() => database?.close());

  const quarters = [
    ["2017-04-01", "2017-06-30"],
    ["2017-07-01", "2017-09-30"],
    ["2017-10-01", "2017-12-31"],
  ] as const;

  /** Each rep's revenue goal is 1.05 × what their goal of the quarter before had reached, rounded to a hundred dollars. */
  async function makeGoals(): Promise<void> {
    const { db, orgId } = work;
    const metric = await db.metric.findUniqueOrThrow({ where: { orgId_key: { orgId, key: "revenue" } } });
    const reps = await db.membership.findMany({ where: { orgId, role: "rep" } });
    for (const [at, [startsOn, endsOn]] of quarters.entries()) {
      const before = await loadProgress(work, { endsOn: quarters[at - 1]?.[1] ?? "" }, { asOf });
      const reached = new Map(before.map(({ goal, actual }) => [goal.ownerId, actual]));
      const hundred = 10_000n;
      await db.goal.createMany({
        data: reps.map(({ personId, teamId }, rep) => {
          const wanted = (reached.get(personId) ?? 0n) * 105n;
          const target = ((wanted + 50n * hundred) / (100n * hundred)) * hundred;
          return {
            ...{ orgId, teamId, ownerId: personId, metricId: metric.id, number: at * 100 + rep + 1, name: "Revenue" },
            ...{ target, startsOn, endsOn, state: "understood" as const, createdById: personId },
          };
        }),
      });
    }
  }

  test("the department reached 0.9203 and 0.8950 of its targets", async () => {
    await makeGoals();
    const attained: number[] = [];
    for (const [startsOn] of quarters.slice(1)) {
      const progress = await loadProgress(work, { startsOn }, { asOf });
      const [line] = linesOf(progress, { weekAgo: new Map(), weekAgoOn: asOf, targetsVisible: true });
      attained.push(line?.attainment ?? 0);
    }
    expect(attained.map((share) => share.toFixed(4))).toEqual(["0.9203", "0.8950"]);
  });

  test("every team's funnel is the one of its deals", async () => {
    expect(teams).toHaveLength(6);
    for (const { id } of teams) {
      const { funnel, steps } = await funnelFacts(work, id, asOf, allDays);
      expect(funnel.stages.map(({ key }) => key)).toEqual(["deal-opened", "deal-decided", "deal-won"]);
      expect(steps.every(({ isCohort, comparable }) => isCohort && comparable >= 5)).toBe(true);
    }
  });

  /** All reps as one team, from what the product reads of each. */
  async function department(days: number) {
    const facts = await Promise.all(teams.map(({ id }) => funnelFacts(work, id, asOf, days)));
    const reps = facts.flatMap((one) => one.reps);
    const { stages } = facts[0]?.funnel ?? { stages: [] };
    const inTeam = new Map(facts.flatMap((one) => one.reps.map(({ id }) => [id, one.counts] as const)));
    return { facts, reps, stages, inTeam };
  }

  test.each([allDays, 364, 182])("hardly anybody stands out by win rate in %i days", async (days) => {
    const { facts, reps, stages, inTeam } = await department(days);
    const cohorts = facts.flatMap(({ steps }) => {
      const [, won] = steps;
      return (won?.reps ?? []).map(({ rep, counts: { trials, successes } }) => ({
        ...{ personId: rep.id, entered: trials, decided: trials, won: successes },
      }));
    });
    const none: StageCounts = { weeks: 0, of: () => [], ofAll: () => [], personIds: [...inTeam.keys()] };
    const won = stepsOf({ stages, counts: none, cohorts, reps }).at(-1);
    const active = won?.reps.filter(({ counts }) => counts.trials > 0) ?? [];
    expect(active).toHaveLength(30);
    const flagged = active.filter(({ compared }) => compared && compared.standing !== "usual");
    expect(flagged.length).toBeLessThanOrEqual(2);
    if (days !== allDays) return;
    expect(won?.prior).toMatchObject({ strength: 500 });
    const rates = active.map(({ counts }) => counts.successes / counts.trials);
    expect([Math.min(...rates).toFixed(2), Math.max(...rates).toFixed(2)]).toEqual(["0.55", "0.70"]);
    expect(active.reduce((sum, { counts }) => sum + counts.trials, 0)).toBe(6_711);
  });

  test("more engagements are not called a link to more wins, whatever reps look like beside each other", async () => {
    const counts = await Promise.all(
      teams.map(async ({ id }) => {
        const { funnel } = await funnelFacts(work, id, asOf);
        return stageCounts(work, id, funnel.stages, { weeks: linkWeeks, asOf });
      }),
    );
    const { reps, stages } = await department(allDays);
    const all: StageCounts = {
      weeks: linkWeeks,
      of: (id, stage) => (counts.find(({ personIds }) => personIds.includes(id)) ?? counts[0])?.of(id, stage) ?? [],
      ofAll: (stage) =>
        Array.from({ length: linkWeeks }, (_, week) =>
          counts.reduce((sum, one) => sum + (one.ofAll(stage)[week] ?? 0), 0),
        ),
      personIds: reps.map(({ id }) => id),
    };
    const natureOf = () => ({ isSelfReported: false, isTarget: false });
    const [link] = await linksOf({ stages, counts: all, reps, asOf, natureOf });
    expect(link).toMatchObject({ activity: { key: "deal-opened" }, outcome: { key: "deal-won" }, reps: 30 });
    expect(link?.verdict).not.toBe("link");
    expect(Math.abs(link?.rho ?? 1)).toBeLessThan(0.2);
    expect(link?.simpson.between).toBeGreaterThan(0.9);
    expect(Math.abs(link?.simpson.within ?? 1)).toBeLessThan(0.2);
    expect(link?.warnings).toContain("between_and_within_differ");
  }, 60_000);

  test("nor in any single team's report, where a small sample shows stronger ones by chance", async () => {
    const links = (await Promise.all(teams.map(({ id }) => activityFacts(work, id)))).flatMap((one) => one.links);
    expect(links).toHaveLength(6);
    expect(links.filter(({ verdict }) => verdict === "link")).toEqual([]);
    expect(links.every(({ warnings }) => warnings.includes("between_and_within_differ"))).toBe(true);
  }, 60_000);

  test("most deals begun in a quarter's last month cannot be won in it", async () => {
    const cycles = (await Promise.all(teams.map(({ id }) => cyclesOf(work, id, asOf)))).flat();
    const days = cycles.flatMap(({ days: length, won }) => new Array<number>(won).fill(length));
    expect(landedShare(days, 30)?.toFixed(2)).toBe("0.43");
    expect(landedShare(days, 7)?.toFixed(2)).toBe("0.18");
  });
});
