import fc from "fast-check";
import { expect, it } from "vitest";
import { addDays, fromDay, toDay } from "../../src/calendar/dates.ts";
import { holidaysBetween, holidaysOf, isCountry, isRegion } from "../../src/calendar/holidays.ts";
import {
  lastWorkingDayBefore,
  longestAbsence,
  nthWorkingDayAfter,
  shareElapsed,
  workCalendar,
  workingDays,
  workOn,
} from "../../src/calendar/working-days.ts";

const dates = fc.integer({ min: toDay("2020-01-01"), max: toDay("2030-12-31") }).map(fromDay);

it("adds up: the days before and after any date are the days of the whole", () => {
  const calendar = workCalendar({
    pattern: [1, 1, 1, 0.5, 1, 0, 0],
    holidays: new Map([["2026-05-01", 1]]),
    leaves: [{ start: "2025-07-01", end: "2025-07-20", fraction: 0.5 }],
    hire: "2021-03-15",
  });
  fc.assert(
    fc.property(dates, fc.nat(500), fc.nat(500), (start, first, second) => {
      const middle = addDays(start, first);
      const end = addDays(middle, second);
      const { total, elapsed, left } = shareElapsed(calendar, start, end, middle);
      expect(elapsed + left).toBeCloseTo(total, 9);
      expect(workingDays(calendar, addDays(middle, 1), end)).toBeCloseTo(left, 9);
    }),
    { numRuns: 200 },
  );
});

it("finds working days on either side and gives up on somebody who left", () => {
  const calendar = workCalendar({ holidays: new Map([["2026-11-26", 1]]) });
  expect(nthWorkingDayAfter(calendar, "2026-11-25", 1)).toBe("2026-11-27");
  expect(nthWorkingDayAfter(calendar, "2026-11-25", 3)).toBe("2026-12-01");
  expect(lastWorkingDayBefore(calendar, "2026-11-23")).toBe("2026-11-20");
  expect(nthWorkingDayAfter({ ...calendar, left: "2026-11-25" }, "2026-11-25", 1)).toBeNull();
});

it("counts two half-days of leave as one day off, never more", () => {
  const half = { start: "2026-11-23", end: "2026-11-23", fraction: 0.5 };
  expect(workOn(workCalendar({ leaves: [half] }), "2026-11-23")).toBe(0.5);
  expect(workOn(workCalendar({ leaves: [half, half, half] }), "2026-11-23")).toBe(0);
});

it("measures an absence in working days in a row, over a weekend too", () => {
  const calendar = workCalendar({ leaves: [{ start: "2026-11-19", end: "2026-11-24", fraction: 1 }] });
  expect(longestAbsence(calendar, "2026-11-01", "2026-11-30")).toBe(4);
  expect(longestAbsence(workCalendar(), "2026-11-01", "2026-11-30")).toBe(0);
});

it.each([
  [2024, 248],
  [2025, 247],
  [2026, 247],
])("gives Russia in %i the official %i working days, short ones an hour less", (year, official) => {
  const [start, end] = [`${year}-01-01`, `${year}-12-31`];
  const calendar = workCalendar(holidaysBetween({ country: "RU" }, start, end));
  const short = [...calendar.holidays.values()].filter((off) => off === 0.125).length;
  expect(workingDays(calendar, start, end)).toBe(official - short / 8);
});

it("works on the Saturdays that Russia exchanges and rests on what it moves", () => {
  const calendar = workCalendar(holidaysBetween({ country: "RU" }, "2024-01-01", "2026-12-31"));
  expect(workOn(calendar, "2024-04-27")).toBe(1);
  expect(workOn(calendar, "2025-11-01")).toBe(0.875);
  expect(
    ["2026-01-02", "2026-01-06", "2026-01-09", "2026-05-11", "2026-12-31"].map((date) => workOn(calendar, date)),
  ).toEqual([0, 0, 0, 0, 0]);
  expect(workOn(calendar, "2026-05-08")).toBe(0.875);
});

it("knows substitutes, regions and half-days", () => {
  const american = holidaysOf({ country: "US" }, 2026).holidays;
  expect(american.get("2026-07-03")?.off).toBe(1);
  expect(american.get("2026-11-26")?.name).toEqual({ en: "Thanksgiving Day", ru: "День благодарения" });
  expect(american.get("2026-07-03")?.name.ru).toBe("День независимости (перенос)");
  expect(holidaysOf({ country: "DE", region: "BY" }, 2026).holidays.has("2026-01-06")).toBe(true);
  expect(holidaysOf({ country: "DE" }, 2026).holidays.has("2026-01-06")).toBe(false);
  expect(holidaysOf({ country: "IS" }, 2026).holidays.get("2026-12-24")?.off).toBe(0.5);
  expect(holidaysOf({ country: "RU" }, 2026).holidays.get("2026-06-12")?.name).toEqual({
    en: "Russia Day",
    ru: "День России",
  });
});

it("knows countries and regions by their codes", () => {
  expect([isCountry("RU"), isCountry("XX"), isCountry("toString"), isCountry("")]).toEqual([true, false, false, false]);
  expect([isRegion("DE", "BY"), isRegion("DE", "XX"), isRegion("DE", "toString"), isRegion("XX", "BY")]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
