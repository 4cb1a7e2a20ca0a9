import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { MessageKind } from "../../src/generated/prisma/client.ts";
import { dueMessages } from "../../src/outbox/due.ts";
import { amend, type Saying, sayToPerson, sayToTeam } from "../../src/outbox/say.ts";
import { person } from "../../src/view/text.ts";
import { type Block, heading, list, paragraph, type View, view } from "../../src/view/view.ts";
import type { Work } from "../../src/work.ts";
import { people, type Stage, slackStage } from "./stage.ts";

let stage: Stage;

beforeEach(async () => {
  stage = await slackStage();
});

afterEach(async () => {
  await stage.close();
  stage.slack.assertClean();
});

const work = (): Work => ({ db: stage.db, orgId: stage.orgId, now: stage.clock.now(), said: [] });
const kind: MessageKind = "summary";
const plainView = (text: string, ...more: Block[]): View => view(text, paragraph([text]), ...more);

const toTeam = (key: string, shown: View, more: Partial<Saying> = {}) =>
  sayToTeam(work(), stage.teamId, { key, kind, ...more }, () => shown);
const toPerson = (key: string, shown: View, more: Partial<Saying> = {}) =>
  sayToPerson(work(), stage.personId("ana"), { key, kind: "notice", ...more }, () => shown);

const channel = () => stage.slack.channel("C1").messages;
const texts = () => channel().map(stage.slack.asText);
const row = (key: string) =>
  stage.db.outboxMessage.findFirstOrThrow({ where: { key: { startsWith: key } }, orderBy: { createdAt: "desc" } });

