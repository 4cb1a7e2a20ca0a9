import fc from "fast-check";
import { DateTime } from "luxon";
import { expect, it } from "vitest";
import {
  addDays,
  addMonths,
  daysBetween,
  endOfMonth,
  endOfQuarter,
  fromDay,
  isLocalDate,
  isoWeek,
  startOfQuarter,
  startOfWeek,
  toDay,
  weekday,
} from "../../src/calendar/dates.ts";

const days = fc.integer({ min: toDay("1900-01-01"), max: toDay("2200-12-31") });

it("counts days as an independent library does", () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -5000, max: 5000 }), (day, shift) => {
      const date = fromDay(day);
      const same = DateTime.fromISO(date, { zone: "utc" });
      expect(same.toMillis()).toBe(day * 86_400_000);
      expect(addDays(date, shift)).toBe(same.plus({ days: shift }).toISODate());
      expect(daysBetween(date, addDays(date, shift))).toBe(shift);
      expect(weekday(date)).toBe(same.weekday);
      expect(isoWeek(date)).toBe(same.toISOWeekDate()?.slice(0, 8));
      expect(startOfWeek(date)).toBe(same.startOf("week").toISODate());
      expect(endOfMonth(date)).toBe(same.endOf("month").toISODate());
      expect(startOfQuarter(date)).toBe(same.startOf("quarter").toISODate());
      expect(endOfQuarter(date)).toBe(same.endOf("quarter").toISODate());
    }),
    { numRuns: 2000 },
  );
});

it.each([
  ["2026-11-23", "2026-W48"],
  ["2027-01-03", "2026-W53"],
  ["2027-01-04", "2027-W01"],
  ["2024-12-30", "2025-W01"],
  ["2021-01-01", "2020-W53"],
])("puts %s into ISO week %s", (date, week) => {
  expect(isoWeek(date)).toBe(week);
});

it("ends a month's anniversary with the month", () => {
  expect(addMonths("2024-01-31", 1)).toBe("2024-02-29");
  expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
  expect(addMonths("2026-12-15", 1)).toBe("2027-01-15");
  expect(addMonths("2026-01-15", -1)).toBe("2025-12-15");
});

it("takes only dates that exist", () => {
  expect(["2028-02-29", "2026-12-31"].every(isLocalDate)).toBe(true);
  expect(["2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "26-01-01", "2026-1-1", ""].some(isLocalDate)).toBe(
    false,
  );
});
