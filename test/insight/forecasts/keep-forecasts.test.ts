import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays } from "../../../src/calendar/dates.ts";
import { toldStatus } from "../../../src/goals/status.ts";
import { keepForecasts } from "../../../src/insight/forecasts/keep-forecasts.ts";
import { nextStanding, type SeenToday, type Standing } from "../../../src/insight/forecasts/standing.ts";
import { trackRecord } from "../../../src/insight/forecasts/track-record.ts";
import { isDefined } from "../../../src/insight/rules/not-defined.ts";
import { type WeekWriter, weekWriter } from "../../summaries/written-week.ts";
import { type TestBot, testBot } from "../../support/test-bot.ts";

const fresh: Standing = {
  standing: null,
  standingSince: null,
  standingBefore: null,
  candidate: null,
  candidateSince: null,
};

/** Every day is a working day here. */
function look(kept: Standing, asOf: string, status: SeenToday["status"], probability: number | null = null): Standing {
  const lastedSince = (date: string) => (Date.parse(asOf) - Date.parse(date)) / 86_400_000 + 1;
  return nextStanding(kept, { status, probability, asOf, lastedSince });
}

describe("what people are told about a goal", () => {
  const told = look(fresh, "2026-11-02", "on_track");

  test("begins with what is seen first", () => {
    expect(told).toMatchObject({ standing: "on_track", standingSince: "2026-11-02", standingBefore: null });
  });

  test("changes once another class has lasted two working days", () => {
    const first = look(told, "2026-11-03", "at_risk", 0.65);
    expect(first).toMatchObject({ standing: "on_track", candidate: "at_risk", candidateSince: "2026-11-03" });
    const second = look(first, "2026-11-04", "at_risk", 0.65);
    expect(second).toMatchObject({ standing: "at_risk", standingSince: "2026-11-04", standingBefore: "on_track" });
    expect(second.candidate).toBeNull();
  });

  test("is told at once when the chance is far past the limit, when a goal is reached, and over a limit", () => {
    expect(look(told, "2026-11-03", "at_risk", 0.6).standing).toBe("at_risk");
    expect(look(told, "2026-11-03", "at_risk", 0.61).standing).toBe("on_track");
    expect(look(told, "2026-11-03", "achieved").standing).toBe("achieved");
    expect(look(told, "2026-11-03", "breached").standing).toBe("breached");
  });

  test("forgets a class that did not last, and starts anew with another one", () => {
    const first = look(told, "2026-11-03", "at_risk", 0.65);
    expect(look(first, "2026-11-04", "on_track", 0.75)).toEqual(told);
    const other = look(first, "2026-11-04", "behind", 0.25);
    expect(other).toMatchObject({ standing: "on_track", candidate: "behind", candidateSince: "2026-11-04" });
  });

  test("is the same however often it is looked at on a day, and a look from before it began says nothing", () => {
    const statuses = fc.constantFrom("too_early", "on_track", "at_risk", "behind", "achieved", "breached" as const);
    const looks = fc.array(fc.tuple(statuses, fc.option(fc.double({ min: 0, max: 1, noNaN: true }))), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(looks, (days) => {
        let kept = fresh;
        for (const [at, [status, probability]] of days.entries()) {
          const asOf = addDays("2026-11-02", at);
          const next = look(kept, asOf, status, probability);
          expect(look(next, asOf, status, probability)).toBe(next);
          expect(look(next, "2026-11-01", "behind", 0)).toBe(next);
          kept = next;
        }
      }),
    );
  });

  test("a class that was told stands until another one has lasted; what is no class is said as it is", () => {
    expect(toldStatus("on_track", "behind")).toBe("on_track");
    expect(toldStatus("behind", "behind")).toBe("behind");
    expect(toldStatus("behind", "achieved")).toBe("achieved");
    expect(toldStatus("too_early", "behind")).toBe("behind");
    expect(toldStatus(null, "at_risk")).toBe("at_risk");
  });
});

