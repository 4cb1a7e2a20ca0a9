import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { localDateOf } from "../../src/calendar/zones.ts";
import { wordsFor } from "../../src/i18n/words.ts";
import type { Insight } from "../../src/insight/insight.ts";
import { planInsights } from "../../src/plans/plan-insights.ts";
import { weekOf } from "../../src/summaries/week.ts";
import { weekFacts } from "../../src/summaries/week-facts.ts";
import { plain } from "../../src/view/text.ts";
import { writeHistory } from "../goals/written-history.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";

let bot: TestBot;
beforeEach(async () => {
  bot = await testBot();
});
afterEach(() => bot.close());

async function found(): Promise<Insight[]> {
  const work = bot.work();
  const week = await weekFacts(work, bot.teamId, weekOf(localDateOf(work.now, "Europe/Berlin")));
  return [...(await planInsights({ work, teamId: bot.teamId, week, progress: week.progress }))];
}

const said = (insight: Insight | undefined, locale: "en" | "ru" = "en") =>
  insight ? plain(insight.say(wordsFor(locale, "Europe/Berlin"))) : "nothing";
const kind = ({ key }: Insight) => key.split(":")[0];

async function send(text: string, label = "Send as it is") {
  const step = await bot.says("max", text);
  if (bot.text(step).includes(label)) await bot.presses("max", step, label);
}

describe("what plans say to a manager", () => {
  test("a goal that does not fit, while it can still be set right", async () => {
    const half = { from: "2026-06-01", to: "2026-11-20" } as const;
    for (const [who, amount] of [
      ["ana", 10],
      ["boris", 8],
      ["chen", 12],
    ] as const)
      await writeHistory(bot, who, "calls", { ...half, amount });
    await send("/goal add Calls 1200 for:ana by:“31 jan”");
    await send("/goal add Calls 150 for:boris by:“31 jan”");
    await send("/goal add Calls 590 for:chen by:“31 jan”");
    const fits = (await found()).filter((one) => kind(one) === "fit");
    expect(fits.map(({ unchanged }) => unchanged)).toEqual(["unrealistic v1", "too_easy v1"]);
    expect(said(fits[0])).toBe(
      "Ana: #1 Calls looks unrealistic; about 500 is likely, the target is 1,200. The chance to reach it is below 5%.",
    );
    expect(said(fits[1])).toContain("Boris: #2 Calls looks too easy");
    expect(said(fits[1], "ru")).toContain("Boris: цель #2 Calls выглядит слишком лёгкой");
    expect(fits[0]?.button?.(wordsFor("en", "UTC")).action).toBe("open:goal edit?goal=%231");
    expect(fits[0]?.facts).toMatchObject({ control: "manager", valueAtStake: expect.any(Number) });
    expect(fits[0]?.facts.significance).toBeGreaterThan(0.9);
    await bot.at("2026-12-21 10:00");
    expect((await found()).filter((one) => kind(one) === "fit")).toEqual([]);
  });

  test("a goal that was not accepted after three working days", async () => {
    await bot.says("max", "/goal add Revenue 45k for:boris by:“31 dec”");
    await bot.at("2026-11-26 18:00");
    expect(await found()).toEqual([]);
    await bot.at("2026-11-27 08:00");
    const [waiting] = await found();
    expect(said(waiting)).toBe(
      "Boris has not accepted #1 Revenue yet, sent 3 working days ago. The message may not have been clear.",
    );
    expect(waiting).toMatchObject({ unchanged: "v1", personId: bot.player("boris").personId });
    await bot.says("boris", "/goal accept #1 45k “31 dec” call");
    expect(await found()).toEqual([]);
  });

  test("parts that hand out more or less than the whole; currencies at their plan rate", async () => {
    await bot.says("max", "/goal add Revenue 100k for:team by:“31 dec”");
    await bot.says("max", "/goal add Revenue 70k for:ana by:“31 dec” parent:#1");
    expect(said((await found()).find((one) => kind(one) === "parts"))).toBe(
      "The parts of #1 Revenue add up to $70,000; $30,000 of $100,000 is assigned to nobody.",
    );
    await bot.says("max", "/goal add Revenue €40k for:boris by:“31 dec” parent:#1");
    // Euros without a rate cannot be added to dollars, so nothing is claimed.
    expect((await found()).filter((one) => kind(one) === "parts")).toEqual([]);
    await bot.db.goal.updateMany({ where: { number: 3 }, data: { planRate: "1.1" } });
    const [over] = (await found()).filter((one) => kind(one) === "parts");
    expect(said(over)).toBe("The parts of #1 Revenue add up to $114,000, 14% more than the target of $100,000.");
    await bot.db.goal.updateMany({ where: { number: 3 }, data: { planRate: "0.75" } });
    expect((await found()).filter((one) => kind(one) === "parts")).toEqual([]);
  });

  test("messages that several people read differently at first", async () => {
    for (const [at, who] of (["ana", "boris", "chen", "ana"] as const).entries()) {
      await bot.says("max", `/goal add “Job ${at}” 10 for:${who}`);
      const number = at === 0 ? "10" : "11";
      const goal = await bot.db.goal.findFirstOrThrow({ where: { orgId: bot.orgId }, orderBy: { number: "desc" } });
      const values = { goal: `#${goal.number}`, number, by: "eom", step: "call" };
      await bot.asks(who, { kind: "command", name: "goal accept", values });
    }
    const [unclear] = (await found()).filter((one) => kind(one) === "unclear");
    expect(said(unclear)).toContain("3 of the last 4 goals were first read back differently.");
  });

  test("keys are the same every week, and nothing is said of other organisations", async () => {
    await bot.says("mara", "/goal add Revenue 45k for:olaf by:“31 dec”");
    await bot.says("max", "/goal add Revenue 45k for:boris by:“31 dec”");
    await bot.at("2026-11-30 10:00");
    const first = (await found()).map(({ key }) => key);
    await bot.at("2026-12-07 10:00");
    expect((await found()).map(({ key }) => key)).toEqual(first);
    expect(first).toHaveLength(1);
  });
});
