import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
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
