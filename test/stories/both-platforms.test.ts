import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SlackAdapter, startSlack } from "../../adapters/slack/index.ts";
import { scopes } from "../../adapters/slack/register.ts";
import { readConfig } from "../../src/config.ts";
import { type Core, createCore, runUntil } from "../../src/core.ts";
import { setSchedule } from "../../src/reminders/schedules.ts";
import { channelId, discordStage, guildId, people, type Stage } from "../discord/stage.ts";
import { reach } from "../slack/stage.ts";
import { type FakeSlack, fakeSlack } from "../support/slack/fake-slack.ts";
import type { Message as SlackMessage } from "../support/slack/world.ts";

/** Ana and Ada have Slack beside the Discord server in which the team began. */
const inSlack = { ana: "U2", ada: "U4" } as const;
const { max, ana, ada } = people;
const here = { guild: guildId };

let stage: Stage;
let slack: FakeSlack;
let adapter: SlackAdapter;
let served: Awaited<ReturnType<typeof reach>>;
let core: Core;

beforeAll(async () => {
  stage = await discordStage();
  slack = await fakeSlack({ clock: stage.clock });
  slack.workspace("T1", {
    users: [
      { id: inSlack.ana, name: "Ana", tz: "Europe/Berlin", locale: "en-US" },
      { id: inSlack.ada, name: "Ada", tz: "Europe/Berlin", locale: "en-US", is_admin: true },
    ],
    channels: [{ id: "C1", name: "sales" }],
    scopes: [...scopes],
  });
  const { bot, db, clock, log } = stage;
  const wake = (ids: readonly string[]) => void stage.woken.push(...ids);
  const config = readConfig({
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: "xoxb-T1",
    SLACK_SIGNING_SECRET: slack.app.signingSecret,
  });
  adapter = await startSlack({ config, bot, db, clock, log, wake, socketPatience: 200 });
  served = await reach(slack, adapter, "http");
  const { deliverer } = stage.adapter ?? expect.fail("Discord did not start");
  core = createCore({ db, clock, log, deliverers: [adapter.deliverer, deliverer] });
});

afterAll(async () => {
  await adapter.close();
  await served.close();
  await slack.close();
  await stage.close();
  slack.assertClean();
  // Each answer under a summary asks for its thread, which is there already.
  stage.discord.forgive(160004);
  stage.discord.assertClean();
  expect(stage.problems).toEqual([]);
});

const codeIn = (text: string) => /[A-Z2-9]{5}-[A-Z2-9]{5}/u.exec(text)?.[0] ?? expect.fail(`no code in ${text}`);

async function onDiscord(who: { id: string }, words: string, typed = {}): Promise<string> {
  const { message } = await stage.discord.command(who.id, words, typed, here);
  return stage.discord.text(message);
}

/** What a person is answered in private in Slack. */
async function onSlack(user: string, text: string): Promise<string> {
  const before = slack.ephemeral(user).length;
  await slack.says(user, text, { channel: "C1" });
  await adapter.settled();
  return slack.ephemeral(user).slice(before).map(slack.asText).join("\n");
}

const later = async (minutes: number) => {
  const until = new Date(stage.clock.now().getTime() + minutes * 60_000);
  await runUntil(core, { now: stage.clock.now, advanceTo: stage.clock.moveTo }, until);
};
const to = (instant: string) =>
  runUntil(core, { now: stage.clock.now, advanceTo: stage.clock.moveTo }, new Date(instant));

const discordDm = () => stage.discord.dm(ana.id).messages.filter(({ deleted }) => !deleted);
const slackDm = () => slack.dm(inSlack.ana).messages;
const textOf = (message: Parameters<Stage["discord"]["text"]>[0]) => stage.discord.text(message);

/** Fills a Slack form in the order of its fields. */
async function fills(user: string, values: readonly (string | null)[]): Promise<void> {
  const inputs = slack.openView(user)?.blocks.filter(({ type }) => type === "input") ?? [];
  const given = inputs.flatMap((block, at) => {
    const value = values[at];
    return typeof value === "string" ? [[String(Object(block.label).text), value] as const] : [];
  });
  const sent = await slack.submits(user, Object.fromEntries(given));
  await adapter.settled();
  expect(sent.errors).toEqual({});
}

