import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Core, createCore } from "../../src/core.ts";
import { DeliveryProblem } from "../../src/outbox/deliverer.ts";
import { slackStage } from "../slack/stage.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";
import { sentTo, setTimes } from "./sent.ts";

const log = { info() {}, warn() {}, error() {} };
const usual = { checkin: "thu 09:30", reminders: "mon-fri 09:00", summary: "fri 16:00", brief: "mon 09:00" };

/** One more process on the same database and the same platform. */
const instanceOf = (bot: TestBot): Core =>
  createCore({ db: bot.db, clock: { now: bot.now }, log, deliverers: [bot.platform] });

const posted = async (bot: TestBot) => (await sentTo(bot, "#sales")).filter(({ kind }) => kind === "summary");

describe("a week lived by three processes at once", () => {
  let bot: TestBot;
  let instances: readonly Core[];

  beforeAll(async () => {
    bot = await testBot();
    instances = [bot.core, instanceOf(bot), instanceOf(bot)];
    await setTimes(bot, usual);
    await bot.says("max", "/goal add Calls 200 for:ana from:2026-11-02 by:2026-12-31");
    await bot.says("max", '/goal live 1 "agreed by phone"');
    const end = new Date("2026-11-30T12:00:00Z");
    for (let next: Date | null = bot.now(); next !== null && next <= end; next = await bot.core.nextDueAt(bot.now())) {
      await bot.at(next);
      await Promise.all(instances.map((one) => one.runAllDue()));
    }
  }, 400_000);
  afterAll(() => bot.close());

  test("C13: each prompt and each reminder reaches its reader once", async () => {
    for (const who of ["ana", "boris", "chen"]) {
      const texts = bot.platform.sent.filter(({ to }) => to === who).map(({ text }) => text.split("\n")[0] ?? "");
      for (const title of ["Time to check in", "Your check-in is still open", "Last reminder: your check-in"]) {
        expect(texts.filter((text) => text === title)).toHaveLength(1);
      }
    }
    const goalReminders = (await sentTo(bot, "ana")).filter(({ text }) => text.includes("goal to look at"));
    expect(goalReminders.map(({ date }) => date)).toEqual(["2026-11-24", "2026-11-30"]);
    expect(bot.platform.calls).toBe(bot.platform.sent.length + bot.platform.edits.length);
  });

  test("C15: a worker that is handed what was done already does nothing", async () => {
    const before = bot.platform.calls;
    for (const { id } of await bot.db.occurrence.findMany()) {
      for (const worker of instances) expect(await worker.runOccurrence(id)).toBe(false);
    }
    const messages = (await bot.db.outboxMessage.findMany()).map(({ id }) => id);
    await Promise.all(instances.map((worker) => worker.deliver(messages)));
    expect(bot.platform.calls).toBe(before);
  });

  test("C17: the channel has one summary and the manager one brief", async () => {
    expect(await posted(bot)).toHaveLength(1);
    const briefs = (await sentTo(bot, "max")).filter(({ kind }) => kind === "brief");
    expect(briefs).toHaveLength(1);
  });

  test("C19: each date of each schedule happened once", async () => {
    const rows = await bot.db.occurrence.findMany({ where: { orgId: bot.orgId } });
    const happened = rows.map(({ kind, date }) => `${kind} ${date}`).sort();
    const days = ["24", "25", "26", "27", "30"].map((day) => `reminders 2026-11-${day}`);
    expect(happened).toEqual(["brief 2026-11-30", "checkin 2026-11-26", ...days, "summary 2026-11-27"]);
    expect(rows.filter(({ state }) => state !== "done")).toEqual([]);
  });
});

describe("one process", () => {
  let bot: TestBot;
  const begin = async () => {
    bot = await testBot();
    await setTimes(bot, usual);
  };
  afterEach(() => bot.close());

  test("C14: an account that was deleted is tried once, and everybody else hears what is theirs", async () => {
    await begin();
    bot.platform.fails({ kind: "person-gone" }, "ana");
    await bot.runTo("2026-12-04 12:00");
    expect(bot.platform.calls - bot.platform.sent.length - bot.platform.edits.length).toBe(1);
    for (const who of ["boris", "chen"]) {
      expect((await sentTo(bot, who)).filter(({ text }) => text.includes("Time to check in"))).toHaveLength(2);
    }
    expect(await posted(bot)).toHaveLength(1);
    expect(bot.text(await bot.says("max", "/team show"))).toContain("Ana");
  }, 120_000);

  test("C16: a platform that fails for hours, and then takes the summary and breaks off, has it once", async () => {
    await begin();
    await bot.runTo("2026-11-27 15:59");
    bot.platform.fails({ kind: "transient" });
    await bot.runTo("2026-11-27 20:00");
    expect(await posted(bot)).toEqual([]);
    bot.platform.works();
    let broken = 0;
    bot.platform.afterSend(() => {
      broken += 1;
      if (broken <= 3) throw new DeliveryProblem({ kind: "transient" }, "the answer was lost");
    });
    const before = bot.platform.calls;
    await bot.runTo("2026-11-29 12:00");
    expect(bot.platform.calls - before).toBeGreaterThanOrEqual(4);
    const heads = bot.platform.sent.filter(({ to, message }) => to === "#sales" && !message.thread);
    expect(heads).toHaveLength(1);
    expect(await posted(bot)).toHaveLength(1);
  }, 120_000);

  test("C18: asked for twice, and then due by its schedule, the summary is posted once and says so", async () => {
    await begin();
    await bot.runTo("2026-11-26 12:00");
    expect(bot.text(await bot.says("max", "/report share"))).toContain("The schedule will not post this week again");
    await bot.runAll();
    const again = bot.text(await bot.says("max", "/report share"));
    expect(again).not.toContain("on its way");
    expect(again).toMatch(/\d\d:\d\d \(Europe\/Berlin\)/u);
    await bot.runTo("2026-11-28 12:00");
    expect(await posted(bot)).toHaveLength(1);
  }, 120_000);
});

test("C20: what Slack delivers again is done once and answered as before, whether its id is the same or not", async () => {
  const stage = await slackStage();
  try {
    const said = await stage.says("max", '/goal add Calls 200 for:ana by:"end of month"');
    for (let time = 0; time < 3; time++) await stage.slack.redelivers(said);
    await stage.adapter.settled();
    expect(await stage.db.goal.count()).toBe(1);
    const opened = await stage.slack.renames("C1", "closers");
    await stage.adapter.settled();
    await stage.slack.renames("C1", "winners");
    await stage.adapter.settled();
    for (let time = 0; time < 10; time++) await stage.slack.redelivers(opened, { sameId: false });
    await stage.adapter.settled();
    const channel = await stage.db.teamChannel.findUniqueOrThrow({ where: { id: stage.channelRow } });
    expect(channel.name).toBe("winners");
    expect(stage.problems).toEqual([]);
  } finally {
    await stage.close();
  }
}, 120_000);
