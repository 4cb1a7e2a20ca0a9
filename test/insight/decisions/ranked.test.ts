import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shownTo } from "../../../src/insight/decisions/ranked.ts";
import type { Seen } from "../../../src/insight/decisions/seen.ts";
import type { Insight } from "../../../src/insight/insight.ts";
import { weekOf } from "../../../src/summaries/week.ts";

const week = weekOf("2026-11-26");

type Row = { key: string; week: string; unchanged: string; state?: "open" | "acted" | "dismissed"; personId?: string };

function seenOf(rows: readonly Row[]): Seen {
  const full = rows.map((row) => ({
    ...{ id: row.week, orgId: "o", teamId: "t", repeats: 0, score: 0, personId: null, said: {}, onlyFor: [] },
    ...{ state: "open" as const, ...row },
  }));
  const keys = [...new Set(full.map(({ key }) => key))];
  const latest = (key: string) => full.filter((row) => row.key === key).sort((a, b) => (a.week < b.week ? 1 : -1));
  return new Map(keys.map((key) => [key, latest(key)]));
}

const insight = (key: string, facts: Partial<Insight["facts"]>, more: Partial<Insight> = {}): Insight => ({
  ...{ key, personId: null, unchanged: "as before", button: null, say: () => [key], ...more },
  facts: {
    ...{ valueAtStake: 40_000, teamTarget: 400_000, significance: 1, daysLeft: 10, periodDays: 21, control: "rep" },
    ...facts,
  },
});

const read = (
  insights: readonly Insight[],
  rows: readonly Row[] = [],
  more: { inHand?: string[]; size?: number } = {},
) =>
  shownTo(insights, {
    ...{ managerId: "max", week, seen: seenOf(rows), inHand: new Set(more.inHand), teamSize: more.size ?? 10 },
  });

const keys = (shown: ReturnType<typeof read>["needs"]) => shown.map(({ key }) => key);

/** Section 12.3's five worked cases; D was shown unchanged in two earlier weeks. */
const worked = [
  insight("A", { significance: 0.8 }),
  insight("B", { control: "manager" }),
  insight("C", { valueAtStake: 60_000, significance: 0.9, control: "external" }),
  insight("D", { significance: 0.8 }),
  insight("E", { valueAtStake: 30_000, significance: 0.1 }),
];
const twiceBefore = ["2026-W46", "2026-W47"].map((one) => ({ key: "D", week: one, unchanged: "as before" }));

describe("what a manager is shown first", () => {
  test("follows the worked cases, and leaves out what is below the cut-off", () => {
    const { needs } = read(worked, twiceBefore);
    expect(keys(needs)).toEqual(["B", "A", "C", "D"]);
    const scores = needs.map(({ score }) => Number(score.toFixed(10)));
    expect(scores).toEqual([0.2409354408, 0.1734735174, 0.0796728003, 0.0520420552]);
  });

  test("weighs the same less in its second and third week, and anew once it says something else", () => {
    const first = read([insight("A", {})]).needs[0]?.score ?? 0;
    const rows = (count: number, unchanged = "as before") =>
      Array.from({ length: count }, (_, at) => ({ key: "A", week: `2026-W${47 - at}`, unchanged }));
    const scores = [1, 2, 5].map((count) => (read([insight("A", {})], rows(count)).needs[0]?.score ?? 0) / first);
    expect(scores.map((score) => Number(score.toFixed(6)))).toEqual([0.6, 0.3, 0.3]);
    expect(read([insight("A", {})], rows(3, "something else")).needs[0]?.score).toBe(first);
  });

  test("counts no week twice: this week's own rows change nothing when the brief is made again", () => {
    const again = [{ key: "A", week: week.key, unchanged: "as before" }];
    const one = insight("A", {});
    expect(read([one], again).needs).toEqual(read([one]).needs);
  });

  test("leaves out what was set aside while it says the same, four weeks at most, and what is in hand", () => {
    const aside = (when: string, unchanged = "as before") => [
      { key: "A", week: when, unchanged, state: "dismissed" as const },
    ];
    expect(read([insight("A", {})], aside("2026-W47")).needs).toEqual([]);
    expect(keys(read([insight("A", {})], aside("2026-W47", "better then")).needs)).toEqual(["A"]);
    expect(keys(read([insight("A", {})], aside("2026-W44")).needs)).toEqual(["A"]);
    expect(read([insight("A", {})], [], { inHand: ["A"] }).needs).toEqual([]);
  });

  test("is for those whom it is for, never about the reader, once a key", () => {
    const found = [
      insight("own", {}, { onlyFor: ["max"] }),
      insight("hers", {}, { onlyFor: ["ada"] }),
      insight("self", {}, { personId: "max" }),
      insight("own", { valueAtStake: 400_000 }),
    ];
    expect(keys(read(found).needs)).toEqual(["own"]);
  });

  test("keeps questions about numbers apart, whether or not they say so", () => {
    const { needs, gaps } = read([insight("data:1", {}), insight("x", {}, { section: "gaps" }), insight("y", {})]);
    expect([keys(needs), keys(gaps)]).toEqual([["y"], ["data:1", "x"]]);
  });

  test("praises two at most, the longest unthanked first, nobody for the same twice", () => {
    const praise = (kind: string, personId: string | null) =>
      insight(`${kind}:${personId ?? "team"}`, {}, { personId, section: "recognise", unchanged: "now" });
    const rows = [
      { key: "best:ana", week: "2026-W47", unchanged: "then", personId: "ana" },
      { key: "reached:9", week: "2026-W45", unchanged: "then", personId: "boris" },
      { key: "best:dan", week: "2026-W47", unchanged: "now", personId: "dan" },
    ];
    const found = [praise("best", "ana"), praise("best", "boris"), praise("best", "chen"), praise("best", "dan")];
    expect(keys(read(found, rows).recognise)).toEqual(["best:chen", "best:boris"]);
    expect(keys(read([...found, praise("reached", null)], rows).recognise)).toEqual(["reached:team", "best:chen"]);
  });

  test("never shows more than five, never a person more than twice, and always the better first", () => {
    const any = fc.record({
      key: fc.string({ minLength: 1, maxLength: 3 }),
      personId: fc.constantFrom("ana", "boris", null),
      value: fc.nat(400_000),
      significance: fc.double({ min: 0, max: 1, noNaN: true }),
      control: fc.constantFrom("manager" as const, "rep" as const, "company" as const, "external" as const),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 20 }), (all) => {
        const found = all.map(({ key, personId, value, significance, control }) =>
          insight(key, { valueAtStake: value, significance, control }, { personId, section: "needs" }),
        );
        const { needs } = read(found);
        expect(needs.length).toBeLessThanOrEqual(5);
        expect(new Set(keys(needs)).size).toBe(needs.length);
        for (const who of ["ana", "boris"])
          expect(needs.filter(({ personId }) => personId === who).length).toBeLessThanOrEqual(2);
        for (const [at, { score }] of needs.entries()) {
          expect(score).toBeGreaterThanOrEqual(0.02);
          if (at > 0) expect(score).toBeLessThanOrEqual(needs[at - 1]?.score ?? 0);
        }
      }),
    );
  });
});
