import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { localToInstant } from "../../src/calendar/zones.ts";
import { DeliveryProblem } from "../../src/outbox/deliverer.ts";
import { dueMessages } from "../../src/outbox/due.ts";
import type { Saying } from "../../src/outbox/say.ts";
import { amend, sayToPerson, sayToTeam, unsay } from "../../src/outbox/say.ts";
import { outboxStatus, retryFailed } from "../../src/outbox/status.ts";
import { person } from "../../src/view/text.ts";
import { paragraph, view } from "../../src/view/view.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";

let bot: TestBot;
let number = 0;
beforeEach(async () => {
  bot = await testBot();
});
afterEach(() => bot.close());

const text = (words: string) => () => view(words, paragraph([words]));
const saying = (more: Partial<Saying> = {}): Saying => ({ key: `key-${++number}`, kind: "notice", ...more });
const tell = (who: string, words: string, more: Partial<Saying> = {}) =>
  sayToPerson(
    bot.work(bot.player(who).name === "Olaf" ? bot.other.orgId : bot.orgId),
    bot.player(who).personId,
    saying(more),
    text(words),
  );
const nudge = (who: string, words: string, more: Partial<Saying> = {}) =>
  tell(who, words, { isProactive: true, ...more });
const post = (words: string, more: Partial<Saying> = {}) =>
  sayToTeam(bot.work(), bot.teamId, saying(more), text(words));
const shown = (to: string) => bot.platform.sent.filter((one) => one.to === to).map((one) => one.text);
const row = (words: string) =>
  bot.db.outboxMessage.findFirstOrThrow({ where: { view: { path: ["summary"], equals: words } } });
const later = (ms: number) => bot.at(new Date(bot.now().getTime() + ms));
const minute = 60_000;

describe("delivering", () => {
  it("sends once, records where it stands, and is idle when asked again", async () => {
    await tell("ana", "hello");
    await bot.runAll();
    const sent = await row("hello");
    await bot.core.deliver([sent.id, sent.id]);
    expect(shown("ana")).toEqual(["hello"]);
    expect(sent).toMatchObject({
      state: "sent",
      externalId: "m1",
      externalPlace: "ana",
      shownRevision: 1,
      leaseUntil: null,
    });
    expect(sent.sentAt).toEqual(bot.now());
  });

  it("sends once when several workers have the same job", async () => {
    await tell("ana", "hello");
    const { id } = await row("hello");
    await Promise.all([bot.core.deliver(id), bot.core.deliver(id), bot.core.deliver([id])]);
    expect(bot.platform.calls).toBe(1);
  });

  it("finds what lost its job", async () => {
    await tell("ana", "hello");
    const { id } = await row("hello");
    expect(await bot.core.sweep()).toEqual([id]);
  });

  it("sends again after a crash before the record, under a nonce that the platform knows", async () => {
    await tell("ana", "hello");
    const { id } = await row("hello");
    await bot.core.deliver(id);
    const lease = new Date(bot.now().getTime() + minute);
    const unrecorded = {
      state: "sending",
      externalId: null,
      sentAt: null,
      shownRevision: 0,
      leasedBy: "dead",
      leaseUntil: lease,
    } as const;
    await bot.db.outboxMessage.update({ where: { id }, data: unrecorded });
    await bot.runAll();
    expect(bot.platform.calls).toBe(1);
    await later(2 * minute);
    await bot.runAll();
    expect(bot.platform.calls).toBe(2);
    expect(shown("ana")).toEqual(["hello"]);
    expect(await row("hello")).toMatchObject({ state: "sent", externalId: "m1" });
  });

  it("gives the platform's ids of everybody who is named, and only of this workspace", async () => {
    const named = () =>
      view(
        "hi",
        paragraph([person(bot.player("boris").personId, "Boris"), person(bot.player("olaf").personId, "Olaf")]),
      );
    await sayToPerson(bot.work(), bot.player("ana").personId, saying(), named);
    await bot.runAll();
    const { people } = bot.platform.sent[0]?.message ?? {};
    expect([...(people ?? [])]).toEqual([[bot.player("boris").personId, "boris"]]);
  });

  it("puts an answer under its parent, which goes first even when it is tried later", async () => {
    await post("summary", { key: "week", kind: "summary" });
    await post("details", { key: "week-details", kind: "detail", under: "week" });
    const details = await row("details");
    await bot.core.deliver(details.id);
    expect(bot.platform.sent).toHaveLength(0);
    await bot.core.deliver((await row("summary")).id);
    expect(shown("#sales")).toEqual(["summary", "details"]);
    expect(bot.platform.sent[1]?.message.thread).toEqual({ externalId: "m1", place: "#sales" });
  });
});

