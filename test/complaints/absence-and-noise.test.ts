import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { sayToPerson } from "../../src/outbox/say.ts";
import { paragraph, view } from "../../src/view/view.ts";
import { slackStage } from "../slack/stage.ts";
import { type WeekWriter, weekWriter } from "../summaries/written-week.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";
import { sentTo, setTimes } from "./sent.ts";

const usual = { checkin: "thu 09:30", reminders: "mon-fri 09:00", summary: "fri 16:00", brief: "mon 09:00" };
let bot: TestBot;

const isQuestion = ({ text }: { readonly text: string }) => /check in|check-in/iu.test(text.split("\n")[0] ?? "");
const questions = async (who: string) => (await sentTo(bot, who)).filter(isQuestion);
const days = async (who: string) => [...new Set((await questions(who)).map(({ date }) => date))];
const summaries = async () => (await sentTo(bot, "#sales")).filter(({ kind }) => kind === "summary");

describe("over Christmas, with somebody on leave", () => {
  let told = "";

  /** Boris says himself that he is away, Chen's manager says it of him, Ana works whenever it is no holiday. */
  beforeAll(async () => {
    bot = await testBot({ at: new Date("2026-12-14T08:00:00Z") });
    await setTimes(bot, { ...usual, checkin: "fri 09:30", summary: "mon 16:00" });
    await bot.says("max", "/team holidays DE-BE");
    told = bot.text(await bot.says("boris", "/my away 2026-12-17 2027-01-05"));
    await bot.says("max", "/team away @chen 2026-12-18 2026-12-20");
    await bot.runTo("2027-01-09 12:00");
  }, 400_000);
  afterAll(() => bot.close());

  test("C21: nobody is asked on a holiday or on leave, and nobody away is counted or named", async () => {
    expect(await days("boris")).toEqual(["2027-01-08"]);
    for (const who of ["ana", "chen"]) {
      for (const { date } of await sentTo(bot, who)) expect(["2026-12-25", "2027-01-01"]).not.toContain(date);
    }
    const rounds = await bot.db.checkIn.findMany({
      where: { round: { date: { in: ["2026-12-25", "2027-01-01"] } } },
      select: { state: true },
    });
    expect(rounds.length).toBeGreaterThan(0);
    expect(new Set(rounds.map(({ state }) => state))).toEqual(new Set(["excused"]));
    const all = (await sentTo(bot, "#sales")).map(({ text }) => text).join("\n");
    expect(all).not.toContain("Boris");
    const brief = (await sentTo(bot, "max")).find(({ kind, date }) => kind === "brief" && date === "2026-12-21");
    expect(brief?.text).toContain("Incomplete: 1 of 1 check-ins are missing.");
    expect(brief?.text).not.toMatch(/no check-in from .*(Boris|Chen)/u);
  });

  test("C24: away until a date, said by oneself or by the manager, is over on that date by itself", async () => {
    expect(told).toContain("You will not be asked, and not counted as missing.");
    expect((await questions("boris"))[0]?.time).toBe("09:30");
    expect(await days("chen")).not.toContain("2026-12-18");
    expect(await days("chen")).toContain("2027-01-08");
  });
});

