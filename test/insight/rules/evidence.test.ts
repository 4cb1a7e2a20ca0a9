import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adjustedAttainment, decompose, shareSplit, teamVsRep } from "../../../src/insight/rules/causes.ts";
import { bayesFdr, betaPrior, shrink } from "../../../src/insight/rules/funnel.ts";
import { fitReasons, goalFit, goalSettingCalibration } from "../../../src/insight/rules/goal-fit.ts";
import { lagTest, pooledLag } from "../../../src/insight/rules/lag.ts";
import { lagWarnings } from "../../../src/insight/rules/lag-verdict.ts";
import { isDefined } from "../../../src/insight/rules/not-defined.ts";
import { exceedsCapacity, landedShare, requiredActivity } from "../../../src/insight/rules/required-activity.ts";

const amount = (max: number) => fc.double({ min: 0, max, noNaN: true });

describe("decompositions add up", () => {
  it("of a product of factors, with and without zeros", () => {
    const factors = fc.record({
      opps: fc.nat(1000),
      win: fc.nat(100).map((percent) => percent / 100),
      size: fc.nat(100_000),
      price: fc.constantFrom(0.8, 1),
    });
    fc.assert(
      fc.property(factors, factors, (before, after) => {
        const effects = decompose(["opps", "win", "size", "price"], before, after);
        if (!isDefined(effects)) throw new Error("These products are small.");
        const sum = effects.opps + effects.win + effects.size + effects.price;
        const result = ({ opps, win, size, price }: typeof before) => opps * win * size * price;
        const scale = 1 + result(before) + result(after) + Math.max(...Object.values(effects).map(Math.abs));
        expect(Math.abs(sum - (result(after) - result(before)))).toBeLessThan(1e-9 * scale);
      }),
    );
    expect(decompose(["a", "b"], { a: 1e300, b: 1e300 }, { a: 1, b: 0 })).toEqual({ notDefined: "too_large" });
  });

  it("of team and own part, and of market and share", () => {
    const standing = fc.record({ actual: amount(1e6), expected: amount(1e6) });
    fc.assert(
      fc.property(standing, fc.array(standing, { maxLength: 8 }), (rep, others) => {
        const { team, own, total, teamFactor } = teamVsRep(rep, others);
        expect(teamFactor).not.toBeNaN();
        if (Math.abs(team) < 1e9) expect(team + own).toBeCloseTo(total, 4);
      }),
    );
    const market = fc.record({ own: amount(1e6), market: fc.integer({ min: 1, max: 10_000_000 }) });
    fc.assert(
      fc.property(market, market, (before, after) => {
        const found = shareSplit(before, after);
        if (!isDefined(found)) throw new Error("There is a market.");
        const scale = Math.max(1, Math.abs(found.market), Math.abs(found.share));
        expect(Math.abs(found.market + found.share - (after.own - before.own))).toBeLessThan(1e-9 * scale);
      }),
    );
    expect(shareSplit({ own: 1, market: 0 }, { own: 1, market: 2 })).toEqual({ notDefined: "no_market" });
    expect(adjustedAttainment({ target: 0, actual: 1, externalValue: 1 })).toEqual({ notDefined: "no_target" });
  });
});

describe("funnel", () => {
  const rep = fc.record({ successes: fc.nat(200), failures: fc.nat(200) });

  it("draws towards the team and stays a probability", () => {
    fc.assert(
      fc.property(fc.array(rep, { minLength: 1, maxLength: 10 }), (list) => {
        const reps = list.map(({ successes, failures }) => ({ successes, trials: successes + failures }));
        const prior = betaPrior(reps);
        if (!isDefined(prior)) {
          expect(reps.every(({ trials }) => trials === 0)).toBe(true);
          return;
        }
        expect(prior.a).toBeGreaterThan(0);
        expect(prior.b).toBeGreaterThan(0);
        for (const one of reps) {
          const found = shrink(one, prior);
          expect(found.low).toBeLessThanOrEqual(found.high);
          expect(found.belowProbability).toBeGreaterThanOrEqual(0);
          expect(found.belowProbability).toBeLessThanOrEqual(1);
          const [near, far] = [Math.abs(found.mean - prior.mean), Math.abs((found.raw ?? prior.mean) - prior.mean)];
          expect(near).toBeLessThanOrEqual(far + 1e-9);
        }
      }),
    );
  });

  it("knows nothing from single trials and flags within the budget of errors", () => {
    const single = [0, 1, 1, 0].map((successes) => ({ successes, trials: 1 }));
    expect(betaPrior(single)).toMatchObject({ method: "weak", strength: 10 });
    fc.assert(
      fc.property(fc.array(amount(1), { maxLength: 30 }), (errors) => {
        const flagged = bayesFdr(errors);
        const mean = flagged.reduce((sum, index) => sum + (errors[index] ?? 0), 0) / Math.max(1, flagged.length);
        expect(mean).toBeLessThanOrEqual(0.1 + 1e-12);
      }),
    );
  });
});