describe("what is due", () => {
  it("is the first of every workspace before the second of any", async () => {
    for (const words of ["one", "two", "three"]) await tell("ana", words);
    await later(1_000);
    await tell("olaf", "elsewhere");
    const ids = await Promise.all(["one", "elsewhere", "two", "three"].map(async (words) => (await row(words)).id));
    const due = await dueMessages(bot.db, bot.now(), 10);
    expect([due.slice(0, 2), [...due].sort()]).toEqual([ids.slice(0, 2), [...ids].sort()]);
  });
});

describe("changing what was said", () => {
  it("edits a sent message in place, and only to its newest words", async () => {
    await tell("ana", "first", { key: "k" });
    await bot.runAll();
    await amend(bot.work(), "k", text("second"));
    await amend(bot.work(), "k", text("third"));
    await bot.runAll();
    expect(bot.platform.edits.map((edit) => [edit.text, edit.message.externalId])).toEqual([["third", "m1"]]);
    expect(await row("third")).toMatchObject({ revision: 3, shownRevision: 3, state: "sent" });
  });

  it("edits at once what was amended while it was being sent", async () => {
    await tell("ana", "first", { key: "k" });
    bot.platform.afterSend(() => amend(bot.work(), "k", text("second")));
    await bot.core.deliver((await row("first")).id);
    expect(bot.platform.edits.map((edit) => edit.text)).toEqual(["second"]);
  });

  it("posts once what was amended after an attempt whose answer was lost, and ends with the newest words", async () => {
    await tell("ana", "first", { key: "k" });
    bot.platform.afterSend(() => {
      throw new DeliveryProblem({ kind: "transient" }, "timed out");
    });
    await bot.core.deliver((await row("first")).id);
    await amend(bot.work(), "k", text("second"));
    await amend(bot.work(), "k", text("third"));
    bot.platform.afterSend(() => {});
    await later(minute);
    await bot.runAll();
    expect(shown("ana")).toEqual(["first"]);
    expect(bot.platform.edits.map((edit) => edit.text)).toEqual(["third"]);
    expect(await row("third")).toMatchObject({ state: "sent", revision: 3, shownRevision: 3, externalId: "m1" });
  });

  it("lets an edit go when the message is gone", async () => {
    await tell("ana", "first", { key: "k" });
    await bot.runAll();
    await amend(bot.work(), "k", text("second"));
    bot.platform.fails({ kind: "gone" });
    await bot.runAll();
    const calls = bot.platform.calls;
    await later(60 * minute);
    await bot.runAll();
    expect(bot.platform.calls).toBe(calls);
    expect(await row("second")).toMatchObject({ state: "sent", shownRevision: 2 });
  });

  it("takes back what has not been sent", async () => {
    await nudge("ana", "reminder", { key: "k" });
    await unsay(bot.work(), "k", "done already");
    await bot.runAll();
    expect(bot.platform.calls).toBe(0);
  });
});

