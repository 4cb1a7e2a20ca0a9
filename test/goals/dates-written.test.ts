import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromDay, toDay } from "../../src/calendar/dates.ts";
import { parseDate } from "../../src/goals/dates-written.ts";
import { parsePeriod } from "../../src/goals/periods-written.ts";

const monday = "2026-11-23";

describe("parseDate", () => {
  it.each([
    ["today", "2026-11-23"],
    ["Сегодня", "2026-11-23"],
    ["tomorrow", "2026-11-24"],
    ["завтра", "2026-11-24"],
    ["yesterday", "2026-11-22"],
    ["вчера", "2026-11-22"],
    ["mon", "2026-11-23"],
    ["fri", "2026-11-27"],
    ["by Friday", "2026-11-27"],
    ["next friday", "2026-12-04"],
    ["last friday", "2026-11-20"],
    ["пт", "2026-11-27"],
    ["в пятницу", "2026-11-27"],
    ["в следующую пятницу", "2026-12-04"],
    ["вс", "2026-11-29"],
    ["31.12", "2026-12-31"],
    ["1.3", "2027-03-01"],
    ["31.12.2026", "2026-12-31"],
    ["31.12.26", "2026-12-31"],
    ["2026-12-31", "2026-12-31"],
    ["31 dec", "2026-12-31"],
    ["Dec 31", "2026-12-31"],
    ["December 31st, 2027", "2027-12-31"],
    ["31 декабря", "2026-12-31"],
    ["до 31 декабря 2027 г.", "2027-12-31"],
    ["5 мая", "2027-05-05"],
    ["29 february", "2028-02-29"],
    ["end of week", "2026-11-29"],
    ["by the end of the month", "2026-11-30"],
    ["end of quarter", "2026-12-31"],
    ["end of year", "2026-12-31"],
    ["end of march", "2027-03-31"],
    ["eow", "2026-11-29"],
    ["eom", "2026-11-30"],
    ["EOQ", "2026-12-31"],
    ["eoy", "2026-12-31"],
    ["конец недели", "2026-11-29"],
    ["до конца месяца", "2026-11-30"],
    ["к концу квартала", "2026-12-31"],
    ["до конца года", "2026-12-31"],
    ["до конца февраля", "2027-02-28"],
    ["end of q1", "2027-03-31"],
    ["до конца следующего месяца", "2026-12-31"],
    ["31/12", "2026-12-31"],
    ["12/31/2026", "2026-12-31"],
    ["ближайшая пятница", "2026-11-27"],
    ["in 2 weeks", "2026-12-07"],
    ["in a month", "2026-12-23"],
    ["через 3 дня", "2026-11-26"],
    ["через неделю", "2026-11-30"],
    ["через 2 месяца", "2027-01-23"],
    ["+10d", "2026-12-03"],
    ["3 days ago", "2026-11-20"],
    ["3 дня назад", "2026-11-20"],
  ])("reads %j on a Monday", (text, expected) => {
    expect(parseDate(text, monday)).toBe(expected);
  });

  it("looks back for entries, today included", () => {
    const back = (text: string) => parseDate(text, monday, { prefer: "past" });
    expect([back("fri"), back("mon"), back("31.12"), back("23.11"), back("5 мая"), back("end of march")]).toEqual([
      "2026-11-20",
      "2026-11-23",
      "2025-12-31",
      "2026-11-23",
      "2026-05-05",
      "2026-03-31",
    ]);
  });

  it.each([
    "",
    "soon",
    "32.12",
    "3/4",
    "13/13",
    "end of nothing",
    "31.02",
    "2026-13-01",
    "31 foo",
    "5",
    "120k",
    "0.5",
    "week",
    "3 days",
    "в",
    "конец",
  ])("refuses %j", (text) => {
    expect(parseDate(text, monday)).toBeNull();
  });

  it("reads back what either language writes", () => {
    const days = fc.integer({ min: toDay("2020-01-01"), max: toDay("2035-12-31") }).map(fromDay);
    fc.assert(
      fc.property(days, fc.constantFrom("en-US", "en-GB", "ru-RU"), (date, locale) => {
        const noon = new Date(`${date}T12:00:00Z`);
        const long = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(noon);
        expect(parseDate(long, monday)).toBe(date);
        const short = new Intl.DateTimeFormat("ru-RU", { dateStyle: "short", timeZone: "UTC" }).format(noon);
        expect(parseDate(short, monday)).toBe(date);
      }),
    );
  });
});

describe("parsePeriod", () => {
  it.each([
    ["march", "2027-03-01", "2027-03-31"],
    ["November", "2026-11-01", "2026-11-30"],
    ["март 2026", "2026-03-01", "2026-03-31"],
    ["в марте", "2027-03-01", "2027-03-31"],
    ["2026-02", "2026-02-01", "2026-02-28"],
    ["q1", "2027-01-01", "2027-03-31"],
    ["Q4", "2026-10-01", "2026-12-31"],
    ["q1 2026", "2026-01-01", "2026-03-31"],
    ["1 квартал", "2027-01-01", "2027-03-31"],
    ["4-й квартал 2026 г.", "2026-10-01", "2026-12-31"],
    ["четвёртый квартал", "2026-10-01", "2026-12-31"],
    ["third quarter", "2027-07-01", "2027-09-30"],
    ["this month", "2026-11-01", "2026-11-30"],
    ["month", "2026-11-01", "2026-11-30"],
    ["следующий месяц", "2026-12-01", "2026-12-31"],
    ["next quarter", "2027-01-01", "2027-03-31"],
    ["last week", "2026-11-16", "2026-11-22"],
    ["на этой неделе", "2026-11-23", "2026-11-29"],
    ["прошлый год", "2025-01-01", "2025-12-31"],
    ["2026-w48", "2026-11-23", "2026-11-29"],
    ["2027", "2027-01-01", "2027-12-31"],
  ])("reads %j", (text, start, end) => {
    expect(parsePeriod(text, monday)).toEqual({ start, end });
  });

  it.each(["", "q5", "0 квартал", "someday", "2027-w53", "31 march", "next", "120k"])("refuses %j", (text) => {
    expect(parsePeriod(text, monday)).toBeNull();
  });
});
