import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { growthOf, marketShare } from "../../../src/insight/causes/market.ts";
import { type WeekWriter, weekWriter } from "../../summaries/written-week.ts";
import { type TestBot, testBot } from "../../support/test-bot.ts";

let bot: TestBot;
let write: WeekWriter;

async function begin(options: Parameters<typeof testBot>[0] = {}) {
  await bot?.close();
  bot = await testBot(options);
  write = weekWriter(bot);
}

beforeEach(() => begin());
afterEach(() => bot.close());

const says = async (who: string, text: string) => bot.text(await bot.says(who, text));
const metric = (key = "revenue") =>
  bot.db.metric.findUniqueOrThrow({ where: { orgId_key: { orgId: bot.orgId, key } } });

describe("/team market", () => {
  test("notes a figure, corrects it, and the change log keeps both", async () => {
    expect(await says("max", "/team market revenue 1.2m Q3")).toBe(
      "Market of Revenue, 1 Jul – 30 Sept 2026: $1,200,000.",
    );
    await bot.again();
    expect(await bot.db.marketFigure.count()).toBe(1);
    expect(await says("max", "/team market revenue $1.5m Q3")).toContain("$1,500,000 instead of $1,200,000");
    await write.entry("ana", "revenue", 30_000_000, "2026-08-10");
    expect(await says("max", "/team market")).toContain("1 Jul – 30 Sept 2026: $1,500,000, our $300,000 are 20%");
    const log = await says("ada", "/goalkeeper audit");
    expect(log).toContain("team market Revenue");
    expect(log).toContain("amount: $1,200,000 → $1,500,000");
    expect(await says("max", "/team market revenue 0 Q3")).toContain("is taken away");
    expect(await bot.db.marketFigure.count()).toBe(0);
    expect(await says("max", "/team market revenue 0 Q3")).toContain("There is no market figure");
  });

  test("says what it cannot read, and keeps the figure out", async () => {
    expect(await says("max", "/team market revenue 1m")).toContain("For which period?");
    expect(await says("max", "/team market revenue 1m someday")).toContain("“someday” is not a period");
    expect(await says("max", "/team market revenue 1m Q2 2027")).toContain("begins on 1 Apr 2027 only");
    expect(await says("max", "/team market revenue €1m Q3")).toContain("is counted in USD");
    expect(await says("max", "/team market win-rate 30% Q3")).toContain("Win rate is a rate");
    expect(await says("max", "/team market revenue -5 Q3")).toContain("from 0 up");
    expect(await says("max", "/team market from:Q3")).toContain("How large was the market?");
    expect(await says("max", "/team market deals")).toContain("No market figure of Deals won yet");
    expect(await bot.db.marketFigure.count()).toBe(0);
  });

  test("is for the team's manager, and no other company's team can be named", async () => {
    expect(await says("ana", "/team market revenue 1m Q3")).toContain("/team market is for");
    expect(await says("mara", "/team market revenue 1m Q3 team:Sales")).toContain("found no team");
    await bot.says("mara", "/team market revenue 1m Q3");
    expect(await says("max", "/team market")).toContain("No market figure");
  });

  test("speaks Russian", async () => {
    await begin({ locale: "ru" });
    expect(await says("max", "/team market выручка 1,2млн 3квартал")).toContain(
      "Рынок, Выручка, 1 июл. – 30 сент. 2026",
    );
  });
});

describe("the share of the market", () => {
  test("growth adds up to what came with the market and what was won", async () => {
    await bot.says("max", "/team market deals 1000 August");
    await bot.says("max", "/team market deals 1500 September");
    await write.entry("ana", "deals", 100, "2026-08-10");
    await write.entry("boris", "deals", 120, "2026-09-10");
    const share = await marketShare(bot.work(), bot.teamId, await metric("deals"), "2026-11-22");
    expect(share).toMatchObject({ now: { own: 120n, share: 0.08 }, growth: { market: 45n, share: -25n, total: 20n } });
  });

  test("adds up exactly whatever the figures", async () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 12n });
    const range = { start: "2026-08-01", end: "2026-08-31" };
    const side = fc.record({ own: amount, others: amount }).map(({ own, others }) => ({
      ...{ range, own, market: own + others, share: 0 },
    }));
    let known = 0;
    fc.assert(
      fc.property(side, side, (before, now) => {
        const growth = growthOf(before, now);
        if ("notDefined" in growth) {
          expect(before.market === 0n || now.market === 0n).toBe(true);
          return;
        }
        known += 1;
        expect(growth.market + growth.share).toBe(now.own - before.own);
      }),
      { numRuns: 2_000 },
    );
    expect(known).toBeGreaterThan(1_900);
  });

  test("is not defined without a figure, with one below our own result, for rates; the running period waits", async () => {
    const share = async (key = "revenue") => marketShare(bot.work(), bot.teamId, await metric(key), "2026-11-22");
    expect(await share()).toEqual({ notDefined: "no_market" });
    expect(await share("win-rate")).toEqual({ notDefined: "rate" });
    await bot.says("max", "/team market revenue 1m November");
    expect(await share()).toEqual({ notDefined: "no_market" });
    await bot.says("max", "/team market revenue 1m October");
    await write.entry("ana", "revenue", 10_000_000, "2026-10-10");
    expect(await share()).toMatchObject({ now: { share: 0.1 }, growth: { notDefined: "no_market_before" } });
    await bot.says("max", "/team market revenue 50k October");
    expect(await share()).toEqual({ notDefined: "more_than_market" });
  });
});
