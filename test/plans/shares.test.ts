import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { atPlanRate, inOwnCurrency, readPlanRate } from "../../src/plans/plan-rate.ts";
import {
  allowsBasis,
  isInfeasible,
  monthShares,
  proposalsInSum,
  type ShareLine,
  type SharePlan,
  sharesOf,
  usualUnit,
} from "../../src/plans/shares.ts";

const runs = { numRuns: 10_000 };
const add = (values: readonly bigint[]) => values.reduce((sum, value) => sum + value, 0n);
const amount = fc.bigInt({ min: 0n, max: 10n ** 15n });
const unit = fc.constantFrom(1n, 7n, 100n, 100_000n);
/** Weights as they come out of working days, ramp and history, and as managers type them. */
const weight = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0, max: 400 }).map((n) => n / 8),
  fc.double({ min: 0, max: 99, noNaN: true }),
);

const line = (id: number, more: Partial<ShareLine> = {}): ShareLine => ({
  ...{ id: String(id).padStart(3, "0"), weight: 1, floor: null, cap: null, proposal: null, expected: null },
  ...more,
});
const lines = (weights: readonly number[]) => weights.map((one, index) => line(index, { weight: one }));
const plan = (more: Partial<SharePlan>): SharePlan => ({
  ...{ total: 0n, extra: 0, unit: 1n, basis: "weights", lines: [] },
  ...more,
});

function shares(given: SharePlan) {
  const found = sharesOf(given);
  if (isInfeasible(found)) throw new Error(found.infeasible);
  return found;
}

