import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromDay, toDay } from "../../src/calendar/dates.ts";
import { workCalendar } from "../../src/calendar/working-days.ts";
import { curveAt, historyOf, hockeyIndex, seasonalCurve } from "../../src/goals/curve.ts";
import { isOutlier } from "../../src/goals/outlier.ts";
import { pace, usualBands } from "../../src/goals/pace.ts";
import { paceCeiling } from "../../src/goals/pace-ceiling.ts";
import { rampedTarget, rampTables } from "../../src/goals/ramp.ts";
import { isStale, statusByProbability, worthAnnouncing } from "../../src/goals/status.ts";

const june = { start: "2026-06-01", end: "2026-06-30", calendar: workCalendar() };

describe("pace", () => {
  it("never gives a number that is not one", () => {
    const days = fc.integer({ min: toDay("2026-05-01"), max: toDay("2026-08-01") }).map(fromDay);
    const leave = fc.record({ start: days, end: days, fraction: fc.constantFrom(0.5, 1) });
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.nat(1500),
        days,
        fc.array(leave, { maxLength: 3 }),
        (target, actual, asOf, leaves) => {
          const found = pace({ ...june, target, actual, asOf, calendar: workCalendar({ leaves }) });
          for (const value of Object.values(found)) {
            if (typeof value === "number") expect(Number.isFinite(value)).toBe(true);
          }
          if (target > 0 && actual >= target) expect(found.status).toBe("achieved");
        },
      ),
    );
  });

  it("asks for what is missing in the days that are left", () => {
    const found = pace({ ...june, target: 220, actual: 20, asOf: "2026-06-12" });
    expect(found.requiredPerDay).toBeCloseTo(200 / 12, 9);
    expect(found.status).toBe("behind");
  });

  it("calls a goal that its curve expects nothing of on track", () => {
    const late = [0, 0, 0, 0, 1];
    expect(pace({ ...june, target: 10, actual: 0, asOf: "2026-06-12", curve: late })).toMatchObject({
      expected: 0,
      paceIndex: null,
      projection: null,
      status: "on_track",
    });
  });

  it("puts a result into its band", () => {
    const bands = usualBands(100);
    const band = (actual: number) => pace({ ...june, ...bands, target: 100, actual, asOf: "2026-06-30" }).band;
    expect([79, 80, 100, 119, 120].map(band)).toEqual(["below", "threshold", "target", "target", "stretch"]);
  });
});

it("judges a ceiling by its first matching rule", () => {
  const status = (limit: number, actual: number, asOf: string) => paceCeiling({ ...june, limit, actual, asOf }).status;
  expect(status(0, 1, "2026-06-12")).toBe("breached");
  expect(status(0, 0, "2026-06-12")).toBe("on_track");
  expect(status(10, 9, "2026-06-30")).toBe("achieved");
  expect(status(10, 2, "2026-05-30")).toBe("not_started");
  expect(status(10, 2, "2026-06-02")).toBe("too_early");
  expect(status(10, 9, "2026-06-12")).toBe("behind");
});

describe("status", () => {
  it("takes its limits from the probability", () => {
    const by = (probability: number) => statusByProbability("at_risk", { probability, ownWeight: 0.5 }).status;
    expect([0.7, 0.699, 0.3, 0.299].map(by)).toEqual(["on_track", "at_risk", "at_risk", "behind"]);
  });

  it("announces a change when it lasted or went far", () => {
    const change = { announced: "on_track", current: "at_risk", lasted: 1, probability: 0.65 } as const;
    expect(worthAnnouncing(change)).toBe(false);
    expect(worthAnnouncing({ ...change, lasted: 2 })).toBe(true);
    expect(worthAnnouncing({ ...change, probability: 0.6 })).toBe(true);
    expect(worthAnnouncing({ ...change, current: "behind", probability: 0.25 })).toBe(false);
    expect(worthAnnouncing({ ...change, announced: "behind", probability: 0.4 })).toBe(true);
    expect(worthAnnouncing({ ...change, announced: "behind", current: "on_track", probability: 0.75 })).toBe(false);
    expect(worthAnnouncing({ ...change, current: "achieved" })).toBe(true);
    expect(worthAnnouncing({ ...change, current: "on_track", lasted: 9 })).toBe(false);
    expect([4, 5].map(isStale)).toEqual([false, true]);
  });
});

