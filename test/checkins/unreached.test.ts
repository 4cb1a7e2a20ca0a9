import { afterEach, beforeEach, expect, test } from "vitest";
import { defaultSchedules } from "../../src/reminders/schedules.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";

let bot: TestBot;
beforeEach(async () => {
  bot = await testBot();
  await defaultSchedules(bot.work(), bot.teamId);
  for (const name of ["Lena Hart", "Petr Orlov"]) {
    const person = await bot.db.person.create({ data: { orgId: bot.orgId, name, importKey: name, workPattern: [] } });
    await bot.db.membership.create({
      data: { orgId: bot.orgId, teamId: bot.teamId, personId: person.id, role: "rep", startsOn: "2026-01-01" },
    });
  }
});
afterEach(() => bot.close());

const states = async () => {
  const checkIns = await bot.db.checkIn.findMany({ where: { orgId: bot.orgId }, select: { state: true } });
  return checkIns.map(({ state }) => state).sort();
};

test("who has no account yet was not asked and misses nothing", async () => {
  await bot.runTo("2026-11-26 10:00");
  expect(await states()).toEqual(["excused", "excused", "prompted", "prompted", "prompted"]);
  const status = bot.text(await bot.says("max", "/checkin status"));
  expect(status).toContain("0 of 3 checked in");
  expect(status).toContain("No chat account yet: Lena Hart and Petr Orlov");
  expect(status).not.toContain("Away");
  await bot.submits("ana", await bot.says("ana", "/checkin"));
  await bot.runTo("2026-11-27 16:05");
  expect(await states()).toEqual(["answered", "excused", "excused", "missed", "missed"]);
  expect((await bot.channel("sales")).join("\n")).toContain("1 of 3 checked in");
});

test.each([
  ["en", "2 people have no chat account yet and could not be asked (/goalkeeper join)"],
  ["ru", "у 2 человек пока нет учётной записи в чате, спросить не удалось (/goalkeeper join)"],
] as const)("the brief counts them apart from those who did not answer (%s)", async (locale, line) => {
  await bot.db.person.update({ where: { id: bot.player("max").personId }, data: { locale } });
  await bot.runTo("2026-11-30 09:05");
  const brief = (await bot.dm("max")).join("\n");
  expect(brief).toContain(line);
  expect(brief).toContain("Chen");
  expect(brief).not.toContain("Lena");
});
