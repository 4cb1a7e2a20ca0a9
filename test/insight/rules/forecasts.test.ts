import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brierScore, calibration } from "../../../src/insight/rules/calibration.ts";
import { dispersion, forecastCount, gammaPrior } from "../../../src/insight/rules/forecast-counts.ts";
import { forecastRevenue } from "../../../src/insight/rules/forecast-money.ts";
import { forecastRate } from "../../../src/insight/rules/forecast-rates.ts";
import { mulberry32 } from "../../../src/insight/rules/mulberry32.ts";
import { isDefined } from "../../../src/insight/rules/not-defined.ts";

const amount = (max: number) => fc.double({ min: 0, max, noNaN: true });
/** Working days come in hours at the finest. */
const workingDays = fc.nat(2000).map((hours) => hours / 8);
const exposure = fc.record({ events: fc.nat(2000), days: workingDays });
const evidence = fc.record({
  prior: fc.record({
    alpha: fc.double({ min: 0.5, max: 200, noNaN: true }),
    beta: fc.double({ min: 0.001, max: 5000, noNaN: true }),
  }),
  own: exposure,
  remainingDays: fc.double({ min: -5, max: 70, noNaN: true }),
  dispersion: fc.double({ min: 0, max: 6, noNaN: true }),
  drift: fc.double({ min: 0, max: 0.2, noNaN: true }),
});
const sizes = fc.array(fc.double({ min: -10, max: 1e7, noNaN: true }), { maxLength: 12 });

function expectNumbers(found: object): void {
  for (const [name, value] of Object.entries(found)) if (typeof value === "number") expect(value, name).not.toBeNaN();
}

describe("team prior", () => {
  it("stays within its clamps for every team with a working day", () => {
    fc.assert(
      fc.property(fc.array(exposure, { maxLength: 12 }), (reps) => {
        const prior = gammaPrior(reps);
        if (!isDefined(prior)) {
          expect(reps.every(({ days }) => days <= 0)).toBe(true);
          return;
        }
        expectNumbers(prior);
        expect(prior.alpha).toBeGreaterThanOrEqual(0.5);
        expect(prior.alpha).toBeLessThanOrEqual(200);
        expect(prior.beta).toBeGreaterThan(0);
      }),
    );
  });

  it("says why there is none", () => {
    expect(gammaPrior([{ events: 3, days: 0 }])).toEqual({ notDefined: "no_exposure" });
  });

  it("finds dispersion of at least one", () => {
    fc.assert(
      fc.property(fc.array(fc.array(exposure, { maxLength: 6 }), { maxLength: 5 }), (weeks) => {
        expect(dispersion(weeks)).toBeGreaterThanOrEqual(1);
        expect(dispersion(weeks)).toBeLessThan(Number.POSITIVE_INFINITY);
      }),
    );
  });
});

describe("count forecast", () => {
  it("is a probability, rises with what is done and falls with what is asked", () => {
    fc.assert(
      fc.property(evidence, fc.nat(500), fc.nat(500), fc.nat(50), (given, target, actual, more) => {
        const base = forecastCount({ ...given, target, actual });
        expectNumbers(base);
        expect(base.hitProbability).toBeGreaterThanOrEqual(0);
        expect(base.hitProbability).toBeLessThanOrEqual(1);
        expect(base.low).toBeLessThanOrEqual(base.high);
        expect(base.low).toBeGreaterThanOrEqual(actual);
        expect(base.ownWeight).toBeLessThan(1);
        const further = forecastCount({ ...given, target, actual: actual + more });
        expect(further.hitProbability).toBeGreaterThanOrEqual(base.hitProbability - 1e-9);
        const harder = forecastCount({ ...given, target: target + more, actual });
        expect(harder.hitProbability).toBeLessThanOrEqual(base.hitProbability + 1e-9);
      }),
      { numRuns: 500 },
    );
  });

  it("is certain when the goal is reached, and when no day is left to reach it", () => {
    const given = { prior: { alpha: 5, beta: 15 }, own: { events: 12, days: 40 }, dispersion: 1 };
    expect(forecastCount({ ...given, remainingDays: 3, target: 5, actual: 5 }).hitProbability).toBe(1);
    expect(forecastCount({ ...given, remainingDays: -1, target: 5, actual: 4 }).hitProbability).toBe(0);
  });

  it("comes to an end where next to no time is left", () => {
    const given = { prior: { alpha: 9, beta: 2 }, own: { events: 7, days: 249 }, dispersion: 6, target: 3, actual: 1 };
    for (const remainingDays of [5e-324, 9e-323, 1e-300, 1e-12, 1e-9]) {
      expect(forecastCount({ ...given, remainingDays })).toMatchObject({ low: 1, high: 1 });
    }
  });

  it("does not ask for one more because of a binary fraction", () => {
    const given = { prior: { alpha: 5, beta: 15 }, own: { events: 12, days: 40 }, dispersion: 1, remainingDays: 0 };
    expect(forecastCount({ ...given, target: 0.3, actual: 0.1 + 0.2 - 1e-16 }).hitProbability).toBe(1);
  });
});

