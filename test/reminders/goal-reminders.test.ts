import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { workCalendar } from "../../src/calendar/working-days.ts";
import { localToInstant } from "../../src/calendar/zones.ts";
import { type GoalFacts, reasonToRemind } from "../../src/reminders/goal-reasons.ts";
import { defaultSchedules, rescheduleTeam } from "../../src/reminders/schedules.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";

const goal: GoalFacts = {
  ...{ status: "on_track", startsOn: "2026-11-02", endsOn: "2026-11-30", lastEntryOn: "2026-11-20" },
  ...{ calendar: workCalendar(), isLimit: false, reminded: [] },
};

describe("why to remind of a goal", () => {
  it("is its pace, at most once a week", () => {
    expect(reasonToRemind({ ...goal, status: "behind" }, "2026-11-23")).toBe("pace");
    const reminded = [{ reason: "pace", on: "2026-11-23" }] as const;
    expect(reasonToRemind({ ...goal, status: "behind", reminded }, "2026-11-24")).toBeNull();
    expect(reasonToRemind({ ...goal, endsOn: "2026-12-31", status: "at_risk", reminded }, "2026-11-30")).toBe("pace");
  });

  it("is its end, three working days before and once", () => {
    expect(reasonToRemind(goal, "2026-11-25")).toBeNull();
    expect(reasonToRemind(goal, "2026-11-26")).toBe("deadline");
    expect(reasonToRemind({ ...goal, reminded: [{ reason: "deadline", on: "2026-11-26" }] }, "2026-11-27")).toBeNull();
  });

  it("is five working days without an entry", () => {
    expect(reasonToRemind({ ...goal, lastEntryOn: "2026-11-16" }, "2026-11-23")).toBeNull();
    expect(reasonToRemind({ ...goal, lastEntryOn: "2026-11-16" }, "2026-11-24")).toBe("quiet");
    expect(reasonToRemind({ ...goal, lastEntryOn: null }, "2026-11-09")).toBe("quiet");
  });

  it("is none for what is reached, over, or whose owner is away", () => {
    expect(reasonToRemind({ ...goal, status: "achieved" }, "2026-11-26")).toBeNull();
    expect(reasonToRemind({ ...goal, status: "behind" }, "2026-12-01")).toBeNull();
    const calendar = workCalendar({ leaves: [{ start: "2026-11-23", end: "2026-11-23", fraction: 1 }] });
    expect(reasonToRemind({ ...goal, status: "behind", calendar }, "2026-11-23")).toBeNull();
  });
});