describe("a team that answers little", () => {
  let write: WeekWriter;
  const begin = async () => {
    bot = await testBot();
    write = weekWriter(bot);
    await setTimes(bot, usual);
  };
  afterEach(() => bot.close());

  test("C22: the channel hears how many reported and mentions nobody who did not", async () => {
    await begin();
    await write.entry("chen", "calls", 5, "2026-11-24");
    await bot.runTo("2026-11-26 10:00");
    await bot.says("chen", "/checkin skip at a fair");
    await bot.runTo("2026-11-28 12:00");
    const all = bot.platform.sent.filter(({ to }) => to === "#sales");
    expect(all[0]?.text).toContain("check-ins are missing");
    for (const { text, message } of all) {
      expect(text).not.toMatch(/Ana|Boris|fair/u);
      expect(JSON.stringify(message.view)).not.toContain('"mention":true');
    }
  }, 120_000);

  test("C23: reminders end when their reader or the manager says so, and details stay out of the channel", async () => {
    await begin();
    expect(bot.text(await bot.says("ana", "/my mute"))).toContain("No more reminders.");
    for (let at = 0; at < 12; at++) await write.goal("boris", "calls", 40 + at, "2026-11-01", "2026-12-31");
    await write.entry("boris", "calls", 5, "2026-11-24");
    await bot.says("max", "/team schedule reminders off");
    await bot.runTo("2026-11-28 12:00");
    expect(await sentTo(bot, "ana")).toEqual([]);
    expect((await sentTo(bot, "boris")).filter(({ text }) => text.includes("to look at"))).toEqual([]);
    const inChannel = bot.platform.sent.filter(({ to }) => to === "#sales");
    const [head, ...more] = inChannel.filter(({ message }) => !message.thread);
    expect(more).toEqual([]);
    expect(head?.text.split("\n").length).toBeLessThanOrEqual(15);
    expect(inChannel.length).toBeGreaterThan(1);
  }, 120_000);

  test("C26: a week in which nothing happened is two lines without a thread, or nothing where the manager says so", async () => {
    await begin();
    await bot.says("max", "/team schedule checkin off");
    await bot.runTo("2026-11-28 12:00");
    expect((await sentTo(bot, "#sales")).map(({ text }) => text.split("\n"))).toEqual([
      ["Sales: a quiet week", expect.stringContaining("Nothing was recorded from 23 Nov to 29 Nov 2026")],
    ]);
    for (const who of ["ana", "boris", "chen"]) expect(await sentTo(bot, who)).toEqual([]);
    expect(bot.text(await bot.says("max", "/team schedule summary off"))).toContain("Sales, weekly summary: off.");
    await bot.runTo("2026-12-12 12:00");
    expect(await summaries()).toHaveLength(1);
  }, 120_000);

  test("C27: a question that was missed comes again, twice, until it is answered", async () => {
    await begin();
    await bot.runTo("2026-11-26 14:00");
    const form = await bot.says("boris", "/checkin");
    await bot.submits("boris", form, { confidence: "4", commitment: "Ten calls" });
    await bot.runTo("2026-11-28 12:00");
    const heads = async (who: string) =>
      (await questions(who)).map(({ text, date, time }) => [text.split("\n")[0], `${date} ${time}`]);
    const prompt = ["Time to check in", "2026-11-26 09:30"];
    const reminder = ["Your check-in is still open", "2026-11-26 13:30"];
    expect(await heads("ana")).toEqual([prompt, reminder, ["Last reminder: your check-in", "2026-11-27 10:00"]]);
    expect(await heads("boris")).toEqual([prompt, reminder]);
  }, 120_000);

  test("C28: after two reminders the manager learns who is missing, and after two rounds is advised to talk", async () => {
    await begin();
    await bot.runTo("2026-11-26 10:00");
    expect((await questions("ana"))[0]?.text).toContain("it is listed as missing in your manager’s brief");
    expect((await sentTo(bot, "max")).map(({ text }) => text).join()).not.toContain("Ana");
    for (const who of ["boris", "chen"]) {
      await bot.submits(who, await bot.says(who, "/checkin"), { confidence: "4", commitment: "Ten calls" });
    }
    const brief = async (date: string) =>
      (await sentTo(bot, "max")).find((one) => one.kind === "brief" && one.date === date)?.text ?? "";
    await bot.runTo("2026-11-30 09:00");
    expect(await brief("2026-11-30")).toContain("no check-in from Ana");
    expect(await brief("2026-11-30")).not.toContain("two check-ins in a row");
    await bot.runTo("2026-12-03 10:00");
    for (const who of ["boris", "chen"]) {
      await bot.submits(who, await bot.says(who, "/checkin"), { confidence: "4", commitment: "Ten calls" });
    }
    await bot.runTo("2026-12-07 09:00");
    expect(await brief("2026-12-07")).toContain("Ana: two check-ins in a row are missing.");
    expect(await brief("2026-12-07")).not.toMatch(/Boris|Chen/u);
  }, 120_000);
});

test("C25: what somebody set in Slack counts: nothing unasked disturbs them until their do-not-disturb ends", async () => {
  const stage = await slackStage();
  try {
    const until = new Date("2026-11-23T13:00:00Z");
    await stage.slack.setsDnd("U2", { start: stage.clock.now(), end: until, snoozeUntil: until });
    const work = { db: stage.db, orgId: stage.orgId, now: stage.clock.now(), said: [] };
    const saying = { kind: "prompt", isProactive: true } as const;
    for (const who of ["ana", "max"] as const) {
      await sayToPerson(work, stage.personId(who), { ...saying, key: `asked ${who}` }, () =>
        view("asked", paragraph(["asked"])),
      );
    }
    await stage.deliver();
    expect(stage.slack.dm("U1").messages).toHaveLength(1);
    expect(stage.slack.dm("U2").messages).toEqual([]);
    stage.at("2026-11-23T13:00:01Z");
    await stage.deliver();
    expect(stage.slack.dm("U2").messages).toHaveLength(1);
  } finally {
    await stage.close();
  }
}, 120_000);
