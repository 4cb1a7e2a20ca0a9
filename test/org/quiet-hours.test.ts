import { afterEach, beforeEach, expect, test } from "vitest";
import { type TestBot, testBot } from "../support/test-bot.ts";

let bot: TestBot;
beforeEach(async () => {
  bot = await testBot();
});
afterEach(() => bot.close());

const hours = async () => {
  const { quietFrom, quietTo } = await bot.db.person.findUniqueOrThrow({ where: { id: bot.player("ana").personId } });
  return [quietFrom, quietTo];
};

test.each(["17:00 10:00", "17:00-10:00", "17:00 – 10:00", "from:17:00 to:10:00", "17:00 to 10:00"])(
  "quiet hours are read from “%s”",
  async (typed) => {
    await bot.says("ana", `/my quiet ${typed}`);
    expect(await hours()).toEqual(["17:00", "10:00"]);
  },
);

test("quiet hours end at nine where nothing else is said, and can be turned off", async () => {
  await bot.says("ana", "/my quiet 18:30");
  expect(await hours()).toEqual(["18:30", "09:00"]);
  await bot.says("ana", "/my quiet off");
  expect(await hours()).toEqual([null, null]);
});

test("what is no time of day is refused with what was typed", async () => {
  const answer = await bot.says("ana", "/my quiet 17:00 10:00 noon");
  expect(bot.text(answer)).toContain("17:00 10:00 noon");
  expect(await hours()).toEqual([null, null]);
});