describe("a message", () => {
  test("goes to the channel, its details under it, its chart as a file in words too", async () => {
    const chart: Block = {
      kind: "chart",
      alt: "Calls: 12 of 20",
      chart: { kind: "bars", title: "Calls", unit: "calls", bars: [{ label: "Ana", value: 12 }] },
    };
    await toTeam("week", view("Week 48", heading("Week 48"), chart));
    await toTeam("detail", plainView("Ana: 12 of 20"), { under: "week" });
    await stage.deliver();
    await stage.deliver();
    const [summary] = channel();
    expect(summary && stage.slack.asText(summary)).toBe("Week 48");
    const under = summary?.replies.map(stage.slack.asText) ?? [];
    expect(under).toContain("Ana: 12 of 20");
    expect(under.join()).toContain("[Calls: Calls: 12 of 20]");
    const [file] = summary?.replies.flatMap(({ files }) => files) ?? [];
    expect(Buffer.from(file?.bytes ?? []).toString("latin1")).toContain("PNG");
    expect(summary?.metadata).toEqual({
      event_type: "goalkeeper_message",
      event_payload: { id: (await row("week")).id },
    });
  });

  test("of any length arrives, the rest in its thread", async () => {
    const lines = Array.from({ length: 300 }, (_, at) => [`${at}: ${"word ".repeat(30)}`]);
    await toTeam("long", view("Long", heading("Long"), list(lines)));
    await stage.deliver();
    const [first] = channel();
    const replies = first?.replies ?? [];
    expect(channel()).toHaveLength(1);
    expect(first && stage.slack.asText(first)).toContain("Part 1 of");
    const all = [first, ...replies].map((one) => (one ? stage.slack.asText(one) : "")).join("\n");
    for (let at = 0; at < 300; at++) expect(all).toContain(`${at}: word`);
  });

  test("to a person opens their conversation once and keeps it", async () => {
    await toPerson("one", plainView("one"));
    await stage.deliver();
    await toPerson("two", plainView("two"));
    await stage.deliver();
    expect(stage.slack.dm("U2").messages.map(stage.slack.asText)).toEqual(["one", "two"]);
    expect(stage.slack.callsTo("conversations.open")).toHaveLength(1);
  });

  test("is edited in place and says so", async () => {
    await toTeam("week", plainView("Calls 12"));
    await stage.deliver();
    await amend(work(), "week", () => plainView("Calls 13"));
    await stage.deliver();
    expect(channel()).toHaveLength(1);
    expect(texts()[0]).toContain("Calls 13");
    expect(texts()[0]).toContain("Edited");
    expect(channel()[0]?.blocks.at(-1)).toMatchObject({
      elements: [{ elements: [{ type: "text" }, { type: "date", format: "{date_short_pretty} {time}" }] }],
    });
  });

  test("mentions only where that is wanted", async () => {
    const id = stage.personId("boris");
    await toTeam("who", view("Who", paragraph([person(id, "Борис", true), " ", person(id, "Борис")])));
    await stage.deliver();
    expect(texts()).toEqual(["<@U3> Борис"]);
  });

  test("that was edited and did not get through whole goes on where it was", async () => {
    const long = (word: string) =>
      view(
        "Long",
        heading("Long"),
        list(Array.from({ length: 150 }, (_, at) => [`${word} ${at}: ${"word ".repeat(30)}`])),
      );
    await toTeam("long", plainView("Short"));
    await stage.deliver();
    await amend(work(), "long", () => long("new"));
    const { world } = stage.slack;
    const replies = () => channel()[0]?.replies ?? [];
    stage.slack.fail("chat.postMessage", { hangMs: 0 });
    stage.slack.fail("chat.postMessage", { status: 500 });
    await stage.deliver();
    expect(replies()).toHaveLength(1);
    world.faults.length = 0;
    stage.at("2026-11-23T09:00:10Z");
    await stage.deliver();
    const said = replies().map(stage.slack.asText);
    expect(said.length).toBeGreaterThan(1);
    expect(new Set(said).size).toBe(said.length);
  });

  test("that nobody asked for waits where Slack tells us to ask later whether it disturbs", async () => {
    const until = new Date("2026-11-23T11:00:00Z");
    await stage.slack.setsDnd("U2", { start: stage.clock.now(), end: until, snoozeUntil: until });
    stage.slack.fail("dnd.info", { retryAfter: 30 });
    await toPerson("unasked", plainView("a prompt"), { isProactive: true });
    await stage.deliver();
    expect(await row("unasked")).toMatchObject({ state: "waiting", sendAt: new Date("2026-11-23T09:00:30Z") });
    expect(stage.slack.callsTo("chat.postMessage")).toEqual([]);
    stage.at("2026-11-23T09:00:30Z");
    await stage.deliver();
    expect(await row("unasked")).toMatchObject({ state: "waiting", sendAt: until });
    expect(stage.slack.callsTo("chat.postMessage")).toEqual([]);
  });

  test("that nobody asked for goes out where Slack does not tell whether it disturbs, and that is not kept", async () => {
    const dndUntil = new Date("2026-11-23T08:00:00Z");
    await stage.db.account.update({ where: { id: stage.accountId("ana") }, data: { dndUntil } });
    stage.slack.fail("dnd.info", { dropSocket: true });
    await toPerson("first", plainView("a prompt"), { isProactive: true });
    await stage.deliver();
    expect(stage.slack.dm("U2").messages.map(stage.slack.asText)).toEqual(["a prompt"]);
    expect(await stage.db.account.findUnique({ where: { id: stage.accountId("ana") } })).toMatchObject({ dndUntil });
    await toPerson("second", plainView("another"), { isProactive: true });
    await stage.deliver();
    expect(stage.slack.callsTo("dnd.info")).toHaveLength(2);
  });

  test("that nobody asked for waits for do-not-disturb to end, and an answer does not", async () => {
    const until = new Date("2026-11-23T11:00:00Z");
    await stage.slack.setsDnd("U2", { start: stage.clock.now(), end: until, snoozeUntil: until });
    await toPerson("asked", plainView("an answer"));
    await toPerson("unasked", plainView("a prompt"), { isProactive: true });
    await stage.deliver();
    expect(stage.slack.dm("U2").messages.map(stage.slack.asText)).toEqual(["an answer"]);
    expect(await row("unasked")).toMatchObject({ state: "waiting", sendAt: until, lateBecause: null });
    expect(await stage.db.account.findUnique({ where: { id: stage.accountId("ana") } })).toMatchObject({
      dndUntil: until,
    });
    stage.at("2026-11-23T11:00:01Z");
    await stage.deliver();
    expect(stage.slack.dm("U2").messages.map(stage.slack.asText)).toEqual(["an answer", "a prompt"]);
  });
});

