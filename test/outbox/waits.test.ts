import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { amend, type Saying, sayToPerson, sayToTeam } from "../../src/outbox/say.ts";
import { paragraph, view } from "../../src/view/view.ts";
import { type RecordingDeliverer, recordingDeliverer } from "../support/recording-deliverer.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";

let bot: TestBot;
let number = 0;
beforeEach(async () => {
  bot = await testBot();
});
afterEach(() => bot.close());

const minute = 60_000;
const text = (words: string) => () => view(words, paragraph([words]));
const saying = (more: Partial<Saying> = {}): Saying => ({ key: `waits-${++number}`, kind: "notice", ...more });
const nudge = (who: string, words: string, more: Partial<Saying> = {}) =>
  sayToPerson(bot.work(), bot.player(who).personId, saying({ isProactive: true, ...more }), text(words));
const shown = (to: string, platform: RecordingDeliverer = bot.platform) =>
  platform.sent.filter((one) => one.to === to).map((one) => one.text);
const later = (ms: number) => bot.at(new Date(bot.now().getTime() + ms));

describe("what waits for somebody's hours", () => {
  it("comes when their day begins where they are now", async () => {
    await bot.at("20:00");
    await nudge("ana", "reminder");
    await bot.runAll();
    await bot.says("ana", "/my zone America/New_York");
    await bot.runAll();
    expect(shown("ana")).toContain("reminder");
  });

  it("comes no earlier than their new day", async () => {
    await bot.at("20:00");
    await nudge("ana", "reminder");
    await bot.runAll();
    await bot.says("ana", "/my zone America/Los_Angeles");
    await bot.says("ana", "/my quiet 17:00 12:00");
    await bot.runTo("20:59");
    expect(shown("ana")).not.toContain("reminder");
    await bot.runTo("21:00");
    expect(shown("ana")).toContain("reminder");
  });

  it("comes at once when a pause is taken back or a holiday ends early", async () => {
    await bot.says("ana", "/my mute 2026-12-31");
    await bot.says("boris", "/my away 2026-11-23 2026-12-31");
    for (const who of ["ana", "boris"]) await nudge(who, "reminder");
    await bot.runAll();
    expect([...shown("ana"), ...shown("boris")]).not.toContain("reminder");
    await bot.says("ana", "/my mute off");
    await bot.says("boris", "/my back");
    await bot.runAll();
    expect(shown("ana")).toContain("reminder");
    expect(shown("boris")).toContain("reminder");
  });
});

describe("what is late", () => {
  it("says so also when it then waits for the person's morning", async () => {
    await nudge("ana", "reminder");
    await bot.at("20:00");
    await bot.runAll();
    await bot.runTo("tue 09:00");
    expect(shown("ana")[0]).toContain("Late because Goalkeeper was not running");
  });

  it("blames the platform for what came up while the platform wanted nothing", async () => {
    const until = new Date(bot.now().getTime() + 60 * minute);
    await bot.db.workspace.update({ where: { id: bot.workspaceId }, data: { heldUntil: until } });
    await sayToTeam(bot.work(), bot.teamId, saying({ kind: "summary" }), text("one"));
    await bot.runAll();
    await sayToTeam(bot.work(), bot.teamId, saying({ kind: "summary" }), text("two"));
    await bot.core.deliver(await ids("one"));
    await bot.runTo(until);
    for (const words of shown("#sales")) expect(words).toContain("chat platform was not taking messages");
    expect(shown("#sales")).toHaveLength(2);
  });

  it("still says so after an edit", async () => {
    await sayToTeam(bot.work(), bot.teamId, saying({ kind: "summary", key: "week" }), text("first"));
    await later(40 * minute);
    await bot.runAll();
    await amend(bot.work(), "week", text("second"));
    await bot.runAll();
    expect(bot.platform.edits[0]?.text).toContain("second");
    expect(bot.platform.edits[0]?.text).toContain("Late because Goalkeeper was not running");
  });

  it("is not said of an edit to what was on time", async () => {
    await sayToTeam(bot.work(), bot.teamId, saying({ kind: "summary", key: "week" }), text("first"));
    await bot.runAll();
    await later(40 * minute);
    await amend(bot.work(), "week", text("second"));
    await bot.runAll();
    expect(bot.platform.edits[0]?.text).toBe("second");
  });

  const ids = async (words: string) => {
    const where = { view: { path: ["summary"], equals: words } };
    return (await bot.db.outboxMessage.findMany({ where })).map(({ id }) => id);
  };
});

