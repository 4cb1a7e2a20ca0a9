import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { decodeAction } from "../../src/command/action.ts";
import { defaultSchedules, setSchedule } from "../../src/reminders/schedules.ts";
import type { View } from "../../src/view/view.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";

let bot: TestBot;
beforeEach(async () => {
  bot = await testBot();
  await defaultSchedules(bot.work(), bot.teamId);
});
afterEach(() => bot.close());

const shown = (to: string) => bot.platform.sent.filter((one) => one.to === to);
const asked = (to: string) => shown(to).filter(({ text }) => /check in|check-in/iu.test(text));
const checkIn = (who: string) =>
  bot.db.checkIn.findFirstOrThrow({ where: { personId: bot.player(who).personId }, orderBy: { dueAt: "desc" } });
const round = () => bot.db.round.findFirstOrThrow({ where: { teamId: bot.teamId }, orderBy: { date: "desc" } });
const zone = async (who: string, name: string) => bot.says(who, `/my zone ${name}`);

/** Thursday 26 November is the day of the check-in, at half past nine. */
describe("a round that is under way", () => {
  it("asks whoever moves west before being asked at half past nine where they are then", async () => {
    await zone("chen", "Asia/Tokyo");
    await bot.runTo("2026-11-26 05:00");
    expect(asked("chen")).toHaveLength(1);
    await zone("ana", "America/New_York");
    await bot.runTo("2026-11-26 15:29");
    expect(asked("ana")).toEqual([]);
    await bot.runTo("2026-11-26 15:30");
    expect(asked("ana")).toHaveLength(1);
    expect((await round()).closesAt).toEqual(new Date("2026-11-27T19:00:00Z"));
  });

  it("asks whoever moves to where that time has passed at once, without calling it late", async () => {
    await zone("chen", "Asia/Tokyo");
    await bot.runTo("2026-11-26 05:00");
    await zone("ana", "Asia/Tokyo");
    await bot.runAll();
    expect(asked("ana")).toHaveLength(1);
    expect(asked("ana")[0]?.text).not.toContain("Late");
  });

  it("asks nobody who will be away on its day after all", async () => {
    await zone("chen", "Asia/Tokyo");
    await bot.runTo("2026-11-26 05:00");
    await bot.says("ana", "/my away 2026-11-26 2026-11-27");
    await bot.runTo("2026-12-01 12:00");
    expect(asked("ana")).toEqual([]);
    expect((await checkIn("ana")).state).toBe("excused");
  });

  it("moves with its schedule for whoever was not asked yet", async () => {
    await zone("chen", "Asia/Tokyo");
    await bot.runTo("2026-11-26 05:00");
    await setSchedule(bot.work(), bot.teamId, "checkin", { days: [4], time: "11:00" });
    await bot.runTo("2026-11-26 10:59");
    expect(asked("ana")).toEqual([]);
    await bot.runTo("2026-11-26 11:00");
    expect(asked("ana")).toHaveLength(1);
  });

  it("does not wait for whoever is away for weeks", async () => {
    await bot.says("ana", "/my away 2026-11-24 2026-12-20");
    await bot.runTo("2026-11-26 09:30");
    expect((await round()).closesAt).toEqual(new Date("2026-11-27T13:00:00Z"));
  });

  it("waits while the team is paused, and then is not late", async () => {
    await bot.at("2026-11-26 09:00");
    await bot.says("max", "/team resume");
    await zone("chen", "Asia/Tokyo");
    await bot.says("max", "/team pause");
    await bot.says("max", "/team resume");
    await bot.runTo("2026-11-26 09:29");
    await bot.says("max", "/team pause");
    await bot.at("2026-11-26 12:00");
    await bot.runAll();
    expect(asked("ana")).toEqual([]);
    await bot.says("max", "/team resume");
    await bot.runAll();
    for (const { text } of asked("ana")) expect(text).not.toContain("Late");
  });

  it("is missed by nobody who was never asked", async () => {
    await zone("chen", "Asia/Tokyo");
    await bot.runTo("2026-11-26 05:00");
    await bot.says("max", "/team pause");
    await bot.runTo("2026-11-30 12:00");
    expect((await checkIn("ana")).state).toBe("excused");
    expect((await checkIn("chen")).state).toBe("missed");
  });
});

