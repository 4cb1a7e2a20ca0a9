import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { startDiscord } from "../../adapters/discord/index.ts";
import { startSlack } from "../../adapters/slack/index.ts";
import { roomHub, startWeb } from "../../adapters/web/server.ts";
import { openQueue } from "../../jobs/queue.ts";
import { type Connection, connect } from "../../prisma/client.ts";
import { watchedSockets } from "../../prisma/watch.ts";
import { createBot } from "../../src/bot.ts";
import { shiftedClock, systemClock } from "../../src/clock.ts";
import type { Answer } from "../../src/command/command.ts";
import { createCore } from "../../src/core.ts";
import { sayToPerson } from "../../src/outbox/say.ts";
import { paragraph, view } from "../../src/view/view.ts";

import { discordStage, guildId, people as members } from "../discord/stage.ts";
import { people, reach, slackStage } from "../slack/stage.ts";
import { recordingDeliverer } from "../support/recording-deliverer.ts";
import { answerAsText } from "../support/story/screen.ts";
import { type TestBot, testBot } from "../support/test-bot.ts";
import { healthy } from "../web/open-room.ts";
import { type Network, proxyTo } from "./proxy.ts";

const isServed = process.env.TEST_DATABASE_URL !== undefined;
const log = { info() {}, warn() {}, error() {} };
const away = {
  en: "The database is not answering, so nothing was saved.",
  ru: "База данных не отвечает, поэтому ничего не сохранено.",
};
const unsure = "may or may not have been saved";
/** What a person waits at most; the machine of a test run is busier than theirs. */
const patience = 3_000;

let stage: TestBot;
let proxy: Network;
let far: Connection;
let sent = 0;

