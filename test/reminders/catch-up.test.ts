import { describe, expect, it } from "vitest";
import { catchUp, reasons } from "../../src/reminders/catch-up.ts";
import { nextForTeam } from "../../src/reminders/team-times.ts";

const at = (text: string) => new Date(text);
const weekdays = [1, 2, 3, 4, 5];

describe("when a team's schedule comes next", () => {
  it("begins a check-in in the morning of whoever wakes first", () => {
    const when = { days: [4], time: "09:30", zones: ["Europe/Moscow", "Asia/Vladivostok", "Europe/Berlin"] };
    expect(nextForTeam(when, at("2026-11-23T10:00:00Z"))).toEqual({
      date: "2026-11-26",
      at: at("2026-11-25T23:30:00Z"),
    });
  });

  it("keeps the wall time over both clock changes, once a date", () => {
    const when = { days: [7], time: "02:30", zones: ["Europe/Berlin"] };
    const spring = nextForTeam(when, at("2026-03-28T12:00:00Z"));
    expect(spring).toEqual({ date: "2026-03-29", at: at("2026-03-29T01:30:00Z") });
    const autumn = nextForTeam(when, at("2026-10-24T12:00:00Z"));
    expect(autumn).toEqual({ date: "2026-10-25", at: at("2026-10-25T00:30:00Z") });
    expect(nextForTeam(when, autumn?.at ?? at("2026-10-25T00:30:00Z"), autumn?.date)?.date).toBe("2026-11-01");
  });

  it("never repeats a date that has been", () => {
    const when = { days: weekdays, time: "16:00", zones: ["Europe/Berlin"] };
    expect(nextForTeam(when, at("2026-11-23T10:00:00Z"), "2026-11-23")?.date).toBe("2026-11-24");
  });
});

describe("after a downtime", () => {
  const daily = { days: weekdays, time: "09:00", zones: ["Europe/Berlin"] };
  const monday = { date: "2026-11-23", at: at("2026-11-23T08:00:00Z") };

  it("is on time within a quarter of an hour", () => {
    const { due, next } = catchUp(daily, "reminders", monday, at("2026-11-23T08:10:00Z"));
    expect(due).toEqual([{ ...monday, runs: true, reason: null }]);
    expect(next?.date).toBe("2026-11-24");
  });

  it("runs only the latest of several, marked late", () => {
    const { due, next } = catchUp(daily, "reminders", monday, at("2026-11-25T11:00:00Z"));
    expect(due.map(({ date, runs, reason }) => [date, runs, reason])).toEqual([
      ["2026-11-23", false, reasons.replaced],
      ["2026-11-24", false, reasons.replaced],
      ["2026-11-25", true, reasons.late],
    ]);
    expect(next).toEqual({ date: "2026-11-26", at: at("2026-11-26T08:00:00Z") });
  });

  it("counts for how long it is of use from when it comes to the last of its people", () => {
    const spread = { ...daily, zones: ["America/New_York", "Asia/Vladivostok"] };
    const begun = { date: "2026-11-24", at: at("2026-11-23T23:00:00Z") };
    expect(catchUp(spread, "reminders", begun, at("2026-11-24T14:00:00Z")).due[0]?.runs).toBe(true);
    expect(catchUp(spread, "reminders", begun, at("2026-11-24T23:30:00Z")).due.at(-1)?.date).toBe("2026-11-25");
  });

  it("skips what is of no use any more", () => {
    const weekly = { days: [5], time: "16:00", zones: ["Europe/Berlin"] };
    const friday = { date: "2026-11-20", at: at("2026-11-20T15:00:00Z") };
    expect(catchUp(weekly, "brief", friday, at("2026-11-22T14:00:00Z")).due[0]?.runs).toBe(true);
    expect(catchUp(weekly, "brief", friday, at("2026-11-22T16:00:00Z")).due[0]).toMatchObject({
      runs: false,
      reason: reasons.useless,
    });
    expect(catchUp(weekly, "summary", friday, at("2026-11-26T15:00:00Z")).due[0]?.runs).toBe(true);
  });

  it("starts anew after a year", () => {
    const { due, next } = catchUp(daily, "reminders", monday, at("2028-11-22T08:05:00Z"));
    expect(due.length).toBeLessThan(40);
    expect(next?.at.getTime()).toBeGreaterThan(at("2028-11-22T08:05:00Z").getTime());
  });
});
