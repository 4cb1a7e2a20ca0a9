import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { discordDelivery } from "../../adapters/discord/index.ts";
import { renderAsEmbed } from "../../adapters/discord/render.ts";
import type { OutboxMessage } from "../../src/generated/prisma/client.ts";
import { amend, sayToPerson, sayToTeam } from "../../src/outbox/say.ts";
import { person, strong } from "../../src/view/text.ts";
import { list, paragraph, type View, view } from "../../src/view/view.ts";
import type { Work } from "../../src/work.ts";
import { channelId, discordStage, guildId, otherChannelId, people, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await discordStage();
});
beforeEach(() => stage.discord.forgive());
afterEach(async () => {
  stage.discord.clearFaults();
  stage.discord.lockChannel(channelId, 0);
  await stage.db.outboxMessage.deleteMany();
  await stage.db.workspace.updateMany({ data: { heldUntil: null } });
  await stage.db.teamChannel.updateMany({ data: { state: "active" } });
  await stage.db.account.updateMany({ data: { state: "active", dmState: "open" } });
});
afterAll(() => stage.close());

const work = (): Work => ({ db: stage.db, orgId: stage.orgId, now: stage.clock.now(), said: [] });
const posts = () => stage.discord.channel(channelId).messages;
const post = "POST /channels/*/messages";
const plainly = (text: string): View => view(text, paragraph([text]));
/** A client that has not learned of any limit yet. */
const fresh = () => {
  const { db, clock, log, config } = stage;
  return discordDelivery({ db, clock, log, config });
};
let count = 0;
async function sayInChannel(text = "Weekly summary", under?: string): Promise<OutboxMessage> {
  count += 1;
  const saying = { key: `test:${count}`, kind: "summary" as const, ...(under ? { under } : {}) };
  await sayToTeam(work(), stage.teamId, saying, () => plainly(text));
  return stage.db.outboxMessage.findFirstOrThrow({ where: { key: { startsWith: `test:${count}:` } } });
}
async function sayTo(who: "ana" | "boris", text = "Hello"): Promise<OutboxMessage> {
  count += 1;
  await sayToPerson(work(), stage.personId(who), { key: `test:${count}`, kind: "notice" }, () => plainly(text));
  return stage.db.outboxMessage.findFirstOrThrow({ where: { key: `test:${count}` } });
}
const stateOf = (row: OutboxMessage) => stage.db.outboxMessage.findUniqueOrThrow({ where: { id: row.id } });

describe("what is said", () => {
  it("is posted once, edited in place and answered in a thread", async () => {
    const before = posts().length;
    const row = await sayInChannel("Week 48");
    await sayInChannel("In detail", `test:${count}`);
    await stage.deliver();
    const [message = expect.fail()] = posts().slice(before);
    expect(posts()).toHaveLength(before + 1);
    expect(stage.discord.text(message)).toContain("Week 48");
    expect(stage.discord.text(stage.discord.thread(message)?.messages)).toContain("In detail");
    await amend(work(), row.key, () => plainly("Week 48, corrected"));
    await stage.deliver();
    expect(stage.discord.text(message)).toContain("corrected");
    stage.discord.assertClean();
  });

  it("reaches a person directly, and mentions only whom it means", async () => {
    await sayToPerson(work(), stage.personId("ana"), { key: "m", kind: "notice" }, () =>
      view(
        "x",
        paragraph([
          "@everyone ",
          person(stage.personId("boris"), "Boris"),
          " and ",
          person(stage.personId("ana"), "Ana", true),
        ]),
      ),
    );
    await stage.deliver();
    const message = stage.discord.dm(people.ana.id).messages.at(-1);
    expect(stage.discord.text(message)).toContain("**Boris** and @Ana");
    expect(message?.pings).toEqual({ users: [people.ana.id], roles: [], everyone: false });
    stage.discord.assertClean();
  });

  it("takes as many messages as it needs, all of which are edited later", async () => {
    const before = posts().length;
    count += 1;
    const key = `test:${count}`;
    const goals = (many: number) =>
      view("Goals", list(Array.from({ length: many }, (_, at) => [strong(`#${at + 1} ${"Long name ".repeat(9)}`)])));
    await sayToTeam(work(), stage.teamId, { key, kind: "summary" }, () => goals(100));
    await stage.deliver();
    const first = posts().length - before;
    expect(first).toBeGreaterThan(1);
    for (const [many, sign] of [
      [150, "more"],
      [10, "fewer"],
      [100, "as many"],
    ] as const) {
      await amend(work(), key, () => goals(many));
      await stage.deliver();
      expect(stage.discord.text(posts().slice(before)), sign).toContain(`#${many} `);
      expect(stage.discord.text(posts().slice(before)), sign).not.toContain(`#${many + 1} `);
    }
    expect(posts().length - before).toBe(first);
    stage.discord.assertClean();
  });

  it("goes out as an embed where components are not taken", async () => {
    stage.discord.fail(post, { code: 50035 });
    await sayInChannel("Still said");
    await stage.deliver();
    expect(posts().at(-1)?.embeds[0]?.description).toContain("Still said");
  });
});

