import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays } from "../../../src/calendar/dates.ts";
import { workCalendar } from "../../../src/calendar/working-days.ts";
import type { MetricUnit, PrismaClient } from "../../../src/generated/prisma/client.ts";
import { loadProgress } from "../../../src/goals/progress.ts";
import type { GoalForecastNow } from "../../../src/insight/forecasts/forecast-now.ts";
import { keepForecasts } from "../../../src/insight/forecasts/keep-forecasts.ts";
import { kindContext } from "../../../src/insight/forecasts/kind-context.ts";
import { outlookOf } from "../../../src/insight/forecasts/outlook.ts";
import { teamForecasts } from "../../../src/insight/forecasts/team-forecasts.ts";
import { kindKey, type TeamHistory } from "../../../src/insight/forecasts/team-history.ts";
import { weightsOf, workedDays } from "../../../src/insight/forecasts/worked-days.ts";
import { isDefined } from "../../../src/insight/rules/not-defined.ts";
import type { Work } from "../../../src/work.ts";
import { type WeekWriter, weekWriter } from "../../summaries/written-week.ts";
import { type TestBot, testBot } from "../../support/test-bot.ts";

const november = ["2026-11-01", "2026-11-30"] as const;

describe("any history", () => {
  const period = { start: "2026-11-02", end: "2026-11-29" };
  const range = { start: "2026-06-01", end: period.end };
  const asOf = "2026-11-15";
  const people = ["one", "two", "three", "four"];
  const booking = fc.record({
    personId: fc.constantFrom(...people),
    date: fc.nat(160).map((days) => addDays(range.start, days)),
    amount: fc.integer({ min: -30, max: 200 }),
    more: fc.nat(20),
  });

  function historyOf(bookings: readonly { personId: string; date: string; amount: number; more: number }[]) {
    const own = workedDays(range, weightsOf(workCalendar(), range));
    const days = new Map<string, number>();
    for (const { date, amount } of bookings) days.set(date, (days.get(date) ?? 0) + amount);
    const first = bookings.map(({ date }) => date).sort()[0];
    const history: TeamHistory = {
      worked: new Map(people.map((id) => [id, own])),
      crew: { between: (start, end) => own.between(start, end) * people.length },
      reps: people,
      bookings: bookings.map(({ personId, date, amount, more }) => ({
        ...{ metricId: "m", personId, isTeams: true },
        bookings: [{ date, amount, trials: Math.abs(amount) + more }],
      })),
      days: new Map([["m", days]]),
      since: new Map(first ? [["m", first]] : []),
      owners: new Map([[kindKey({ metricId: "m", period }), people]]),
    };
    return history;
  }

  test.each<MetricUnit>(["count", "money", "percent"])(
    "%s: the chance grows with what is reached, the range holds together, and every figure is a number",
    (unit) => {
      const actuals = fc.tuple(fc.nat(400), fc.nat(400));
      fc.assert(
        fc.property(
          fc.array(booking, { maxLength: 60 }),
          actuals,
          fc.integer({ min: 1, max: 400 }),
          (all, two, target) => {
            const context = kindContext(historyOf(all), { id: "m", unit }, { metricId: "m", period }, asOf);
            const { series, evidence: own } = context.person("one");
            const found = two
              .toSorted((one, other) => one - other)
              .map((actual) =>
                outlookOf({
                  ...{ unit, target, actual, trials: 40, own, peers: context.peers, isEarly: false },
                  remaining: {
                    weighed: series.time.between(addDays(asOf, 1), period.end),
                    plain: series.worked.between(addDays(asOf, 1), period.end),
                  },
                }),
              );
            for (const one of found) {
              if (!isDefined(one)) continue;
              const { hitProbability, low, high, mean, ownWeight } = one;
              for (const figure of [hitProbability, low, high, mean, ownWeight])
                expect(Number.isFinite(figure)).toBe(true);
              expect(hitProbability).toBeGreaterThanOrEqual(0);
              expect(hitProbability).toBeLessThanOrEqual(1);
              expect(low).toBeLessThanOrEqual(high);
            }
            const [less, more] = found;
            if (!less || !more || !isDefined(less) || !isDefined(more)) return;
            // Amounts of money are reckoned on a grid of 200 cells, which costs up to 0.01.
            expect(more.hitProbability).toBeGreaterThanOrEqual(less.hitProbability - (unit === "money" ? 0.02 : 1e-9));
            if (unit !== "percent" && two.some((actual) => actual >= target)) expect(more.hitProbability).toBe(1);
          },
        ),
        { numRuns: 300 },
      );
    },
  );

  test("weighed days of a whole period are its working days, whatever the curve", () => {
    fc.assert(
      fc.property(fc.array(booking, { maxLength: 60 }), (all) => {
        const context = kindContext(historyOf(all), { id: "m", unit: "count" }, { metricId: "m", period }, asOf);
        const { time } = context.person("one").series;
        expect(time.between(period.start, period.end)).toBeCloseTo(20, 9);
        const halves = time.between(period.start, asOf) + time.between(addDays(asOf, 1), period.end);
        expect(halves).toBeCloseTo(20, 9);
      }),
    );
  });
});

