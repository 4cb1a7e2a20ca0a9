import { afterEach, describe, expect, test } from "vitest";
import { slackClients } from "../../adapters/slack/clients.ts";
import { sealed, unsealed } from "../../adapters/slack/credential.ts";
import { startSlack } from "../../adapters/slack/index.ts";
import { tokenOf } from "../../adapters/slack/tokens.ts";
import { slackWorkspaces } from "../../adapters/slack/workspaces.ts";
import { readConfig } from "../../src/config.ts";
import { sayToPerson } from "../../src/outbox/say.ts";
import { paragraph, view } from "../../src/view/view.ts";
import { key, monday, people, reach, type Stage, type StageOptions, slackStage } from "./stage.ts";

let stage: Stage;

afterEach(async () => {
  await stage.close();
  stage.slack.assertClean();
});

const nina = { id: "U90", name: "Nina", tz: "Asia/Almaty", locale: "ru-RU", is_admin: true };
const omar = { id: "U91", name: "Omar", tz: "Europe/London", locale: "en-GB" };

async function withOAuth(options: StageOptions = {}, rotatesTokens = false) {
  stage = await slackStage({ oauth: true, ...options });
  const channels = [{ id: "C90", name: "prodazhi" }];
  stage.slack.workspace("T2", { users: [nina, omar], channels, installed: false, rotatesTokens });
  return stage;
}

const install = (user: string, more = {}) => stage.slack.installs(user, { url: `${stage.url}/slack/install`, ...more });
const second = () =>
  stage.db.workspace.findUniqueOrThrow({ where: { platform_externalId: { platform: "slack", externalId: "T2" } } });
const dm = (user: string) => stage.slack.dm(user).messages.map(stage.slack.asText);

async function queue(personId: string, orgId: string, name: string) {
  const work = { db: stage.db, orgId, now: stage.clock.now(), said: [] };
  await sayToPerson(work, personId, { key: name, kind: "notice" }, () => view(name, paragraph([name])));
}