describe("an answer in a thread", () => {
  it("follows its message at once, whichever workers have them", async () => {
    for (let week = 1; week <= 8; week++) {
      await sayToTeam(bot.work(), bot.teamId, saying({ kind: "summary", key: `week-${week}` }), text(`week ${week}`));
      const under = { kind: "detail", key: `details-${week}`, under: `week-${week}` } as const;
      await sayToTeam(bot.work(), bot.teamId, saying(under), text(`details ${week}`));
      const rows = await bot.db.outboxMessage.findMany({ where: { state: "waiting" }, orderBy: { id: "asc" } });
      await Promise.all(rows.map(({ id }) => bot.core.deliver(id)));
      expect(shown("#sales").slice(-2)).toEqual([`week ${week}`, `details ${week}`]);
    }
  });
});

describe("somebody who is on two platforms", () => {
  /** On Discord as well, where they have been less lately. */
  async function alsoThere(who: string) {
    const { orgId, db } = bot;
    const discord = await db.workspace.create({
      data: { orgId, platform: "discord", externalId: "guild", name: "Guild" },
    });
    const { personId, accountId, name } = bot.player(who);
    const account = { orgId, workspaceId: discord.id, personId, externalId: `${who}-there`, name };
    await db.account.create({ data: account });
    await db.account.update({ where: { id: accountId }, data: { lastUsedAt: bot.now() } });
    const there = recordingDeliverer("discord");
    const { createCore } = await import("../../src/core.ts");
    const log = { info() {}, warn() {}, error() {} };
    const core = createCore({ db, clock: { now: bot.now }, log, deliverers: [bot.platform, there] });
    return { there, core };
  }

  it("and whose account on one is gone gets messages on the other, and nobody hears of it", async () => {
    const { there, core } = await alsoThere("ana");
    bot.platform.fails({ kind: "person-gone" }, "ana");
    await nudge("ana", "one");
    await core.runAllDue();
    expect(shown("ana-there", there)).toEqual(["one"]);
    expect(bot.platform.sent).toEqual([]);
  });

  it.each([
    ["en", "Practice does not let me in", "no access since"],
    ["ru", "Нет доступа к", "нет доступа с"],
  ])("and answers for all learns there that the other lets us in no more (%s)", async (locale, text, status) => {
    const { there, core } = await alsoThere("ada");
    await bot.db.person.update({ where: { id: bot.player("ada").personId }, data: { locale } });
    bot.platform.fails({ kind: "revoked" });
    await nudge("ana", "one");
    await nudge("boris", "two");
    await core.runAllDue();
    await later(60 * minute);
    await core.runAllDue();
    const told = shown("ada-there", there);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(text);
    expect(bot.text(await bot.says("ada", "/goalkeeper status"))).toContain(status);
  });

  it("and takes no messages on one gets them on the other, and the channel hears nothing of it", async () => {
    const { there, core } = await alsoThere("ana");
    bot.platform.fails({ kind: "closed" }, "ana");
    await nudge("ana", "one");
    await nudge("ana", "tomorrow", { sendAt: new Date(bot.now().getTime() + 24 * 60 * minute) });
    await core.runAllDue();
    expect(shown("ana-there", there)).toEqual(["one"]);
    expect(bot.platform.sent).toEqual([]);
    await nudge("ana", "two", { isProactive: false });
    await core.runAllDue();
    await later(24 * 60 * minute);
    await core.runAllDue();
    expect(shown("ana-there", there)).toEqual(["one", "two", "tomorrow"]);
  });
});

describe("a platform that is away for longer than a day", () => {
  it("gets what is still of use when it is back", async () => {
    const usefulUntil = new Date(bot.now().getTime() + 7 * 24 * 60 * minute);
    await sayToTeam(bot.work(), bot.teamId, saying({ kind: "summary", usefulUntil }), text("summary"));
    bot.platform.fails({ kind: "transient" });
    await bot.runTo(new Date(bot.now().getTime() + 30 * 60 * minute));
    bot.platform.works();
    await bot.runTo(new Date(bot.now().getTime() + 2 * 60 * minute));
    expect(shown("#sales")[0]).toContain("chat platform was not taking messages");
  });
});