describe("what nobody asked for", () => {
  it("waits for the person's hours, and an answer does not", async () => {
    await bot.at("22:00");
    await nudge("ana", "reminder");
    await tell("ana", "answer");
    await bot.runAll();
    expect(shown("ana")).toEqual(["answer"]);
    await bot.runTo("tue 09:00");
    expect(shown("ana")).toEqual(["answer", "reminder"]);
  });

  it("is pointless when its use ends before the person's hours begin", async () => {
    await bot.at("22:00");
    await nudge("ana", "reminder", { usefulUntil: localToInstant("2026-11-24", "00:00", "Europe/Berlin") });
    await bot.runAll();
    expect(await row("reminder")).toMatchObject({ state: "skipped" });
  });

  it("does not reach whoever opted out, is paused, or is away", async () => {
    const { personId } = bot.player("ana");
    await bot.db.person.update({ where: { id: personId }, data: { optedOutAt: bot.now() } });
    const away = { orgId: bot.orgId, personId: bot.player("boris").personId, byPersonId: bot.player("boris").personId };
    await bot.db.absence.create({ data: { ...away, startsOn: "2026-11-23", endsOn: "2026-11-25" } });
    for (const who of ["ana", "boris"]) await nudge(who, `for ${who}`);
    await bot.runAll();
    expect(await row("for ana")).toMatchObject({ state: "skipped", problem: "opted out" });
    await bot.runTo("2026-11-26 09:59");
    expect(bot.platform.calls).toBe(0);
    await bot.runTo("2026-11-26 10:00");
    expect(shown("boris")).toEqual(["for boris"]);
  });

  it("goes out as one message when due within the hour, each part with its words", async () => {
    await nudge("ana", "goals", { key: "goals" });
    await nudge("ana", "check-in", { key: "checkin", sendAt: new Date(bot.now().getTime() + 30 * minute) });
    await nudge("ana", "much later", { sendAt: new Date(bot.now().getTime() + 90 * minute) });
    await bot.runAll();
    expect(bot.platform.sent).toHaveLength(1);
    expect(bot.platform.sent[0]?.text).toContain("goals");
    expect(bot.platform.sent[0]?.text).toContain("check-in");
    const host = await row("goals");
    expect(await row("check-in")).toMatchObject({ state: "cancelled", problem: `merged into ${host.id}` });
    await amend(bot.work(), "checkin", text("answered"));
    await bot.runAll();
    expect(bot.platform.edits[0]?.text).toContain("goals");
    expect(bot.platform.edits[0]?.text).toContain("answered");
    expect(bot.platform.edits[0]?.text).not.toContain("check-in");
  });

  it("merges even when two workers each have one of the jobs", async () => {
    await nudge("ana", "one");
    await nudge("ana", "two");
    const ids = [(await row("one")).id, (await row("two")).id];
    await Promise.all(ids.map((id) => bot.core.deliver(id)));
    expect(bot.platform.calls).toBe(1);
  });

  it("keeps its parts when the first attempt fails", async () => {
    await nudge("ana", "one");
    await nudge("ana", "two");
    bot.platform.fails({ kind: "transient" });
    await bot.runAll();
    bot.platform.works();
    await later(5_000);
    await bot.runAll();
    expect(bot.platform.sent).toHaveLength(1);
    expect(bot.platform.sent[0]?.text).toMatch(/one[\s\S]*two/);
  });

  it("comes twice a day and six times a week, however much is waiting", async () => {
    for (let day = 23; day <= 27; day++) {
      for (const time of ["10:00", "12:00", "14:00"]) {
        await bot.runTo(`2026-11-${day} ${time}`);
        await nudge("ana", `${day} ${time}`);
        await bot.runAll();
      }
    }
    expect(bot.platform.sent.map((one) => one.text.slice(0, 8))).toHaveLength(6);
    await bot.runTo("2026-11-30 09:00");
    expect(bot.platform.sent).toHaveLength(7);
  });
});