describe("an installation", () => {
  test("by OAuth keeps the token encrypted, brings language and zone, and greets the installer once", async () => {
    await withOAuth();
    expect(await install("U90")).toMatchObject({ status: 200 });
    const { credential, orgId, state } = await second();
    expect(state).toBe("active");
    expect(credential).toMatch(/^v1\./u);
    expect(credential).not.toContain("xoxb");
    expect(await stage.db.organisation.findUnique({ where: { id: orgId } })).toMatchObject({
      locale: "ru",
      zone: "Asia/Almaty",
    });
    await stage.deliver();
    expect(dm("U90")).toHaveLength(1);
    expect(dm("U90")[0]).toContain("Три шага");
    await install("U90");
    await stage.deliver();
    expect(dm("U90")).toHaveLength(1);
    await stage.slack.says("U90", "/goalkeeper help", { channel: "C90" });
    await stage.adapter.settled();
    expect(stage.slack.ephemeral("U90").map(stage.slack.asText).join()).toContain("Чем я могу помочь");
  });

  test("is refused with another's state, without the cookie, and when the person declines", async () => {
    await withOAuth();
    expect((await install("U90", { withoutCookies: true })).status).toBeGreaterThanOrEqual(400);
    expect((await install("U90", { state: "forged" })).status).toBeGreaterThanOrEqual(400);
    expect((await install("U90", { deny: true })).status).toBeGreaterThanOrEqual(400);
    expect(await stage.db.workspace.count({ where: { externalId: "T2" } })).toBe(0);
  });

  test("that ends stops sending and keeps everything; the next one goes on", async () => {
    await withOAuth();
    await install("U90");
    await stage.deliver();
    const { orgId, id } = await second();
    const { personId } = await stage.db.account.findFirstOrThrow({ where: { workspaceId: id, externalId: "U90" } });
    await queue(personId, orgId, "weekly news");
    const gone = await stage.slack.uninstalls("T2");
    await stage.adapter.settled();
    await stage.deliver();
    expect((await second()).state).toBe("left");
    expect(dm("U90")).toHaveLength(1);
    stage.at("2026-11-23T09:30:00Z");
    await install("U90");
    await stage.slack.redelivers(gone);
    await stage.slack.redelivers(gone, { sameId: false });
    await stage.adapter.settled();
    expect((await second()).state).toBe("active");
    await stage.deliver();
    expect(dm("U90")).toHaveLength(2);
    expect(dm("U90")[1]).toContain("weekly news");
  });

  test("that ends twice within a week is gone the second time too", async () => {
    await withOAuth();
    for (const day of ["23", "25"]) {
      stage.at(`2026-11-${day}T09:30:00Z`);
      await install("U90");
      expect((await second()).state).toBe("active");
      stage.at(`2026-11-${day}T10:30:00Z`);
      await stage.slack.uninstalls("T2");
      await stage.adapter.settled();
      expect((await second()).state).toBe("left");
    }
  });

  /** A workspace whose token ends at 21:00. */
  async function rotating() {
    await withOAuth({}, true);
    await install("U90");
    await stage.deliver();
    const { orgId, id, credential } = await second();
    const { token, refreshToken } = unsealed(stage.parts.config, "T2", credential ?? "");
    expect(refreshToken).toBeDefined();
    // The library reckons the token's end by the computer's clock, this story by its own.
    const expiresAt = monday.getTime() / 1000 + 43_200;
    const kept = { token, ...(refreshToken ? { refreshToken } : {}), expiresAt };
    const before = sealed(stage.parts.config, "T2", kept);
    await stage.db.workspace.update({ where: { id }, data: { credential: before } });
    const { personId } = await stage.db.account.findFirstOrThrow({ where: { workspaceId: id, externalId: "U90" } });
    const refreshes = () =>
      stage.slack.callsTo("oauth.v2.access").filter(({ args }) => args.grant_type === "refresh_token");
    return { orgId, id, before, personId, refreshes };
  }

  test("rotates its token before the end, once, whoever comes first", async () => {
    const { orgId, before, personId, refreshes } = await rotating();
    stage.at("2026-11-23T20:45:00Z");
    await queue(personId, orgId, "a");
    await queue(personId, orgId, "b");
    await stage.deliver();
    expect(dm("U90").slice(1)).toEqual(["a", "b"]);
    await expect.poll(async () => (await second()).credential).not.toBe(before);
    expect(refreshes()).toHaveLength(1);
    stage.at("2026-11-24T07:00:00Z");
    await queue(personId, orgId, "c");
    await stage.deliver();
    expect(dm("U90").at(-1)).toContain("c");
  });

  test("lets nobody wait for a token that is still good", async () => {
    const { before, refreshes } = await rotating();
    stage.at("2026-11-23T20:45:00Z");
    stage.slack.fail("oauth.v2.access", { hangMs: 1_000 });
    const workspace = await second();
    const clients = slackClients(stage.parts.config, stage.log);
    const { token } = unsealed(stage.parts.config, "T2", before);
    expect(await tokenOf(stage.parts, clients, workspace)).toBe(token);
    expect(await tokenOf(stage.parts, clients, workspace)).toBe(token);
    expect(refreshes()).toEqual([]);
    await expect.poll(async () => (await second()).credential, { timeout: 5_000 }).not.toBe(before);
    expect(refreshes()).toHaveLength(1);
  });

  test("whose refreshing is refused goes on to the token's end and is then over", async () => {
    const { orgId, personId, refreshes } = await rotating();
    stage.slack.fail("oauth.v2.access", { error: "invalid_refresh_token", times: 9 });
    stage.at("2026-11-23T20:45:00Z");
    await queue(personId, orgId, "a");
    await stage.deliver();
    await stage.slack.until(() => refreshes().length === 1);
    await queue(personId, orgId, "b");
    await stage.deliver();
    expect(dm("U90").slice(1)).toEqual(["a", "b"]);
    expect(refreshes()).toHaveLength(1);
    expect((await second()).state).toBe("active");
    stage.at("2026-11-23T21:01:00Z");
    await queue(personId, orgId, "c");
    await stage.deliver();
    expect((await second()).state).toBe("left");
    expect(await stage.db.outboxMessage.findFirst({ where: { key: { startsWith: "c" } } })).toMatchObject({
      state: "waiting",
    });
  });

  test("whose refreshing is not answered waits for Slack", async () => {
    const { orgId, personId } = await rotating();
    stage.slack.fail("oauth.v2.access", { status: 500 });
    stage.at("2026-11-23T21:01:00Z");
    await queue(personId, orgId, "c");
    await stage.deliver();
    expect((await second()).state).toBe("active");
    stage.at("2026-11-23T21:03:00Z");
    await stage.deliver();
    expect(dm("U90").at(-1)).toContain("c");
  });

  test("goes on under a new key, and is sealed anew with it", async () => {
    await withOAuth();
    await install("U90");
    const before = (await second()).credential ?? "";
    const newKey = Buffer.alloc(32, 9).toString("base64");
    const config = readConfig({
      SLACK_API_URL: stage.slack.apiUrl,
      SLACK_CLIENT_ID: stage.slack.app.clientId,
      SLACK_CLIENT_SECRET: stage.slack.app.clientSecret,
      SLACK_SIGNING_SECRET: stage.slack.app.signingSecret,
      PUBLIC_URL: "https://goals.example.com",
      ENCRYPTION_KEY: newKey,
      ENCRYPTION_KEY_PREVIOUS: key,
    });
    const turned = await startSlack({ ...stage.parts, config });
    await stage.deliver(turned.deliverer);
    await turned.close();
    expect(dm("U90")).toHaveLength(1);
    expect((await second()).credential?.split(".")[1]).not.toBe(before.split(".")[1]);
  });
});

