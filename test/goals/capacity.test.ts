import { afterEach, beforeEach, expect, test } from "vitest";
import { type TestBot, testBot } from "../support/test-bot.ts";
import { writeHistory } from "./written-history.ts";

let bot: TestBot;

/** On every working day ten calls, two meetings of them, and a deal from every second meeting. */
async function begin(options: Parameters<typeof testBot>[0] = {}) {
  bot = await testBot(options);
  const half = { from: "2026-06-01", to: "2026-11-20" } as const;
  for (const who of ["ana", "boris", "chen"]) {
    await writeHistory(bot, who, "calls", { ...half, amount: 10 });
    await writeHistory(bot, who, "meetings", { ...half, amount: 2 });
    await writeHistory(bot, who, "deals", { ...half, amount: 1 });
    await writeHistory(bot, who, "revenue", { ...half, amount: 100_000 });
  }
}
beforeEach(() => begin());
afterEach(() => bot.close());

const say = async (who: string, text: string) => bot.text(await bot.says(who, text));

test("deals that take more than the busy days held name the activity that is tightest", async () => {
  const text = await say("max", "/goal add Deals 60 for:ana by:“next month”");
  expect(text).toContain("Before it is sent: Ana, Deals");
  expect(text).toMatch(/it takes about 2\d(\.\d)? a working day of “Calls”; on the busiest days it was 10/u);
});

test("money is reckoned in deals of the usual size", async () => {
  await say("max", "/team funnel “calls > meetings > deals”");
  const text = await say("max", "/goal add Revenue 60k for:ana by:“next month”");
  expect(text).toMatch(/it takes about 2\d(\.\d)? a working day of “(Calls|Meetings)”/u);
});

test("what the usual days bring takes no more", async () => {
  expect(await say("max", "/goal add Deals 22 for:ana by:“next month”")).not.toContain("busiest days");
});

test("a team without a way to the result is told no reason that nobody knows", async () => {
  await bot.db.entry.deleteMany({ where: { metric: { kind: "activity" } } });
  expect(await say("max", "/goal add Deals 60 for:ana by:“next month”")).not.toContain("busiest days");
});

test("a split says it per line", async () => {
  const text = await say("max", "/goal split Deals 180 by:“next month”");
  expect(text).toMatch(/• Ana: .*a working day of “Calls”/u);
});

test("another organisation's activity is nobody's", async () => {
  await bot.says("mara", "/goal add Deals 60 for:olaf by:“next month”");
  expect(await say("mara", "/goal add Deals 61 for:olaf by:“next month”")).not.toContain("busiest days");
});

test("in Russian", async () => {
  await bot.close();
  await begin({ locale: "ru" });
  const text = await say("max", "/goal add Сделки 60 metric:deals for:ana by:“31 декабря”");
  expect(text).toMatch(/нужно около 2\d(,\d)? за рабочий день \(«Звонки»\); в самые загруженные дни было 10/u);
});