describe.skipIf(!isServed)("a PostgreSQL that vanishes", { timeout: 60_000 }, () => {
  beforeAll(async () => {
    stage = await testBot();
    await stage.says("max", "/goal add calls 100 for:@ana");
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    proxy = await proxyTo(stage.url);
    far = connect(proxy.url, { max: 4, waitsFor: "person" });
  });
  afterEach(async () => {
    proxy.open();
    await far.close();
    await proxy.close();
  });

  const botThere = () => createBot({ db: far.db, clock: { now: stage.now }, log, wake() {} });
  const entries = () => stage.db.entry.count();

  /** Logs one call by way of the proxy; how the answer reads and how long it took. */
  async function logs(locale = "en"): Promise<{ text: string; ms: number; answer: Answer }> {
    const { workspaceId, externalId, name } = stage.player("ana");
    const from = { workspaceId, externalId, name, locale };
    const key = `far-${++sent}`;
    const began = performance.now();
    const answer = await botThere().receive({ key, from, request: { kind: "text", text: "/goal log calls 1" } });
    return { answer, text: answerAsText(answer), ms: performance.now() - began };
  }

  it.each(["cut", "silence"] as const)(
    "answers in time that nothing was saved, and works once it is back (%s)",
    async (how) => {
      await logs();
      const before = await entries();
      proxy[how]();
      for (const locale of ["en", "ru"] as const) {
        const { text, ms } = await logs(locale);
        expect(text).toContain(away[locale]);
        expect(ms).toBeLessThan(patience);
      }
      expect(await entries()).toBe(before);
      proxy.open();
      await vi.waitFor(async () => expect((await logs()).text).toContain("Logged 1"), {
        timeout: 10_000,
        interval: 300,
      });
      expect(await entries()).toBe(before + 1);
    },
  );

  it("is patient with a database that is slow but there", async () => {
    await logs();
    const before = await entries();
    proxy.delay(150);
    expect((await logs()).text).toContain("Logged 1");
    expect(await entries()).toBe(before + 1);
  });

  it.each([
    ["cut", "before"],
    ["silent", "before"],
    ["cut", "after"],
    ["silent", "after"],
  ] as const)("never says what is not so when it vanishes at the commit (%s, %s it arrives)", async (mode, when) => {
    await logs();
    const before = await entries();
    proxy.trap("COMMIT", mode, when);
    const { text, ms } = await logs();
    expect(proxy.isSprung).toBe(true);
    expect(ms).toBeLessThan(patience + 500);
    const saved = await vi.waitFor(async () => (await entries()) - before);
    if (text.includes(away.en)) expect(saved).toBe(0);
    else expect(text).toContain(unsure);
  });

  it("tells that it was saved when it can still find out", async () => {
    await logs();
    const before = await entries();
    proxy.trap("COMMIT", "broken", "after");
    const { text } = await logs();
    expect(await entries()).toBe(before + 1);
    expect(text).toContain("Logged 1");
  });

  it("tells that it was not saved when it can still find out", async () => {
    await logs();
    const before = await entries();
    proxy.trap("COMMIT", "broken", "before");
    const { text } = await logs();
    expect(text).toContain(away.en);
    expect(await entries()).toBe(before);
  });

  it("comes back as a queue too, when the network swallowed everything", { timeout: 90_000 }, async () => {
    const platform = recordingDeliverer();
    const setting = { databaseUrl: proxy.url, stream: watchedSockets(proxy.url) };
    const queue = await openQueue(setting, { log, prefix: `silent-${process.pid}` });
    const core = createCore({ db: stage.db, clock: systemClock, log, deliverers: [platform], wake: queue.wake });
    const workers = await queue.startWorkers(core);
    const say = async (key: string) => {
      const work = { db: stage.db, orgId: stage.orgId, now: systemClock.now(), said: [] as string[] };
      const to = stage.player("boris").personId;
      await sayToPerson(work, to, { key, kind: "notice" }, () => view(key, paragraph([key])));
      queue.wake(work.said);
    };
    const arrived = () => platform.sent.map(({ text }) => text);
    await say("first");
    await vi.waitFor(() => expect(arrived()).toContain("first"), { timeout: 20_000 });
    proxy.silence();
    await say("second");
    await new Promise((done) => setTimeout(done, 14_000));
    proxy.heal();
    await vi.waitFor(() => expect(arrived()).toContain("second"), { timeout: 40_000 });
    await workers.close();
    await queue.close();
  });

  it("delivers what waited once it is back, without being told", async () => {
    const platform = recordingDeliverer();
    const back = connect(proxy.url, { max: 4, waitsFor: "nobody" });
    const queue = await openQueue({ databaseUrl: stage.url }, { log, prefix: `away-${process.pid}` });
    const core = createCore({ db: back.db, clock: systemClock, log, deliverers: [platform], wake: queue.wake });
    const workers = await queue.startWorkers(core);
    proxy.silence();
    const work = { db: stage.db, orgId: stage.orgId, now: systemClock.now(), said: [] as string[] };
    await sayToPerson(work, stage.player("boris").personId, { key: "waits", kind: "notice" }, () =>
      view("waits", paragraph(["waits"])),
    );
    queue.wake(work.said);
    await new Promise((done) => setTimeout(done, 1_000));
    expect(platform.sent.filter(({ text }) => text === "waits")).toEqual([]);
    proxy.open();
    await vi.waitFor(() => expect(platform.sent.map(({ text }) => text)).toContain("waits"), { timeout: 40_000 });
    await workers.close();
    await queue.close();
    await back.close();
  });

  it("remembers what a platform accepted until it can write it down", async () => {
    const platform = recordingDeliverer();
    const core = createCore({ db: far.db, clock: systemClock, log, deliverers: [platform] });
    const work = { db: stage.db, orgId: stage.orgId, now: systemClock.now(), said: [] as string[] };
    await sayToPerson(work, stage.player("chen").personId, { key: "accepted", kind: "notice" }, () => view("accepted"));
    platform.afterSend(() => {
      proxy.cut();
      setTimeout(() => proxy.open(), 3_000);
    });
    await core.deliver(work.said);
    expect(platform.calls).toBe(1);
    const row = await stage.db.outboxMessage.findFirstOrThrow({ where: { key: "accepted" } });
    expect(row).toMatchObject({ state: "sent", leasedBy: null });
  });

  it.each(["cut", "silence"] as const)("is told by the practice room's page, whose form stays (%s)", async (how) => {
    const clock = shiftedClock({ now: stage.now });
    const room = { externalId: "practice", hub: roomHub() };
    const parts = { bot: botThere(), db: far.db, clock, log, host: "127.0.0.1", port: 0, room, ...healthy };
    const web = await startWeb(parts);
    const ask = async () => {
      const headers = { "content-type": "application/json", "accept-language": "ru" };
      const request = { kind: "text", text: "/goal log calls 1" };
      const body = JSON.stringify({ place: "sales", as: stage.player("ana").externalId, request });
      const began = performance.now();
      const response = await fetch(`${web.url}/api/requests`, { method: "POST", headers, body });
      return { status: response.status, body: await response.text(), ms: performance.now() - began };
    };
    proxy[how]();
    const told = await ask();
    expect(told).toMatchObject({ status: 503, body: expect.stringContaining(away.ru) });
    expect(told.ms).toBeLessThan(patience);
    await web.close();
  });
});