describe("two workspaces in one process", () => {
  test("see nothing of each other, and one that is throttled holds the other back by nothing", async () => {
    await withOAuth();
    await install("U4");
    await install("U90");
    await stage.deliver();
    const { orgId, id } = await second();
    await stage.slack.says("U90", "/team create Sales", { channel: "C90" });
    await stage.adapter.settled();
    await stage.slack.says("U90", "/blocker add competition", { channel: "C90" });
    await stage.slack.says("U2", "/blocker list", { channel: "C1" });
    await stage.adapter.settled();
    expect(await stage.db.blocker.count({ where: { orgId } })).toBe(1);
    expect(stage.shown("ana")).not.toContain("№1");
    const mine = await stage.db.account.findFirstOrThrow({ where: { workspaceId: id, externalId: "U90" } });
    const already = dm("U90").length;
    stage.slack.fail("chat.postMessage", { retryAfter: 60, team: "T1" });
    await queue(stage.personId("ana"), stage.orgId, "for Ana");
    await queue(mine.personId, orgId, "for Nina");
    const began = performance.now();
    await stage.deliver();
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(dm("U90").slice(already)).toEqual(["for Nina"]);
    expect(dm("U2")).toEqual([]);
    stage.at("2026-11-23T09:01:00Z");
    await stage.deliver();
    expect(dm("U2")).toEqual(["for Ana"]);
  });
});

describe("the life of a workspace", () => {
  test("follows people: name, zone, language, leaving and coming back", async () => {
    stage = await slackStage();
    await stage.slack.changesUser("U2", { name: "Ana Lopez", tz: "Asia/Tokyo", locale: "ru-RU" });
    await stage.adapter.settled();
    const account = () =>
      stage.db.account.findUniqueOrThrow({ where: { id: stage.accountId("ana") }, include: { person: true } });
    expect(await account()).toMatchObject({
      name: "Ana Lopez",
      zone: "Asia/Tokyo",
      locale: "ru-RU",
      person: { name: "Ana Lopez" },
    });
    await stage.slack.deactivates("U2");
    await stage.adapter.settled();
    expect((await account()).state).toBe("gone");
    await stage.slack.changesUser("U2", { deleted: false });
    await stage.adapter.settled();
    expect((await account()).state).toBe("active");
  });

  test("follows channels: renamed, archived, left, and joined again", async () => {
    stage = await slackStage();
    const channel = () => stage.db.teamChannel.findUniqueOrThrow({ where: { id: stage.channelRow } });
    await stage.slack.renames("C1", "revenue");
    await stage.adapter.settled();
    expect(await channel()).toMatchObject({ name: "revenue", state: "active" });
    await stage.slack.archives("C1");
    await stage.adapter.settled();
    expect((await channel()).state).toBe("gone");
    await stage.deliver();
    expect(dm(people.ada.id)).toHaveLength(1);
    await stage.slack.unarchives("C1");
    await stage.adapter.settled();
    expect((await channel()).state).toBe("active");
    await stage.slack.removesBot("C1");
    await stage.adapter.settled();
    expect((await channel()).state).toBe("gone");
    await stage.slack.invitesBot("C1", "U1");
    await stage.adapter.settled();
    expect((await channel()).state).toBe("active");
    const left = { type: "member_left_channel", channel: "C1", channel_type: "C", team: "T1" };
    await stage.slack.event("T1", { ...left, user: "U2" });
    await stage.adapter.settled();
    expect((await channel()).state).toBe("active");
    await stage.slack.event("T1", { ...left, user: "UBOTT1" });
    await stage.adapter.settled();
    expect((await channel()).state).toBe("gone");
    await stage.slack.renames("C1", "old-revenue");
    await stage.adapter.settled();
    expect(await channel()).toMatchObject({ name: "old-revenue", state: "gone" });
  });

  test("does nothing twice when an event comes again, under the same id or another, in whatever order", async () => {
    stage = await slackStage();
    const first = await stage.slack.renames("C1", "one");
    await stage.adapter.settled();
    await stage.slack.renames("C1", "two");
    await stage.adapter.settled();
    await stage.slack.redelivers(first);
    await stage.slack.redelivers(first, { sameId: false });
    await stage.adapter.settled();
    expect((await stage.db.teamChannel.findUniqueOrThrow({ where: { id: stage.channelRow } })).name).toBe("two");
  });
});

