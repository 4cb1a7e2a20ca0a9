import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sayToTeam } from "../../src/outbox/say.ts";
import { reasons } from "../../src/reminders/catch-up.ts";
import { runOccurrence } from "../../src/reminders/occurrences.ts";
import { planDue } from "../../src/reminders/planner.ts";
import { defaultSchedules, rescheduleTeam, setSchedule } from "../../src/reminders/schedules.ts";
import { view } from "../../src/view/view.ts";
import type { Work } from "../../src/work.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";

let bot: TestBot;
const quiet = { info() {}, warn() {}, error() {} };
const parts = () => ({ db: bot.db, clock: { now: bot.now }, log: quiet, deliverers: new Map() });
const occurrences = (kind: "checkin" | "reminders" | "summary" | "brief") =>
  bot.db.occurrence.findMany({ where: { orgId: bot.orgId, kind }, orderBy: { date: "asc" } });
const broken = (error = new Error("broken")) => {
  const breaks = async () => {
    throw error;
  };
  return { checkin: breaks, reminders: breaks, summary: breaks, brief: breaks };
};
const schedule = (kind: "checkin" | "reminders" | "summary" | "brief") =>
  bot.db.schedule.findUniqueOrThrow({ where: { teamId_kind: { teamId: bot.teamId, kind } } });

beforeEach(async () => {
  bot = await testBot();
  await defaultSchedules(bot.work(), bot.teamId);
});
afterEach(() => bot.close());

describe("schedules", () => {
  it("come with a team: a weekly check-in, reminders, a summary and a brief", async () => {
    const rows = await bot.db.schedule.findMany({ where: { teamId: bot.teamId }, orderBy: { nextAt: "asc" } });
    expect(rows.map(({ kind, nextOn, nextAt }) => [kind, nextOn, nextAt?.toISOString()])).toEqual([
      ["reminders", "2026-11-24", "2026-11-24T08:00:00.000Z"],
      ["checkin", "2026-11-26", "2026-11-26T08:30:00.000Z"],
      ["summary", "2026-11-27", "2026-11-27T15:00:00.000Z"],
      ["brief", "2026-11-30", "2026-11-30T08:00:00.000Z"],
    ]);
  });

  it("follow a rep who moves to where the day begins earlier", async () => {
    await bot.db.person.update({ where: { id: bot.player("ana").personId }, data: { zone: "Asia/Vladivostok" } });
    await rescheduleTeam(bot.work(), bot.teamId);
    expect(await schedule("checkin")).toMatchObject({ nextOn: "2026-11-26", nextAt: new Date("2026-11-25T23:30:00Z") });
    expect((await schedule("summary")).nextAt).toEqual(new Date("2026-11-27T15:00:00Z"));
  });

  it("begin a brief with the manager whose morning comes first, and reach each at nine of their own", async () => {
    const { orgId, teamId } = bot;
    const ada = bot.player("ada").personId;
    await bot.db.membership.create({ data: { orgId, teamId, personId: ada, role: "manager", startsOn: "2026-01-01" } });
    await bot.db.person.update({ where: { id: ada }, data: { zone: "Asia/Tokyo" } });
    await rescheduleTeam(bot.work(), teamId);
    expect(await schedule("brief")).toMatchObject({ nextOn: "2026-11-30", nextAt: new Date("2026-11-30T00:00:00Z") });
    expect((await schedule("checkin")).nextAt).toEqual(new Date("2026-11-26T08:30:00Z"));
    await bot.runTo("2026-11-30 12:00");
    const briefs = await bot.db.outboxMessage.findMany({ where: { kind: "brief" }, orderBy: { dueAt: "asc" } });
    expect(briefs.map(({ toPersonId, sentAt }) => [toPersonId, sentAt?.toISOString()])).toEqual([
      [ada, "2026-11-30T00:00:00.000Z"],
      [bot.player("max").personId, "2026-11-30T08:00:00.000Z"],
    ]);
  });

  it("do not repeat a date that has been when their time is moved on the day", async () => {
    await bot.at("2026-11-27 16:00");
    await bot.runAll();
    await setSchedule(bot.work(), bot.teamId, "summary", { days: [5], time: "17:00" });
    expect((await schedule("summary")).nextOn).toBe("2026-12-04");
  });

  it("can be turned off and on", async () => {
    await setSchedule(bot.work(), bot.teamId, "brief", "off");
    expect(await schedule("brief")).toMatchObject({ isOn: false, nextAt: null });
    await setSchedule(bot.work(), bot.teamId, "brief", { days: [2], time: "08:00" });
    expect(await schedule("brief")).toMatchObject({ isOn: true, nextOn: "2026-11-24" });
  });
});