describe("reminders about goals", () => {
  let bot: TestBot;
  beforeEach(async () => {
    bot = await testBot();
    await defaultSchedules(bot.work(), bot.teamId);
  });
  afterEach(() => bot.close());

  const addGoal = async (who: string, number: number, name: string) => {
    const { orgId, teamId } = bot;
    const { id: metricId } = await bot.db.metric.findFirstOrThrow({ where: { orgId, key: "calls" } });
    const { personId } = bot.player(who);
    await bot.db.goal.create({
      data: {
        ...{ orgId, teamId, number, name, metricId, ownerId: personId, createdById: personId },
        ...{ target: 200n, startsOn: "2026-11-02", endsOn: "2026-12-31", state: "understood" },
      },
    });
  };
  const reminders = (who: string) => bot.platform.sent.filter(({ to }) => to === who).map(({ text }) => text);

  it("come as one message a person with a button a goal, and say who hears of it next", async () => {
    await addGoal("ana", 12, "Calls");
    await addGoal("ana", 13, "More calls");
    await bot.runTo("2026-11-24 09:05");
    const [only, ...more] = reminders("ana");
    expect(more).toEqual([]);
    expect(only).toContain("2 goals to look at");
    expect(only).toMatch(/Calls: 0 of 200/);
    expect(only).toContain("Log More calls");
    expect(only).toMatch(/30 Nov.* weekly brief to Max/);
    expect(reminders("boris")).toEqual([]);
    await bot.runTo("2026-11-26 09:05");
    expect(reminders("ana").filter((text) => text.includes("to look at"))).toHaveLength(1);
  });

  it("speak Russian to whom that is the language of", async () => {
    await bot.db.person.update({ where: { id: bot.player("ana").personId }, data: { locale: "ru" } });
    await addGoal("ana", 12, "Звонки");
    await bot.runTo("2026-11-24 09:05");
    expect(reminders("ana")[0]).toContain("1 цель требует внимания");
    expect(reminders("ana")[0]).toContain("рабочих дней");
  });

  it("leave alone whoever is away or opted out", async () => {
    await addGoal("ana", 12, "Calls");
    await addGoal("boris", 13, "Calls");
    await bot.db.person.update({ where: { id: bot.player("ana").personId }, data: { optedOutAt: bot.now() } });
    const { personId } = bot.player("boris");
    const away = { orgId: bot.orgId, personId, byPersonId: personId, startsOn: "2026-11-20", endsOn: "2026-11-25" };
    await bot.db.absence.create({ data: away });
    await bot.runTo("2026-11-25 12:00");
    expect(bot.platform.sent.filter(({ to }) => to === "ana" || to === "boris")).toEqual([]);
  });

  it("propose fewer questions once, and only to somebody who answered less than four of the last ten", async () => {
    const { orgId, teamId } = bot;
    for (let day = 1; day <= 10; day++) {
      const at = new Date(`2026-10-${String(day).padStart(2, "0")}T08:00:00Z`);
      const times = { date: at.toISOString().slice(0, 10), opensAt: at, closesAt: at, state: "closed" } as const;
      const { id: roundId } = await bot.db.round.create({ data: { orgId, teamId, ...times } });
      await bot.db.checkIn.createMany({
        data: [
          { orgId, roundId, personId: bot.player("chen").personId, dueAt: at, state: day > 3 ? "missed" : "answered" },
          { orgId, roundId, personId: bot.player("boris").personId, dueAt: at, state: day > 4 ? "missed" : "answered" },
        ],
      });
    }
    await bot.runTo("2026-11-25 12:00");
    expect(reminders("chen")).toHaveLength(1);
    expect(reminders("chen")[0]).toContain("Max");
    expect(reminders("boris")).toEqual([]);
  });

  describe.each([
    { team: "Europe/Berlin", owner: "Asia/Vladivostok", comes: "2026-11-23T23:00:00.000Z" },
    { team: "America/New_York", owner: "Asia/Kolkata", comes: "2026-11-24T03:30:00.000Z" },
    { team: "America/New_York", owner: "Asia/Vladivostok", comes: "2026-11-23T23:00:00.000Z" },
    { team: "Asia/Tokyo", owner: "America/Los_Angeles", comes: "2026-11-24T17:00:00.000Z" },
  ])("of a team in $team", ({ team, owner, comes }) => {
    it(`come at nine in ${owner} to whoever is there, and at nine of the team to the others`, async () => {
      await bot.db.team.update({ where: { id: bot.teamId }, data: { zone: team } });
      await bot.db.account.updateMany({ where: { orgId: bot.orgId }, data: { zone: team } });
      const { personId } = bot.player("ana");
      await bot.db.person.update({ where: { id: personId }, data: { zone: owner } });
      await rescheduleTeam(bot.work(), bot.teamId);
      await addGoal("ana", 12, "Calls");
      await addGoal("boris", 13, "Calls");
      await bot.runTo(new Date("2026-11-25T06:00:00Z"));
      const rows = await bot.db.outboxMessage.findMany({
        where: { key: { startsWith: "goals:2026-11-24" } },
        select: { toPersonId: true, state: true, sentAt: true },
      });
      const of = (who: string) => rows.find(({ toPersonId }) => toPersonId === bot.player(who).personId);
      expect(of("ana")).toMatchObject({ state: "sent", sentAt: new Date(comes) });
      expect(of("boris")?.sentAt).toEqual(localToInstant("2026-11-24", "09:00", team));
    });
  });
});