describe("what is not from Slack", () => {
  test("forged, stale and malformed requests are refused before any work", async () => {
    stage = await slackStage();
    const calls = stage.slack.calls.length;
    expect((await stage.slack.says("U2", "/blocker add competition", { forged: true })).status).toBe(401);
    expect((await stage.slack.says("U2", "/blocker add competition", { staleBy: 301 })).status).toBe(401);
    const malformed = await stage.slack.event("T1", { type: "user_change" }, { malformed: "{nope" });
    expect(malformed.status).toBe(400);
    await stage.adapter.settled();
    expect(await stage.db.blocker.count()).toBe(0);
    expect(stage.slack.calls).toHaveLength(calls);
    const elsewhere = await fetch(`${stage.url}/elsewhere`);
    expect(elsewhere.status).toBe(418);
    expect((await fetch(`${stage.url}/slack/nothing`)).status).toBe(404);
  });

  test("a workspace that did not install us gets nothing done", async () => {
    stage = await slackStage({ oauth: true });
    const result = await stage.slack.says("U2", "/blocker add competition", { channel: "C1", mayFail: true });
    await stage.adapter.settled();
    expect(result.body).toBeUndefined();
    expect(await stage.db.blocker.count()).toBe(0);
  });
});

describe("Slack in five steps", () => {
  test.each(["socket", "http"] as const)("over %s ends with a team that was made in its channel", async (transport) => {
    stage = await slackStage({ transport, isNew: true });
    await stage.says("ada", "/goalkeeper help");
    expect(stage.shown("ada")).toContain("What I can do for you");
    // Nobody tells who copied the token, so whoever comes first is greeted, once.
    await stage.deliver();
    expect(dm(people.ada.id)).toEqual([expect.stringContaining("Goalkeeper is here")]);
    await stage.says("ada", "/team create Sales");
    await stage.says("ada", "/team add <@U1|max> manager");
    await stage.says("ada", "/team add <@U3|boris> rep");
    const { db } = stage;
    const org = await db.organisation.findFirstOrThrow();
    expect(org).toMatchObject({ name: "Workspace T1", zone: "Europe/Berlin", locale: "en" });
    const channel = await db.teamChannel.findFirstOrThrow();
    expect(channel).toMatchObject({ externalId: "C1", name: "sales" });
    const members = await db.membership.findMany({ include: { person: true }, orderBy: { role: "asc" } });
    expect(members.map(({ person, role }) => `${person.name} ${role}`)).toEqual(
      expect.arrayContaining(["Max manager", "Борис rep"]),
    );
    await stage.deliver();
    expect(dm(people.ada.id)).toHaveLength(1);
    expect(stage.problems).toEqual([]);
  });
});

describe("a start", () => {
  test("with a token that Slack refuses is told in the log, and healed by the next request", async () => {
    stage = await slackStage();
    stage.slack.fail("auth.test", { error: "invalid_auth" });
    const again = await startSlack(stage.parts);
    expect(stage.problems.length).toBeGreaterThan(0);
    const served = await reach(stage.slack, again, "http");
    await stage.slack.says("U2", "/goalkeeper help", { channel: "C1" });
    await again.settled();
    expect(stage.shown("ana")).toContain("What I can do for you");
    await again.close();
    await served.close();
  });
});

describe("a workspace", () => {
  test("that was known a moment ago is not waited for", async () => {
    stage = await slackStage();
    const { db } = stage;
    let isSlow = false;
    const slow = new Proxy(db.workspace, {
      get: (target, name) =>
        name === "findUnique" && isSlow ? () => new Promise(() => {}) : Reflect.get(target, name),
    });
    const parts = {
      ...stage.parts,
      db: new Proxy(db, { get: (target, name) => (name === "workspace" ? slow : Reflect.get(target, name)) }),
    };
    const workspaces = slackWorkspaces(parts, slackClients(stage.parts.config, stage.log), 0);
    const known = await workspaces.find("T1");
    expect(known).toMatchObject({ teamId: "T1" });
    isSlow = true;
    expect(await workspaces.find("T1")).toEqual(known);
  });
});