describe("when Slack says no", () => {
  const admin = () => stage.slack.dm(people.ada.id).messages.map(stage.slack.asText);

  test.each(["channel_not_found", "not_in_channel", "is_archived"])(
    "%s closes the channel and tells the admin once",
    async (error) => {
      await toTeam("a", plainView("a"));
      await toTeam("b", plainView("b"));
      stage.slack.fail("chat.postMessage", { error, channel: "C1", times: 9 });
      await stage.deliver();
      await stage.deliver();
      await stage.deliver();
      expect(await row("a")).toMatchObject({ state: "failed" });
      expect(await row("b")).toMatchObject({ state: "failed" });
      expect(await stage.db.teamChannel.findFirst()).toMatchObject({ state: "gone" });
      expect(admin()).toHaveLength(1);
      expect(admin()[0]).toContain("#sales");
    },
  );

  test.each(["user_not_found", "user_disabled"])("%s means that the person is gone", async (error) => {
    stage.slack.fail("conversations.open", { error });
    await toPerson("a", plainView("a"));
    await stage.deliver();
    expect(await row("a")).toMatchObject({ state: "skipped" });
    expect(await stage.db.account.findUnique({ where: { id: stage.accountId("ana") } })).toMatchObject({
      state: "gone",
    });
  });

  test.each(["cannot_dm_bot", "messages_tab_disabled"])(
    "%s closes direct messages: one word in the channel",
    async (error) => {
      stage.slack.fail("chat.postMessage", { error, channel: "DU2", times: 3 });
      await toPerson("a", plainView("a"));
      await stage.deliver();
      await stage.deliver();
      await stage.deliver();
      expect(await row("a")).toMatchObject({ state: "failed" });
      expect(texts().filter((one) => one.includes("<@U2>"))).toHaveLength(1);
    },
  );

  test.each(["invalid_auth", "token_revoked", "account_inactive"])(
    "%s stops sending and loses nothing of what is queued",
    async (error) => {
      stage.slack.fail("*", { error, times: 9 });
      await toTeam("week", plainView("Week"));
      await toTeam("other", plainView("Other"));
      await stage.deliver();
      await stage.deliver();
      expect(await stage.db.workspace.findFirst()).toMatchObject({ state: "left" });
      expect((await row("week")).state).toBe("waiting");
      expect((await row("other")).state).toBe("waiting");
      expect(texts()).toEqual([]);
      stage.slack.world.faults.length = 0;
      await stage.db.workspace.updateMany({ data: { state: "active", leftAt: null } });
      await stage.deliver();
      expect(texts().toSorted()).toEqual(["Other", "Week"]);
    },
  );

  test("account_inactive of a person does not stop the workspace", async () => {
    stage.slack.fail("chat.postMessage", { error: "account_inactive" });
    await toPerson("a", plainView("a"));
    await stage.deliver();
    expect(await row("a")).toMatchObject({ state: "skipped" });
    expect(await stage.db.workspace.findFirst()).toMatchObject({ state: "active" });
  });

  test.each([
    ["asks to wait", { retryAfter: 5 }],
    ["answers nothing", { dropSocket: true }],
  ])("account_inactive is no proof while Slack %s", async (_what, fault) => {
    stage.slack.fail("chat.postMessage", { error: "account_inactive" });
    stage.slack.fail("auth.test", fault);
    await toPerson("a", plainView("a"));
    await stage.deliver();
    expect(await row("a")).toMatchObject({ state: "waiting" });
    expect(await stage.db.workspace.findFirst()).toMatchObject({ state: "active" });
    stage.at("2026-11-23T09:01:00Z");
    await stage.deliver();
    expect(await row("a")).toMatchObject({ state: "sent" });
  });

  test("missing_scope ends in one word to the admin, never in a loop", async () => {
    stage.slack.fail("chat.postMessage", { error: "missing_scope", channel: "C1", times: 9 });
    await toTeam("a", plainView("a"));
    await toTeam("b", plainView("b"));
    await stage.deliver();
    await stage.deliver();
    await stage.deliver();
    expect(await row("a")).toMatchObject({ state: "failed" });
    expect(admin()).toHaveLength(1);
    expect(admin()[0]).toContain("permission is missing");
    expect(stage.slack.callsTo("chat.postMessage").filter(({ error }) => error === "missing_scope")).toHaveLength(2);
  });

  test.each([1, 60])("429 with Retry-After %i is obeyed, and holds no other method back", async (seconds) => {
    stage.slack.fail("chat.postMessage", { retryAfter: seconds });
    await toTeam("week", plainView("Week"));
    await stage.deliver();
    const until = new Date(stage.clock.now().getTime() + seconds * 1000);
    expect(await row("week")).toMatchObject({ state: "waiting", sendAt: until });
    await stage.deliver();
    expect(stage.slack.callsTo("chat.postMessage")).toHaveLength(1);
    await stage.says("ana", "/goalkeeper help");
    expect(stage.shown("ana")).toContain("What I can do for you");
    stage.at(until.toISOString());
    await stage.deliver();
    expect(texts().join()).toContain("Week");
  });

  test("429 on new messages holds no edit back", async () => {
    await toTeam("week", plainView("Calls 12"));
    await stage.deliver();
    stage.slack.fail("chat.postMessage", { retryAfter: 60 });
    await toTeam("next", plainView("Next"));
    await stage.deliver();
    await amend(work(), "week", () => plainView("Calls 13"));
    const due = await dueMessages(stage.db, stage.clock.now(), 10);
    expect(due).toEqual([(await row("week")).id]);
    await stage.deliver();
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toContain("Calls 13");
    expect(await row("next")).toMatchObject({ state: "waiting" });
  });

  test("429 on a file holds only that message, which then goes on where it was", async () => {
    const chart: Block = {
      kind: "chart",
      alt: "Calls",
      chart: { kind: "bars", title: "Calls", unit: "calls", bars: [{ label: "Ana", value: 1 }] },
    };
    stage.slack.fail("files.getUploadURLExternal", { retryAfter: 30 });
    await toTeam("week", view("Week", heading("Week"), chart));
    await stage.deliver();
    await toTeam("next", plainView("Next"));
    await stage.deliver();
    expect(texts()).toEqual(["Week", "Next"]);
    expect(await row("week")).toMatchObject({ state: "waiting" });
    stage.at("2026-11-23T09:00:31Z");
    await stage.deliver();
    expect(texts()).toEqual(["Week", "Next"]);
    expect(channel()[0]?.replies).toHaveLength(1);
    expect(await row("week")).toMatchObject({ state: "sent" });
  });

  test.each([
    ["a 500", { status: 500 }],
    ["a dropped socket", { dropSocket: true }],
    ["an internal error", { error: "internal_error" }],
  ])("%s is tried again", async (_what, fault) => {
    stage.slack.fail("chat.postMessage", fault);
    await toTeam("week", plainView("Week"));
    await stage.deliver();
    expect(await row("week")).toMatchObject({ state: "waiting" });
    stage.at("2026-11-23T09:00:10Z");
    await stage.deliver();
    expect(texts()).toEqual(["Week"]);
    expect(await row("week")).toMatchObject({ state: "sent" });
  });

  test("blocks that it refuses arrive as plain text", async () => {
    stage.slack.fail("chat.postMessage", { error: "invalid_blocks" });
    await toTeam("week", plainView("Week <!channel>"));
    await stage.deliver();
    expect(channel().map(({ text }) => text)).toEqual(["Week &lt;!channel&gt;"]);
    expect(stage.problems).toHaveLength(1);
  });

  test("a conversation that is no more is opened anew", async () => {
    await stage.db.account.update({ where: { id: stage.accountId("ana") }, data: { dmChannel: "DGONE" } });
    await toPerson("a", plainView("a"));
    await stage.deliver();
    expect(stage.slack.dm("U2").messages.map(stage.slack.asText)).toEqual(["a"]);
  });

  test("a thread whose first message was deleted does not swallow its answers", async () => {
    await toTeam("week", plainView("Week"));
    await stage.deliver();
    stage.slack.channel("C1").messages.length = 0;
    await toTeam("detail", plainView("Detail"), { under: "week" });
    await stage.deliver();
    expect(texts()).toEqual(["Detail"]);
  });

  test("an answer lost on the way back is one message twice, and the outbox id tells them", async () => {
    stage.slack.fail("chat.postMessage", { acceptThenDrop: true });
    await toTeam("week", plainView("Week"));
    await stage.deliver();
    stage.at("2026-11-23T09:00:10Z");
    await stage.deliver();
    const ids = channel().map(({ metadata }) => JSON.stringify(metadata));
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });
});