describe("an answer in a thread", () => {
  const answered = async (harm: (thread: string) => void) => {
    const before = posts().length;
    const row = await sayInChannel("Week 48");
    const key = `test:${count}`;
    await sayInChannel("In detail", key);
    await stage.deliver();
    const above = posts()[before] ?? expect.fail();
    harm(stage.discord.thread(above)?.id ?? expect.fail());
    const more = await sayInChannel("And more", key);
    await stage.deliver();
    return { above, more: await stateOf(more), row };
  };
  const isOpen = async () => (await stage.db.teamChannel.findFirstOrThrow()).state === "active";

  it.each([50013, 50001, 160005] as const)("stands in the channel when the thread answers %i", async (code) => {
    const { above, more } = await answered((thread) => stage.discord.lockChannel(thread, code));
    expect(more).toMatchObject({ state: "sent", externalPlace: channelId });
    const last = posts().at(-1) ?? expect.fail();
    expect(stage.discord.text(last)).toContain("And more");
    expect(last.replyTo).toBe(above.id);
    expect(await isOpen()).toBe(true);
  });

  it.each([10003, 50083])("stands in the channel when the thread answers %i", async (code) => {
    const { more } = await answered((thread) => stage.discord.fail(`POST /channels/${thread}/messages`, { code }));
    expect(more).toMatchObject({ state: "sent", externalPlace: channelId });
    expect(await isOpen()).toBe(true);
  });

  it.each([50001, 50013, 10003, 160006])("stands in the channel where starting one answers %i", async (code) => {
    stage.discord.fail("POST /channels/*/messages/*/threads", { code, status: 403 });
    const before = posts().length;
    await sayInChannel("Week 48");
    const row = await sayInChannel("In detail", `test:${count}`);
    await stage.deliver();
    expect(await stateOf(row)).toMatchObject({ state: "sent", externalPlace: channelId });
    expect(posts().at(-1)?.replyTo).toBe(posts()[before]?.id);
    expect(await isOpen()).toBe(true);
  });

  it("is no reply where the history may not be read", async () => {
    stage.discord.fail("POST /channels/*/messages/*/threads", { code: 50013 });
    const first = await sayInChannel("Week 48");
    await stage.deliver();
    expect(await stateOf(first)).toMatchObject({ state: "sent" });
    stage.discord.fail(`POST /channels/${channelId}/messages`, { code: 160002 });
    const row = await sayInChannel("In detail", `test:${count}`);
    await stage.deliver();
    expect(await stateOf(row)).toMatchObject({ state: "sent", externalPlace: channelId });
    expect(posts().at(-1)).not.toHaveProperty("replyTo");
  });

  it("is corrected after its thread was archived, which takes a week", async () => {
    const before = posts().length;
    await sayInChannel("Week 48");
    const row = await sayInChannel("In detail", `test:${count}`);
    await stage.deliver();
    const thread = stage.discord.thread(posts()[before] ?? expect.fail()) ?? expect.fail();
    expect(thread.sleepsAfter).toBe(10_080);
    thread.archived = true;
    await amend(work(), row.key, () => plainly("In detail, corrected"));
    await stage.deliver();
    expect(stage.discord.text(thread.messages)).toBe("In detail, corrected");
    expect(await stateOf(row)).toMatchObject({ state: "sent", shownRevision: 2 });
  });

  it("closes the channel when the channel itself is not there for us", async () => {
    const { more } = await answered((thread) => {
      stage.discord.lockChannel(thread);
      stage.discord.lockChannel(channelId);
    });
    expect(more).toMatchObject({ state: "failed" });
    expect(await isOpen()).toBe(false);
  });
});