describe("putting a check-in off", () => {
  it("brings it when it was promised, also after the round would have closed, and leaves half a day to answer", async () => {
    await bot.runTo("2026-11-26 09:30");
    await bot.says("ana", "/checkin snooze monday");
    await bot.runTo("2026-11-30 08:59");
    expect(asked("ana")).toHaveLength(1);
    await bot.runTo("2026-11-30 09:00");
    expect(asked("ana")).toHaveLength(2);
    expect((await round()).closesAt).toEqual(new Date("2026-11-30T12:00:00Z"));
    await bot.submits("ana", await bot.says("ana", "/checkin"));
    expect(await checkIn("ana")).toMatchObject({ state: "answered", isLate: false });
  });

  it.each(["date 2026-12-03", "until:date date:2026-12-03", "date 3 Dec"])("until %s", async (typed) => {
    await bot.runTo("2026-11-26 09:30");
    expect(bot.text(await bot.says("ana", `/checkin snooze ${typed}`))).toContain("3 Dec");
    expect((await checkIn("ana")).nextAt).toEqual(new Date("2026-12-03T08:00:00Z"));
  });

  it("until a date needs one within a month, and says so in both languages", async () => {
    await bot.runTo("2026-11-26 09:30");
    for (const typed of ["date", "date 2026-11-26", "date 2026-12-27"])
      expect(bot.text(await bot.says("ana", `/checkin snooze ${typed}`))).toContain(
        "Choose a date from 27 Nov to 26 Dec",
      );
    await bot.says("ana", "/my language ru");
    expect(bot.text(await bot.says("ana", '/checkin snooze "на дату"'))).toContain("Выберите дату с 27 нояб.");
    expect(await checkIn("ana")).toMatchObject({ state: "prompted", snoozes: 0 });
  });

  it("counts the time to answer in working hours", async () => {
    await bot.runTo("2026-11-26 09:30");
    await bot.runTo("2026-11-27 13:45");
    await bot.says("ana", "/checkin snooze 1h");
    expect((await round()).closesAt).toEqual(new Date("2026-11-30T08:45:00Z"));
  });

  it("keeps the promise also where the day's budget is used up", async () => {
    await bot.runTo("2026-11-26 13:35");
    expect(asked("ana")).toHaveLength(2);
    await bot.says("ana", "/checkin snooze 1h");
    await bot.runTo("2026-11-26 14:35");
    expect(asked("ana")).toHaveLength(3);
  });
});

describe("somebody in two teams", () => {
  const joinPartners = async () => {
    const { db, orgId } = bot;
    const team = await db.team.create({
      data: { orgId, name: "Partners", zone: "Europe/Berlin", locale: "en", workPattern: [] },
    });
    const { personId } = bot.player("ana");
    await db.membership.create({
      data: { orgId, teamId: team.id, personId, role: "rep", startsOn: "2026-01-01" },
    });
    await defaultSchedules(bot.work(), team.id);
  };

  it("can answer for both, from the prompt of each or one after the other", async () => {
    await joinPartners();
    await bot.runTo("2026-11-26 09:30");
    const form = await bot.says("ana", "/checkin");
    await bot.submits("ana", form);
    await bot.submits("ana", await bot.says("ana", "/checkin"));
    const { personId } = bot.player("ana");
    const states = await bot.db.checkIn.findMany({ where: { personId }, select: { state: true } });
    expect(states).toEqual([{ state: "answered" }, { state: "answered" }]);
  });

  it.each([0, 1])("skips and puts off what stands above the button, in one message for both (%i)", async (above) => {
    await joinPartners();
    await bot.runTo("2026-11-26 09:30");
    const [prompt, ...more] = asked("ana");
    expect(more).toEqual([]);
    const blocks = (prompt?.message.view as View | undefined)?.blocks ?? [];
    const labelled = (label: string) =>
      blocks
        .flatMap((block) => (block.kind === "buttons" ? block.buttons : []))
        .flatMap((button) => (button.label === label ? button.action : []));
    const ids = labelled("Check in").map((action) => decodeAction(action)?.values.checkIn ?? "");
    expect(ids).toHaveLength(2);
    await bot.asks("ana", { kind: "press", action: labelled("Skip today")[above] ?? "" });
    await bot.asks("ana", { kind: "press", action: labelled("Tomorrow")[1 - above] ?? "" });
    const of = (at: number) => bot.db.checkIn.findUniqueOrThrow({ where: { id: ids[at] ?? "" } });
    expect(await of(above)).toMatchObject({ state: "skipped", snoozes: 0 });
    expect(await of(1 - above)).toMatchObject({ state: "prompted", snoozes: 1 });
  });

  it("can still press an old button, which names none, but no button of somebody else", async () => {
    await bot.runTo("2026-11-26 09:30");
    const { id } = await checkIn("boris");
    const foreign = await bot.asks("ana", { kind: "press", action: `run:checkin skip?checkIn=${id}` });
    expect(bot.text(foreign)).toContain("No check-in is open");
    await bot.asks("ana", { kind: "press", action: "run:checkin skip" });
    expect([(await checkIn("ana")).state, (await checkIn("boris")).state]).toEqual(["skipped", "prompted"]);
  });

  it("answers what stands above the button", async () => {
    await bot.runTo("2026-11-26 09:30");
    const [prompt] = asked("ana");
    const form = await bot.presses("ana", prompt?.message.view as View, "Check in");
    expect(form.kind === "form" ? form.form.state.checkIn : null).toBe((await checkIn("ana")).id);
  });
});