describe("shares by weight", () => {
  const weights = fc.array(weight, { minLength: 1, maxLength: 12 });

  test("add up, are never negative, keep zero at zero and the order of the weights", () => {
    fc.assert(
      fc.property(amount, weights, unit, (total, list, u) => {
        const found = shares(plan({ total, unit: u, lines: lines(list) }));
        expect(add(found.shares)).toBe(total);
        expect(found.unassigned).toBe(0n);
        const whole = list.some((one) => one > 0);
        for (const [i, share] of found.shares.entries()) {
          if (share < 0n) return false;
          if (whole && list[i] === 0 && share !== 0n) return false;
          for (const [j, other] of found.shares.entries()) {
            if (whole && (list[i] ?? 0) > (list[j] ?? 0) * (1 + 1e-13) && share < other) return false;
          }
        }
        return true;
      }),
      runs,
    );
  });

  test("stand less than a unit from the exact part, plus the rest of the last unit for one", () => {
    fc.assert(
      fc.property(amount, fc.array(fc.nat(500), { minLength: 1, maxLength: 10 }), unit, (total, list, u) => {
        const whole = BigInt(list.reduce((sum, one) => sum + one, 0));
        if (whole === 0n) return true;
        const found = shares(plan({ total, unit: u, lines: lines(list) })).shares;
        return found.every((share, i) => {
          const off = share * whole - total * BigInt(list[i] ?? 0);
          return (off < 0n ? -off : off) < (u + (total % u)) * whole;
        });
      }),
      runs,
    );
  });

  test("do not care for the scale of the weights or the order of the lines", () => {
    fc.assert(
      fc.property(
        amount,
        fc.array(fc.nat(500), { minLength: 1, maxLength: 10 }),
        unit,
        fc.integer({ min: 2, max: 50 }),
        (total, list, u, by) => {
          const given = lines(list);
          const found = shares(plan({ total, unit: u, lines: given })).shares;
          const scaled = lines(list.map((one) => one * by));
          expect(shares(plan({ total, unit: u, lines: scaled })).shares).toEqual(found);
          expect([...shares(plan({ total, unit: u, lines: [...given].reverse() })).shares].reverse()).toEqual(found);
        },
      ),
      runs,
    );
  });

  test("from the department over teams and reps to months every level adds up", () => {
    const months = fc.array(fc.integer({ min: 0, max: 23 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(amount, fc.array(weights, { minLength: 1, maxLength: 4 }), months, unit, (total, teams, days, u) => {
        const perTeam = shares(
          plan({ total, unit: u, lines: lines(teams.map((team) => team.reduce((sum, one) => sum + one, 0))) }),
        );
        const perRep = teams.flatMap(
          (team, index) => shares(plan({ total: perTeam.shares[index] ?? 0n, unit: u, lines: lines(team) })).shares,
        );
        expect(add(perRep)).toBe(total);
        const perMonth = perRep.map((share) => monthShares(share, days, u));
        expect(perMonth.map(add)).toEqual(perRep);
        expect(perMonth.flat().every((one) => one >= 0n)).toBe(true);
      }),
      runs,
    );
  });
});

describe("floors, caps and what is left", () => {
  const bounded = fc.record({
    weight: fc.nat(100),
    floor: fc.option(fc.bigInt({ min: 0n, max: 5_000n }), { nil: null }),
    room: fc.option(fc.bigInt({ min: 0n, max: 9_000n }), { nil: null }),
  });

  test("hold in every case; what caps leave over is unassigned, floors above the total are named", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 60_000n }),
        fc.array(bounded, { minLength: 1, maxLength: 8 }),
        unit,
        (total, list, u) => {
          const given = list.map(({ weight: w, floor, room }, index) =>
            line(index, { weight: w, floor, cap: room === null ? null : (floor ?? 0n) + room }),
          );
          const found = sharesOf(plan({ total, unit: u, lines: given }));
          const floors = add(given.map(({ floor }) => floor ?? 0n));
          if (isInfeasible(found)) {
            // A floor above everything there is crosses the cap that a line without one has.
            return floors > total && found.missing > 0n;
          }
          const within = given.every(({ floor, cap }, i) => {
            const share = found.shares[i] ?? -1n;
            return share >= (floor ?? 0n) && (cap === null || share <= cap);
          });
          return within && add(found.shares) + found.unassigned === total && found.unassigned >= 0n;
        },
      ),
      runs,
    );
  });

  test("more or less than the total is said, never hidden", () => {
    const three = lines([1, 1, 1]);
    expect(shares(plan({ total: 900n, extra: 0.1, lines: three }))).toEqual({
      basis: "weights",
      shares: [330n, 330n, 330n],
      unassigned: -90n,
      over: 0.1,
    });
    expect(shares(plan({ total: 900n, extra: -0.1, lines: three }))).toMatchObject({
      shares: [270n, 270n, 270n],
      unassigned: 90n,
    });
    const capped = three.map((one) => ({ ...one, cap: 200n }));
    expect(shares(plan({ total: 900n, lines: capped }))).toMatchObject({
      shares: [200n, 200n, 200n],
      unassigned: 300n,
    });
    expect(sharesOf(plan({ total: 100n, lines: lines([1]).map((one) => ({ ...one, floor: 140n })) }))).toMatchObject({
      missing: 40n,
    });
  });
});

