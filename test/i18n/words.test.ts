import { expect, test } from "vitest";
import { wordsFor } from "../../src/i18n/words.ts";

const ends = { en: "It ends on {date}.", ru: "Срок: {date}." };
const goesOn = { en: "By {date}, then {reason}. Next.", ru: "К {date}, потом {reason}. Дальше." };

test("a sentence has one full stop, also after a shortened word or what somebody wrote", () => {
  const ru = wordsFor("ru", "UTC");
  expect(ru.plain(ends, { date: ru.date("2026-11-30") })).toBe("Срок: 30 нояб.");
  expect(ru.plain(ends, { date: ru.date("2026-11-30", "long") })).toBe("Срок: 30 нояб. 2026 г.");
  const values = { date: ru.date("2026-11-30"), reason: "отпуск." };
  expect(ru.plain(goesOn, values)).toBe("К 30 нояб., потом отпуск. Дальше.");
});

test("what somebody wrote stays as it is", () => {
  const en = wordsFor("en", "UTC");
  expect(en.plain(ends, { date: "hmm..." })).toBe("It ends on hmm...");
  expect(en.plain(goesOn, { date: "hmm..", reason: "a..b" })).toBe("By hmm.., then a..b. Next.");
});

test("percentages are written as each language does", () => {
  expect(wordsFor("en", "UTC").percent(0.0123, 1)).toBe("1.2%");
  expect(wordsFor("ru", "UTC").percent(0.0123, 1)).toBe("1,2\u00a0%");
  expect(wordsFor("ru", "UTC").percent(0.95)).toBe("95\u00a0%");
});
