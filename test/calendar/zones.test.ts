import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { fromDay, localDate, toDay, weekday } from "../../src/calendar/dates.ts";
import {
  firstZone,
  isZone,
  localDateOf,
  localTimeOf,
  localToInstant,
  zoneOffsetLabel,
  zonesMeantBy,
} from "../../src/calendar/zones.ts";

describe("localToInstant", () => {
  it.each([
    ["2026-03-29", "02:30", "Europe/Berlin", "2026-03-29T01:30:00.000Z"],
    ["2026-10-25", "02:30", "Europe/Berlin", "2026-10-25T00:30:00.000Z"],
    // Half an hour forward at 02:00 on the first Sunday of October, and back in April.
    ["2026-10-04", "02:15", "Australia/Lord_Howe", "2026-10-03T15:45:00.000Z"],
    ["2026-04-05", "01:45", "Australia/Lord_Howe", "2026-04-04T14:45:00.000Z"],
    ["2026-07-01", "09:00", "Asia/Kathmandu", "2026-07-01T03:15:00.000Z"],
    ["2026-07-01", "09:00", "Asia/Kolkata", "2026-07-01T03:30:00.000Z"],
    ["2028-02-29", "23:59", "Pacific/Kiritimati", "2028-02-29T09:59:00.000Z"],
  ])("%s %s in %s", (date, time, zone, expected) => {
    expect(localToInstant(date, time, zone).toISOString()).toBe(expected);
  });

  it("agrees with an independent library on 100,000 wall times", { timeout: 240_000 }, () => {
    const zones = Intl.supportedValuesOf("timeZone");
    const random = generator(20261123);
    const kinds = { plain: 0, twice: 0, never: 0 };
    for (let round = 0; round < 100_000; round++) {
      const zone = zones[Math.floor(random() * zones.length)] ?? "UTC";
      const [date, time] = wallTime(random, round % 2 === 0);
      const [kind, expected] = byLuxon(date, time, zone);
      kinds[kind]++;
      if (localToInstant(date, time, zone).getTime() !== expected) expect.fail(`${date} ${time} ${zone}`);
    }
    expect(kinds.plain).toBeGreaterThan(90_000);
    expect(kinds.twice).toBeGreaterThan(50);
    expect(kinds.never).toBeGreaterThan(50);
  });
});

it("splits an instant into the date and time on somebody's wall", () => {
  const instant = new Date("2026-12-31T18:20:59Z");
  expect(localDateOf(instant, "Asia/Kathmandu")).toBe("2027-01-01");
  expect(localTimeOf(instant, "Asia/Kathmandu")).toBe("00:05");
  expect(zoneOffsetLabel(instant, "Asia/Kathmandu")).toBe("UTC+05:45");
  expect(localDateOf(instant, "America/New_York")).toBe("2026-12-31");
  expect(localTimeOf(instant, "America/New_York")).toBe("13:20");
});

it("knows a zone by whether the engine accepts it", () => {
  expect(["Europe/Kyiv", "Asia/Kolkata", "UTC"].filter((name) => !isZone(name))).toEqual([]);
  expect(["Berlin", "", "+03:00", "Europe/Atlantis", "null"].filter(isZone)).toEqual([]);
});

describe("an abbreviation that the formatter takes and nothing can be reckoned with", () => {
  const short = ["PST", "IST", "CST", "BST", "JST", "AST", "AET", "NST"];

  it("is no zone", () => expect(short.filter(isZone)).toEqual([]));

  it("leaves the choice to the next candidate, and to UTC when there is none", () => {
    expect(firstZone("PST", null, undefined, "Asia/Kolkata", "Europe/Berlin")).toBe("Asia/Kolkata");
    expect(firstZone("PST", null)).toBe("UTC");
  });

  it("is answered with zones that work", () => {
    for (const name of [...short.slice(0, 6), "msk", "МСК", "CEST", "AEST"]) {
      expect(zonesMeantBy(name), name).not.toEqual([]);
      expect(zonesMeantBy(name).filter((zone) => !isZone(zone))).toEqual([]);
    }
    expect(zonesMeantBy("Berlin")).toEqual([]);
  });
});

/** Half of them in the small hours of those Sundays where most zones change their clocks. */
function wallTime(random: () => number, nearChange: boolean): [string, string] {
  const year = 2020 + Math.floor(random() * 11);
  const month = [3, 4, 9, 10, 11][Math.floor(random() * 5)] ?? 3;
  const start = toDay(localDate(year, nearChange ? month : 1, 1));
  const anyDay = start + Math.floor(random() * (nearChange ? 31 : 365));
  const day = nearChange ? anyDay + 7 - weekday(fromDay(anyDay)) : anyDay;
  const minutes = Math.floor(random() * (nearChange ? 240 : 1440));
  const two = (number: number) => String(number).padStart(2, "0");
  return [fromDay(day), `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`];
}

/**
 * Luxon takes the second of two equal wall times, so both are asked for and the first is ours.
 * Where a time is left out its own rule is not used either: ours is the offset that was valid a day earlier.
 */
function byLuxon(date: string, time: string, zone: string): ["plain" | "twice" | "never", number] {
  const wall = DateTime.fromISO(`${date}T${time}`, { zone });
  if (wall.toFormat("yyyy-MM-dd HH:mm") === `${date} ${time}`) {
    const possible = wall.getPossibleOffsets().map((one) => one.toMillis());
    return [possible.length > 1 ? "twice" : "plain", Math.min(...possible)];
  }
  return ["never", Date.parse(`${date}T${time}Z`) - wall.minus({ hours: 24 }).offset * 60_000];
}

/** A linear congruential generator, so that a failure happens again. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