describe("a team's forecasts", () => {
  let bot: TestBot;
  let write: WeekWriter;

  async function begin(at?: Date) {
    await bot?.close();
    bot = await testBot(at ? { at } : {});
    write = weekWriter(bot);
  }
  beforeEach(() => begin());
  afterEach(() => bot.close());

  const asOf = "2026-11-22";

  async function forecasts(work: Work = bot.work()) {
    const progress = await loadProgress(work, { teamId: bot.teamId }, { asOf });
    return teamForecasts(work, bot.teamId, progress, asOf);
  }

  const goalOf = (found: Awaited<ReturnType<typeof forecasts>>, goal: { id: string }): GoalForecastNow => {
    const one = found.byGoal.get(goal.id);
    if (!one) throw new Error("The goal was left out");
    return one;
  };

  test("say why there is none instead of a number", async () => {
    const limit = await bot.db.metric.create({
      data: { orgId: bot.orgId, key: "returns", name: "Returns", kind: "outcome", unit: "count", direction: "less" },
    });
    const wanted = {
      limit: await write.goal("ana", "calls", 5, ...november, { metricId: limit.id }),
      no_target: await write.goal("ana", "calls", 0, ...november),
      over: await write.goal("ana", "calls", 5, "2026-10-01", "2026-10-31"),
      not_started: await write.goal("ana", "calls", 5, "2026-12-01", "2026-12-31"),
      no_working_days: await write.goal("ana", "calls", 5, "2026-11-22", "2026-11-22", { endsOn: "2026-11-23" }),
      few_trials: await write.goal("ana", "win-rate", 4_000, ...november),
      no_events: await write.goal("ana", "revenue", 100_000, ...november),
      too_early: await write.goal("boris", "meetings", 5, "2026-11-20", "2026-12-20"),
    };
    await bot.db.absence.create({
      data: {
        ...{ orgId: bot.orgId, personId: write.id("ana"), byPersonId: write.id("ana") },
        ...{ startsOn: "2026-11-23", endsOn: "2026-11-23" },
      },
    });
    await write.entry("ana", "win-rate", 1, "2026-11-10", { trials: 2n });
    const found = await forecasts();
    const reasons = Object.entries(wanted).map(([reason, goal]) => {
      const { outlook } = goalOf(found, goal);
      return [reason, isDefined(outlook) ? outlook.hitProbability : outlook.notDefined];
    });
    expect(reasons).toEqual(Object.keys(wanted).map((reason) => [reason, reason]));
  });

  test("where nobody recorded anything there is no forecast, only the line", async () => {
    const goal = await write.goal("ana", "deals", 10, ...november);
    const { outlook, status } = goalOf(await forecasts(), goal);
    expect(outlook).toEqual({ notDefined: "no_events" });
    expect(status).toMatchObject({ status: "behind", basis: "pace" });
  });

  test("a goal to which only its owner added nothing is below 5 %, not nothing", async () => {
    const goal = await write.goal("ana", "deals", 10, ...november);
    for (const day of ["03", "10", "17"]) await write.entry("boris", "deals", 1, `2026-11-${day}`);
    const { outlook, status } = goalOf(await forecasts(), goal);
    if (!isDefined(outlook)) throw new Error(outlook.notDefined);
    expect(outlook.hitProbability).toBeLessThan(0.05);
    expect(status.status).toBe("behind");
  });

  test("rest on one's own records, on the team's where there are few, and never on another organisation's", async () => {
    const ana = await write.goal("ana", "deals", 10, ...november);
    const chen = await write.goal("chen", "deals", 10, ...november);
    for (const day of ["01", "05", "08", "12", "15", "19", "22"]) {
      for (const month of ["09", "10", "11"]) {
        await write.entry("ana", "deals", 1, `2026-${month}-${day}`);
        if (day === "12") await write.entry("boris", "deals", 1, `2026-${month}-${day}`);
      }
    }
    await bot.db.person.update({ where: { id: write.id("chen") }, data: { hiredOn: "2026-11-19" } });
    const found = await forecasts();
    const [own, fresh] = [goalOf(found, ana).outlook, goalOf(found, chen).outlook];
    if (!isDefined(own) || !isDefined(fresh)) throw new Error("No forecast");
    expect(own.ownWeight).toBeGreaterThan(0.2);
    expect(fresh.ownWeight).toBeLessThan(own.ownWeight / 2);
    expect(goalOf(found, chen).status.basis).not.toBe("probability");
    expect(fresh.mean).toBeGreaterThan(0.5);
    const strangers = await teamForecasts(
      bot.work(bot.other.orgId),
      bot.other.teamId,
      await loadProgress(bot.work(bot.other.orgId), { teamId: bot.teamId }),
      asOf,
    );
    expect(strangers.byGoal.size).toBe(0);
  });

  test("grow with every entry of the day", async () => {
    const goal = await write.goal("ana", "deals", 10, ...november);
    const money = await write.goal("ana", "revenue", 900_000, ...november);
    for (const day of ["02", "05", "09", "12", "16"]) {
      await write.entry("ana", "deals", 1, `2026-11-${day}`);
      await write.entry("ana", "revenue", 60_000 + Number(day) * 1_000, `2026-11-${day}`);
    }
    const chances: number[][] = [];
    for (let at = 0; at < 6; at++) {
      const found = await forecasts();
      chances.push(
        [goal, money].map((one) => {
          const { outlook } = goalOf(found, one);
          return isDefined(outlook) ? outlook.hitProbability : Number.NaN;
        }),
      );
      await write.entry("ana", "deals", 1, "2026-11-23");
      await write.entry("ana", "revenue", 120_000, "2026-11-23");
    }
    for (const at of [0, 1]) {
      const rising = chances.map((both) => both[at] ?? Number.NaN);
      expect(rising).toEqual([...rising].sort((one, other) => one - other));
      expect(rising.at(-1)).toBe(1);
    }
  });

  test("the team's total is its own series, over the working days of its people", async () => {
    for (const who of ["ana", "boris", "chen"]) await write.goal(who, "deals", 10, ...november);
    for (const day of ["03", "05", "10", "12", "17"]) {
      await write.entry("ana", "deals", 2, `2026-11-${day}`);
      await write.entry("boris", "deals", 1, `2026-11-${day}`);
    }
    const { team, lines } = await forecasts();
    expect(lines).toHaveLength(1);
    if (!team || !isDefined(team.outlook) || team.outlook.basis.kind !== "events") throw new Error("No total");
    expect([team.line.actual, team.line.target]).toEqual([15n, 30n]);
    expect(team.outlook.basis.own).toMatchObject({ events: 15, workedDays: 45 });
    expect(team.outlook.basis.remainingDays).toBeCloseTo(18, 9);
    expect(team.outlook.basis.people).toBe(1);
  });

  test("count local days over a change of the clocks", async () => {
    await begin(new Date("2026-10-25T23:30:00Z"));
    const goal = await write.goal("ana", "deals", 10, "2026-10-01", "2026-10-31");
    for (const day of ["01", "08", "15", "24", "25"]) await write.entry("ana", "deals", 1, `2026-10-${day}`);
    await keepForecasts(bot.work(), bot.teamId);
    const [kept] = await bot.db.goalForecast.findMany({ where: { goalId: goal.id } });
    expect(kept).toMatchObject({ asOf: "2026-10-25", actual: 5n });
    const progress = await loadProgress(bot.work(), { id: goal.id });
    const { byGoal } = await teamForecasts(bot.work(), bot.teamId, progress, "2026-10-25");
    const found = byGoal.get(goal.id);
    expect(found?.progress.pace).toMatchObject({ days: 22, daysElapsed: 17, daysLeft: 5 });
    if (!found || !isDefined(found.outlook) || found.outlook.basis.kind !== "events") throw new Error("No forecast");
    expect(found.outlook.basis.own).toMatchObject({ events: 5, workedDays: 17 });
    expect(found.outlook.basis.remainingDays).toBeCloseTo(5, 9);
    await bot.at(new Date("2026-10-24T22:30:00Z"));
    await keepForecasts(bot.work(), bot.teamId);
    expect(await bot.db.goalForecast.count({ where: { asOf: "2026-10-24" } })).toBe(1);
  });

  test("take as many queries for sixty people as for three", async () => {
    const { orgId, teamId } = bot;
    const counted = async () => {
      let queries = 0;
      const db = bot.db.$extends({
        query: {
          $allOperations({ args, query }) {
            queries += 1;
            return query(args);
          },
        },
      });
      const progress = await loadProgress(bot.work(), { teamId }, { asOf });
      await teamForecasts({ ...bot.work(), db: db as unknown as PrismaClient }, teamId, progress, asOf);
      return queries;
    };
    await write.goal("ana", "calls", 100, ...november);
    await write.goal("ana", "deals", 10, ...november);
    await write.entry("ana", "calls", 30, "2026-11-20");
    const few = await counted();
    const made = await bot.db.person.createManyAndReturn({
      data: Array.from({ length: 60 }, (_, at) => ({ orgId, name: `Rep ${at}`, workPattern: [] })),
    });
    await bot.db.membership.createMany({
      data: made.map(({ id }) => ({ orgId, teamId, personId: id, role: "rep", startsOn: "2026-01-01" })),
    });
    for (const { id } of made) {
      await write.goal("ana", "calls", 50, ...november, { ownerId: id });
      await write.entry("ana", "calls", 5, "2026-11-20", { personId: id });
    }
    expect(await counted()).toBe(few);
    expect(few).toBeLessThanOrEqual(14);
  });
});