describe.skipIf(!isServed)("on the platforms", { timeout: 60_000 }, () => {
  it.each(["cut", "silence"] as const)("Slack tells whoever asks while PostgreSQL is away (%s)", async (how) => {
    const slack = await slackStage();
    const between = await proxyTo(slack.database.url);
    const there = connect(between.url, { max: 4, waitsFor: "person" });
    const bot = createBot({ db: there.db, clock: slack.clock, log, wake() {} });
    const adapter = await startSlack({ ...slack.parts, bot, db: there.db, log });
    const served = await reach(slack.slack, adapter, "http");
    const says = async (who: keyof typeof people) => {
      const began = performance.now();
      const result = await slack.slack.says(people[who].id, "/goal list", { channel: "C1" });
      await adapter.settled();
      return { result, ms: performance.now() - began, shown: slack.shown(who) };
    };
    expect((await says("boris")).shown).not.toContain(away.ru);
    between[how]();
    const told = await says("boris");
    expect(told.shown).toContain(away.ru);
    expect(told.ms).toBeLessThan(patience);
    expect((await says("ana")).shown).toContain(away.en);
    between.open();
    await vi.waitFor(async () => expect((await says("ana")).shown).not.toContain(away.en), { timeout: 10_000 });
    await adapter.close();
    await served.close();
    await there.close();
    await between.close();
    await slack.close();
  });

  it.each(["cut", "silence"] as const)("Discord tells whoever asks while PostgreSQL is away (%s)", async (how) => {
    const discord = await discordStage({ start: false });
    const between = await proxyTo(discord.url);
    const there = connect(between.url, { max: 4, waitsFor: "person" });
    const bot = createBot({ db: there.db, clock: discord.clock, log, wake() {} });
    const adapter = await startDiscord({ ...discord.parts, bot, db: there.db, log });
    const asks = async (who: keyof typeof members) => {
      const began = performance.now();
      await discord.discord.command(members[who].id, "goal list", {}, { guild: guildId });
      return { ms: performance.now() - began, shown: discord.shown(who) };
    };
    expect((await asks("boris")).shown).not.toContain(away.ru);
    between[how]();
    const told = await asks("boris");
    expect(told.shown).toContain(away.ru);
    expect(told.ms).toBeLessThan(patience);
    between.open();
    await vi.waitFor(async () => expect((await asks("boris")).shown).not.toContain(away.ru), { timeout: 10_000 });
    await adapter.close();
    await there.close();
    await between.close();
    await discord.close();
  });
});
