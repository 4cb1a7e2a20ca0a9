import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { daysBetween } from "../../../src/calendar/dates.ts";
import { workCalendar, workingDays } from "../../../src/calendar/working-days.ts";
import { type GoalProgress, loadProgress } from "../../../src/goals/progress.ts";
import { wordsFor } from "../../../src/i18n/words.ts";
import { comparableParts, periodBefore } from "../../../src/insight/causes/comparable.ts";
import { resultChange } from "../../../src/insight/causes/result-change.ts";
import { teamParts } from "../../../src/insight/causes/team-parts.ts";
import { wholeParts } from "../../../src/insight/causes/whole-parts.ts";
import { whyChanged } from "../../../src/insight/causes/why-changed.ts";
import type { GoalLine } from "../../../src/summaries/goal-lines.ts";
import { weekOf } from "../../../src/summaries/week.ts";
import { weekFacts } from "../../../src/summaries/week-facts.ts";
import { plain } from "../../../src/view/text.ts";
import { type WeekWriter, weekWriter } from "../../summaries/written-week.ts";
import { type TestBot, testBot } from "../../support/test-bot.ts";

const amounts = fc.bigInt({ min: 0n, max: 10n ** 14n });
const counts = fc.bigInt({ min: 0n, max: 5_000n });
const result = fc
  .record({ amount: amounts, won: counts, lost: counts, knowsLost: fc.boolean() })
  .map(({ amount, won, lost, knowsLost }) => ({
    amount: won === 0n ? 0n : amount,
    won,
    decided: knowsLost ? won + lost : null,
  }));

describe("what changed a result", () => {
  test("its effects add up to the change to the last cent", () => {
    let explained = 0;
    fc.assert(
      fc.property(result, result, fc.boolean(), (before, after, isMoney) => {
        const given = isMoney ? [before, after] : [before, after].map((one) => ({ ...one, amount: one.won }));
        const change = resultChange(given[0] ?? before, given[1] ?? after, isMoney);
        if ("notDefined" in change) return;
        explained += 1;
        const sum = change.effects.reduce((total, { effect }) => total + effect, 0n);
        expect(sum).toBe((given[1]?.amount ?? 0n) - (given[0]?.amount ?? 0n));
        expect(change.change).toBe(sum);
      }),
      { numRuns: 3_000 },
    );
    expect(explained).toBeGreaterThan(1_500);
  });

  test("whole parts add up even past the precision of a double", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e17, max: 1e17, noNaN: true }), { minLength: 1, maxLength: 4 }),
        (parts) => {
          const total = BigInt(Math.round(parts.reduce((sum, part) => sum + part, 0)));
          expect(wholeParts(parts, total).reduce((sum, part) => sum + part, 0n)).toBe(total);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test("is not defined where a base is missing, negative or does not belong to the deals", () => {
    const some = { amount: 100n, won: 2n, decided: 4n };
    const none = { amount: 0n, won: 0n, decided: 0n };
    expect(resultChange(none, some, true)).toEqual({ notDefined: "nothing_before" });
    expect(resultChange(none, none, true)).toEqual({ notDefined: "no_deals" });
    expect(resultChange(some, { ...some, amount: -1n }, true)).toEqual({ notDefined: "negative" });
    expect(resultChange(some, { ...none, amount: 5n }, true)).toEqual({ notDefined: "deals_do_not_match" });
    expect(resultChange(some, { ...some, decided: 1n }, true)).toEqual({ notDefined: "deals_do_not_match" });
    expect(resultChange({ ...some, decided: null }, some, false)).toEqual({ notDefined: "no_deals" });
  });

  test("nothing won leaves the size as it was: all of it is the win rate", () => {
    const change = resultChange(
      { amount: 50_000n, won: 25n, decided: 100n },
      { amount: 0n, won: 0n, decided: 100n },
      true,
    );
    expect(change).toMatchObject({
      change: -50_000n,
      held: ["dealSize"],
      effects: [
        { factor: "decided", effect: 0n },
        { factor: "winRate", effect: -50_000n },
        { factor: "dealSize", effect: 0n },
      ],
    });
  });
});

