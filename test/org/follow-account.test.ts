import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { presets } from "../../src/import/presets.ts";
import { textSource } from "../../src/import/read-csv.ts";
import { importFiles } from "../../src/import/run-import.ts";
import { followAccount } from "../../src/org/follow-account.ts";
import { chosenWaits } from "../../src/outbox/chosen-waits.ts";
import { defaultSchedules } from "../../src/reminders/schedules.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";

let bot: TestBot;
beforeEach(async () => {
  bot = await testBot();
  await defaultSchedules(bot.work(), bot.teamId);
});
afterEach(() => bot.close());

const follow = (who: string, zone: string) => {
  const { workspaceId, externalId, name } = bot.player(who);
  return followAccount(bot.db, bot.now(), { workspaceId, externalId, name, zone });
};
const nextCheckIn = async (teamId = bot.teamId) =>
  (
    await bot.db.schedule.findUniqueOrThrow({ where: { teamId_kind: { teamId, kind: "checkin" } } })
  ).nextAt?.toISOString();

const thursdayInBerlin = "2026-11-26T08:30:00.000Z";
const thursdayInVladivostok = "2026-11-25T23:30:00.000Z";

describe("a zone that the platform tells", () => {
  test("plans the person's teams again", async () => {
    await follow("ana", "Asia/Vladivostok");
    expect(await nextCheckIn()).toBe(thursdayInVladivostok);
    await follow("ana", "Europe/Berlin");
    expect(await nextCheckIn()).toBe(thursdayInBerlin);
  });

  test("moves a check-in that is planned, and lets what waits for the person be judged anew", async () => {
    await bot.runTo("2026-11-26 09:30");
    const { personId } = bot.player("ana");
    const checkIn = await bot.db.checkIn.findFirstOrThrow({ where: { personId } });
    await bot.db.checkIn.update({
      where: { id: checkIn.id },
      data: { state: "planned", step: 0, nextAt: checkIn.dueAt, promptedAt: null },
    });
    const waiting = await bot.db.outboxMessage.findFirstOrThrow({ where: { toPersonId: personId } });
    const tomorrow = new Date(bot.now().getTime() + 24 * 3_600_000);
    await bot.db.outboxMessage.update({
      where: { id: waiting.id },
      data: { state: "waiting", sentAt: null, problem: chosenWaits.hours, sendAt: tomorrow },
    });
    expect(await follow("ana", "America/New_York")).toEqual([waiting.id]);
    const moved = await bot.db.checkIn.findUniqueOrThrow({ where: { id: checkIn.id } });
    expect(moved.nextAt?.toISOString()).toBe("2026-11-26T14:30:00.000Z");
  });

  test("gives way to the one that the person chose, and to none where it cannot be used", async () => {
    await bot.says("ana", "/my zone Europe/Berlin");
    await follow("ana", "Asia/Vladivostok");
    expect(await nextCheckIn()).toBe(thursdayInBerlin);
    await follow("boris", "PST");
    const { zone } = await bot.db.account.findUniqueOrThrow({ where: { id: bot.player("boris").accountId } });
    expect(zone).toBe("Europe/Berlin");
  });

  test("of somebody who never met us is left alone", async () => {
    const stranger = { workspaceId: bot.workspaceId, externalId: "nobody", name: "Nobody", zone: "Asia/Tokyo" };
    expect(await followAccount(bot.db, bot.now(), stranger)).toEqual([]);
    expect(await bot.db.account.count({ where: { externalId: "nobody" } })).toBe(0);
  });
});

describe("people of an import", () => {
  const csv = "Name;E-mail;Team\nAna;;North\nLena Hart;lena@example.com;North\n";
  const load = async () => {
    const importer = { orgId: bot.orgId, now: bot.now(), byPersonId: null };
    const mapping = presets.generic;
    if (!mapping) throw new Error("There is no such mapping");
    await importFiles(bot.db, importer, { sources: [textSource("people.csv", csv)], mapping, isDryRun: false });
    return (await bot.db.team.findFirstOrThrow({ where: { orgId: bot.orgId, name: "North" } })).id;
  };

  test("are planned for where they are", async () => {
    await bot.db.person.update({ where: { id: bot.player("ana").personId }, data: { zone: "Asia/Vladivostok" } });
    expect(await nextCheckIn(await load())).toBe(thursdayInVladivostok);
  });

  test("are planned for again when the platform first tells where they are", async () => {
    const north = await load();
    expect(await nextCheckIn(north)).toBe(thursdayInBerlin);
    await bot.bot.receive({
      key: "first",
      from: {
        ...{ workspaceId: bot.workspaceId, externalId: "U1", name: "Lena" },
        ...{ email: "lena@example.com", zone: "Asia/Vladivostok" },
      },
      request: { kind: "text", text: "/goalkeeper help" },
    });
    expect(await nextCheckIn(north)).toBe(thursdayInVladivostok);
  });
});
