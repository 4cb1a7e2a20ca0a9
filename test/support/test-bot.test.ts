import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestBot, testBot } from "./test-bot.ts";

let bot: TestBot;
beforeAll(async () => {
  bot = await testBot();
});
afterAll(() => bot.close());

test("somebody asks for help and presses a button", async () => {
  const answer = await bot.says("ana", "/goalkeeper help");
  expect(bot.text(answer)).toContain("/goalkeeper");
  const unknown = await bot.says("ana", "/goalkeeper hlep");
  expect(bot.text(await bot.presses("ana", unknown, "Run /goalkeeper help"))).toContain("/goalkeeper help");
});

test("the clock moves to the next such moment", async () => {
  await bot.at("fri 16:00");
  expect(bot.now().toISOString()).toBe("2026-11-27T15:00:00.000Z");
  await bot.at("mon 09:00");
  expect(bot.now().toISOString()).toBe("2026-11-30T08:00:00.000Z");
});
