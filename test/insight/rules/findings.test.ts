import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  blockersPareto,
  byControl,
  hasTooManyOthers,
  systemicBlockers,
} from "../../../src/insight/rules/blocker-report.ts";
import { blockerTaxonomy, controls, firstBlockerChoices } from "../../../src/insight/rules/blocker-taxonomy.ts";
import * as quality from "../../../src/insight/rules/data-quality.ts";
import { insightScore, rankInsights } from "../../../src/insight/rules/insight-rank.ts";
import { improvementProbability, isPersonalBest, proposeRecognition } from "../../../src/insight/rules/recognition.ts";

describe("blockers", () => {
  it("offers eight first choices that cover every controller", () => {
    expect(firstBlockerChoices).toHaveLength(8);
    const offered = blockerTaxonomy.filter(({ code }) => firstBlockerChoices.some((choice) => choice === code));
    expect(new Set(offered.map(({ control }) => control))).toEqual(new Set(controls));
  });

  it("shares out everything", () => {
    const row = fc.record({
      category: fc.constantFrom("product_gap", "competition", "other"),
      control: fc.constantFrom(...controls),
      value: fc.nat(1000),
      openDays: fc.nat(60),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 10 }), (rows) => {
        expect(blockersPareto(rows).at(-1)?.cumulative).toBeCloseTo(1, 12);
        expect(Object.values(byControl(rows)).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
      }),
    );
  });

  it("tells systemic from personal", () => {
    const seen = (category: string, repId: string, dealId: string, openedDaysAgo: number) => {
      return { category, repId, dealId, openedDaysAgo };
    };
    const sightings = [
      seen("product_gap", "ana", "d1", 3),
      seen("product_gap", "ben", "d2", 20),
      seen("delivery", "ana", "d1", 3),
      seen("delivery", "ben", "d2", 40),
      seen("competition", "ana", "d3", 1),
      seen("competition", "ana", "d4", 1),
      seen("competition", "ana", "d5", 1),
    ];
    expect(systemicBlockers(sightings)).toEqual(["competition", "product_gap"]);
    expect(hasTooManyOthers([{ category: "other" }, { category: "delivery" }])).toBe(true);
    expect(hasTooManyOthers([])).toBe(false);
  });
});

describe("ranking", () => {
  it("scores within 0 and 1", () => {
    const facts = fc.record({
      valueAtStake: fc.integer(),
      teamTarget: fc.integer(),
      significance: fc.double({ min: -1, max: 2, noNaN: true }),
      daysLeft: fc.integer({ min: -10, max: 100 }),
      periodDays: fc.nat(60),
      control: fc.constantFrom(...controls),
      repeats: fc.nat(5),
    });
    fc.assert(
      fc.property(facts, (given) => {
        expect(insightScore(given)).toBeGreaterThanOrEqual(0);
        expect(insightScore(given)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("shows five at most, one person twice at most, nothing below the cut-off", () => {
    const of = (key: string, personId: string | null, score: number) => ({ key, personId, score });
    const all = [of("a", "ana", 0.9), of("b", "ana", 0.8), of("c", "ana", 0.7), of("d", null, 0.6), of("e", null, 0.6)];
    const more = [of("f", null, 0.5), of("g", "ben", 0.4), of("h", "ben", 0.019)];
    expect(rankInsights([...more, ...all]).map(({ key }) => key)).toEqual(["a", "b", "d", "e", "f"]);
    expect(rankInsights(more).map(({ key }) => key)).toEqual(["f", "g"]);
  });
});

describe("recognition", () => {
  it("needs eight weeks for a personal best and both exposures for an improvement", () => {
    expect(isPersonalBest(9, [1, 2, 3, 4, 5, 6, 7])).toBe(false);
    expect(isPersonalBest(9, [1, 2, 3, 4, 5, 6, 7, 8])).toBe(true);
    expect(improvementProbability({ events: 5, days: 5 }, { events: 0, days: 0 })).toBeNull();
    expect(improvementProbability({ events: 5, days: 10 }, { events: 5, days: 10 })).toBeCloseTo(0.5, 12);
    expect(improvementProbability({ events: 12, days: 5 }, { events: 40, days: 40 })).toBeGreaterThan(0.9);
  });

  it("names nobody twice in a row while others qualify", () => {
    const nominee = (personId: string, weeksSincePublic: number | null, count = 1) => {
      return { personId, weeksSincePublic, triggers: (["personal_best", "goal_reached"] as const).slice(0, count) };
    };
    const found = proposeRecognition(
      [nominee("ana", 1, 2), nominee("ben", 4), nominee("cy", null), nominee("di", 2, 0)],
      10,
    );
    expect(found.public.map(({ personId }) => personId)).toEqual(["cy", "ben"]);
    expect(found.private.map(({ personId }) => personId)).toEqual(["ana"]);
    expect(proposeRecognition([nominee("ana", 1)], 10).public).toHaveLength(1);
  });
});

it("questions odd numbers and leaves ordinary ones alone", () => {
  expect(quality.hasIdenticalWeeks([[1], [5, 2], [5, 2], [5, 2]])).toBe(true);
  expect(quality.hasIdenticalWeeks([[0], [0], [0]])).toBe(false);
  expect(quality.hasIdenticalWeeks([[5], [5]])).toBe(false);
  expect(quality.isFarAboveOwnMaximum(31, [10, 4, 6])).toBe(true);
  expect(quality.isFarAboveOwnMaximum(30, [10, 4, 6])).toBe(false);
  expect(quality.isFarAboveOwnMaximum(31, [10])).toBe(false);
  expect(quality.isBackDated(7)).toBe(false);
  expect(quality.isBackDated(8)).toBe(true);
  expect(quality.isClosedBeforeEngaged("2026-03-02", "2026-03-01")).toBe(true);
  expect(quality.isMoreThanADayHolds([{ count: 97, minutesEach: 10 }])).toBe(true);
  expect(quality.hasResultWithoutActivity([0, 1, 0, 0], [0, 0, 0, 0])).toBe(true);
  expect(quality.hasResultWithoutActivity([0, 1, 0, 0], [0, 0, 0])).toBe(false);
});
