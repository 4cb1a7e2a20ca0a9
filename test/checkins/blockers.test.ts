import { afterEach, beforeEach, expect, test } from "vitest";
import { type TestBot, testBot } from "../support/test-bot.ts";

let bot: TestBot;
beforeEach(async () => {
  bot = await testBot();
});
afterEach(() => bot.close());

const said = async (who: string, text: string) => bot.text(await bot.says(who, text));

test("what nobody inside can change is not put on whoever notes it", async () => {
  expect(await said("ana", "/blocker add competition")).toContain("Who can act: nobody inside the company.");
  expect(await said("ana", "/blocker list")).toContain("nobody inside the company");
  await bot.says("ana", "/my language ru");
  expect(await said("ana", "/blocker add competition")).toContain("Кто может помочь: внутри компании никто.");
});

test("what a department can change names the department", async () => {
  expect(await said("ana", "/blocker add marketing_leads")).toContain("Who can act: marketing.");
});

test("a choice can be typed by its label, with the apostrophe that keyboards have", async () => {
  expect(await said("ana", '/blocker add "customer\'s budget"')).toContain("noted: Customer’s budget");
});