describe("planning", () => {
  it("claims what is due once, whoever plans", async () => {
    await bot.at("2026-11-24 09:00");
    const planned = await Promise.all([planDue(parts()), planDue(parts()), planDue(parts())]);
    expect(planned.map(({ claimed }) => claimed).reduce((a, b) => a + b)).toBe(1);
    expect(await occurrences("reminders")).toHaveLength(1);
    expect((await schedule("reminders")).nextOn).toBe("2026-11-25");
  });

  it("takes the first of every organisation before the second of any", async () => {
    await defaultSchedules(bot.work(bot.other.orgId), bot.other.teamId);
    await bot.at("2026-12-07 10:00");
    await planDue(parts(), { batch: 2 });
    const rows = await bot.db.occurrence.findMany();
    expect(new Set(rows.map(({ orgId }) => orgId)).size).toBe(2);
  });

  it("runs the first planned of every organisation before the second of any", async () => {
    const plannedAt = (orgId: string, teamId: string, date: string) => ({
      ...{ orgId, teamId, scheduleId: bot.teamId, kind: "brief" as const, date },
      dueAt: new Date(`${date}T08:00:00Z`),
    });
    const many = ["2026-11-02", "2026-11-03", "2026-11-04"].map((date) => plannedAt(bot.orgId, bot.teamId, date));
    const few = plannedAt(bot.other.orgId, bot.other.teamId, "2026-11-05");
    await bot.db.occurrence.createMany({ data: [...many, few] });
    const { occurrences: ids } = await planDue(parts(), { batch: 1 });
    const found = await bot.db.occurrence.findMany({ where: { id: { in: [...ids] } } });
    expect(new Set(found.map(({ orgId }) => orgId)).size).toBe(2);
  });

  it("runs an occurrence once, and again from the plan when its job was lost", async () => {
    await bot.at("2026-11-27 16:00");
    const ids = await bot.core.planDue();
    expect(await bot.core.planDue()).toEqual(ids);
    const ran = await Promise.all(ids.flatMap((id) => [bot.core.runOccurrence(id), bot.core.runOccurrence(id)]));
    expect(ran.filter(Boolean)).toHaveLength(ids.length);
    expect(await bot.core.planDue()).toEqual([]);
    await bot.runAll();
    expect(bot.platform.sent.filter(({ to }) => to === "#sales").length).toBeGreaterThan(0);
    expect(await bot.db.outboxMessage.count({ where: { kind: "summary" } })).toBe(1);
  });

  it("leaves nothing half done when a handler breaks, and gives up in the end", async () => {
    await bot.at("2026-11-24 09:00");
    const [id = ""] = await bot.core.planDue();
    const broken = async (work: Work) => {
      await sayToTeam(work, bot.teamId, { key: "half", kind: "notice" }, () => view("half"));
      throw new Error("broken");
    };
    const handlers = { checkin: broken, reminders: broken, summary: broken, brief: broken };
    for (let attempt = 0; attempt < 10; attempt++) {
      await expect(runOccurrence(parts(), handlers, id)).rejects.toThrow("broken");
    }
    expect((await occurrences("reminders"))[0]).toMatchObject({ state: "skipped", attempts: 10 });
    expect(await bot.db.outboxMessage.count()).toBe(0);
  });

  it("does not count a database that is away, and comes back to it", async () => {
    await bot.at("2026-11-27 16:00");
    await bot.db.schedule.deleteMany({ where: { kind: { not: "summary" } } });
    const [id = ""] = await bot.core.planDue();
    const away = broken(Object.assign(new Error("Connection terminated unexpectedly"), { code: "ECONNRESET" }));
    for (let attempt = 0; attempt < 12; attempt++) await expect(runOccurrence(parts(), away, id)).rejects.toThrow();
    expect((await bot.db.occurrence.findUnique({ where: { id } }))?.attempts).toBe(0);
    expect(await bot.core.planDue()).toEqual([id]);
  });

  it("tries what fails ever more rarely, for hours", async () => {
    await bot.at("2026-11-27 16:00");
    const began = bot.now().getTime();
    await bot.db.schedule.deleteMany({ where: { kind: { not: "summary" } } });
    const [id = ""] = await bot.core.planDue();
    for (let attempt = 1; attempt < 10; attempt++) {
      await expect(runOccurrence(parts(), broken(), id)).rejects.toThrow("broken");
      expect(await bot.core.planDue()).toEqual([]);
      await bot.at((await bot.core.nextDueAt(bot.now())) ?? bot.now());
      expect(await bot.core.planDue()).toEqual([id]);
    }
    expect((bot.now().getTime() - began) / 3_600_000).toBeGreaterThan(3);
  });

  it("tells the managers of a summary that was given up, once, and lets them post that week even later", async () => {
    await bot.at("2026-11-27 16:00");
    await bot.db.schedule.deleteMany({ where: { kind: { not: "summary" } } });
    const [id = ""] = await bot.core.planDue();
    for (let attempt = 0; attempt < 10; attempt++) {
      await expect(runOccurrence(parts(), broken(), id)).rejects.toThrow("broken");
    }
    await bot.core.runOccurrence(id);
    await bot.runTo("2026-12-01 10:00");
    const [told, ...more] = await bot.dmViews("max");
    expect(more).toEqual([]);
    if (!told) throw new Error("Max was not told");
    expect(bot.text({ kind: "reply", view: told })).toMatch(
      /weekly summary of Sales for 23 Nov . 29 Nov 2026 was not posted: it kept failing/u,
    );
    expect([...(await bot.dm("ana")), ...(await bot.dm("mara"))]).toEqual([]);
    const status = async (who: string) => bot.text(await bot.says(who, "/goalkeeper status"));
    expect(await status("max")).toMatch(/Sales, weekly summary, .*: it kept failing on our side/u);
    expect(await status("ada")).toContain("it kept failing");
    expect(await status("ana")).not.toContain("it kept failing");
    expect(await status("otto")).not.toContain("it kept failing");
    await bot.presses("max", told, "Post it now");
    expect((await bot.channel("sales"))[0]).toContain("23 Nov to 29 Nov 2026");
  });

  it("tells a manager of a brief that came too late to be of use, in their language", async () => {
    await bot.db.person.update({ where: { id: bot.player("max").personId }, data: { locale: "ru" } });
    await bot.db.schedule.deleteMany({ where: { kind: { not: "brief" } } });
    await bot.at("2026-12-03 10:00");
    await bot.runAll();
    expect(await occurrences("brief")).toMatchObject([{ state: "skipped", reason: reasons.useless }]);
    expect((await bot.dm("max")).join()).toContain("начать вовремя не удалось");
  });

  it("tells the managers once that a summary has no channel to go to", async () => {
    await bot.db.teamChannel.deleteMany({ where: { teamId: bot.teamId } });
    await bot.db.schedule.deleteMany({ where: { kind: { not: "summary" } } });
    await bot.runTo("2026-12-14 10:00");
    expect((await occurrences("summary")).map(({ state }) => state)).toEqual(["done", "done", "done"]);
    expect(await bot.dm("max")).toHaveLength(1);
    expect((await bot.dm("max"))[0]).toContain("/team channel");
  });

  it("skips a paused team and says so", async () => {
    await bot.db.team.update({ where: { id: bot.teamId }, data: { pausedAt: bot.now() } });
    await bot.runTo("2026-11-24 09:00");
    expect(await occurrences("reminders")).toMatchObject([{ state: "skipped", reason: reasons.paused }]);
  });

  it("catches up after days of downtime: the latest once and late, older ones recorded", async () => {
    await bot.at("2026-11-28 12:00");
    await bot.runAll();
    expect(await occurrences("summary")).toMatchObject([{ state: "done", reason: reasons.late }]);
    expect((await occurrences("reminders")).map(({ state }) => state)).toEqual([
      "skipped",
      "skipped",
      "skipped",
      "skipped",
    ]);
    const summary = bot.platform.sent.find(({ to }) => to === "#sales");
    expect(summary?.text).toContain("Late because Goalkeeper was not running");
  });

  it("does not call late, nor move, what a manager further west is due later", async () => {
    const { orgId, teamId } = bot;
    const ada = bot.player("ada").personId;
    await bot.db.membership.create({ data: { orgId, teamId, personId: ada, role: "manager", startsOn: "2026-01-01" } });
    await bot.db.person.update({ where: { id: ada }, data: { zone: "America/New_York" } });
    await rescheduleTeam(bot.work(), teamId);
    await bot.at("2026-11-30 10:00");
    await bot.runAll();
    await bot.runTo("2026-11-30 20:00");
    const briefs = await bot.db.outboxMessage.findMany({ where: { kind: "brief" }, orderBy: { dueAt: "asc" } });
    expect(
      briefs.map(({ toPersonId, dueAt, sentAt, lateBecause }) => [toPersonId, dueAt, sentAt, lateBecause]),
    ).toEqual([
      [bot.player("max").personId, new Date("2026-11-30T08:00:00Z"), new Date("2026-11-30T09:00:00Z"), "down"],
      [ada, new Date("2026-11-30T14:00:00Z"), new Date("2026-11-30T14:00:00Z"), null],
    ]);
  });

  it("holds one weekly summary a week over both clock changes", async () => {
    for (const [start, end, hour] of [
      ["2026-10-19 09:00", "2026-11-01 23:00", ["14:00", "15:00"]],
      ["2027-03-22 09:00", "2027-04-04 23:00", ["15:00", "14:00"]],
    ] as const) {
      await bot.db.occurrence.deleteMany();
      await bot.at(start);
      await bot.db.schedule.updateMany({ data: { nextAt: null, nextOn: null } });
      await rescheduleTeam(bot.work(), bot.teamId);
      await bot.runTo(end);
      const done = await occurrences("summary");
      expect(done.map(({ dueAt }) => dueAt.toISOString().slice(11, 16))).toEqual(hour);
    }
  });

  it("says when something is due next", async () => {
    expect(await bot.core.nextDueAt()).toEqual(new Date("2026-11-24T08:00:00Z"));
  });
});
