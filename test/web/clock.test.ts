import { describe, expect, it } from "vitest";
import { readMoment } from "../../adapters/web/move-clock.ts";

const zone = "Europe/Berlin";
const now = new Date("2026-11-23T09:00:00Z");
const at = (typed: string, from = now) => readMoment(typed, from, zone)?.toISOString() ?? null;

describe("moments for the room's clock", () => {
  it.each([
    ["+1h", "2026-11-23T10:00:00.000Z"],
    ["+90m", "2026-11-23T10:30:00.000Z"],
    ["+1d", "2026-11-24T09:00:00.000Z"],
    ["+2w", "2026-12-07T09:00:00.000Z"],
    ["fri 16:00", "2026-11-27T15:00:00.000Z"],
    ["пт 16:00", "2026-11-27T15:00:00.000Z"],
    ["tomorrow 9:00", "2026-11-24T08:00:00.000Z"],
    ["завтра 09:00", "2026-11-24T08:00:00.000Z"],
    ["2026-12-31 12:00", "2026-12-31T11:00:00.000Z"],
    ["2026-11-25T10:00:00Z", "2026-11-25T10:00:00.000Z"],
    ["11:30", "2026-11-23T10:30:00.000Z"],
    ["09:30", "2026-11-24T08:30:00.000Z"],
  ])("reads %s", (typed, wanted) => expect(at(typed)).toBe(wanted));

  it.each(["", "soon", "25:00", "fri", "+1y", "next friday or so 9:00", "2026-13-45T10:00:00Z"])(
    "refuses %s",
    (typed) => expect(at(typed)).toBeNull(),
  );

  it("takes the next Friday on a Friday evening", () => {
    expect(at("fri 16:00", new Date("2026-11-27T15:00:00Z"))).toBe("2026-12-04T15:00:00.000Z");
  });

  it("keeps the wall time over a clock change", () => {
    expect(at("+1d", new Date("2026-03-28T09:00:00Z"))).toBe("2026-03-29T08:00:00.000Z");
  });
});