describe("curve", () => {
  const days = fc.array(fc.tuple(fc.constantFrom(0, 0.5, 1), fc.nat(100)), { minLength: 1, maxLength: 40 });

  it("rises from nothing to all when no result was taken back", () => {
    fc.assert(
      fc.property(fc.array(days, { maxLength: 6 }), (periods) => {
        const curve = seasonalCurve(periods.map(historyOf));
        expect(curve[0]).toBeCloseTo(0, 9);
        expect(curve.at(-1)).toBeCloseTo(1, 9);
        for (let step = 1; step < curve.length; step++) {
          expect(curve[step] ?? 0).toBeGreaterThanOrEqual((curve[step - 1] ?? 0) - 1e-9);
        }
        expect(curveAt(curve, 0.5)).toBeCloseTo(curve[10] ?? 0, 9);
      }),
    );
  });

  it("books a day off at the working day before it, or at the first one", () => {
    expect(
      historyOf([
        [0, 5],
        [1, 10],
        [0, 20],
        [1, 0],
      ]),
    ).toEqual([
      [0.5, 35],
      [1, 35],
    ]);
  });

  it("looks at the last four periods that sold anything", () => {
    const even = [[1, 100]] as const;
    const late = [
      [0.5, 0],
      [1, 100],
    ] as const;
    const empty = [[1, 0]] as const;
    expect(seasonalCurve([late, even, even, even, empty, even])).toEqual(seasonalCurve([even, even, even, even]));
  });

  it("keeps the hockey index between none and all", () => {
    fc.assert(
      fc.property(days, (period) => {
        const index = hockeyIndex(period);
        if (index !== null) expect(index >= -1e-9 && index <= 1 + 1e-9).toBe(true);
      }),
    );
    expect(
      hockeyIndex([
        [0, 5],
        [0, 5],
      ]),
    ).toBeNull();
  });
});

describe("ramp", () => {
  const month = { full: 100, start: "2026-06-01", end: "2026-06-30" };

  it("never asks a newcomer for more than the full target", () => {
    const hires = fc.integer({ min: toDay("2025-01-01"), max: toDay("2026-08-01") }).map(fromDay);
    fc.assert(
      fc.property(hires, fc.constantFrom(...Object.values(rampTables)), (hire, table) => {
        const factor = rampedTarget({ ...month, table, calendar: workCalendar({ hire }) })?.factor ?? -1;
        expect(factor).toBeGreaterThanOrEqual(0);
        expect(factor).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  it("stops the clock for a long leave when asked to", () => {
    const calendar = workCalendar({
      hire: "2026-03-01",
      leaves: [{ start: "2026-04-01", end: "2026-04-30", fraction: 1 }],
    });
    const table = rampTables.mid_5m;
    expect(rampedTarget({ ...month, table, calendar })?.factor).toBeCloseTo(0.75, 9);
    // 30 days of leave make 31 March the hire date, so June is the third month but for its last day.
    expect(rampedTarget({ ...month, table, calendar, freezeOnLeave: true })?.factor).toBeCloseTo(
      (21 * 0.5 + 0.75) / 22,
      9,
    );
  });

  it("has no target for a period without working time", () => {
    const closed = workCalendar({ pattern: [0, 0, 0, 0, 0, 0, 0] });
    expect(rampedTarget({ ...month, table: [1], calendar: closed })).toBeNull();
  });
});

it("asks about a slip of a zero, but not about the only numbers there are", () => {
  expect([isOutlier(500, [90, 100, 110]), isOutlier(20, [90, 100, 110]), isOutlier(499, [90, 100, 110])]).toEqual([
    true,
    true,
    false,
  ]);
  expect([isOutlier(500, []), isOutlier(500, [0, 0, 0])]).toEqual([false, false]);
});
