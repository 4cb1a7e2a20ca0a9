import { afterEach, describe, expect, test } from "vitest";
import type { MessageKind } from "../../src/generated/prisma/client.ts";
import type { Locale } from "../../src/i18n/texts.ts";
import { chartPng } from "../../src/view/chart-png.ts";
import type { View } from "../../src/view/view.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";
import { type Driver, drivers } from "./driver.ts";

/** What the story's people read and press, in both languages. */
const told = {
  en: {
    accept: "Accept",
    accepted: "#1 Calls is yours: 200 by 30 Nov 2026.",
    logged: "Logged 12 for Mon 23 Nov on #1 Calls.",
    prompt: "Time to check in",
    reminder: "Your check-in is still open",
    checkIn: "Check in",
    thanks: "Thank you",
    blocker: "A competitor",
    summary: "Sales: week 23 Nov – 29 Nov 2026",
    participation: "1 of 3 checked in.",
    brief: "Sales: your brief for the week 23 Nov – 29 Nov 2026",
    missing: "Boris",
    step: "Call ten a day",
  },
  ru: {
    accept: "Принять",
    accepted: "Цель #1 Calls ваша: 200 к 30 нояб. 2026 г. Первый шаг",
    logged: "Записано 12 за пн, 23 нояб., цель #1 Calls.",
    prompt: "Пора отчитаться",
    reminder: "Отчёт ещё открыт",
    checkIn: "Отчитаться",
    thanks: "Спасибо",
    blocker: "Конкурент",
    summary: "Sales: неделя 23 нояб. – 29 нояб. 2026 г.",
    participation: "Отчитались: 1 из 3.",
    brief: "Sales: ваша справка за неделю 23 нояб. – 29 нояб. 2026 г.",
    missing: "Boris",
    step: "Звонить десяти",
  },
} as const;

type Told = (typeof told)[Locale];

let bot: TestBot;
let driver: Driver;
afterEach(async () => {
  await driver.close();
  await bot.close();
});

const sent = (kind: MessageKind) => bot.db.outboxMessage.count({ where: { kind, state: "sent" } });

/** What the platform shows of one thing: there is exactly one such message. */
function shown(to: string, text: string): View {
  const found = bot.platform.sent.filter((one) => one.to === to && one.text.includes(text));
  expect(found.map((one) => one.text)).toHaveLength(1);
  return found[0]?.message.view ?? expect.fail(`${to} was not shown ${text}`);
}

async function says(who: string, text: string): Promise<string> {
  return bot.text(await bot.says(who, text));
}

/** Monday: the team is set up, and the manager gives Ana a goal, which she accepts and logs on. */
async function monday(words: Told): Promise<void> {
  await says("max", "/team schedule checkin thu 09:30");
  await says("max", "/team schedule summary fri 16:00");
  await says("max", "/team schedule brief mon 09:00");
  await says("max", "/goal add Calls 200 for:ana by:2026-11-30");
  await says("max", "/goal add Calls 100 for:boris by:2026-11-30");
  await driver.runAgain();
  const form = await bot.presses("ana", shown("ana", "#1 Calls"), words.accept);
  const readBack = { number: "200", by: "30.11", step: words.step };
  expect(bot.text(await bot.submits("ana", form, readBack))).toContain(words.accepted);
  expect(await says("ana", "/goal log calls 12")).toContain(words.logged);
}

/** Thursday: everybody is asked, whoever is silent is reminded, and Ana answers from the reminder. */
async function thursday(words: Told): Promise<void> {
  await driver.runTo("thu 09:30");
  for (const who of ["ana", "boris", "chen"]) shown(who, words.prompt);
  await driver.runTo("thu 14:00");
  const form = await bot.presses("ana", shown("ana", words.reminder), words.checkIn);
  expect(bot.text(form)).toContain(": 12");
  const answers = { numbers: "40", confidence: "4", blocker: "competition", commitment: "Ten calls a day" };
  expect(bot.text(await bot.submits("ana", form, answers))).toContain(words.thanks);
  const [first] = await bot.db.answer.findMany({ where: { key: "confidence" } });
  expect(first?.value).toBe("4");
  // A repeated delivery of the same answer logs nothing again.
  await bot.again();
  const entries = await bot.db.entry.findMany({ where: { voidedAt: null }, orderBy: { at: "asc" } });
  expect(entries.map(({ amount, source }) => [amount, source])).toEqual([
    [12n, "command"],
    [28n, "checkin"],
  ]);
}

/** Friday at four: the summary is in the channel with its chart, once. */
async function friday(words: Told, locale: Locale): Promise<void> {
  await driver.runTo("fri 16:00");
  const summary = shown("#sales", words.summary);
  const text = bot.text(summary);
  expect(text).toContain(words.participation);
  expect(text).toContain(words.blocker);
  expect(text).not.toContain("Ten calls a day");
  const charts = summary.blocks.flatMap((block) => (block.kind === "chart" ? [block] : []));
  expect(charts).toHaveLength(1);
  for (const { chart } of charts) expect((await chartPng(chart, locale)).subarray(1, 4).toString()).toBe("PNG");
}

/** Monday at nine: the brief is in the manager's direct messages, and says what only the manager may read. */
async function nextMonday(words: Told): Promise<void> {
  await driver.runTo("mon 09:00");
  const brief = bot.text(shown("max", words.brief));
  expect(brief).toContain(words.missing);
  for (const who of ["ana", "boris", "chen"])
    expect(bot.platform.sent.filter((one) => one.to === who && one.text.includes(words.brief))).toEqual([]);
}

describe.each(drivers)("a week, driven $name", ({ drive }) => {
  test.each(["en", "ru"] as const)(
    "in %s",
    async (locale) => {
      bot = await testBot({ locale });
      driver = await drive(bot);
      const words = told[locale];
      await monday(words);
      await thursday(words);
      await friday(words, locale);
      await nextMonday(words);
      const before = bot.platform.sent.length;
      await driver.runAgain();
      expect(bot.platform.sent).toHaveLength(before);
      expect([await sent("prompt"), await sent("summary"), await sent("brief")]).toEqual([3, 1, 1]);
    },
    120_000,
  );
});
