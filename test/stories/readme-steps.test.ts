import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { fakeDiscord } from "../support/discord/fake-discord.ts";
import { type FakeSlack, fakeSlack } from "../support/slack/fake-slack.ts";
import { npmStart, type Program, readmeSection, runs, settingsIn } from "./program.ts";

const schema: unknown = JSON.parse(
  readFileSync(new URL("../support/slack/specs/slack-manifest.schema.2.0.0.json", import.meta.url), "utf8"),
);
const isManifest = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(Object(schema));

let database: TestDatabase;
let program: Program | undefined;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(async () => {
  expect(await program?.stop()).toBe(0);
  program = undefined;
  await database.close();
});

const patience = { timeout: 30_000, interval: 100 } as const;
const ada = { id: "U4", name: "Ada", tz: "Europe/Berlin", locale: "en-US", is_admin: true };
const ana = { id: "U2", name: "Ana", tz: "Europe/Berlin", locale: "en-US" };

type Manifest = {
  settings: { socket_mode_enabled: boolean; event_subscriptions: { request_url?: string } };
  oauth_config: { scopes: { bot: string[] } };
};

/** Makes the app from what the README's own command prints, as Slack does when it is pasted. */
async function createApp(command: string): Promise<{ slack: FakeSlack; manifest: Manifest }> {
  const [settings = "", rest = command] = /^((?:[A-Z_]+=\S+ )*)(npx .*)$/u.exec(command)?.slice(1) ?? [];
  const environment = Object.fromEntries(
    settings
      .trim()
      .split(" ")
      .filter(Boolean)
      .map((pair) => pair.split("=")),
  );
  const manifest = JSON.parse(await runs(rest, environment)) as Manifest;
  expect(isManifest(manifest), JSON.stringify(isManifest.errors)).toBe(true);
  const slack = await fakeSlack({ patienceMs: 15_000 });
  return { slack, manifest };
}

const commandIn = (spans: readonly string[]) =>
  spans.find((span) => span.includes("npx goalkeeper slack manifest")) ?? expect.fail("no command prints the manifest");

/** A slow computer is told that work goes on before it is told what came of it. */
const answered = (slack: FakeSlack, before: number): boolean =>
  slack
    .ephemeral(ada.id)
    .slice(before)
    .some((one) => !slack.asText(one).includes("Working on it"));

