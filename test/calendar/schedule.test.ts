import fc from "fast-check";
import { expect, it } from "vitest";
import { addDays, weekday } from "../../src/calendar/dates.ts";
import {
  formatScheduleWhen,
  nextOccurrence,
  occurrenceOn,
  parseScheduleWhen,
  type Schedule,
} from "../../src/calendar/schedule.ts";
import { localToInstant } from "../../src/calendar/zones.ts";

const everyDay = [1, 2, 3, 4, 5, 6, 7];

function dates(schedule: Schedule, from: string, count: number): string[] {
  const found: string[] = [];
  let after = new Date(from);
  for (let index = 0; index < count; index++) {
    const next = nextOccurrence(schedule, after);
    if (next === null) break;
    found.push(`${next.date} ${next.at.toISOString().slice(11, 16)}`);
    after = next.at;
  }
  return found;
}

it("keeps the wall time over both clock changes", () => {
  const berlin = { days: [1, 2, 3, 4, 5], time: "09:00", zone: "Europe/Berlin" };
  expect(dates(berlin, "2026-03-27T12:00:00Z", 2)).toEqual(["2026-03-30 07:00", "2026-03-31 07:00"]);
  expect(dates(berlin, "2026-10-22T12:00:00Z", 3)).toEqual([
    "2026-10-23 07:00",
    "2026-10-26 08:00",
    "2026-10-27 08:00",
  ]);
});

it("sends once on the day a time is left out and once on the day it comes twice", () => {
  const night = { days: everyDay, time: "02:30", zone: "Europe/Berlin" };
  expect(dates(night, "2026-03-28T00:00:00Z", 3)).toEqual(["2026-03-28 01:30", "2026-03-29 01:30", "2026-03-30 00:30"]);
  expect(dates(night, "2026-10-24T00:00:00Z", 3)).toEqual(["2026-10-24 00:30", "2026-10-25 00:30", "2026-10-26 01:30"]);
});

it.each([
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "America/Santiago",
  "Africa/Cairo",
])("visits every date of two years once in %s", (zone) => {
  for (const time of ["00:00", "00:15", "02:15", "23:45"]) {
    let occurrence = nextOccurrence({ days: everyDay, time, zone }, localToInstant("2027-01-01", "23:50", zone));
    for (let date = "2027-01-02"; date < "2029-01-01"; date = addDays(date, 1)) {
      expect(occurrence?.date).toBe(date);
      occurrence = nextOccurrence({ days: everyDay, time, zone }, occurrence?.at ?? new Date(0));
    }
  }
});

it("meets the leap day and says nothing on other weekdays", () => {
  const tuesdays = { days: [2], time: "16:00", zone: "Asia/Kolkata" };
  expect(nextOccurrence(tuesdays, new Date("2028-02-28T00:00:00Z"))?.date).toBe("2028-02-29");
  expect(occurrenceOn(tuesdays, "2028-02-28")).toBeNull();
  expect(nextOccurrence({ ...tuesdays, days: [] }, new Date("2028-02-28T00:00:00Z"))).toBeNull();
});

it("is always later, and on one of its weekdays", () => {
  const instants = fc.date({ min: new Date("2020-01-01"), max: new Date("2031-01-01"), noInvalidDate: true });
  const zones = fc.constantFrom("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu");
  const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
  fc.assert(
    fc.property(instants, zones, days, fc.integer({ min: 0, max: 1439 }), (after, zone, on, minute) => {
      const time = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
      const next = nextOccurrence({ days: on, time, zone }, after);
      expect(next?.at.getTime()).toBeGreaterThan(after.getTime());
      expect(on).toContain(weekday(next?.date ?? ""));
      expect((next?.at.getTime() ?? Number.POSITIVE_INFINITY) - after.getTime()).toBeLessThan(8 * 86_400_000);
    }),
    { numRuns: 500 },
  );
});

it.each([
  ["mon-fri 09:30", [1, 2, 3, 4, 5], "09:30"],
  ["fri 16:00", [5], "16:00"],
  ["mon,wed 9:00", [1, 3], "09:00"],
  ["Mon and Wed at 9", [1, 3], "09:00"],
  ["daily 9:30", everyDay, "09:30"],
  ["weekdays 8:15", [1, 2, 3, 4, 5], "08:15"],
  ["fri-mon 10:00", [1, 5, 6, 7], "10:00"],
  ["Friday 4pm", [5], "16:00"],
  ["пн-пт 09:30", [1, 2, 3, 4, 5], "09:30"],
  ["пн – пт 09:30", [1, 2, 3, 4, 5], "09:30"],
  ["пт 16:00", [5], "16:00"],
  ["пт в 16:00", [5], "16:00"],
  ["по пятницам в 16.00", [5], "16:00"],
  ["ежедневно 9:30", everyDay, "09:30"],
  ["каждый день 9:30", everyDay, "09:30"],
])("reads %j", (text, days, time) => {
  expect(parseScheduleWhen(text)).toEqual({ days, time });
});

it("reads off in both languages and refuses what it does not understand", () => {
  expect(["off", "Off", "выкл"].map(parseScheduleWhen)).toEqual(["off", "off", "off"]);
  for (const text of ["", "fri", "9:30", "fri 25:00", "fri 9:60", "someday 9:00", "mon- 9:00", "fri 13pm"]) {
    expect(parseScheduleWhen(text)).toBeNull();
  }
});

it("writes what it can read again", () => {
  const when = fc.record({
    days: fc.subarray(everyDay, { minLength: 1 }),
    time: fc.constantFrom("00:00", "09:30", "16:00", "23:59"),
  });
  fc.assert(
    fc.property(when, fc.constantFrom<"en" | "ru">("en", "ru"), (value, locale) => {
      expect(parseScheduleWhen(formatScheduleWhen(value, locale))).toEqual(value);
    }),
  );
  expect(formatScheduleWhen({ days: [1, 2, 3, 4, 5], time: "09:30" }, "ru")).toBe("пн-пт 09:30");
});
