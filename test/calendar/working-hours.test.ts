import fc from "fast-check";
import { expect, it } from "vitest";
import { workCalendar, workOn } from "../../src/calendar/working-days.ts";
import {
  addWorkingMinutes,
  nextAllowed,
  nextProactive,
  officeHours,
  snoozeUntil,
  type WorkingTime,
  workingMinutes,
} from "../../src/calendar/working-hours.ts";
import { localDateOf, localTimeOf } from "../../src/calendar/zones.ts";

const berlin: WorkingTime = { zone: "Europe/Berlin", hours: officeHours, calendar: workCalendar() };
const instants = fc
  .integer({ min: Date.parse("2024-01-01") / 60_000, max: Date.parse("2028-01-01") / 60_000 })
  .map((minute) => new Date(minute * 60_000));

it("closes at the closing minute", () => {
  expect(nextAllowed(new Date("2026-11-23T16:59:00Z"), berlin)?.toISOString()).toBe("2026-11-23T16:59:00.000Z");
  expect(nextAllowed(new Date("2026-11-23T17:00:00Z"), berlin)?.toISOString()).toBe("2026-11-24T08:00:00.000Z");
});

it("always lands in a working window, and waits no longer than it must", () => {
  const zones = fc.constantFrom("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu");
  fc.assert(
    fc.property(instants, zones, (instant, zone) => {
      const time = { ...berlin, zone };
      const allowed = nextAllowed(instant, time) ?? new Date(0);
      expect(allowed.getTime()).toBeGreaterThanOrEqual(instant.getTime());
      expect(workOn(time.calendar, localDateOf(allowed, zone))).toBe(1);
      const wall = localTimeOf(allowed, zone);
      expect(wall >= "09:00" && wall < "18:00").toBe(true);
      expect(workingMinutes(instant, allowed, time)).toBe(0);
    }),
    { numRuns: 300 },
  );
});

it("is quiet until ten on the first morning after three days off", () => {
  const easter = { ...berlin, calendar: workCalendar({ holidays: new Map([["2026-04-06", 1]]) }) };
  const night = new Date("2026-04-05T02:00:00Z");
  expect(nextProactive(night, easter)?.toISOString()).toBe("2026-04-07T08:00:00.000Z");
  expect(nextProactive(new Date("2026-04-07T09:15:00Z"), easter)?.toISOString()).toBe("2026-04-07T09:15:00.000Z");
  expect(nextProactive(night, berlin)?.toISOString()).toBe("2026-04-06T07:00:00.000Z");
});

it("measures what it added", () => {
  fc.assert(
    fc.property(instants, fc.nat(3000), (instant, minutes) => {
      const later = addWorkingMinutes(instant, minutes, berlin) ?? new Date(0);
      expect(workingMinutes(instant, later, berlin)).toBeCloseTo(minutes, 6);
    }),
    { numRuns: 300 },
  );
});

it("counts the hour that a night shift loses or gains with the clocks", () => {
  const night = {
    ...berlin,
    hours: { start: "22:00", end: "06:00" },
    calendar: workCalendar({ pattern: [1, 1, 1, 1, 1, 1, 1] }),
  };
  const shift = (from: string, to: string) => workingMinutes(new Date(from), new Date(to), night);
  expect(shift("2026-03-27T12:00:00Z", "2026-03-28T12:00:00Z")).toBe(480);
  expect(shift("2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z")).toBe(420);
  expect(shift("2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z")).toBe(540);
  expect(nextAllowed(new Date("2026-11-24T01:00:00Z"), night)?.toISOString()).toBe("2026-11-24T01:00:00.000Z");
});

it.each([
  [{ until: "tomorrow" }, "2026-11-27T08:00:00.000Z"],
  [{ until: "monday" }, "2026-11-30T08:00:00.000Z"],
  [{ until: "date", date: "2026-12-25" }, "2026-12-25T08:00:00.000Z"],
  [{ until: "date", date: "2026-12-05" }, "2026-12-07T08:00:00.000Z"],
  [{ minutes: 60 }, "2026-11-26T15:10:00.000Z"],
] as const)("snoozes on a Thursday by %j", (snooze, expected) => {
  expect(snoozeUntil(new Date("2026-11-26T14:10:00Z"), snooze, berlin)?.toISOString()).toBe(expected);
});

it("has no allowed time for somebody who left", () => {
  const gone = { ...berlin, calendar: workCalendar({ left: "2026-11-20" }) };
  expect(nextAllowed(new Date("2026-11-23T10:00:00Z"), gone)).toBeNull();
  expect(addWorkingMinutes(new Date("2026-11-23T10:00:00Z"), 5, gone)).toBeNull();
});