/** The last step: what is typed in the team's channel, in its order. */
async function firstTeam(slack: FakeSlack, step: string, channel: string): Promise<void> {
  const typed = [...step.matchAll(/`(\/[^`]+)`/gu)].map((match) => match[1] ?? "");
  expect(typed.map((one) => one.split(" ").slice(0, 2).join(" "))).toEqual([
    "/invite @Goalkeeper",
    "/team create",
    "/team add",
    "/goal add",
  ]);
  for (const one of typed) {
    if (one.startsWith("/invite")) {
      await slack.invitesBot(channel, ada.id);
      continue;
    }
    const before = slack.ephemeral(ada.id).length;
    await slack.says(ada.id, one.replace("@ana", `<@${ana.id}|ana>`), { channel });
    if (one === "/goal add") await expect.poll(() => slack.openView(ada.id)?.title, patience).toBeDefined();
    else await expect.poll(() => answered(slack, before), patience).toBe(true);
  }
}

/** What stands in the database after the steps: a team in its channel, its manager and its first rep. */
async function expectTeam(channel: string): Promise<void> {
  const { db } = database;
  const { name: team, orgId } = await db.team.findFirstOrThrow();
  expect(team).toBe("Sales");
  const org = await db.organisation.findUniqueOrThrow({ where: { id: orgId } });
  expect(org).toMatchObject({ zone: "Europe/Berlin", locale: "en" });
  const people = await db.membership.findMany({ include: { person: true }, orderBy: { role: "asc" } });
  expect(people.map(({ person, role }) => [person.name, role, person.isAdmin])).toEqual([
    ["Ada", "manager", true],
    ["Ana", "rep", false],
  ]);
  expect(await db.teamChannel.findFirstOrThrow()).toMatchObject({ externalId: channel });
}

const workspace = (slack: FakeSlack, scopes: readonly string[], installed = true) =>
  slack.workspace("T1", {
    users: [ada, ana],
    channels: [{ id: "C1", name: "sales", bot: false }],
    scopes: [...scopes],
    installed,
  });

const dms = (slack: FakeSlack) => slack.dm(ada.id).messages.map(slack.asText).join("\n");

describe("Slack in five steps, as the README says them", () => {
  test("by Socket Mode", async () => {
    const { spans, lines, steps } = readmeSection("## Slack in five steps");
    expect(steps).toHaveLength(5);
    const { slack, manifest } = await createApp(commandIn(spans));
    expect(manifest.settings.socket_mode_enabled).toBe(true);
    workspace(slack, manifest.oauth_config.scopes.bot);
    const socket = slack.socket();
    const given = { SLACK_APP_TOKEN: slack.app.appToken, SLACK_BOT_TOKEN: "xoxb-T1" };
    const [line = "", ...others] = lines;
    expect(others).toEqual([]);
    program = await npmStart({ ...settingsIn(line, given), SLACK_API_URL: slack.apiUrl, DATABASE_URL: database.url });
    await socket.connected();
    await firstTeam(slack, steps[4] ?? "", "C1");
    await expectTeam("C1");
    await expect.poll(() => dms(slack), patience).toContain("Goalkeeper is here");
    slack.assertClean();
    expect(await program.stop()).toBe(0);
    await slack.close();
  }, 180_000);

  test.each(["one", "many"] as const)(
    "by HTTP, for %s",
    async (how) => {
      const { spans, lines, steps } = readmeSection("**By HTTP, or for many workspaces (OAuth)**");
      expect(steps).toHaveLength(5);
      const { slack, manifest } = await createApp(commandIn(spans));
      const events = manifest.settings.event_subscriptions.request_url ?? expect.fail("no address for events");
      const publicUrl = new URL(events).origin;
      expect(spans).toContain(new URL(events).pathname);
      const keyMaker = spans.find((span) => span.startsWith("openssl")) ?? expect.fail("nothing makes the key");
      const given = {
        SLACK_SIGNING_SECRET: slack.app.signingSecret,
        SLACK_BOT_TOKEN: "xoxb-T1",
        SLACK_CLIENT_ID: slack.app.clientId,
        SLACK_CLIENT_SECRET: slack.app.clientSecret,
        ENCRYPTION_KEY: (await runs(keyMaker)).trim(),
        PUBLIC_URL: publicUrl,
      };
      workspace(slack, manifest.oauth_config.scopes.bot, how === "one");
      const line = lines.find((one) => one.includes("SLACK_BOT_TOKEN") === (how === "one")) ?? "";
      program = await npmStart({ ...settingsIn(line, given), SLACK_API_URL: slack.apiUrl, DATABASE_URL: database.url });
      slack.http({ url: program.url + new URL(events).pathname });
      if (how === "many") {
        const link = spans.find((span) => span.endsWith("/slack/install")) ?? expect.fail("no link to install");
        const installed = await slack.installs(ada.id, { url: program.url + new URL(link).pathname });
        expect(installed.status).toBeLessThan(400);
        expect(installed.scopes.sort()).toEqual([...manifest.oauth_config.scopes.bot].sort());
        await expect.poll(() => dms(slack), patience).toContain("Goalkeeper is here");
      }
      await firstTeam(slack, readmeSection("## Slack in five steps").steps[4] ?? "", "C1");
      await expectTeam("C1");
      await expect.poll(() => dms(slack), patience).toContain("Goalkeeper is here");
      slack.assertClean();
      expect(await program.stop()).toBe(0);
      await slack.close();
    },
    180_000,
  );
});

describe("Discord in five steps, as the README says them", () => {
  test("ends with a team that its owner made", async () => {
    const { spans, lines, steps } = readmeSection("## Discord in five steps");
    expect(steps).toHaveLength(5);
    const discord = await fakeDiscord({ responseMs: 15_000, settleMs: 20_000 });
    const members = [
      { id: "79", name: "Ada" },
      { id: "71", name: "Ana" },
    ];
    const channels = [{ id: "5", name: "sales" }];
    discord.guild("10", { name: "Sales Co", ownerId: "79", channels, members });
    const [line = "", ...others] = lines;
    expect(others).toEqual([]);
    const settings = { ...settingsIn(line, { DISCORD_TOKEN: discord.token }), DISCORD_API_URL: discord.apiUrl };
    program = await npmStart({ ...settings, DATABASE_URL: database.url });
    await expect.poll(() => discord.commands().length, patience).toBeGreaterThan(0);
    const registers = spans.find((span) => span.endsWith("discord register")) ?? expect.fail("nothing registers");
    expect(JSON.parse(await runs(registers, settings))).toMatchObject({ changed: false });

    await expect.poll(() => discord.dm("79").messages.length, patience).toBe(1);
    const lines3 = discord.text(discord.dm("79").messages);
    const said = [...lines3.matchAll(/\*\*\d\*\* .*?`(\/[a-z ]+)`/gu)].map((match) => match[1] ?? "");
    const named = [...(steps[4] ?? "").matchAll(/`(\/[a-z ]+)`/gu)].map((match) => match[1] ?? "");
    expect(said).toEqual(["/team create", "/team add", "/goal add"]);
    for (const one of said) expect(named).toContain(one);
    const here = { guild: "10", channel: "5" };
    const typed = [{ name: "Sales", zone: "Europe/Berlin" }, { person: "71" }, {}];
    for (const [at, one] of said.entries()) {
      const { kind } = await discord.command("79", one.slice(1), typed[at] ?? {}, here);
      expect(kind).toBe(one === "/goal add" ? "modal" : "message");
    }
    const memberships = await database.db.membership.findMany({ include: { person: true }, orderBy: { role: "asc" } });
    expect(memberships.map(({ person, role }) => [person.name, role])).toEqual([
      ["Ada", "manager"],
      ["Ana", "rep"],
    ]);
    expect(await database.db.teamChannel.findFirstOrThrow()).toMatchObject({ externalId: "5" });
    discord.assertClean();
    expect(await program.stop()).toBe(0);
    await discord.close();
  }, 180_000);
});
