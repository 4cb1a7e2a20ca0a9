import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bottomUp } from "../../../src/insight/rules/bottom-up.ts";
import {
  type ExactClaimant,
  overAssignment,
  split,
  splitExact,
  splitWeight,
} from "../../../src/insight/rules/split.ts";
import { splitBounds } from "../../../src/insight/rules/split-bounds.ts";

const add = (values: readonly bigint[]) => values.reduce((sum, value) => sum + value, 0n);
const total = fc.bigInt({ min: 0n, max: 10n ** 18n });
const unit = fc.constantFrom(1n, 100n, 1000n, 7n);
const weights = fc.array(fc.bigInt({ min: 0n, max: 10_000n }), { minLength: 1, maxLength: 12 });
const named = (list: readonly bigint[]): ExactClaimant[] =>
  list.map((weight, index) => ({ id: String(index).padStart(3, "0"), weight }));

describe("split", () => {
  it("keeps its invariants in ten thousand cases", () => {
    fc.assert(
      fc.property(total, weights, unit, (amount, list, u) => {
        const shares = splitExact(amount, named(list), u);
        const whole = add(list);
        if (add(shares) !== amount) return false;
        return shares.every((share, i) => {
          const weight = list[i] ?? 0n;
          if (share < 0n) return false;
          if (whole === 0n) return true;
          if (weight === 0n) return share === 0n;
          const distance = share * whole - amount * weight;
          const near = (distance < 0n ? -distance : distance) < (u + (amount % u)) * whole;
          return near && list.every((other, j) => weight <= other || share >= (shares[j] ?? 0n));
        });
      }),
      { numRuns: 10_000 },
    );
  });

  it("does not care for the order or the scale of the weights", () => {
    fc.assert(
      fc.property(total, weights, unit, fc.integer({ min: 2, max: 999 }), (amount, list, u, scale) => {
        const people = named(list).map(({ id, weight }) => ({ id, weight: Number(weight) / 10 }));
        const shares = split(amount, people, u);
        const turned = split(amount, [...people].reverse(), u).reverse();
        const scaled = split(
          amount,
          people.map(({ id, weight }) => ({ id, weight: weight * scale })),
          u,
        );
        expect(turned).toEqual(shares);
        expect(scaled).toEqual(shares);
      }),
      { numRuns: 2000 },
    );
  });

  it("keeps every level's sum from the department down", () => {
    fc.assert(
      fc.property(total, fc.array(weights, { minLength: 1, maxLength: 5 }), unit, (amount, teams, u) => {
        const perTeam = splitExact(amount, named(teams.map(add)), u);
        const perRep = teams.flatMap((team, index) => splitExact(perTeam[index] ?? 0n, named(team), u));
        expect(add(perRep)).toBe(amount);
      }),
    );
  });

  it("refuses what makes no sense", () => {
    expect(() => split(1n, [])).toThrow(RangeError);
    expect(() => split(-1n, [{ id: "a", weight: 1 }])).toThrow(RangeError);
    expect(() => split(1n, [{ id: "a", weight: -1 }])).toThrow(RangeError);
  });

  it("weighs history by gamma", () => {
    const facts = { workingDays: 20, ramp: 0.5, rate: 4, teamRate: 1 };
    expect(splitWeight({ ...facts, gamma: 0 })).toBe(10);
    expect(splitWeight(facts)).toBe(20);
    expect(splitWeight({ ...facts, gamma: 1 })).toBe(40);
    expect(splitWeight({ ...facts, teamRate: 0 })).toBe(10);
    expect(overAssignment([60n, 50n], 100n)).toBeCloseTo(0.1);
    expect(overAssignment([60n], 0n)).toBeNull();
  });
});

describe("split within bounds", () => {
  const person = fc.record({
    weight: fc.nat(1000),
    floor: fc.bigInt({ min: 0n, max: 10_000n }),
    room: fc.bigInt({ min: 0n, max: 20_000n }),
  });

  it("stays within every bound, adds up, or names what is missing", () => {
    const total = fc.bigInt({ min: 0n, max: 150_000n });
    fc.assert(
      fc.property(total, fc.array(person, { minLength: 1, maxLength: 8 }), unit, (amount, list, u) => {
        const people = list.map(({ weight, floor, room }, index) => {
          return { id: String(index), weight, floor, cap: floor + room };
        });
        const floors = add(people.map(({ floor }) => floor));
        const caps = add(people.map(({ cap }) => cap));
        const shares = splitBounds(amount, people, u);
        if ("infeasible" in shares) {
          const missing = amount < floors ? floors - amount : amount - caps;
          return missing > 0n && shares.missing === missing;
        }
        const within = people.every(({ floor, cap }, i) => (shares[i] ?? -1n) >= floor && (shares[i] ?? -1n) <= cap);
        return within && add(shares) === amount && amount >= floors && amount <= caps;
      }),
      { numRuns: 10_000 },
    );
  });

  it("says by how much the caps fall short", () => {
    const capped = ["a", "b"].map((id) => ({ id, weight: 1, floor: 0n, cap: 40n }));
    expect(splitBounds(100n, capped)).toEqual({ infeasible: "caps_below_total", missing: 20n });
  });
});

it("makes proposals add up in both ways", () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 12n });
  const proposal = fc.record({ proposed: amount, expected: amount });
  fc.assert(
    fc.property(amount, fc.array(proposal, { maxLength: 8 }), unit, (goal, list, u) => {
      const found = bottomUp(
        goal,
        list.map((one, index) => ({ id: String(index), ...one })),
        u,
      );
      if (found.scaled) expect(add(found.scaled)).toBe(goal);
      if (found.shared) expect(add(found.shared)).toBe(goal);
      expect(found.gap).toBe(goal - add(list.map(({ proposed }) => proposed)));
      expect(found.coverage === null || Number.isFinite(found.coverage)).toBe(true);
    }),
  );
});