describe("faults", () => {
  it.each([50001, 50013, 10003])("a channel that answers %i is gone, once and for all", async (code) => {
    stage.discord.fail(post, { code });
    const row = await sayInChannel();
    await stage.deliver();
    expect(await stateOf(row)).toMatchObject({ state: "failed" });
    expect((await stage.db.teamChannel.findFirstOrThrow()).state).toBe("gone");
    expect(stage.discord.text(stage.discord.dm(people.ada.id).messages.at(-1))).toContain("sales");
  });

  it("a person who takes no messages is mentioned once in the team's channel, and the manager is told", async () => {
    stage.discord.closeDms(people.ana.id);
    const row = await sayTo("ana");
    await stage.deliver();
    expect(await stateOf(row)).toMatchObject({ state: "failed" });
    expect(posts().at(-1)?.pings.users).toEqual([people.ana.id]);
    await stage.deliver();
    expect(stage.discord.text(stage.discord.dm(people.max.id).messages.at(-1))).toContain("Ana");
    const before = posts().length;
    await sayTo("ana", "Again");
    await stage.deliver();
    expect(posts()).toHaveLength(before);
    stage.discord.closeDms(people.ana.id, false);
    await stage.discord.command(people.ana.id, "goalkeeper help", {}, { guild: guildId });
    const back = await sayTo("ana", "Back");
    await stage.deliver();
    expect(await stateOf(back)).toMatchObject({ state: "sent" });
  });

  it("somebody who left the server is gone, not shy", async () => {
    stage.discord.closeDms(people.boris.id);
    stage.discord.removeMember(guildId, people.boris.id);
    const before = posts().length;
    await sayTo("boris");
    await stage.deliver();
    const account = await stage.db.account.findFirstOrThrow({ where: { externalId: people.boris.id } });
    expect(account.state).toBe("gone");
    expect(posts()).toHaveLength(before);
    stage.discord.closeDms(people.boris.id, false);
    stage.discord.addMember(guildId, people.boris);
  });

  it("a person whom Discord does not know (10013) is gone", async () => {
    await stage.db.account.updateMany({ where: { externalId: people.ana.id }, data: { dmChannel: null } });
    stage.discord.fail("POST /users/@me/channels", { code: 10013 });
    await sayTo("ana");
    await stage.deliver();
    expect((await stage.db.account.findFirstOrThrow({ where: { externalId: people.ana.id } })).state).toBe("gone");
  });

  it("an edit of a message that is no longer there (10008) ends quietly", async () => {
    const row = await sayInChannel();
    await stage.deliver();
    stage.discord.fail("PATCH /channels/*/messages/*", { code: 10008 });
    await amend(work(), row.key, () => plainly("Changed"));
    await stage.deliver();
    expect(await stateOf(row)).toMatchObject({ state: "sent", shownRevision: 2 });
    expect((await stage.db.teamChannel.findFirstOrThrow()).state).toBe("active");
  });

  it.each([
    ["user", false],
    ["shared", false],
    ["global", true],
  ] as const)("429 of the scope %s is obeyed", async (scope, isWhole) => {
    stage.discord.fail(post, { retryAfter: 5, scope });
    const row = await sayInChannel();
    await stage.deliver(fresh());
    const after = await stateOf(row);
    expect(after).toMatchObject({ state: "waiting", attempts: 0 });
    expect(after.sendAt.getTime()).toBeGreaterThan(stage.clock.now().getTime());
    const workspace = await stage.db.workspace.findUniqueOrThrow({ where: { id: stage.workspaceId } });
    expect(workspace.heldUntil !== null).toBe(isWhole);
    stage.at(new Date(after.sendAt.getTime() + 1_000).toISOString());
    await stage.deliver(fresh());
    expect(await stateOf(row)).toMatchObject({ state: "sent" });
  });

  it("429 for all that we do is waited for when it passes within moments", async () => {
    stage.discord.fail(post, { retryAfter: 0.2, scope: "global" });
    const row = await sayInChannel();
    await stage.deliver(fresh());
    expect(await stateOf(row)).toMatchObject({ state: "sent" });
    const workspace = await stage.db.workspace.findUniqueOrThrow({ where: { id: stage.workspaceId } });
    expect(workspace.heldUntil).toBeNull();
  });

  it("429 in one guild holds nothing back in another", async () => {
    stage.discord.fail("POST /channels/5/messages", { retryAfter: 5, scope: "user" });
    const deliverer = fresh();
    const message = { nonce: "n", view: plainly("Hi"), locale: "en", people: new Map(), edited: false } as const;
    const to = (externalId: string) => ({ kind: "channel", externalId }) as const;
    const workspace = { id: stage.workspaceId, externalId: guildId, credential: null };
    const [held, sent] = await Promise.allSettled([
      deliverer.send({ ...message, id: "a", workspace, to: to(channelId) }),
      deliverer.send({ ...message, id: "b", workspace, to: to(otherChannelId) }),
    ]);
    expect(held).toMatchObject({ status: "rejected", reason: { problem: { kind: "held", scope: "place" } } });
    expect(sent).toMatchObject({ status: "fulfilled" });
  });

  it.each([40003, 40004, 40006, 20016, 20028, 20029, 110001, 130000])(
    "a refusal that passes by itself (%i) is tried again",
    async (code) => {
      await stage.db.account.updateMany({ where: { externalId: people.ana.id }, data: { dmChannel: null } });
      stage.discord.fail("POST /users/@me/channels", { code, status: 403 });
      const row = await sayTo("ana", "In a moment");
      await stage.deliver();
      const after = await stateOf(row);
      expect(after.state).toBe("waiting");
      stage.at(new Date(after.sendAt.getTime() + 1_000).toISOString());
      await stage.deliver();
      expect(await stateOf(row)).toMatchObject({ state: "sent" });
      expect(stage.discord.text(stage.discord.dm(people.ana.id).messages.at(-1))).toContain("In a moment");
    },
  );

  it.each([
    ["500", { status: 500, times: 2 }],
    ["a reset", { drop: true, times: 2 }],
  ])("%s is tried again", async (_name, fault) => {
    stage.discord.fail(post, fault);
    const row = await sayInChannel("After trouble");
    await stage.deliver();
    const after = await stateOf(row);
    expect(after.state).toBe("waiting");
    stage.at(new Date(after.sendAt.getTime() + 1_000).toISOString());
    stage.discord.clearFaults();
    await stage.deliver();
    expect(await stateOf(row)).toMatchObject({ state: "sent", problem: null });
  });

  it("an answer that was lost leaves one post", async () => {
    const before = posts().length;
    stage.discord.fail(post, { acceptThenDrop: true, times: 2 });
    const row = await sayInChannel("Exactly once");
    await stage.deliver();
    const { sendAt } = await stateOf(row);
    stage.at(new Date(sendAt.getTime() + 1_000).toISOString());
    stage.discord.clearFaults();
    await stage.deliver();
    expect(await stateOf(row)).toMatchObject({ state: "sent" });
    expect(posts()).toHaveLength(before + 1);
  });

  it("a process that dies between sending and noting it leaves one post", async () => {
    const before = posts().length;
    const row = await sayInChannel("Once, whatever happens");
    await stage.deliver();
    await stage.db.outboxMessage.update({
      where: { id: row.id },
      data: { state: "sending", sentAt: null, externalId: null, leaseUntil: new Date(stage.clock.now().getTime() - 1) },
    });
    await stage.deliver();
    expect(await stateOf(row)).toMatchObject({ state: "sent", externalId: posts().at(-1)?.id });
    expect(posts()).toHaveLength(before + 1);
  });
});