describe("what is common to a team", () => {
  const calendar = workCalendar();
  const metric = { id: "m", unit: "count", direction: "more", currency: null };
  const line = { metric, start: "2026-11-01", end: "2026-11-30" } as unknown as GoalLine;
  const goalOf = (person: number, actual: number, expected: number) =>
    ({
      goal: { ownerId: `p${person}`, metricId: "m", startsOn: line.start, endsOn: line.end },
      ...{ ownerName: `P${person}`, actual: BigInt(actual), asOf: "2026-11-22", calendar, pace: { expected } },
    }) as unknown as GoalProgress;
  const standing = fc.tuple(fc.integer({ min: 0, max: 10 ** 9 }), fc.integer({ min: 0, max: 10 ** 9 }));

  test("and each one's own add up to the distance from the line, for whoever has a line", () => {
    let split = 0;
    fc.assert(
      fc.property(fc.array(standing, { maxLength: 30 }), (people) => {
        const parts = teamParts(
          line,
          people.map(([actual, expected], at) => goalOf(at, actual, expected)),
        );
        const known = people.filter(([, expected]) => expected > 0);
        if ("notDefined" in parts) {
          expect(known.length).toBeLessThan(4);
          return;
        }
        split += 1;
        const total = known.reduce((sum, [actual, expected]) => sum + actual - expected, 0);
        expect(parts.reps).toHaveLength(known.length);
        const scale = known.reduce((sum, [actual, expected]) => sum + actual + expected, 0);
        expect(Math.abs(parts.total - total)).toBeLessThanOrEqual(1e-6 * scale);
        expect(Math.abs(parts.team + parts.own - parts.total)).toBeLessThanOrEqual(1e-6 * scale);
        for (const { parts: own } of parts.reps) expect(Number.isFinite(own.team + own.own)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    expect(split).toBeGreaterThan(1_000);
  });
});

describe("the period before", () => {
  test("is whole months before whole months, else as many days", () => {
    expect(periodBefore({ start: "2026-11-01", end: "2026-11-30" })).toEqual({
      start: "2026-10-01",
      end: "2026-10-31",
    });
    expect(periodBefore({ start: "2026-10-01", end: "2026-12-31" })).toEqual({
      start: "2026-07-01",
      end: "2026-09-30",
    });
    expect(periodBefore({ start: "2026-01-01", end: "2026-12-31" })).toEqual({
      start: "2025-01-01",
      end: "2025-12-31",
    });
    expect(periodBefore({ start: "2026-11-09", end: "2026-11-15" })).toEqual({
      start: "2026-11-02",
      end: "2026-11-08",
    });
  });

  test("is compared as far as the running one has come in working time", () => {
    const calendar = workCalendar();
    const november = { start: "2026-11-01", end: "2026-11-30" };
    expect(comparableParts(november, "2026-11-22", calendar)).toEqual({
      now: { start: "2026-11-01", end: "2026-11-22" },
      before: { start: "2026-10-01", end: "2026-10-21" },
    });
    expect(comparableParts(november, "2026-11-01", calendar)).toBeNull();
    expect(comparableParts(november, "2026-12-05", calendar)?.before.end).toBe("2026-10-31");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 29 }), (days) => {
        const asOf = `2026-11-${String(days + 1).padStart(2, "0")}`;
        const parts = comparableParts(november, asOf, calendar);
        if (!parts || asOf === november.end) return;
        expect(daysBetween(parts.before.start, parts.before.end)).toBeLessThanOrEqual(30);
        expect(workingDays(calendar, parts.before.start, parts.before.end)).toBe(
          workingDays(calendar, parts.now.start, parts.now.end),
        );
      }),
    );
  });
});

