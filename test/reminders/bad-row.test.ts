import { afterEach, beforeEach, expect, it } from "vitest";
import { createCore } from "../../src/core.ts";
import { defaultSchedules } from "../../src/reminders/schedules.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";

let bot: TestBot;
const errors: { readonly [field: string]: unknown }[] = [];
const log = { info() {}, warn() {}, error: (fields: object) => void errors.push({ ...fields }) };
const core = () => createCore({ db: bot.db, clock: { now: bot.now }, log, deliverers: [bot.platform] });
const minutesFromNow = (at: Date | null) => at && (at.getTime() - bot.now().getTime()) / 60_000;

beforeEach(async () => {
  errors.length = 0;
  bot = await testBot();
  await defaultSchedules(bot.work(), bot.teamId);
  await defaultSchedules(bot.work(bot.other.orgId), bot.other.teamId);
});
afterEach(async () => {
  // The next test may get the same database, emptied but with the tables as they are.
  for (const table of ["Schedule", "Round"])
    await bot.db.$executeRawUnsafe(`alter table "${table}" drop constraint if exists stuck`);
  await bot.close();
});

const theirs = (kind: "checkin" | "reminders") =>
  bot.db.schedule.findUniqueOrThrow({ where: { teamId_kind: { teamId: bot.other.teamId, kind } } });

it("a schedule that cannot be reckoned with is named and put off, and the others are planned", async () => {
  const { id } = await theirs("reminders");
  await bot.db.schedule.update({ where: { id }, data: { time: "99:99" } });
  await bot.at("2026-11-24 09:00");
  expect(await core().planDue()).toHaveLength(1);
  expect(errors).toMatchObject([{ scheduleId: id }]);
  const { nextOn, nextAt } = await theirs("reminders");
  expect([nextOn, minutesFromNow(nextAt)]).toEqual(["2026-11-24", 60]);
  expect(await bot.db.schedule.findFirstOrThrow({ where: { orgId: bot.orgId, kind: "reminders" } })).toMatchObject({
    nextOn: "2026-11-25",
  });
  await bot.db.schedule.update({ where: { id }, data: { time: "09:00" } });
  await bot.at("2026-11-24 10:00");
  expect(await core().planDue()).toHaveLength(2);
});

it("what was planned is run also when planning fails as a whole", async () => {
  await bot.at("2026-11-24 09:00");
  expect(await core().planDue()).toHaveLength(2);
  await bot.at("2026-11-25 09:00");
  await bot.db.$executeRaw`alter table "Schedule" add constraint stuck check ("nextOn" < '2026-11-26') not valid`;
  expect(await core().planDue()).toHaveLength(2);
  expect(errors).toHaveLength(1);
});

it("a check-in that fails is put off for five minutes, and everybody else is asked", async () => {
  await bot.runTo("2026-11-26 09:29");
  await bot.at("2026-11-26 09:30");
  for (const id of await bot.core.planDue()) await bot.core.runOccurrence(id);
  await bot.db.schedule.update({ where: { id: (await theirs("checkin")).id }, data: { time: "99:99" } });
  await core().stepDue();
  const states = await bot.db.checkIn.findMany({ select: { id: true, orgId: true, state: true, nextAt: true } });
  const [ours, bad] = [true, false].map((own) => states.filter(({ orgId }) => (orgId === bot.orgId) === own));
  expect(ours?.map(({ state }) => state)).toEqual(["prompted", "prompted", "prompted"]);
  expect(bad?.map(({ state, nextAt }) => [state, minutesFromNow(nextAt)])).toEqual([
    ["planned", 5],
    ["planned", 5],
  ]);
  expect(errors.map(({ id }) => id).sort()).toEqual(bad?.map(({ id }) => id).sort());
});

it("a round that cannot be closed leaves the others to be closed", async () => {
  await bot.runTo("2026-11-26 10:00");
  const { id } = await bot.db.round.findFirstOrThrow({ where: { orgId: bot.other.orgId } });
  await bot.db.$executeRawUnsafe(`alter table "Round" add constraint stuck check (state = 'open' or id <> '${id}')`);
  await bot.at("2026-11-27 20:00");
  expect(await core().closeDueRounds()).toBe(1);
  expect(errors).toMatchObject([{ id, what: "round" }]);
  const { state, closesAt } = await bot.db.round.findUniqueOrThrow({ where: { id } });
  expect([state, minutesFromNow(closesAt)]).toEqual(["open", 5]);
});

it("a goal that cannot be reminded of leaves the others to be", async () => {
  const { orgId, teamId } = bot;
  const { id: metricId } = await bot.db.metric.findFirstOrThrow({ where: { orgId, key: "calls" } });
  const goal = async (who: string, number: number, endsOn: string) => {
    const { personId } = bot.player(who);
    const made = await bot.db.goal.create({
      data: {
        ...{ orgId, teamId, number, metricId, name: "Calls", ownerId: personId, createdById: personId, endsOn },
        ...{ target: 200n, startsOn: "2026-11-02", state: "sent", sentAt: bot.now(), step: 2 },
        nextAt: new Date(bot.now().getTime() - number),
      },
    });
    return made.id;
  };
  const bad = await goal("ana", 2, "nonsense");
  const good = await goal("boris", 1, "2026-12-31");
  expect(await core().remindUnaccepted()).toBe(1);
  expect(errors).toMatchObject([{ id: bad, what: "goal" }]);
  expect(await bot.db.goal.findUniqueOrThrow({ where: { id: good } })).toMatchObject({ step: 3 });
  const { step, nextAt } = await bot.db.goal.findUniqueOrThrow({ where: { id: bad } });
  expect([step, minutesFromNow(nextAt)]).toEqual([2, 5]);
});