describe("one person on both platforms, and one goal seen from both sides", () => {
  test("two admins join the workspaces, and Ana her accounts, by one-time codes", async () => {
    const code = codeIn(await onDiscord(ada, "my link"));
    expect(await onSlack(inSlack.ada, `/my link ${code}`)).toContain("now belongs to Sales Co");
    expect(await onSlack(inSlack.ada, "/team channel team:Sales")).toContain("#sales");
    const hers = codeIn(await onSlack(inSlack.ana, "/my link"));
    expect(await onDiscord(ana, "my link", { code: hers })).toContain("one person, **Ana**, on both platforms");
    const accounts = await stage.db.account.findMany({ where: { personId: stage.personId("ana") } });
    expect(accounts.map(({ externalId }) => externalId).sort()).toEqual([ana.id, inSlack.ana].sort());
    expect(await stage.db.person.count({ where: { name: "Ana" } })).toBe(1);
  });

  test("the goal arrives in Discord, where she was last, and is accepted there by button and form", async () => {
    await later(15);
    await onDiscord(ana, "goalkeeper help");
    expect(await onDiscord(max, "goal add", { name: "Calls", target: "200", for: "Ana", by: "30 Nov" })).toContain(
      "is set for Ana: 200",
    );
    await onDiscord(max, "goal add", { name: "Calls", target: "100", for: "Boris", by: "30 Nov" });
    const slackBefore = slackDm().length;
    await core.runAllDue();
    expect(slackDm()).toHaveLength(slackBefore);
    const [asked, ...others] = discordDm();
    expect(others).toEqual([]);
    if (!asked) throw new Error("nobody asked");
    const { modal } = await stage.discord.clicks(ana.id, asked, "Accept");
    expect(modal?.title).toContain("Accept");
    const { message: refused } = await stage.discord.submits(ana.id, {
      number: "many",
      by: "30 Nov",
      step: "ten a day",
    });
    expect(textOf(refused)).toContain("not a number I can read");
    const again = await stage.discord.clicks(ana.id, refused ?? expect.fail("no answer"), "Open again");
    expect(JSON.stringify(again.modal)).toContain("ten a day");
    const { message } = await stage.discord.submits(ana.id, { number: "200", by: "30 Nov", step: "ten a day" });
    expect(textOf(message)).toContain("is yours: 200 by 30 Nov 2026");
    await core.runAllDue();
    // The request itself changes in place, so that nobody accepts twice.
    expect(textOf(discordDm()[0])).not.toContain("[Accept]");
  });

  test("she logs on it in Slack, and Discord shows the same number", async () => {
    await later(15);
    expect(await onSlack(inSlack.ana, "/goal log #1 12")).toContain("12 of 200");
    expect(await onDiscord(max, "goal show", { goal: "#1" })).toContain("12 of 200");
    expect(await onDiscord(max, "goal history", { goal: "#1" })).toContain("ten a day");
  });

  test("one prompt comes, in Slack, where she was last; its form is answered there", async () => {
    const work = { db: stage.db, orgId: stage.orgId, now: stage.clock.now(), said: [] };
    await setSchedule(work, stage.teamId, "checkin", { days: [4], time: "09:30" });
    await setSchedule(work, stage.teamId, "summary", { days: [5], time: "16:00" });
    const before = { slack: slackDm().length, discord: discordDm().length };
    await to("2026-11-26T08:30:00Z");
    expect(slackDm().length - before.slack).toBe(1);
    expect(discordDm()).toHaveLength(before.discord);
    const prompt = slackDm().at(-1) ?? expect.fail("nobody asked");
    await slack.clicks(inSlack.ana, prompt, "Check in");
    await adapter.settled();
    await fills(inSlack.ana, ["40", "4: rather sure", "A competitor", "Call Acme", null]);
    expect(await onDiscord(ana, "goal show", { goal: "#1" })).toContain("40 of 200");
    const entries = await stage.db.entry.findMany({ orderBy: { at: "asc" } });
    expect(entries.map(({ personId, amount }) => [personId, amount])).toEqual([
      [stage.personId("ana"), 12n],
      [stage.personId("ana"), 28n],
    ]);
  });

  test("Friday's summary is in both channels, once in each, and counts her once", async () => {
    const inDiscord = () => stage.discord.channel(channelId).messages;
    const isSummary = (text: string) => text.includes("week 23 Nov – 29 Nov 2026");
    await to("2026-11-27T15:00:00Z");
    await core.runAllDue();
    const there = inDiscord().filter((message) => isSummary(textOf(message)));
    const here: SlackMessage[] = slack.channel("C1").messages.filter((message) => isSummary(slack.asText(message)));
    expect([there.length, here.length]).toEqual([1, 1]);
    for (const text of [textOf(there[0]), here.map(slack.asText).join("\n")]) {
      expect(text).toContain("40");
      expect(text).toContain("1 of 2 checked in.");
      expect(text).not.toContain("80 /");
    }
    expect(there[0]?.attachments).toHaveLength(1);
    expect(
      [...here.flatMap(({ files }) => files), ...here.flatMap(({ replies }) => replies.flatMap(({ files }) => files))]
        .length,
    ).toBeGreaterThan(0);
    const rows = await stage.db.outboxMessage.findMany({ where: { kind: "summary" } });
    expect(rows.map(({ state }) => state)).toEqual(["sent", "sent"]);
  });
});