describe("a token that Discord does not accept", () => {
  it("for a moment silences nothing", async () => {
    const ended: unknown[] = [];
    const { db, clock, log, config } = stage;
    const deliverer = discordDelivery({ db, clock, log, config, fatal: (reason) => void ended.push(reason) });
    stage.discord.fail(post, { code: 0, status: 401 });
    const row = await sayInChannel("Said in the end");
    await stage.deliver(deliverer);
    const after = await stateOf(row);
    expect(after.state).toBe("waiting");
    stage.at(new Date(after.sendAt.getTime() + 1_000).toISOString());
    await stage.deliver(deliverer);
    expect(await stateOf(row)).toMatchObject({ state: "sent" });
    expect(ended).toEqual([]);
  });

  it("at all is told to a process that only delivers, and nothing is lost", async () => {
    const ended: unknown[] = [];
    const { db, clock, log } = stage;
    const config = { ...stage.config, DISCORD_TOKEN: "withdrawn" };
    const deliverer = discordDelivery({ db, clock, log, config, fatal: (reason) => void ended.push(reason) });
    const row = await sayInChannel("Later");
    await stage.deliver(deliverer);
    await expect.poll(() => ended).toMatchObject([{ name: "DiscordUnusable", exitCode: 78 }]);
    expect(await stateOf(row)).toMatchObject({ state: "waiting" });
    stage.discord.forgive();
  });
});

