import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { joinPeople } from "../../src/org/join-people.ts";
import { activeOn } from "../../src/org/membership.ts";
import { discordStage, guildId, otherGuildId, people, type Stage, stranger } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await discordStage();
});
afterEach(() => stage.discord.assertClean());
afterAll(() => stage.close());

const closers = "1001";
const leads = "1002";
const max = people.max.id;
const helps = (id: string, guild = guildId) => stage.discord.command(id, "goalkeeper help", {}, { guild });
async function rolesOf(externalId: string): Promise<string[]> {
  const memberships = await stage.db.membership.findMany({
    where: { person: { accounts: { some: { externalId } } } },
  });
  return memberships.filter((one) => activeOn(one, "2026-11-23")).map(({ role }) => role);
}

it("a role of the server gives a role in the team, from the next act of whoever has it", async () => {
  const { message } = await stage.discord.command(
    max,
    "team role",
    { person: closers, role: "rep" },
    { guild: guildId },
  );
  expect(stage.discord.text(message)).toContain("Closers");
  stage.discord.addMember(guildId, { id: "75", name: "Nina", roles: [closers] });
  await helps("75");
  expect(await rolesOf("75")).toEqual(["rep"]);
});

it("the stronger of two bound roles holds, and who loses both leaves the team again", async () => {
  await stage.discord.command(max, "team role", { person: leads, role: "manager" }, { guild: guildId });
  stage.discord.updateMember(guildId, "75", { roles: [closers, leads] });
  await helps("75");
  expect(await rolesOf("75")).toEqual(["manager"]);
  stage.discord.updateMember(guildId, "75", { roles: [] });
  await helps("75");
  expect(await rolesOf("75")).toEqual([]);
});

it("who was added by name stays, whatever their roles", async () => {
  stage.discord.updateMember(guildId, people.ana.id, { roles: [closers] });
  await helps(people.ana.id);
  stage.discord.updateMember(guildId, people.ana.id, { roles: [] });
  await helps(people.ana.id);
  expect(await rolesOf(people.ana.id)).toEqual(["rep"]);
  stage.discord.updateMember(guildId, max, { roles: [closers] });
  await helps(max);
  expect(await rolesOf(max)).toEqual(["manager"]);
});

it("a role that is no longer followed gives nothing", async () => {
  const { message } = await stage.discord.command(
    max,
    "team role",
    { person: closers, role: "rep" },
    { guild: guildId },
  );
  await stage.discord.clicks(max, message ?? expect.fail(), "Stop following Closers");
  stage.discord.addMember(guildId, { id: "76", name: "Olga", roles: [closers] });
  await helps("76");
  expect(await rolesOf("76")).toEqual([]);
});

it("the same role id in another server gives nothing there", async () => {
  stage.discord.addRole(otherGuildId, { id: leads, name: "Leads" });
  stage.discord.updateMember(otherGuildId, stranger.id, { roles: [leads] });
  await helps(stranger.id, otherGuildId);
  expect(await rolesOf(stranger.id)).toEqual([]);
});

it("only a manager can bind", async () => {
  const { message } = await stage.discord.command(
    people.ana.id,
    "team role",
    { person: leads, role: "manager" },
    { guild: guildId },
  );
  expect(stage.discord.text(message)).toContain("manager");
  const settings = await stage.db.workspace.findUniqueOrThrow({ where: { id: stage.workspaceId } });
  expect(JSON.stringify(settings.settings)).not.toContain('"group":"1001"');
});

it("the role that everybody has gives a role in the team", async () => {
  await stage.discord.command(max, "team role", { person: guildId, role: "observer" }, { guild: guildId });
  stage.discord.addMember(guildId, { id: "81", name: "Ida" });
  await helps("81");
  expect(await rolesOf("81")).toEqual(["observer"]);
  const { message } = await stage.discord.command(
    max,
    "team role",
    { person: guildId, role: "observer" },
    { guild: guildId },
  );
  const { label } = { label: /Stop following [^\]\n]+/u.exec(stage.discord.text(message))?.[0] ?? "none" };
  await stage.discord.clicks(max, message ?? expect.fail(), label.trim());
});

