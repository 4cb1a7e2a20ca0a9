import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { wordsFor } from "../../../src/i18n/words.ts";
import { forecastInsights } from "../../../src/insight/forecasts/forecast-insights.ts";
import { weekOf } from "../../../src/summaries/week.ts";
import { weekFacts } from "../../../src/summaries/week-facts.ts";
import { plain } from "../../../src/view/text.ts";
import { type WeekWriter, weekWriter } from "../../summaries/written-week.ts";
import { type TestBot, testBot } from "../../support/test-bot.ts";

let bot: TestBot;
let write: WeekWriter;

beforeEach(async () => {
  bot = await testBot();
  write = weekWriter(bot);
});
afterEach(() => bot.close());

const november = ["2026-11-01", "2026-11-30"] as const;

async function found() {
  const week = await weekFacts(bot.work(), bot.teamId, weekOf("2026-11-20"), "manager");
  return forecastInsights({ work: bot.work(), teamId: bot.teamId, week, progress: week.progress });
}

const inEnglish = wordsFor("en", "Europe/Berlin");
const inRussian = wordsFor("ru", "Europe/Berlin");

describe("what a forecast finds", () => {
  test("a slim chance of a goal that is not told as behind, once, with its math as the next step", async () => {
    const goal = await write.goal("ana", "deals", 12, ...november, {
      standing: "on_track",
      standingSince: "2026-11-10",
    });
    await write.goal("boris", "deals", 12, ...november);
    for (const day of ["02", "04", "06", "09", "11", "13"]) await write.entry("ana", "deals", 1, `2026-11-${day}`);
    const insights = await found();
    expect(insights.map(({ key, personId }) => [key, personId])).toEqual([[`slim:${goal.id}`, write.id("ana")]]);
    const [only] = insights;
    expect(only?.facts).toMatchObject({ valueAtStake: 6, teamTarget: 24, control: "rep", daysLeft: 6, periodDays: 21 });
    expect(only?.facts.significance).toBeGreaterThan(0.4);
    expect(plain(only?.say(inEnglish) ?? [])).toMatch(
      /^Ana, #1 Deals won of ana\. Likely \d+–\d+ by 30 Nov \(80% range\); chance to reach 12: (about \d+|below 5)%\.$/,
    );
    expect(plain(only?.say(inRussian) ?? [])).toContain("вероятность достичь 12");
    const text = bot.text(await bot.asks("max", { kind: "press", action: only?.button?.(inEnglish).action ?? "" }));
    expect(text).toContain("how it was computed");
  });

  test("nothing where a goal is reached, not agreed yet, or over", async () => {
    await write.goal("ana", "deals", 1, ...november);
    await write.goal("boris", "deals", 50, ...november, { state: "sent" });
    await write.goal("chen", "deals", 50, "2026-10-19", "2026-11-20");
    await write.entry("ana", "deals", 1, "2026-11-03");
    expect(await found()).toEqual([]);
  });

  test("results that come at the very end of each month", async () => {
    await write.goal("ana", "deals", 20, ...november);
    for (const month of ["08", "09", "10"]) {
      for (const day of ["02", "05", "08", "11", "14", "17", "20"])
        await write.entry("ana", "deals", 1, `2026-${month}-${day}`);
      for (const day of ["27", "28", "29", "30"]) await write.entry("ana", "deals", 4, `2026-${month}-${day}`);
    }
    for (const day of ["03", "10", "17"]) await write.entry("ana", "deals", 3, `2026-11-${day}`);
    const end = (await found()).find(({ key }) => key.startsWith("hockey:"));
    expect(end).toMatchObject({
      personId: null,
      unchanged: "2026-11-01",
      facts: { control: "manager", significance: 1 },
    });
    const text = plain(end?.say(inEnglish) ?? []);
    expect(text).toMatch(
      /^Deals won: (\d+)% of the result came in the last fifth of the working time in the 3 periods before/,
    );
    expect(Number(/(\d+)%/.exec(text)?.[1])).toBeGreaterThan(35);
    expect(plain(end?.say(inRussian) ?? [])).toContain("в прошлых 3 периодах");
  });

  test("no such finding where results come evenly", async () => {
    await write.goal("ana", "deals", 20, ...november);
    for (const month of ["09", "10", "11"]) {
      for (const day of ["02", "05", "08", "11", "14", "17", "20", "22"]) {
        await write.entry("ana", "deals", 2, `2026-${month}-${day}`);
      }
      if (month === "11") continue;
      for (const day of ["26", "29"]) await write.entry("ana", "deals", 2, `2026-${month}-${day}`);
    }
    expect((await found()).filter(({ key }) => key.startsWith("hockey:"))).toEqual([]);
  });
});
