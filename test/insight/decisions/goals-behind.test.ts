import { afterEach, beforeEach, expect, test } from "vitest";
import { wordsFor } from "../../../src/i18n/words.ts";
import { goalsBehind } from "../../../src/insight/decisions/goals-behind.ts";
import { weekOf } from "../../../src/summaries/week.ts";
import { weekFacts } from "../../../src/summaries/week-facts.ts";
import { plain } from "../../../src/view/text.ts";
import { weekWriter } from "../../summaries/written-week.ts";
import { type TestBot, testBot } from "../../support/test-bot.ts";

let bot: TestBot;

beforeEach(async () => {
  bot = await testBot();
});
afterEach(() => bot.close());

test("a person behind is compared by goals of the same metric, and not at all where too few have one", async () => {
  const write = weekWriter(bot);
  const november = ["2026-11-01", "2026-11-30"] as const;
  for (const who of ["ana", "boris", "chen", "max", "ada"]) {
    await write.goal(who, "deals", 10, ...november);
    await write.entry(who, "deals", who === "boris" ? 1 : 9, "2026-11-10");
  }
  await write.goal("ana", "calls", 500, ...november);
  await write.entry("ana", "calls", 5, "2026-11-10");
  const work = bot.work();
  const week = await weekFacts(work, bot.teamId, weekOf("2026-11-20"), "manager");
  const found = await goalsBehind({ work, teamId: bot.teamId, week, progress: week.progress });
  const said = (goal: string) =>
    found.map(({ say }) => plain(say(wordsFor("en", "UTC")))).find((text) => text.includes(goal)) ?? "";
  expect(said("Deals won of boris")).toContain("Half of the team is at");
  expect(said("Calls of ana")).toContain("of 500");
  expect(said("Calls of ana")).not.toContain("Half of the team is at");
});