describe("when the platform does not take it", () => {
  it("holds back only the workspace that was told to wait", async () => {
    const until = new Date(bot.now().getTime() + 30_000);
    bot.platform.fails({ kind: "held", until }, "ana");
    await tell("ana", "one");
    await tell("boris", "two", { dueAt: new Date(bot.now().getTime() + 1_000) });
    await tell("olaf", "elsewhere");
    await bot.runAll();
    await later(2_000);
    await bot.runAll();
    expect(bot.platform.sent.map((one) => one.to)).toEqual(["olaf"]);
    expect(await bot.core.nextDueAt(bot.now())).toEqual(until);
    bot.platform.works();
    await bot.at(until);
    await bot.runAll();
    expect(bot.platform.sent.map((one) => one.to).sort()).toEqual(["ana", "boris", "olaf"]);
    expect(await row("one")).toMatchObject({ attempts: 0 });
  });

  it("holds back only the place when only that is limited", async () => {
    bot.platform.fails({ kind: "held", until: new Date(bot.now().getTime() + 5_000), scope: "place" }, "#sales");
    await post("one");
    await tell("ana", "two");
    await bot.runAll();
    expect(bot.platform.sent.map((one) => one.to)).toEqual(["ana"]);
  });

  it("mentions whoever takes no direct messages once in the channel, and tells the manager", async () => {
    bot.platform.fails({ kind: "closed" }, "ana");
    await tell("ana", "one");
    await tell("ana", "two");
    await bot.runAll();
    await tell("ana", "three");
    await bot.runAll();
    expect(shown("#sales")).toHaveLength(1);
    expect(shown("#sales")[0]).toContain("Ana");
    expect(shown("max")).toHaveLength(1);
    expect(bot.platform.calls).toBe(4);
    expect(await outboxStatus(bot.db, bot.now(), bot.orgId)).toMatchObject({ failed: 3, waiting: 0 });
    bot.platform.works();
    await bot.says("ana", "/goalkeeper help");
    expect(await retryFailed(bot.db, bot.now(), { orgId: bot.orgId })).toHaveLength(3);
    await bot.runAll();
    expect(shown("ana")).toEqual(["one", "two", "three"]);
  });

  it("tells the admin once that a channel is gone, and posts there no more", async () => {
    bot.platform.fails({ kind: "gone" }, "#sales");
    await post("one");
    await post("two");
    await bot.runAll();
    expect(shown("ada")).toHaveLength(1);
    expect(shown("ada")[0]).toContain("#sales");
    expect(await post("three")).toBe(0);
  });

  it("keeps everything for a workspace that removed the app, until it is back", async () => {
    bot.platform.fails({ kind: "revoked" }, "ana");
    await tell("ana", "one");
    await tell("boris", "two");
    await bot.core.deliver((await row("one")).id);
    await bot.runAll();
    expect(bot.platform.calls).toBe(1);
    bot.platform.works();
    await later(60 * minute);
    await bot.db.workspace.update({ where: { id: bot.workspaceId }, data: { state: "active", leftAt: null } });
    await bot.runAll();
    expect(bot.platform.sent.map((one) => one.to).sort()).toEqual(["ana", "boris"]);
  });

  it("stops writing to an account that is gone", async () => {
    bot.platform.fails({ kind: "person-gone" }, "ana");
    await tell("ana", "one");
    await tell("ana", "two");
    await bot.runAll();
    expect(await tell("ana", "three")).toBe(false);
    expect(await bot.db.outboxMessage.count({ where: { state: "skipped" } })).toBe(2);
  });

  it.each([
    ["en", "Ana: the account here is closed"],
    ["ru", "Ana: учётная запись здесь закрыта"],
  ])("tells the managers once that somebody's account is gone (%s)", async (locale, text) => {
    await bot.db.person.update({ where: { id: bot.player("max").personId }, data: { locale } });
    bot.platform.fails({ kind: "person-gone" }, "ana");
    await tell("ana", "one");
    await tell("ana", "two");
    await bot.runAll();
    expect(shown("max")).toEqual([expect.stringContaining(text)]);
    expect([...shown("boris"), ...shown("mara")]).toEqual([]);
  });

  it("tries again ever more rarely for a day, then says that it failed", async () => {
    bot.platform.fails({ kind: "transient" });
    await tell("ana", "one");
    const start = bot.now().getTime();
    await bot.runAll();
    const waits: number[] = [];
    while ((await row("one")).state === "waiting") {
      const { sendAt } = await row("one");
      waits.push((sendAt.getTime() - bot.now().getTime()) / 1_000);
      await bot.at(sendAt);
      await bot.core.deliver((await row("one")).id);
    }
    expect(waits.slice(0, 8)).toEqual([5, 15, 45, 120, 300, 900, 3_600, 3_600]);
    expect((bot.now().getTime() - start) / 3_600_000).toBeCloseTo(23.4, 0);
    expect(await row("one")).toMatchObject({ state: "failed", problem: "tried 30 times: transient" });
  });

  it("tries again when the platform refuses the connection, and does not take it for the database", async () => {
    await tell("ana", "one");
    const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:443"), { code: "ECONNREFUSED" });
    bot.platform.fails(new DeliveryProblem({ kind: "transient" }, "fetch failed", { cause: refused }));
    await bot.core.deliver((await row("one")).id);
    expect(await row("one")).toMatchObject({ state: "waiting", attempts: 1, problem: "fetch failed", leasedBy: null });
  });

  it("tells until when a message was put off", async () => {
    const until = new Date(bot.now().getTime() + 5_000);
    await tell("ana", "one");
    const { id } = await row("one");
    bot.platform.fails({ kind: "held", until });
    expect(await bot.core.deliver(id)).toEqual(new Map([[id, until]]));
    await bot.db.workspace.updateMany({ data: { heldUntil: null, state: "left" } });
    await bot.db.outboxMessage.updateMany({ data: { sendAt: bot.now() } });
    // Nobody knows when it comes back.
    expect(await bot.core.deliver(id)).toEqual(new Map());
  });

  it("never repeats what the platform rejects", async () => {
    bot.platform.fails({ kind: "rejected" });
    await tell("ana", "one");
    await bot.core.deliver((await row("one")).id);
    await later(60 * minute);
    await bot.runAll();
    expect(bot.platform.calls).toBe(1);
    expect((await outboxStatus(bot.db, bot.now())).problems[0]?.problem).toMatch(/^rejected/);
  });
});