describe("lags", () => {
  const series = fc.array(fc.option(fc.nat(9), { freq: 8 }), { minLength: 12, maxLength: 12 });

  it("gives correlations and chances, or null", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(series, series), { minLength: 1, maxLength: 5 }), (reps) => {
        const found = lagTest({
          activities: { calls: reps.map(([calls]) => calls) },
          outcome: reps.map(([, won]) => won),
          lags: [-1, 0, 2],
          permutations: 30,
        });
        for (const { rho, p } of found) {
          expect(rho === null).toBe(p === null);
          expect(Math.abs(rho ?? 0)).toBeLessThanOrEqual(1);
          expect(p ?? 1).toBeGreaterThan(0);
          expect(p ?? 1).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("leaves out weeks of leave without shifting the others", () => {
    const calls = [1, 2, null, 4, 5, 6, 7, 8, 9, 10];
    const won = [0, 1, 2, null, 4, 5, 6, 7, 8, 9];
    expect(pooledLag([calls], [won], 0)).toBe(1);
    expect(pooledLag([calls], [won], 2, 9)).toBeNull();
  });

  it("warns by rule", () => {
    const calm = {
      rho: 0.4,
      p: 0.01,
      reps: 8,
      weeks: 30,
      lag: 0,
      simpson: { between: 0.4, within: 0.3, pooled: 0.4 },
      reverse: [0.1, null],
      activityIsPartOfOutcome: false,
      activityIsSelfReported: true,
      activityIsATarget: false,
      repsChooseAccounts: false,
      repsWerePickedForLowResults: false,
      teamShockInWindow: false,
    };
    expect(lagWarnings(calm)).toEqual([]);
    const paradox = { between: 0.95, within: 0.08, pooled: 0.6 };
    const warned = lagWarnings({ ...calm, simpson: paradox, reverse: [-0.5], activityIsATarget: true, weeks: 9 });
    expect(warned).toEqual(["few_data", "between_and_within_differ", "reverse_as_strong", "self_reported_target"]);
  });
});

describe("required activity", () => {
  it("widens around the need and says why there is none", () => {
    const rates = [{ a: 20, b: 180 }];
    expect(requiredActivity({ gapDeals: 2, rates, landed: 0 })).toEqual({ need: null, reason: "too_late_to_land" });
    expect(requiredActivity({ gapDeals: 2, rates, landed: 0.5 })).toMatchObject({ need: 40 });
    expect(landedShare([10, 20, 40], 20)).toBeCloseTo(2 / 3);
    expect(landedShare([], 20)).toBeNull();
    expect(exceedsCapacity(100, 5, [10, 12, 15])).toBe(true);
    expect(exceedsCapacity(10, 5, [])).toBeNull();
  });
});

describe("goal fit", () => {
  const plain = { prior: null, priorReps: 5, own: { events: 0, days: 0 }, ownPeriods: 0, workingDays: 21, ramp: 1 };

  it("says why it cannot judge", () => {
    expect(goalFit({ ...plain, target: 5, dispersion: 1 })).toEqual({ fit: "insufficient_data", reason: "no_prior" });
    const few = { ...plain, prior: { alpha: 1, beta: 3 }, priorReps: 2, target: 5, dispersion: 1 };
    expect(goalFit(few)).toEqual({ fit: "insufficient_data", reason: "no_own_history" });
    expect(goalFit({ ...few, priorReps: 3 })).toMatchObject({ basis: "team" });
  });

  it("names the reasons that apply and no others", () => {
    const facts = {
      target: 10,
      workingDays: 20,
      normalWorkingDays: 21,
      ownPeriods: [
        { result: 8, workingDays: 20 },
        { result: 6, workingDays: 10 },
      ],
      ramp: 1,
      goalIsRamped: false,
      goalIsProrated: false,
      requiredActivityPerDay: null,
      ownBusyDay: 12,
      previousGoal: { target: 9, attainment: 1.2 },
      isOutlier: false,
    };
    expect(fitReasons(facts)).toEqual([]);
    expect(fitReasons({ ...facts, target: 13 })).toEqual(["ABOVE_BEST", "RATCHET"]);
    expect(fitReasons({ ...facts, target: 7, ramp: 0.5, workingDays: 12, requiredActivityPerDay: 13 })).toEqual([
      "RAMP",
      "LEAVE",
      "CAPACITY",
    ]);
    expect(fitReasons({ ...facts, target: 2, isOutlier: true })).toEqual(["BELOW_WORST", "OUTLIER"]);
  });

  it("judges the setting of goals by the last four periods", () => {
    const missed = [{ attained: false }, { attained: false }];
    const reached = [{ attained: true }, { attained: false }];
    expect(goalSettingCalibration([missed, reached, reached, reached, reached])).toMatchObject({
      share: 0.5,
      verdict: "in_range",
    });
    expect(goalSettingCalibration([[]])).toEqual({ notDefined: "no_goals" });
  });
});
