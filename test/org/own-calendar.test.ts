import { afterEach, beforeEach, expect, test } from "vitest";
import { workOn } from "../../src/calendar/working-days.ts";
import { timesOf } from "../../src/org/calendars.ts";
import { defaultSchedules } from "../../src/reminders/schedules.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";

let bot: TestBot;
beforeEach(async () => {
  bot = await testBot();
  await defaultSchedules(bot.work(), bot.teamId);
});
afterEach(() => bot.close());

const said = async (who: string, text: string) => bot.text(await bot.says(who, text));
const worksOn = async (who: string, date: string) => {
  const { personId } = bot.player(who);
  const times = await timesOf(bot.work(), bot.teamId, [personId], { start: date, end: date });
  const calendar = times.get(personId)?.calendar;
  return calendar ? workOn(calendar, date) : null;
};

test("one person's working days differ from the team's, are shown, asked by, and can be as the team's again", async () => {
  expect(await said("max", "/team workdays mon-wed thu:0.5 for @ana")).toContain("Mon–Wed, Thu × 0.5");
  expect([await worksOn("ana", "2026-11-27"), await worksOn("boris", "2026-11-27")]).toEqual([0, 1]);
  expect(await worksOn("ana", "2026-11-26")).toBe(0.5);
  expect(await said("max", "/team show")).toMatch(/Ana.*works Mon–Wed, Thu × 0.5/);
  await bot.says("max", "/team workdays mon-wed for @ana");
  await bot.runTo("2026-11-26 10:00");
  const asked = await bot.db.checkIn.findMany({ where: { orgId: bot.orgId }, select: { personId: true, state: true } });
  expect(asked.find(({ personId }) => personId === bot.player("ana").personId)?.state).toBe("excused");
  expect(asked.filter(({ state }) => state === "prompted")).toHaveLength(2);
  expect(await said("max", "/team workdays team for @ana")).toContain("works on the days of Sales");
  expect(await worksOn("ana", "2026-11-27")).toBe(1);
  const events = await bot.db.auditEvent.findMany({ where: { action: "team workdays" } });
  expect(events.map(({ subject, subjectId }) => [subject, subjectId])).toEqual(
    events.map(() => ["person", bot.player("ana").personId]),
  );
  expect(events).toHaveLength(3);
});

test("one person's holidays are those of where they live", async () => {
  expect(await said("max", "/team holidays US for @ana")).toMatch(
    /Ana keeps the public holidays of US. Next: .*26 Nov/,
  );
  expect([await worksOn("ana", "2026-11-26"), await worksOn("boris", "2026-11-26")]).toEqual([0, 1]);
  expect(await said("max", "/team show")).toMatch(/Ana.*holidays: US/);
  expect(await said("max", "/team holidays none for @ana")).toContain("keeps the public holidays of Sales");
  expect(await worksOn("ana", "2026-11-26")).toBe(1);
});

test("in Russian", async () => {
  await bot.says("max", "/my language ru");
  expect(await said("max", "/team workdays пн-чт for @ana")).toContain("Ana: рабочие дни — пн–чт");
  expect(await said("max", "/team holidays RU for @ana")).toContain("Ana: праздники — RU");
  expect(await said("max", "/team show")).toMatch(/Ana.*рабочие дни: пн–чт, праздники: RU/);
  expect(await said("max", "/team workdays команда for @ana")).toContain("рабочие дни — как у команды Sales");
});

test("a week that cannot be read, somebody of no such team, a rep and another organisation change nothing", async () => {
  expect(await said("max", "/team workdays someday for @ana")).toContain("is not a week I can read");
  expect(await said("max", "/team workdays team")).toContain("is not a week I can read");
  expect(await said("max", "/team workdays mon-thu for @ada")).toContain("Ada is not in Sales");
  expect(await said("boris", "/team workdays mon-thu for @boris")).not.toContain("Mon–Thu");
  expect(await said("mara", "/team workdays mon-thu for @ana")).toContain("I do not know");
  const people = await bot.db.person.findMany({ where: { NOT: { workPattern: { isEmpty: true } } } });
  expect(people).toEqual([]);
});

test("a day that an admin sets everywhere holds for every team but one that has its own, and for no other organisation", async () => {
  expect(await said("max", "/team day 2026-11-26 0 everywhere:yes")).toContain("by an admin only");
  expect(await worksOn("ana", "2026-11-26")).toBe(1);
  expect(await said("ada", "/team day 2026-11-26 0 everywhere:yes")).toContain(
    "0 of a full working day for every team",
  );
  expect(await worksOn("ana", "2026-11-26")).toBe(0);
  await bot.says("ada", "/team day 2026-11-26 0.5 everywhere:yes");
  await bot.again();
  expect(await worksOn("ana", "2026-11-26")).toBe(0.5);
  expect(await bot.db.calendarDay.findMany()).toMatchObject([{ orgId: bot.orgId, teamId: null, work: 0.5 }]);
  await bot.says("max", "/team day 2026-11-26 1");
  expect(await worksOn("ana", "2026-11-26")).toBe(1);
  await bot.says("ada", "/my language ru");
  expect(await said("ada", "/team day 2026-11-25 0 everywhere:да")).toContain(
    "для всех команд, где не задано иное, — 0",
  );
});

test("a day for the whole organisation can be written once only", async () => {
  const data = { orgId: bot.orgId, teamId: null, date: "2026-12-31", work: 0 };
  await bot.db.calendarDay.create({ data });
  await expect(bot.db.calendarDay.create({ data })).rejects.toThrow();
  await bot.db.calendarDay.create({ data: { ...data, orgId: bot.other.orgId } });
});