describe("what failed and is tried again", () => {
  it("says that it is late, and its answers come with it", async () => {
    bot.platform.fails({ kind: "rejected" }, "#sales");
    await post("summary", { key: "week", kind: "summary" });
    await post("details", { key: "week-details", kind: "detail", under: "week" });
    await bot.runAll();
    await later(2 * minute);
    await bot.runAll();
    bot.platform.works();
    expect(await row("details")).toMatchObject({ state: "skipped" });
    await later(24 * 60 * minute);
    expect(await retryFailed(bot.db, bot.now(), { orgId: bot.other.orgId })).toEqual([]);
    expect(await retryFailed(bot.db, bot.now(), { orgId: bot.orgId })).toHaveLength(2);
    await bot.runAll();
    const [summary = "", details] = shown("#sales");
    expect(summary).toContain("Late because it could not be delivered earlier");
    expect(details).toBe("details");
    expect(bot.platform.sent[1]?.message.thread).toEqual({ externalId: "m1", place: "#sales" });
  });

  it("is for the organisation's admins, from the status and by command, and says how many", async () => {
    await post("summary", { key: "week", kind: "summary" });
    await post("details", { key: "week-details", kind: "detail", under: "week" });
    await bot.db.outboxMessage.updateMany({ where: { kind: "summary" }, data: { state: "failed" } });
    const problem = "the message above it was not sent";
    await bot.db.outboxMessage.updateMany({ where: { kind: "detail" }, data: { state: "skipped", problem } });
    expect(bot.text(await bot.says("otto", "/goalkeeper retry"))).toContain("nothing to send again");
    expect(bot.text(await bot.says("max", "/goalkeeper retry"))).toContain("/goalkeeper retry is for");
    const status = await bot.says("ada", "/goalkeeper status");
    expect(bot.text(await bot.presses("ada", status, "Send again"))).toContain("2 messages are being sent again");
    expect(bot.woken).toContain((await row("summary")).id);
    await bot.runAll();
    expect(shown("#sales")).toHaveLength(2);
    expect(bot.text(await bot.says("ada", "/goalkeeper retry"))).toContain("nothing to send again");
    expect(bot.text(await bot.says("ada", "/goalkeeper status"))).not.toContain("Send again");
    await bot.says("ada", "/my language ru");
    expect(bot.text(await bot.says("ada", "/goalkeeper retry"))).toContain("Повторять нечего");
  });
});

