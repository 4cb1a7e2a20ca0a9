import { afterEach, beforeEach, expect, test } from "vitest";
import { setSchedule } from "../../src/reminders/schedules.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";

let bot: TestBot;
beforeEach(async () => {
  bot = await testBot();
  await bot.db.organisation.update({ where: { id: bot.orgId }, data: { zone: "UTC" } });
  await bot.db.account.updateMany({ data: { zone: null } });
  await bot.db.team.update({ where: { id: bot.teamId }, data: { zone: "Asia/Vladivostok" } });
  await bot.at(new Date("2026-11-23T15:00:00Z"));
});
afterEach(() => bot.close());

/** The local date that "today" is read as. */
const todayOf = async (who: string) => {
  await bot.says(who, "/my away today");
  const { personId } = bot.player(who);
  const [absence] = await bot.db.absence.findMany({ where: { personId } });
  await bot.db.absence.deleteMany({ where: { personId } });
  return absence?.startsOn;
};

test("where the platform tells no zone, today is the team's", async () => {
  expect(await todayOf("ana")).toBe("2026-11-24");
});

test("what another platform of the same person tells comes before the team's, one's own before both", async () => {
  const { accountId, personId } = bot.player("ana");
  const { orgId, workspaceId } = await bot.db.account.findUniqueOrThrow({ where: { id: accountId } });
  const other = { orgId, workspaceId, personId, externalId: "ana-elsewhere", name: "Ana", zone: "America/New_York" };
  await bot.db.account.create({ data: other });
  expect(await todayOf("ana")).toBe("2026-11-23");
  await bot.says("ana", "/my zone Asia/Tokyo");
  expect(await todayOf("ana")).toBe("2026-11-24");
});

test("somebody in no team lives by the organisation's", async () => {
  await bot.db.membership.deleteMany({ where: { personId: bot.player("ana").personId } });
  expect(await todayOf("ana")).toBe("2026-11-23");
});

test("an abbreviation is refused with the zones that it may mean, in both languages, and nothing is saved", async () => {
  expect(bot.text(await bot.says("ana", "/my zone PST"))).toContain("America/Los_Angeles");
  await bot.says("ana", "/my language ru");
  expect(bot.text(await bot.says("ana", "/my zone IST"))).toContain("Укажите часовой пояс по городу");
  const { zone } = await bot.db.person.findUniqueOrThrow({ where: { id: bot.player("ana").personId } });
  expect(zone).toBeNull();
});

test("a stored zone that cannot be reckoned with locks nobody out and plans by the next one that counts", async () => {
  await bot.db.person.update({ where: { id: bot.player("ana").personId }, data: { zone: "PST" } });
  expect(await todayOf("ana")).toBe("2026-11-24");
  await setSchedule(bot.work(), bot.teamId, "checkin", { days: [4], time: "09:30" });
  await bot.runTo(new Date("2026-11-26T12:00:00Z"));
  const checkIn = await bot.db.checkIn.findFirstOrThrow({ where: { personId: bot.player("ana").personId } });
  expect(checkIn.dueAt.toISOString()).toBe("2026-11-25T23:30:00.000Z");
});
