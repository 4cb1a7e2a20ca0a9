import { afterEach, beforeEach, expect, test } from "vitest";
import { type TestBot, testBot } from "../support/test-bot.ts";

let bot: TestBot;
beforeEach(async () => {
  bot = await testBot();
  await bot.says("max", "/team remove ana");
});
afterEach(() => bot.close());

const said = async (who: string, text: string) => bot.text(await bot.says(who, text));

test("whoever may make no team is sent to those who can add them", async () => {
  const answer = await said("ana", "/goal add Calls 10");
  expect(answer).toContain("Ask a manager or an admin to add you with /team add.");
  expect(answer).not.toContain("/team create");
  await bot.says("ana", "/my language ru");
  expect(await said("ana", "/goal add Calls 10")).toContain("Попросите руководителя или администратора");
});

test("whoever may make one is told how, and the advice works", async () => {
  expect(await said("ada", "/goal add Calls 10")).toContain("Make one with /team create");
  expect(await said("ada", "/team show")).toContain("Make one with /team create");
  expect(await said("ada", "/team create North")).toContain("Team North is ready");
});
