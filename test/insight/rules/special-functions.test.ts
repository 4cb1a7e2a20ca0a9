import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  betaBinomialAtLeast,
  countAtLeast,
  countAtMost,
  countQuantile,
} from "../../../src/insight/rules/distributions.ts";
import { mulberry32 } from "../../../src/insight/rules/mulberry32.ts";
import {
  betaQuantile,
  gammaQuantile,
  logGamma,
  normalCdf,
  regularizedBeta,
  regularizedGamma,
} from "../../../src/insight/rules/special-functions.ts";

const positive = (max: number) => fc.double({ min: 0.05, max, noNaN: true });
const unit = fc.double({ min: 0, max: 1, noNaN: true });

describe("log-gamma", () => {
  it("is the logarithm of a factorial at whole numbers", () => {
    let logFactorial = 0;
    for (let n = 1; n <= 170; n++) {
      logFactorial += Math.log(n);
      expect(logGamma(n + 1)).toBeCloseTo(logFactorial, 10);
    }
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13);
  });

  it("obeys Γ(x + 1) = x Γ(x) and Legendre's duplication", () => {
    fc.assert(
      fc.property(positive(1e5), (x) => {
        const scale = 1 + Math.abs(logGamma(2 * x));
        expect(Math.abs(logGamma(x + 1) - logGamma(x) - Math.log(x))).toBeLessThan(1e-12 * scale);
        const doubled = (2 * x - 1) * Math.LN2 - Math.log(Math.PI) / 2 + logGamma(x) + logGamma(x + 0.5);
        expect(Math.abs(logGamma(2 * x) - doubled)).toBeLessThan(1e-12 * scale);
      }),
    );
  });
});

describe("incomplete beta", () => {
  it("has its closed forms", () => {
    fc.assert(
      fc.property(unit, positive(200), (x, a) => {
        expect(regularizedBeta(x, a, 1)).toBeCloseTo(x ** a, 11);
        expect(regularizedBeta(x, 1, a)).toBeCloseTo(1 - (1 - x) ** a, 11);
      }),
    );
    expect(regularizedBeta(0.25, 0.5, 0.5)).toBeCloseTo(1 / 3, 12);
  });

  it("mirrors and steps", () => {
    fc.assert(
      fc.property(unit, positive(5000), positive(5000), (x, a, b) => {
        expect(regularizedBeta(x, a, b) + regularizedBeta(1 - x, b, a, x)).toBeCloseTo(1, 9);
        const logStep =
          a * Math.log(x) + b * Math.log1p(-x) - Math.log(a) + logGamma(a + b) - logGamma(a) - logGamma(b);
        expect(regularizedBeta(x, a, b) - regularizedBeta(x, a + 1, b)).toBeCloseTo(Math.exp(logStep), 8);
      }),
    );
  });

  it("is undone by its quantile", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), positive(500), positive(500), (p, a, b) => {
        const x = betaQuantile(p, a, b);
        // Close to 1 neighbouring doubles lie too far apart to hit p exactly.
        if (x < 0.999999) expect(regularizedBeta(x, a, b)).toBeCloseTo(p, 8);
      }),
    );
  });
});

describe("incomplete gamma", () => {
  it("has its closed forms and steps", () => {
    fc.assert(
      fc.property(positive(400), positive(400), (a, x) => {
        expect(regularizedGamma(1, x)).toBeCloseTo(1 - Math.exp(-x), 12);
        const step = Math.exp(a * Math.log(x) - x - logGamma(a + 1));
        expect(regularizedGamma(a, x) - regularizedGamma(a + 1, x)).toBeCloseTo(step, 10);
      }),
    );
  });

  it("is undone by its quantile and agrees with the normal tables", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), positive(2000), (p, a) => {
        expect(regularizedGamma(a, gammaQuantile(p, a))).toBeCloseTo(p, 9);
      }),
    );
    expect(normalCdf(1.2815515655446004)).toBeCloseTo(0.9, 12);
    expect(normalCdf(-1.6448536269514722)).toBeCloseTo(0.05, 12);
    expect(normalCdf(0)).toBe(0.5);
  });
});

describe("counts", () => {
  const distribution = fc.record({
    mean: positive(200),
    size: fc.oneof(positive(300), fc.constant(Number.POSITIVE_INFINITY)),
  });

  it("has complementary tails and a quantile that is the first to suffice", () => {
    fc.assert(
      fc.property(distribution, fc.nat(400), unit, (counts, n, share) => {
        expect(countAtLeast(n, counts) + countAtMost(n - 1, counts)).toBeCloseTo(1, 10);
        const p = 0.01 + 0.98 * share;
        const q = countQuantile(p, counts);
        expect(countAtMost(q, counts)).toBeGreaterThanOrEqual(p);
        expect(countAtMost(q - 1, counts)).toBeLessThan(p);
      }),
    );
  });

  it("sums to the mean", () => {
    for (const counts of [
      { mean: 3, size: 2.5 },
      { mean: 7, size: Number.POSITIVE_INFINITY },
    ]) {
      const tails = Array.from({ length: 500 }, (_, n) => countAtLeast(n + 1, counts));
      expect(tails.reduce((total, tail) => total + tail, 0)).toBeCloseTo(counts.mean, 9);
    }
  });

  it("joins its approximations without a jump", () => {
    for (const z of [-2, -1, 0, 1, 2]) {
      const near = (mean: number, size: number) => {
        const sd = Math.sqrt(mean + mean ** 2 / size);
        return countAtLeast(Math.round(mean + z * sd), { mean, size });
      };
      expect(near(9.99e6, 20)).toBeCloseTo(near(1.001e7, 20), 5);
      expect(near(50, 0.99e8)).toBeCloseTo(near(50, 1.01e8), 6);
    }
  });

  it("gives the beta-binomial of a flat prior evenly", () => {
    for (let least = 0; least <= 12; least++) {
      expect(betaBinomialAtLeast(least, 12, 1, 1)).toBeCloseTo((13 - least) / 13, 12);
    }
    expect(betaBinomialAtLeast(6000, 20_000, 60, 140)).toBeCloseTo(betaBinomialAtLeast(6001, 20_003, 60, 140), 3);
  });
});

it("draws the same even numbers from the same seed", () => {
  const [one, other] = [mulberry32(7), mulberry32(7)];
  const drawn = Array.from({ length: 10_000 }, () => one());
  expect(drawn).toEqual(Array.from({ length: 10_000 }, () => other()));
  expect(drawn.every((value) => value >= 0 && value < 1)).toBe(true);
  expect(drawn.reduce((total, value) => total + value, 0) / drawn.length).toBeCloseTo(0.5, 1);
});