describe("after a downtime", () => {
  it("says that it is late because nothing was running, and not when it waited for the person", async () => {
    await post("summary", { kind: "summary" });
    await later(40 * minute);
    await bot.runAll();
    expect(shown("#sales")[0]).toContain("Late because Goalkeeper was not running");
    await bot.at("22:00");
    await nudge("ana", "reminder");
    await bot.runTo("tue 09:00");
    expect(shown("ana")).toEqual(["reminder"]);
  });

  it("says that the platform was not answering when that was it", async () => {
    bot.platform.fails({ kind: "held", until: new Date(bot.now().getTime() + 60 * minute) });
    await post("summary", { kind: "summary" });
    await bot.runAll();
    bot.platform.works();
    await later(60 * minute);
    await bot.runAll();
    expect(shown("#sales")[0]).toContain("chat platform was not taking messages");
  });

  it("does not flood: what is pointless is skipped and the budget holds for the rest", async () => {
    for (let hour = 10; hour < 18; hour++) {
      const dueAt = localToInstant("2026-11-23", `${hour}:00`, "Europe/Berlin");
      await nudge("ana", `h${hour}`, {
        dueAt,
        usefulUntil: new Date(dueAt.getTime() + (hour < 14 ? 2 : 48) * 3_600_000),
      });
    }
    await bot.at("tue 11:00");
    await bot.runAll();
    expect(bot.platform.sent).toHaveLength(1);
    expect(bot.platform.sent[0]?.text).not.toContain("h13");
    expect(bot.platform.sent[0]?.text).toContain("h17");
  });
});

describe("forgetting", () => {
  it("removes what need not be kept and leaves the rest", async () => {
    await tell("ana", "old");
    await bot.runAll();
    const inbound = { orgId: bot.orgId, workspaceId: bot.workspaceId };
    await bot.db.inboundDelivery.create({ data: { ...inbound, key: "old", at: bot.now() } });
    await later(8 * 24 * 60 * minute);
    await bot.db.inboundDelivery.create({ data: { ...inbound, key: "new", at: bot.now() } });
    await bot.core.forget();
    expect((await bot.db.inboundDelivery.findMany()).map(({ key }) => key)).toEqual(["new"]);
    await bot.db.$executeRaw`
      insert into "InboundDelivery" (id, "orgId", "workspaceId", key, at)
      select gen_random_uuid(), ${bot.orgId}::uuid, ${bot.workspaceId}::uuid, n::text, '2020-01-01'
      from generate_series(1, 4001) n`;
    await bot.core.forget();
    expect(await bot.db.inboundDelivery.count()).toBe(1);
    expect(await bot.db.outboxMessage.count()).toBe(1);
    await later(730 * 24 * 60 * minute);
    await bot.core.forget();
    expect(await bot.db.outboxMessage.count()).toBe(0);
  });
  it("keeps each organisation's things for as long as that one says, and a schedule's newest date for ever", async () => {
    const { orgId, teamId } = bot;
    await bot.db.organisation.update({ where: { id: orgId }, data: { retentionDays: 30 } });
    await tell("ana", "ours");
    await tell("olaf", "theirs");
    await bot.runAll();
    const planned = (org: string, date: string) => ({
      ...{ orgId: org, scheduleId: org, teamId, kind: "brief" as const, date, state: "done" as const },
      dueAt: new Date(`${date}T08:00:00Z`),
    });
    const dates = ["2026-11-09", "2026-11-16", "2026-11-23"];
    await bot.db.occurrence.createMany({
      data: [orgId, bot.other.orgId].flatMap((org) => dates.map((date) => planned(org, date))),
    });
    const seen = (week: string) => ({ orgId, teamId, key: "k", week, score: 1 });
    await bot.db.insightSeen.createMany({ data: [seen("2026-W45"), seen("2027-W01")] });
    const { personId } = bot.player("ana");
    await bot.db.linkCode.create({ data: { orgId, personId, hash: "h", expiresAt: bot.now() } });
    await later(45 * 24 * 60 * minute);
    await bot.core.forget();
    expect(await bot.db.outboxMessage.findMany({ select: { orgId: true } })).toEqual([{ orgId: bot.other.orgId }]);
    expect(await bot.db.occurrence.count({ where: { orgId: bot.other.orgId } })).toBe(3);
    expect((await bot.db.occurrence.findMany({ where: { orgId } })).map(({ date }) => date)).toEqual(["2026-11-23"]);
    expect((await bot.db.insightSeen.findMany()).map(({ week }) => week)).toEqual(["2027-W01"]);
    expect(await bot.db.linkCode.count()).toBe(0);
  });
});