describe("money forecast", () => {
  it("is a probability and rises with what is done", () => {
    fc.assert(
      fc.property(
        evidence,
        sizes,
        sizes,
        amount(1e9),
        amount(1e9),
        amount(1e8),
        (given, ownSizes, teamSizes, target, actual, more) => {
          const input = { ...given, ownSizes, teamSizes, target };
          const base = forecastRevenue({ ...input, actual });
          const further = forecastRevenue({ ...input, actual: actual + more });
          if (!isDefined(base) || !isDefined(further)) {
            expect([...ownSizes, ...teamSizes].every((size) => size < 1e-6)).toBe(true);
            return;
          }
          expectNumbers(base);
          expect(base.hitProbability).toBeGreaterThanOrEqual(0);
          expect(base.hitProbability).toBeLessThanOrEqual(1);
          expect(base.low).toBeLessThanOrEqual(base.high);
          // Past the recursion's reach the unit follows the gap, which moves a probability in the third digit.
          expect(further.hitProbability).toBeGreaterThanOrEqual(base.hitProbability - 0.02);
        },
      ),
      { numRuns: 60 },
    );
  });

  const steady = {
    prior: { alpha: 5, beta: 15 },
    own: { events: 6, days: 20 },
    remainingDays: 10,
    dispersion: 1,
    ownSizes: [5000, 8000, 12000, 3000, 7000, 5000],
    teamSizes: [4000, 6000, 9000, 15000],
  };

  function chance(target: number, actual: number, remainingDays = 10): number {
    const found = forecastRevenue({ ...steady, remainingDays, target, actual });
    if (!isDefined(found)) throw new Error("The sizes are given.");
    return found.hitProbability;
  }

  it("never falls with money already in, and hardly moves against a rising target", () => {
    const byActual = Array.from({ length: 60 }, (_, step) => chance(60_000, step * 1000));
    expect(byActual).toEqual([...byActual].sort((one, other) => one - other));
    const byTarget = Array.from({ length: 60 }, (_, step) => chance(10_000 + step * 2000, 8000));
    for (const [at, p] of byTarget.entries()) expect(p).toBeLessThanOrEqual((byTarget[at - 1] ?? 1) + 0.02);
  });

  it("agrees with a simulation where deals are few, many, tiny and huge against the target", () => {
    for (const [target, days] of [
      [60_000, 20],
      [900_000, 300],
      [20_000_000, 6600],
      [50, 1],
    ] as const) {
      const mu = (days * 11) / 35;
      const size = 1 / (1 / 11 + 0.04);
      const simulated = simulate(mu, size, target);
      expect(chance(target, 0, days), `target ${target}`).toBeGreaterThan(simulated - 0.02);
      expect(chance(target, 0, days), `target ${target}`).toBeLessThan(simulated + 0.02);
    }
  });

  it("says why there is none", () => {
    const found = forecastRevenue({ ...steady, ownSizes: [], teamSizes: [0], target: 10, actual: 0 });
    expect(found).toEqual({ notDefined: "no_deal_sizes" });
  });
});

describe("rate forecast", () => {
  it("is a probability and needs no more than asked", () => {
    const input = fc.record({
      targetRate: amount(1),
      successes: fc.nat(50),
      failures: fc.nat(50),
      furtherTrials: amount(300),
      prior: fc.record({
        a: fc.double({ min: 0.01, max: 200, noNaN: true }),
        b: fc.double({ min: 0.01, max: 200, noNaN: true }),
      }),
    });
    fc.assert(
      fc.property(input, ({ failures, ...given }) => {
        const trials = given.successes + failures;
        const found = forecastRate({ ...given, trials });
        if (!isDefined(found)) {
          expect(trials + Math.round(given.furtherTrials)).toBe(0);
          return;
        }
        expect(found.hitProbability).toBeGreaterThanOrEqual(0);
        expect(found.hitProbability).toBeLessThanOrEqual(1);
        const easier = forecastRate({ ...given, trials, targetRate: given.targetRate / 2 });
        expect(isDefined(easier) && easier.hitProbability).toBeGreaterThanOrEqual(found.hitProbability - 1e-9);
      }),
    );
  });
});

describe("calibration", () => {
  it("tells nothing from nothing", () => {
    expect(brierScore([])).toBeNull();
    expect(calibration([])).toEqual({ notDefined: "fewer_than_30" });
  });

  it("puts every forecast in exactly one bin", () => {
    const outcome = fc.record({ said: amount(1), happened: fc.boolean() });
    fc.assert(
      fc.property(fc.array(outcome, { minLength: 30, maxLength: 80 }), (outcomes) => {
        const found = calibration(outcomes);
        if (!isDefined(found)) throw new Error("Thirty are enough.");
        expect(found.bins.reduce((total, bin) => total + bin.count, 0)).toBe(outcomes.length);
        expect(found.brier).toBeLessThanOrEqual(1);
      }),
    );
  });
});

/** Gamma-mixed Poisson counts of the ten-weighted sizes above, drawn by brute force from a seeded generator. */
function simulate(mu: number, shape: number, target: number): number {
  const uniform = mulberry32(1);
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const drawSize = () => {
    const at = uniform() * 16;
    return (at < 6 ? steadySizes.own[Math.floor(at)] : steadySizes.team[Math.floor((at - 6) / 2.5)]) ?? 0;
  };
  const rounds = 20_000;
  let hits = 0;
  for (let round = 0; round < rounds; round++) {
    const rate = mu * gammaDraw(shape, normal, uniform);
    let left = rate > 200 ? Math.max(0, Math.round(rate + Math.sqrt(rate) * normal())) : poissonDraw(rate, uniform);
    let total = 0;
    for (; left > 0 && total < target; left--) {
      total += drawSize();
    }
    if (total >= target) hits++;
  }
  return hits / rounds;
}

const steadySizes = { own: [5000, 8000, 12000, 3000, 7000, 5000], team: [4000, 6000, 9000, 15000] };

/** Marsaglia and Tsang (2000), divided by the shape so that the mean is one. */
function gammaDraw(shape: number, normal: () => number, uniform: () => number): number {
  const d = shape - 1 / 3;
  for (;;) {
    const x = normal();
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(uniform()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return (d * v) / shape;
  }
}

function poissonDraw(rate: number, uniform: () => number): number {
  let count = -1;
  for (let product = 1; product > Math.exp(-rate); count++) product *= uniform();
  return count;
}
