import { expect, it } from "vitest";
import { shiftedClock, systemClock } from "../src/clock.ts";

it("runs with its base, jumps ahead and never back", () => {
  let base = new Date("2026-11-23T09:00:00Z");
  const clock = shiftedClock({ now: () => base });
  expect(clock.now()).toEqual(base);
  clock.advanceTo(new Date("2026-11-27T16:00:00Z"));
  base = new Date("2026-11-23T09:00:05Z");
  expect(clock.now()).toEqual(new Date("2026-11-27T16:00:05Z"));
  clock.advanceTo(new Date("2026-11-24T00:00:00Z"));
  expect(clock.now()).toEqual(new Date("2026-11-27T16:00:05Z"));
});

it("tells the system's time", () => {
  expect(Math.abs(systemClock.now().getTime() - Date.now())).toBeLessThan(1000);
});