describe("forecasts that are kept", () => {
  let bot: TestBot;
  let write: WeekWriter;

  beforeEach(async () => {
    bot = await testBot();
    write = weekWriter(bot);
  });
  afterEach(() => bot.close());

  const november = ["2026-11-01", "2026-11-30"] as const;
  const keep = () => keepForecasts(bot.work(), bot.teamId);
  const rows = () => bot.db.goalForecast.findMany({ orderBy: [{ asOf: "asc" }, { goalId: "asc" }] });

  test("are one row a goal and date, whatever runs twice, and none where nothing is open", async () => {
    const goal = await write.goal("ana", "deals", 20, ...november);
    await write.goal("boris", "deals", 1, ...november);
    await write.goal("chen", "deals", 5, ...november, { state: "draft" });
    for (const day of ["03", "05", "10", "12", "17"]) {
      await write.entry("ana", "deals", 2, `2026-11-${day}`);
      await write.entry("boris", "deals", 1, `2026-11-${day}`);
    }
    await keep();
    const first = await rows();
    expect(first).toHaveLength(1);
    expect(first[0]).toMatchObject({ goalId: goal.id, asOf: "2026-11-22", actual: 10n, version: 1, didHit: null });
    expect(first[0]?.hitProbability).toBeGreaterThan(0);
    expect(first[0]?.hitProbability).toBeLessThan(0.5);
    await Promise.all([keep(), keep()]);
    expect(await rows()).toEqual(first);
    const told = await bot.db.goal.findMany({ where: { ownerId: { not: null } }, orderBy: { number: "asc" } });
    expect(told.map(({ standing }) => standing)).toEqual([expect.stringMatching(/at_risk|behind/), "achieved", null]);
  });

  test("are settled when the period is over, and again when late entries change what happened", async () => {
    const goal = await write.goal("ana", "deals", 10, ...november);
    const dropped = await write.goal("boris", "deals", 10, ...november);
    await write.entry("ana", "deals", 7, "2026-11-10");
    await write.entry("boris", "deals", 7, "2026-11-10");
    await keep();
    const closed = { closedAt: bot.now(), result: "dropped" } as const;
    await bot.db.goal.update({ where: { id: dropped.id }, data: closed });
    await bot.at("2026-12-01 09:00");
    await keep();
    const outcomeOf = async (goalId: string) =>
      (await rows()).filter((row) => row.goalId === goalId).map(({ didHit }) => didHit);
    expect(await outcomeOf(goal.id)).toEqual([false]);
    expect(await outcomeOf(dropped.id)).toEqual([null]);
    await write.entry("ana", "deals", 3, "2026-11-30");
    await bot.at("2026-12-03 09:00");
    await keep();
    expect(await outcomeOf(goal.id)).toEqual([true]);
  });

  test("make a track record of one forecast a goal, the one in the middle, once there are thirty", async () => {
    const { orgId, teamId } = bot;
    for (let at = 0; at < 29; at++) await pastGoal(at);
    expect(await trackRecord(bot.work(), teamId)).toEqual({
      count: 29,
      calibration: { notDefined: "fewer_than_30" },
    });
    await pastGoal(29);
    const record = await trackRecord(bot.work(), teamId);
    expect(record.count).toBe(30);
    if (!isDefined(record.calibration)) throw new Error("No calibration");
    expect(record.calibration.bins.map(({ count, happened }) => [count, happened])).toEqual([
      [0, null],
      [0, null],
      [30, 0.5],
    ]);
    expect(await trackRecord(bot.work(bot.other.orgId), teamId)).toMatchObject({ count: 0 });

    /** Said 10 % at first, 80 % in the middle, and 5 % of an older version; every second one came true. */
    async function pastGoal(at: number) {
      const goal = await write.goal("ana", "deals", 10, "2026-06-01", "2026-06-30", { version: 2 });
      const row = { orgId, goalId: goal.id, actual: 1n, mean: 5, ownWeight: 0.5, didHit: at % 2 === 0, version: 2 };
      await bot.db.goalForecast.createMany({
        data: [
          { ...row, asOf: "2026-06-03", hitProbability: 0.1 },
          { ...row, asOf: "2026-06-14", hitProbability: 0.8 },
          { ...row, asOf: "2026-06-15", hitProbability: 0.05, version: 1 },
        ],
      });
    }
  });

  test("are kept before anything is said by schedule", async () => {
    await write.goal("ana", "deals", 10, ...november);
    await write.entry("ana", "deals", 7, "2026-11-10");
    await bot.says("max", '/team schedule summary "fri 16:00"');
    await bot.runTo("fri 16:00");
    expect((await rows()).map(({ asOf }) => asOf)).toContain("2026-11-26");
    const { standing } = await bot.db.goal.findFirstOrThrow();
    expect(standing).not.toBeNull();
  });

  test("what was told is what lists and answers say, with what today's line says beside it", async () => {
    const goal = await write.goal("ana", "deals", 20, ...november);
    await write.entry("ana", "deals", 15, "2026-11-10");
    const said = async () => bot.text(await bot.says("ana", `/goal log #${goal.number} 1`));
    const list = async () => bot.text(await bot.says("max", "/goal list"));
    const behind = async () => bot.text(await bot.says("max", "/goal list status:behind"));
    expect(await said()).toContain("On track.");
    expect(await behind()).not.toContain(goal.name);
    await bot.db.goal.update({ where: { id: goal.id }, data: { standing: "behind", standingSince: "2026-11-19" } });
    expect(await said()).toContain("Behind (today’s figures say: on track;");
    expect(await list()).toContain("Behind");
    expect(await behind()).toContain(goal.name);
    await bot.says("ana", `/goal log #${goal.number} 3`);
    expect(await list()).toContain("Reached");
  });
});
