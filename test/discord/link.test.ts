import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "../../src/command/command.ts";
import { ensureWorkspace } from "../../src/org/workspaces.ts";
import type { Outgoing } from "../../src/outbox/deliverer.ts";
import { sayToPerson, sayToTeam } from "../../src/outbox/say.ts";
import { viewAsText } from "../../src/view/plain-view.ts";
import { paragraph, view } from "../../src/view/view.ts";
import type { Work } from "../../src/work.ts";
import { channelId, discordStage, guildId, people, type Stage } from "./stage.ts";

let stage: Stage;
let slackId = "";
const inSlack: Outgoing[] = [];
beforeAll(async () => {
  stage = await discordStage();
  stage.others.set("slack", {
    platform: "slack",
    async send(message) {
      inSlack.push(message);
      return { externalId: String(inSlack.length), place: "C1" };
    },
    async edit() {},
  });
  const made = await ensureWorkspace(stage.db, {
    platform: "slack",
    externalId: "T1",
    name: "Sales in Slack",
    installerId: "U79",
  });
  slackId = made.id;
});
afterAll(() => stage.close());

let deliveries = 0;
async function slack(externalId: string, text: string): Promise<string> {
  deliveries += 1;
  const from = { workspaceId: slackId, externalId, name: `${externalId} in Slack` };
  return textOf(await stage.bot.receive({ key: `slack-${deliveries}`, from, request: { kind: "text", text } }));
}
const textOf = (answer: Answer): string => (answer.kind === "reply" ? viewAsText(answer.view) : JSON.stringify(answer));
async function discord(who: keyof typeof people, words: string, typed = {}): Promise<string> {
  const { message } = await stage.discord.command(people[who].id, words, typed, { guild: guildId });
  return stage.discord.text(message);
}
const codeIn = (text: string): string => /[A-Z2-9]{5}-[A-Z2-9]{5}/u.exec(text)?.[0] ?? "no code";
const work = (): Work => ({ db: stage.db, orgId: stage.orgId, now: stage.clock.now(), said: [] });
const hello = () => view("Hello", paragraph(["Hello"]));

describe("an empty Slack workspace beside a team in Discord", () => {
  it("joins no other organisation without admins on both sides", async () => {
    const code = codeIn(await discord("ana", "my link"));
    expect(await slack("U71", `/my link ${code}`)).toContain("another organisation");
    expect(await stage.db.workspace.count({ where: { orgId: stage.orgId } })).toBe(1);
  });

  it("joins the team's organisation by two admins", async () => {
    const code = codeIn(await discord("ada", "my link"));
    expect(code).toMatch(/-/u);
    expect(await slack("U79", `/my link ${code}`)).toContain("Sales Co");
    expect(await stage.db.workspace.count({ where: { orgId: stage.orgId } })).toBe(2);
    expect(await stage.db.account.count({ where: { personId: stage.personId("ada") } })).toBe(2);
    expect(await slack("U79", `/my link ${code}`)).toContain("not valid");
  });
});

describe("a person on both platforms", () => {
  it("is one person after entering the code", async () => {
    const code = codeIn(await discord("ana", "my link"));
    expect(await slack("U71", `/my link ${code.toLowerCase()}`)).toContain("Ana");
    const accounts = await stage.db.account.findMany({ where: { personId: stage.personId("ana") } });
    expect(accounts.map(({ externalId }) => externalId).sort()).toEqual(["71", "U71"]);
    expect(await discord("ana", "my link", { code })).toContain("not valid");
  });

  it("cannot be joined with somebody else of the same workspace", async () => {
    const code = codeIn(await discord("boris", "my link"));
    expect(await discord("ana", "my link", { code })).toContain("other platform");
  });

  it("loses a code after a quarter of an hour", async () => {
    const code = codeIn(await discord("boris", "my link"));
    const start = stage.clock.now();
    stage.at("2026-11-23T09:15:01Z");
    expect(await slack("U72", `/my link ${code}`)).toContain("not valid");
    stage.at(start.toISOString());
  });

  it("gets one prompt, where they were last, or where they chose", async () => {
    const say = async (key: string) => {
      await sayToPerson(work(), stage.personId("ana"), { key, kind: "prompt" }, hello);
      return stage.db.outboxMessage.findMany({ where: { key } });
    };
    stage.at("2026-11-23T09:30:00Z");
    await slack("U71", "/goalkeeper help");
    expect(await say("first")).toMatchObject([{ workspaceId: slackId }]);
    stage.at("2026-11-23T10:00:00Z");
    await discord("ana", "goalkeeper help");
    expect(await say("second")).toMatchObject([{ workspaceId: stage.workspaceId }]);
    expect(await discord("ana", "my platform", { platform: "slack" })).toContain("Slack");
    expect(await say("third")).toMatchObject([{ workspaceId: slackId }]);
    expect(await discord("boris", "my platform", { platform: "slack" })).toContain("Slack");
    await discord("ana", "my platform", { platform: "last" });
    expect(await say("fourth")).toMatchObject([{ workspaceId: stage.workspaceId }]);
  });

  it("sees the summary in both channels, as one message each", async () => {
    const channel = { externalId: "C1", name: "sales", workspaceId: slackId, teamId: stage.teamId, orgId: stage.orgId };
    await stage.db.teamChannel.create({ data: channel });
    const before = stage.discord.channel(channelId).messages.length;
    inSlack.length = 0;
    for (const _ of [1, 2]) await sayToTeam(work(), stage.teamId, { key: "weekly:48", kind: "summary" }, hello);
    await stage.deliver();
    await stage.deliver();
    expect(inSlack.filter(({ to }) => to.kind === "channel")).toHaveLength(1);
    expect(stage.discord.channel(channelId).messages.length - before).toBe(1);
  });
});

describe("two people who had both been at work", () => {
  it("become one with everything of both, counted once", async () => {
    const { db, orgId, teamId } = stage;
    await slack("U70", "/goalkeeper help");
    const second = await db.account.findFirstOrThrow({ where: { externalId: "U70" } });
    const metric = await db.metric
      .findFirstOrThrow({ where: { orgId, key: "calls" } })
      .catch(() => db.metric.findFirstOrThrow({ where: { orgId } }));
    const entry = (personId: string, amount: bigint) => ({
      ...{ orgId, personId, teamId, metricId: metric.id, amount, date: "2026-11-20", source: "command" as const },
      ...{ byPersonId: personId, at: stage.clock.now() },
    });
    await db.entry.createMany({ data: [entry(stage.personId("max"), 5n), entry(second.personId, 7n)] });
    await db.membership.create({
      data: { orgId, teamId, personId: second.personId, role: "rep", startsOn: "2026-11-01" },
    });
    const code = codeIn(await slack("U70", "/my link"));
    expect(await discord("max", "my link", { code })).toContain("Max");
    const entries = await db.entry.findMany({ where: { orgId } });
    expect(entries.map(({ personId, amount }) => [personId, amount])).toEqual(
      expect.arrayContaining([
        [stage.personId("max"), 5n],
        [stage.personId("max"), 7n],
      ]),
    );
    expect(entries).toHaveLength(2);
    const memberships = await db.membership.findMany({ where: { personId: stage.personId("max") } });
    expect(memberships).toMatchObject([{ role: "manager", startsOn: "2026-01-01", endsOn: null }]);
    expect(await db.person.count({ where: { id: second.personId } })).toBe(0);
    expect(stage.problems).toEqual([]);
    stage.discord.assertClean();
  });
});
