import { afterEach, beforeEach, expect, test } from "vitest";
import { readRamp } from "../../src/goals/team-ramp.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";
import { writeHistory } from "./written-history.ts";

let bot: TestBot;
beforeEach(async () => {
  bot = await testBot();
});
afterEach(() => bot.close());
const say = async (who: string, text: string) => bot.text(await bot.says(who, text));

test("a team's own table decides what newcomers are expected to bring", async () => {
  expect(await say("max", "/team ramp")).toContain("0 25 50 75 100%");
  expect(await say("max", "/team ramp “50 100”")).toContain("50 100%");
  for (const who of ["ana", "chen", "max"]) {
    await writeHistory(bot, who, "calls", { from: "2026-06-01", to: "2026-11-20", amount: 10 });
  }
  const { personId } = bot.player("boris");
  await bot.db.person.update({ where: { id: personId }, data: { hiredOn: "2026-11-23" } });
  const step = await say("max", "/goal add Calls 200 for:boris by:“next month”");
  // Sixteen of December's 23 working days at a half.
  expect(step).toContain("about 65% of full productivity");
  expect(step).toContain("[Send ramped: 130]");
  const events = await bot.db.auditEvent.findMany({ where: { orgId: bot.orgId, action: "team ramp" } });
  expect(events).toMatchObject([{ before: { ramp: "0 25 50 75 100" }, after: { ramp: "50 100" } }]);
});

test("is the manager's, and bad tables are refused", async () => {
  expect(await say("ana", "/team ramp 100")).toContain("/team ramp is for");
  for (const typed of ["fast", "0 150", "-5", "0 25 x"]) {
    expect(await say("max", `/team ramp “${typed}”`)).toContain("could not be read");
  }
  expect(await say("mara", "/team ramp")).toContain("Others");
});

test.each([
  ["smb_3m", [0.33, 0.67, 1]],
  ["0 25 50", [0, 0.25, 0.5]],
  ["0%, 25%, 50%", [0, 0.25, 0.5]],
  ["12,5 100", [0.125, 1]],
])("%s", (typed, table) => {
  expect(readRamp(typed)).toEqual(table);
});