describe("in direct messages", () => {
  const asks = (id: string) =>
    stage.discord.requests.filter(({ route }) => route === `GET /guilds/${guildId}/members/${id}`).length;
  const writes = async (id: string) => {
    const { message } = await stage.discord.command(id, "goalkeeper help", {}, { dm: true });
    return stage.discord.text(message);
  };
  const later = () => stage.at(new Date(stage.clock.now().getTime() + 6 * 60_000).toISOString());

  it("a role that was lost is noticed, and asked for once in some minutes", async () => {
    stage.discord.addMember(guildId, { id: "82", name: "Eva", roles: [leads] });
    await helps("82");
    expect(await rolesOf("82")).toEqual(["manager"]);
    await writes("82");
    await writes("82");
    expect(asks("82")).toBe(1);
    stage.discord.updateMember(guildId, "82", { roles: [] });
    await writes("82");
    expect(await rolesOf("82")).toEqual(["manager"]);
    later();
    await writes("82");
    expect(await rolesOf("82")).toEqual([]);
    expect(asks("82")).toBe(2);
  });

  it("somebody who left the server is in none, until they are back", async () => {
    stage.discord.addMember(guildId, { id: "83", name: "Leo", roles: [leads] });
    await helps("83");
    stage.discord.removeMember(guildId, "83");
    expect(await writes("83")).toContain("in your server");
    expect(await rolesOf("83")).toEqual([]);
    expect(await stage.db.account.findFirstOrThrow({ where: { externalId: "83" } })).toMatchObject({ state: "gone" });
    expect(await writes("83")).toContain("in your server");
    stage.discord.addMember(guildId, { id: "83", name: "Leo", roles: [leads] });
    await helps("83");
    expect(await rolesOf("83")).toEqual(["manager"]);
    expect(await writes("83")).toContain("/goal log");
  });

  it("nobody is asked about where Discord does not answer or no role is bound", async () => {
    stage.discord.addMember(guildId, { id: "84", name: "Udo", roles: [leads] });
    await helps("84");
    stage.discord.fail(`GET /guilds/${guildId}/members/84`, { status: 503 });
    expect(await writes("84")).toContain("/goal log");
    expect(await rolesOf("84")).toEqual(["manager"]);
    await helps(stranger.id, otherGuildId);
    await writes(stranger.id);
    expect(stage.discord.requests.some(({ route }) => route.includes(`/members/${stranger.id}`))).toBe(false);
  });
});

describe("linked to another platform", () => {
  const leaves = async (externalId: string) => {
    stage.discord.updateMember(guildId, externalId, { roles: [] });
    await helps(externalId);
  };
  /** Links a member of the server with somebody from Slack, who is in the team from that day on if one is given. */
  async function link(externalId: string, since?: string) {
    const orgId = stage.orgId;
    const slack = await stage.db.workspace.upsert({
      where: { platform_externalId: { platform: "slack", externalId: "T1" } },
      create: { orgId, platform: "slack", externalId: "T1", name: "Sales in Slack" },
      update: {},
    });
    const created = new Date("2026-01-01T00:00:00Z");
    const person = await stage.db.person.create({ data: { orgId, name: "Twin", workPattern: [], createdAt: created } });
    await stage.db.account.create({
      data: { orgId, workspaceId: slack.id, personId: person.id, externalId: `U${externalId}`, name: "Twin" },
    });
    if (since) {
      const data = { orgId, teamId: stage.teamId, personId: person.id, role: "rep", startsOn: since } as const;
      await stage.db.membership.create({ data });
    }
    const account = await stage.db.account.findFirstOrThrow({ where: { externalId } });
    await stage.db.$transaction((tx) => joinPeople(tx, orgId, [account.personId, person.id]));
  }

  it("a right that came with a role ends with it", async () => {
    stage.discord.addMember(guildId, { id: "77", name: "Lea", roles: [leads] });
    await helps("77");
    await link("77");
    expect(await rolesOf("77")).toEqual(["manager"]);
    await leaves("77");
    expect(await rolesOf("77")).toEqual([]);
  });

  it("a membership that was given by hand on the other side stays", async () => {
    stage.discord.addMember(guildId, { id: "78", name: "Tom", roles: [leads] });
    await helps("78");
    await link("78", "2026-10-01");
    await leaves("78");
    expect(await rolesOf("78")).not.toEqual([]);
  });
});