describe("a process killed between Slack's answer and its own record", () => {
  /** Delivers in a process of its own, which dies as soon as `when` holds. */
  async function killedWhen(when: () => boolean): Promise<void> {
    const script = fileURLToPath(new URL("./deliver-process.ts", import.meta.url));
    const rows = await stage.db.outboxMessage.findMany({ select: { id: true } });
    const argv = [script, stage.database.url, stage.clock.now().toISOString(), ...rows.map(({ id }) => id)];
    const { SLACK_BOT_TOKEN = "", SLACK_API_URL = "", SLACK_SIGNING_SECRET = "" } = stage.parts.config;
    const env = { PATH: process.env.PATH, SLACK_BOT_TOKEN, SLACK_API_URL, SLACK_SIGNING_SECRET };
    const child = spawn(process.execPath, ["--import", "tsx", ...argv], { env });
    await stage.slack.until(when, 50_000);
    child.kill("SIGKILL");
    await once(child, "exit");
    stage.slack.world.faults.length = 0;
    stage.at("2026-11-23T09:01:01Z");
    await stage.deliver();
    await stage.deliver();
  }

  const countOf = (word: string) => texts().filter((one) => one.includes(word)).length;

  test("posts that one message twice and no other, and the ids count it", { timeout: 60_000 }, async () => {
    const later = { dueAt: new Date("2026-11-23T09:01:00Z") };
    await toTeam("first", plainView("First"));
    await toTeam("later", plainView("Later"), later);
    stage.slack.fail("chat.postMessage", { acceptThenHang: true });
    await killedWhen(() => countOf("First") > 0);
    expect([countOf("First"), countOf("Later")]).toEqual([2, 1]);
    const ids = channel().map(({ metadata }) => JSON.stringify(metadata));
    expect(ids.length - new Set(ids).size).toBe(1);
    expect(await row("first")).toMatchObject({ state: "sent" });
  });

  test("posts nothing twice of a message that had been begun", { timeout: 60_000 }, async () => {
    const chart: Block = {
      kind: "chart",
      alt: "Calls",
      chart: { kind: "bars", title: "Calls", unit: "calls", bars: [{ label: "Ana", value: 1 }] },
    };
    await toTeam("week", view("Week", heading("Week"), chart));
    stage.slack.fail("files.getUploadURLExternal", { acceptThenHang: true });
    await killedWhen(() => stage.slack.callsTo("files.getUploadURLExternal").length > 0);
    expect(countOf("Week")).toBe(1);
    expect(channel()[0]?.replies).toHaveLength(1);
  });
});
