import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadProgress } from "../../src/goals/progress.ts";
import { teamForecasts } from "../../src/insight/forecasts/team-forecasts.ts";
import { isDefined } from "../../src/insight/rules/not-defined.ts";
import { dailySums, pastSums } from "../../src/summaries/week-sums.ts";
import type { Work } from "../../src/work.ts";
import { type WeekWriter, weekWriter } from "../summaries/written-week.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";

let bot: TestBot;
let write: WeekWriter;
let work: Work;

beforeEach(async () => {
  bot = await testBot();
  write = weekWriter(bot);
  work = { db: bot.db, orgId: bot.orgId, now: bot.now(), said: [] };
});
afterEach(() => bot.close());

const november = ["2026-11-01", "2026-11-30"] as const;
const asOf = "2026-11-22";
const said = async (who: string, text: string) => bot.text(await bot.says(who, text));

async function team(name: string, parentId: string | null, orgId = bot.orgId): Promise<string> {
  const { id } = await bot.db.team.create({ data: { orgId, name, zone: "Europe/Berlin", locale: "en", parentId } });
  return id;
}

async function only(number: number) {
  const [found] = await loadProgress(work, { number });
  if (!found) throw new Error(`There is no goal ${number}`);
  return found;
}

describe("a department's goal", () => {
  async function department() {
    const north = await team("North", bot.teamId);
    const coast = await team("Coast", north);
    const south = await team("South", bot.teamId);
    const elsewhere = await team("Elsewhere", null);
    await write.goal(null, "deals", 100, ...november);
    for (const month of ["08", "09", "10", "11"]) {
      for (const day of ["03", "05", "10", "12", "17", "19"]) {
        await write.entry("ana", "deals", 2, `2026-${month}-${day}`, { teamId: north });
        await write.entry("boris", "deals", 1, `2026-${month}-${day}`, { teamId: coast });
        await write.entry("chen", "deals", 1, `2026-${month}-${day}`, { teamId: south });
        await write.entry("chen", "deals", 9, `2026-${month}-${day}`, { teamId: elsewhere });
      }
    }
    await write.entry("ana", "deals", 50, "2026-11-20", { teamId: north, voidedAt: bot.now() });
  }

  test("counts what all teams below it do, and nobody else's", async () => {
    await department();
    const progress = await only(1);
    expect([progress.actual, progress.entries, progress.lastEntryOn]).toEqual([24n, 18, "2026-11-19"]);
    const past = await pastSums(work, [progress.goal], "2026-11-12", "2026-11-03");
    expect([past.first.get(progress.goal.id)?.amount, past.second.get(progress.goal.id)?.amount]).toEqual([16n, 4n]);
    expect(await dailySums(work, { goals: [progress] }, asOf)).toEqual(
      new Map(["03", "05", "10", "12", "17", "19"].map((day) => [`2026-11-${day}`, 4n])),
    );
    expect(await said("max", "/report now")).toContain("24 of 100");
    expect(await said("max", "/goal show #1")).toContain("24 of 100");
  });

  test("is forecast from what they did before, along the line that they drew", async () => {
    await department();
    const { team: total } = await teamForecasts(work, bot.teamId, [await only(1)], asOf);
    expect(total?.curve.from).toHaveLength(3);
    expect(total?.window?.start).toBe("2026-09-20");
    if (!total || !isDefined(total.outlook)) throw new Error("No outlook");
    expect(total.outlook.mean).toBeGreaterThan(24);
    expect(total.outlook.mean).toBeLessThan(32);
  });

  test("of another organisation's teams nothing is counted, whatever they call their parent", async () => {
    await department();
    const { id: orgId } = await bot.db.organisation.create({ data: { name: "Other" } });
    const foreign = await team("Foreign", bot.teamId, orgId);
    await write.entry("ana", "deals", 7, "2026-11-10", { teamId: foreign, orgId });
    expect((await only(1)).actual).toBe(24n);
  });

  test("a team below counts its own alone, and a person theirs wherever they sell", async () => {
    await department();
    const north = await bot.db.team.findFirstOrThrow({ where: { name: "North" } });
    await write.goal(null, "deals", 50, ...november, { teamId: north.id });
    await write.goal("chen", "deals", 50, ...november);
    expect([(await only(2)).actual, (await only(3)).actual]).toEqual([18n, 60n]);
  });
});

describe("parts in another currency", () => {
  async function metric(currency: string): Promise<void> {
    const key = `revenue-${currency.toLowerCase()}`;
    const common = { orgId: bot.orgId, kind: "outcome", unit: "money", currency } as const;
    await bot.db.metric.create({ data: { ...common, key, name: `Revenue (${currency})` } });
  }

  async function plan() {
    await metric("EUR");
    await metric("JPY");
    const { id: parentId } = await write.goal(null, "revenue", 1_000_000, ...november);
    await write.goal("ana", "revenue", 500_000, ...november, { parentId });
    await write.goal("boris", "revenue-eur", 300_000, ...november, { parentId, planRate: "1.25" });
    const below = await team("Tokyo", bot.teamId);
    const yen = { teamId: below, parentId, planRate: "0.0067" };
    await write.goal(null, "revenue-jpy", 10_000_000, ...november, yen);
    await write.entry("ana", "revenue", 100_000, "2026-11-03");
    await write.entry("boris", "revenue-eur", 80_000, "2026-11-04");
    await write.entry("boris", "revenue-eur", -2, "2026-11-05");
    await write.entry("chen", "revenue-jpy", 150_000, "2026-11-06", { teamId: below });
    return parentId;
  }

  test("count for the whole at their plan rate, halves away from zero", async () => {
    await plan();
    const whole = await only(1);
    expect(whole.actual).toBe(100_000n + 100_000n - 3n + 100_500n);
    expect(await dailySums(work, { goals: [whole] }, asOf)).toEqual(
      new Map([
        ["2026-11-03", 100_000n],
        ["2026-11-04", 100_000n],
        ["2026-11-05", -3n],
        ["2026-11-06", 100_500n],
      ]),
    );
    expect([(await only(2)).actual, (await only(3)).actual]).toEqual([100_000n, 79_998n]);
    expect(await said("max", "/report now")).toContain("$3,004.97 of $10,000");
  });

  test("are forecast with the whole", async () => {
    await plan();
    const { byGoal } = await teamForecasts(work, bot.teamId, await loadProgress(work, { teamId: bot.teamId }), asOf);
    const [whole] = [...byGoal.values()].filter(({ progress }) => progress.goal.number === 1);
    if (!whole || !isDefined(whole.outlook) || whole.outlook.basis.kind !== "events") throw new Error("No outlook");
    expect(whole.outlook.basis.own.events).toBe(3);
  });

  test("count nothing without a rate, and no other goal's", async () => {
    const parentId = await plan();
    await bot.db.goal.updateMany({ where: { parentId, number: 3 }, data: { planRate: null } });
    await write.goal(null, "revenue", 1_000_000, ...november);
    expect([(await only(1)).actual, (await only(5)).actual]).toEqual([200_500n, 100_000n]);
  });
});
