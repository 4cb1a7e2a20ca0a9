import { afterEach, beforeEach, expect, test } from "vitest";
import { type TestBot, testBot } from "../support/test-bot.ts";

let bot: TestBot;
beforeEach(async () => {
  bot = await testBot();
});
afterEach(() => bot.close());

const said = async (who: string, text: string) => bot.text(await bot.says(who, text));

test("words that fit nowhere are answered with an example that can be typed", async () => {
  expect(await said("max", "/my back please")).toMatch(/belongs\. .*Example: \/my back/u);
  await bot.says("max", "/my language ru");
  expect(await said("max", "/my back please")).toMatch(/Пример: \/my back/u);
});
