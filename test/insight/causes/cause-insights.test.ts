import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadProgress } from "../../../src/goals/progress.ts";
import { wordsFor } from "../../../src/i18n/words.ts";
import { causeInsights } from "../../../src/insight/causes/cause-insights.ts";
import { weekOf } from "../../../src/summaries/week.ts";
import { weekFacts } from "../../../src/summaries/week-facts.ts";
import { plain } from "../../../src/view/text.ts";
import { type WeekWriter, weekWriter } from "../../summaries/written-week.ts";
import { type TestBot, testBot } from "../../support/test-bot.ts";

let bot: TestBot;
let write: WeekWriter;
const november = ["2026-11-01", "2026-11-30"] as const;

beforeEach(async () => {
  bot = await testBot();
  write = weekWriter(bot);
});
afterEach(() => bot.close());

async function found(locale: "en" | "ru" = "en") {
  const work = bot.work();
  const week = await weekFacts(work, bot.teamId, weekOf("2026-11-23"));
  const progress = await loadProgress(work, { teamId: bot.teamId }, { asOf: week.asOf });
  const words = wordsFor(locale, "Europe/Berlin");
  const all = await causeInsights({ work, teamId: bot.teamId, week, progress });
  return all.map(({ key, personId, facts, say, button }) => ({
    ...{ key, personId, facts, text: plain(say(words)), button: button?.(words) },
  }));
}

describe("findings about causes", () => {
  test("a department's blocker is late after five working days without a request", async () => {
    await write.goal(null, "revenue", 1_000_000, ...november);
    const late = await write.blocker("ana", "delivery", "2026-11-13", { valueAtRisk: 100_000n, currency: "USD" });
    await write.blocker("ana", "product_gap", "2026-11-16");
    await write.blocker("ana", "competition", "2026-11-02");
    await write.blocker("ana", "process_approval", "2026-11-02");
    await write.blocker("ana", "legal_finance", "2026-11-02", { ownerId: write.id("max") });
    const all = await found();
    expect(all.map(({ key }) => key)).toEqual([`late-blocker:${late.id}`]);
    expect(all[0]).toMatchObject({
      text: "Blocker №2, Delivery (Ana), has been open for 10 days; production was not asked yet.",
      facts: { valueAtStake: 100_000, teamTarget: 1_000_000, significance: 1, control: "company" },
      button: { label: "Ask production about №2", action: "open:blocker request?blocker=2&department=production" },
    });
    expect((await found("ru"))[0]?.text).toBe(
      "Препятствие №2, Доставка (Ana), открыто 10 дней; запроса ещё не было (производство).",
    );
  });

  test("a request is late after the day on which its answer was due, and not before", async () => {
    await write.blocker("ana", "delivery", "2026-11-02");
    await bot.at("2026-11-12 10:00");
    await bot.says("max", '/blocker request 1 "Two trucks" by:2026-11-23');
    await bot.at("2026-11-23 10:00");
    expect(await found()).toEqual([]);
    await bot.at("2026-11-24 10:00");
    expect((await found())[0]?.text).toBe(
      "Blocker №1, Delivery (Ana), has been open for 22 days: production asked 12 days ago, answer was due Mon 23 Nov.",
    );
    await bot.says("max", "/blocker resolve 1");
    expect(await found()).toEqual([]);
  });

  test("what a rep could use help with is a talk, about that rep", async () => {
    const own = await write.blocker("boris", "rep_time", "2026-11-09");
    expect(await found()).toMatchObject([
      {
        key: `late-blocker:${own.id}`,
        personId: write.id("boris"),
        text: "Boris could use help: №1, I lack time, has been open for 14 days.",
      },
    ]);
  });

  test("what two people meet within four weeks is systemic, not personal", async () => {
    await write.blocker("ana", "price_market", "2026-11-19");
    expect(await found()).toEqual([]);
    await write.blocker("boris", "price_market", "2026-11-20");
    await write.blocker("ana", "delivery", "2026-11-19");
    await write.blocker("boris", "delivery", "2026-10-20");
    const all = await found();
    const ofTeam = (category: string) => `systemic:${category}:${bot.teamId.slice(-12)}`;
    expect(all.map(({ key }) => key)).toContain(ofTeam("price_market"));
    expect(all.map(({ key }) => key)).not.toContain(ofTeam("delivery"));
    expect(all.find(({ key }) => key === ofTeam("price_market"))).toMatchObject({
      text: expect.stringContaining("Price: 2 open blockers, and several people or deals tell of it"),
      button: { label: "See the causes", action: "run:report causes?team=Sales" },
    });
  });

  test("most of the team below its line is one finding, with the part common to all at stake", async () => {
    await write.goal(null, "calls", 840, ...november);
    for (let at = 0; at < 4; at++) {
      const { orgId, teamId } = bot;
      const person = await bot.db.person.create({ data: { orgId, name: `Rep ${at}`, workPattern: [] } });
      await bot.db.membership.create({
        data: { orgId, teamId, personId: person.id, role: "rep", startsOn: "2026-01-01" },
      });
      await write.goal("ana", "calls", 210, ...november, { ownerId: person.id });
      await write.entry("ana", "calls", 105, "2026-11-10", { personId: person.id });
    }
    expect(await found()).toMatchObject([
      {
        key: `team-wide:${bot.teamId.slice(-12)}`,
        text: "Most of the team is below its line: 4 of 4 are behind, half at 70% of it or below. What is in the way stands in the report of causes.",
        facts: { valueAtStake: expect.closeTo(180, 6) as number, teamTarget: 840, control: "company" },
      },
    ]);
  });
});