describe("proposals", () => {
  const proposed = fc.record({
    weight: fc.nat(100),
    proposal: fc.option(fc.bigInt({ min: 0n, max: 10n ** 9n }), { nil: null }),
    expected: fc.option(fc.bigInt({ min: 0n, max: 10n ** 9n }), { nil: null }),
  });

  test("scaled or with the gap shared they add up; kept as they are the difference is unassigned", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 10n }),
        fc.array(proposed, { minLength: 1, maxLength: 8 }),
        unit,
        (total, list, u) => {
          const given = list.map((one, index) => line(index, one));
          const base = plan({ total, unit: u, lines: given });
          for (const basis of ["scale", "gap"] as const) expect(add(shares({ ...base, basis }).shares)).toBe(total);
          const kept = shares({ ...base, basis: "keep" });
          expect(add(kept.shares) + kept.unassigned).toBe(total);
          for (const [i, { proposal }] of given.entries()) if (proposal !== null) expect(kept.shares[i]).toBe(proposal);
        },
      ),
      runs,
    );
  });

  test("within floors and caps they still add up", () => {
    const given = [
      line(0, { proposal: 400n, expected: 500n, cap: 420n }),
      line(1, { proposal: 350n, expected: 400n }),
      line(2, { proposal: 150n, expected: 300n, floor: 200n }),
    ];
    for (const basis of ["scale", "gap"] as const) {
      const found = shares(plan({ total: 1_000n, basis, lines: given }));
      expect(add(found.shares)).toBe(1_000n);
      expect(found.shares[0]).toBeLessThanOrEqual(420n);
      expect(found.shares[2]).toBeGreaterThanOrEqual(200n);
    }
  });

  test("say together how far they reach", () => {
    const given = [40_000n, 35_000n, 15_000n].map((proposal, index) =>
      line(index, { proposal, expected: [42_000n, 38_000n, 30_000n][index] ?? null }),
    );
    const base = plan({ total: 100_000n, lines: given });
    expect(proposalsInSum(base)).toEqual({ answered: 3, coverage: 0.9, gap: 10_000n, overHeadroom: false });
    expect(shares({ ...base, basis: "scale" }).shares).toEqual([44_444n, 38_889n, 16_667n]);
    expect(shares({ ...base, basis: "gap" }).shares).toEqual([41_000n, 36_500n, 22_500n]);
    expect(shares({ ...base, basis: "keep" })).toMatchObject({ unassigned: 10_000n });
    expect(proposalsInSum(plan({ total: 5n, lines: lines([1]) }))).toBeNull();
  });

  test("name what the shares came from, where the choice is not defined here", () => {
    const given = (proposals: readonly bigint[], expected: bigint | null = 50n) =>
      plan({ total: 100n, lines: proposals.map((proposal, index) => line(index, { proposal, expected })) });
    const basis = (from: SharePlan, chosen: SharePlan["basis"]) => shares({ ...from, basis: chosen }).basis;
    expect(basis(given([40n, 40n]), "gap")).toBe("gap");
    expect(basis(given([60n, 60n]), "gap")).toBe("scale");
    expect(basis(given([40n, 40n], null), "gap")).toBe("scale");
    expect(basis(given([0n, 0n], null), "gap")).toBe("weights");
    expect(basis(given([0n, 0n]), "scale")).toBe("weights");
    expect(basis(given([60n, 60n]), "keep")).toBe("keep");
    expect(allowsBasis(given([60n, 60n]), "gap")).toBe(false);
    expect(allowsBasis(given([40n, 40n]), "gap")).toBe(true);
  });
});

describe("several currencies", () => {
  test("an own amount at the plan rate is the share again, to within half of its own smallest unit", () => {
    const rate = fc
      .tuple(fc.nat(300), fc.nat(9_999))
      .map(([whole, part]) => `${whole}.${String(part).padStart(4, "0")}`);
    const pair = fc.constantFrom(["EUR", "USD"], ["EUR", "JPY"], ["JPY", "USD"], ["USD", "KWD"]);
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), rate, pair, (share, written, [own, currency]) => {
        if (Number(written) === 0 || !own || !currency) return true;
        const planRate = { currency, rate: written };
        const back = atPlanRate(inOwnCurrency(share, own, planRate), own, planRate);
        const off = back > share ? back - share : share - back;
        const step = Number(written) * 10 ** (exponent(own) - exponent(currency));
        return Number(off) <= step / 2 + 1;
      }),
      runs,
    );
  });
  const exponent = (currency: string) => ({ JPY: 0, KWD: 3 })[currency] ?? 2;

  test("rates are read as people write them", () => {
    expect(readPlanRate("USD 0.92")).toEqual({ currency: "USD", rate: "0.92" });
    expect(readPlanRate("usd = 0,92")).toEqual({ currency: "USD", rate: "0.92" });
    for (const typed of ["USD", "0.92", "USD 0", "XXQ 2", "USD -1", "USD 1e5"])
      expect(readPlanRate(typed), typed).toBeNull();
    expect(inOwnCurrency(1_000_000n, "EUR", { currency: "USD", rate: "0.92" })).toBe(1_086_957n);
  });
});

test("shares are rounded to about a thousandth of the total", () => {
  expect(usualUnit(60_000_000n, 100n)).toBe(10_000n);
  expect(usualUnit(500n, 1n)).toBe(1n);
  expect(usualUnit(12_345n, 1n)).toBe(10n);
});
