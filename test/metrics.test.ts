import { afterEach, beforeEach, expect, test } from "vitest";
import { openMetrics } from "../src/metrics.ts";
import { sayToPerson } from "../src/outbox/say.ts";
import { view } from "../src/view/view.ts";
import { type TestBot, testBot } from "./support/test-bot.ts";

let bot: TestBot;
beforeEach(async () => {
  bot = await testBot();
});
afterEach(() => bot.close());

const value = (text: string, name: string): number => {
  const line = text.split("\n").find((one) => one.startsWith(`${name} `));
  return Number(line?.slice(name.length + 1));
};
const tell = (key: string) =>
  sayToPerson(bot.work(), bot.player("ana").personId, { key, kind: "notice" }, () => view(key));

test("what is due, for how long, and what was given up is told of one moment", async () => {
  for (const key of ["one", "two", "three"]) await tell(key);
  await bot.db.outboxMessage.updateMany({ where: { key: "three" }, data: { state: "failed" } });
  const later = { now: () => new Date(bot.now().getTime() + 90_000) };
  const text = await openMetrics(bot.db, later, async () => "jobs 1\n").metrics();
  expect(value(text, "goalkeeper_outbox_due")).toBe(2);
  expect(value(text, "goalkeeper_outbox_oldest_due_seconds")).toBe(90);
  expect(value(text, "goalkeeper_outbox_dead_letters")).toBe(1);
  expect(value(text, 'goalkeeper_outbox_messages{state="waiting"}')).toBe(2);
  expect(value(text, 'goalkeeper_answering{part="queue"}')).toBe(1);
  expect(value(text, "jobs")).toBe(1);
});

test("a queue that is away or silent does not hide the rest", async () => {
  const away = await openMetrics(bot.db, bot, () => Promise.reject(new Error("away"))).metrics();
  expect(value(away, 'goalkeeper_answering{part="queue"}')).toBe(0);
  expect(value(away, 'goalkeeper_answering{part="database"}')).toBe(1);
  const silent = await openMetrics(bot.db, bot, () => new Promise(() => {})).metrics();
  expect(value(silent, 'goalkeeper_answering{part="queue"}')).toBe(0);
  expect(value(silent, "goalkeeper_outbox_due")).toBe(0);
});