describe("a channel that takes no files", () => {
  const chart = { kind: "bars", title: "Calls", unit: "", bars: [{ label: "Mon", value: 3 }] } as const;
  const charted = (alt: string): View => ({ summary: "Week", blocks: [{ kind: "chart", chart, alt }] });

  it("gets a picture in words, when it is posted and when it is edited", async () => {
    count += 1;
    const key = `test:${count}`;
    stage.discord.fail(post, { code: 50013 });
    await sayToTeam(work(), stage.teamId, { key, kind: "summary" }, () => charted("Three calls on *Monday*"));
    await stage.deliver();
    const last = posts().at(-1) ?? expect.fail();
    expect(stage.discord.text(last)).toContain("Three calls on \\*Monday\\*");
    expect(last.attachments).toEqual([]);
    stage.discord.fail("PATCH /channels/*/messages/*", { code: 50013 });
    await amend(work(), key, () => charted("Four calls on Monday"));
    await stage.deliver();
    expect(stage.discord.text(last)).toContain("Four calls on Monday");
    expect((await stage.db.teamChannel.findFirstOrThrow()).state).toBe("active");
    stage.discord.assertClean();
  });

  it("gets it in words where components are not taken either", async () => {
    const [page] = await renderAsEmbed(charted("Three calls"), { locale: "en", people: new Map() });
    expect(page?.inWords?.embeds?.[0]?.description).toBe("Three calls");
    expect(page?.inWords?.attachments).toEqual([]);
  });
});

describe("a message of many parts", () => {
  it("is finished in one go within Discord's limits, posted and edited", { timeout: 60_000 }, async () => {
    const limited = await discordStage({ channelLimit: { calls: 5, withinMs: 2_000 } });
    const goals = (sign: string) =>
      view("Goals", list(Array.from({ length: 300 }, (_, at) => [strong(`${sign}${at} ${"Long name ".repeat(9)}`)])));
    const doing = { db: limited.db, orgId: limited.orgId, now: limited.clock.now(), said: [] };
    await sayToTeam(doing, limited.teamId, { key: "many", kind: "summary" }, () => goals("#"));
    await limited.deliver();
    const shown = limited.discord.channel(channelId).messages;
    expect(shown.length).toBeGreaterThan(6);
    const calls = limited.discord.requests.filter(({ route }) => route === `POST /channels/${channelId}/messages`);
    expect(calls).toHaveLength(shown.length);
    const row = await limited.db.outboxMessage.findFirstOrThrow();
    await amend(doing, row.key, () => goals("§"));
    await limited.deliver();
    expect(limited.discord.text(limited.discord.channel(channelId).messages)).toContain("§299 ");
    expect(limited.discord.text(limited.discord.channel(channelId).messages)).not.toContain("**#");
    limited.discord.assertClean();
    await limited.close();
  });
});

describe("a process that is killed", () => {
  it("while Discord has the post and it has no answer leaves one post", { timeout: 60_000 }, async () => {
    const before = posts().length;
    const row = await sayInChannel("Killed halfway");
    stage.discord.fail(post, { hangMs: 60_000 });
    const script = fileURLToPath(new URL("./deliver-process.ts", import.meta.url));
    const argv = ["--import", "tsx", script, stage.url, row.id, stage.clock.now().toISOString()];
    const { DISCORD_TOKEN = "", DISCORD_API_URL = "" } = stage.config;
    const child = spawn(process.execPath, argv, { env: { PATH: process.env.PATH, DISCORD_TOKEN, DISCORD_API_URL } });
    await stage.discord.until(() => posts().length > before, 50_000);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(await stateOf(row)).toMatchObject({ state: "sending", externalId: null });
    stage.discord.clearFaults();
    stage.at(new Date(stage.clock.now().getTime() + 61_000).toISOString());
    await stage.deliver();
    expect(await stateOf(row)).toMatchObject({ state: "sent", externalId: posts().at(-1)?.id });
    expect(posts()).toHaveLength(before + 1);
  });
});

describe("a slow answer", () => {
  it("that the client repeats leaves one post", { timeout: 40_000 }, async () => {
    const before = posts().length;
    stage.discord.fail(post, { hangMs: 9_000 });
    const row = await sayInChannel("Slowly");
    await stage.deliver();
    expect(await stateOf(row)).toMatchObject({ state: "sent" });
    expect(posts()).toHaveLength(before + 1);
  });
});