describe("one sentence why", () => {
  let bot: TestBot;
  let write: WeekWriter;
  const november = ["2026-11-01", "2026-11-30"] as const;

  beforeEach(async () => {
    bot = await testBot();
    write = weekWriter(bot);
  });
  afterEach(() => bot.close());

  async function why(locale: "en" | "ru" = "en") {
    const work = bot.work();
    const week = await weekFacts(work, bot.teamId, weekOf("2026-11-23"));
    const progress = await loadProgress(work, { teamId: bot.teamId }, { asOf: week.asOf });
    const said = await whyChanged({ work, teamId: bot.teamId, week, progress });
    return said ? plain(said(wordsFor(locale, "Europe/Berlin"))) : null;
  }

  /** Lines of 150 on that date: 15 of 21 working days of a target of 210. */
  async function team(...reached: readonly number[]) {
    await write.goal(null, "calls", 210 * reached.length, ...november);
    for (const [at, calls] of reached.entries()) {
      const person = await bot.db.person.create({ data: { orgId: bot.orgId, name: `Rep ${at}`, workPattern: [] } });
      const { orgId, teamId } = bot;
      await bot.db.membership.create({
        data: { orgId, teamId, personId: person.id, role: "rep", startsOn: "2026-01-01" },
      });
      await write.goal("ana", "calls", 210, ...november, { ownerId: person.id });
      await write.entry("ana", "calls", calls, "2026-11-10", { personId: person.id });
    }
  }

  test("most people below the line: common to the team, in both languages", async () => {
    await team(105, 105, 108, 90, 150);
    expect(await why()).toBe(
      "Half of the people are at 70% of their line or below, so it is common to the team: look at leads, season, price and product first.",
    );
    expect(await why("ru")).toContain("У половины людей 70\u00a0% своего плана или меньше");
  });

  test("one person far below: single goals", async () => {
    await team(150, 150, 153, 150, 30);
    expect(await why()).toBe(
      "Half of the people are at 100% of their line or above, so most of the distance is in single goals.",
    );
  });

  test("nothing where three people cannot show it, or the team is on its line", async () => {
    await team(105, 105, 108);
    expect(await why()).toBeNull();
  });

  test("on the line there is nothing to explain", async () => {
    await team(150, 150, 153, 149);
    expect(await why()).toBeNull();
  });

  test("what volume, win rate and size did since the same part of last month, from deals as the CRM knows them", async () => {
    await write.goal(null, "revenue", 10_000_000, ...november);
    const deal = async (state: "won" | "lost", closedOn: string, value: number, at: number) => {
      const { orgId, teamId } = bot;
      const personId = write.id("ana");
      const data = {
        orgId,
        teamId,
        personId,
        state,
        closedOn,
        openedOn: closedOn,
        currency: "USD",
        updatedAt: bot.now(),
      };
      await bot.db.deal.create({ data: { ...data, externalId: `${closedOn} ${state} ${at}`, value: BigInt(value) } });
      if (state === "won") await write.entry("ana", "revenue", value, closedOn);
    };
    for (let at = 0; at < 40; at++) await deal(at < 20 ? "won" : "lost", "2026-10-06", 100_000, at);
    for (let at = 0; at < 30; at++) await deal(at < 12 ? "won" : "lost", "2026-11-10", 120_000, at);
    expect(await why()).toBe(
      "Revenue against 1 Oct – 21 Oct 2026: -$5,600, of it number of decided deals -$4,904.11, win rate -$3,803.92, deal size +$3,108.03.",
    );
    await write.entry("boris", "revenue", 900_000, "2026-11-11");
    expect(await why()).toBeNull();
  });

  test("from what people entered themselves, and not from a handful of deals", async () => {
    await write.goal(null, "revenue", 10_000_000, ...november);
    await write.entry("ana", "revenue", 1_000_000, "2026-10-05");
    await write.entry("ana", "revenue", 1_000_000, "2026-11-05");
    await write.entry("ana", "deals", 10, "2026-10-05");
    await write.entry("ana", "deals", 5, "2026-11-05");
    expect(await why()).toBeNull();
    await write.entry("boris", "deals", 15, "2026-11-06");
    await write.entry("boris", "revenue", 500_000, "2026-11-06");
    expect(await why()).toMatch(/^Revenue against 1 Oct – 21 Oct 2026: \+\$5,000, of it number of deals won \+/u);
  });
});
