import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { channelId, discordStage, guildId, people, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await discordStage();
});
afterEach(() => stage.discord.assertClean());
afterAll(() => stage.close());

const workspace = (externalId: string) =>
  stage.db.workspace.findUnique({ where: { platform_externalId: { platform: "discord", externalId } } });

describe("a guild", () => {
  it("that invites us is greeted in its language, with three steps for its owner", async () => {
    stage.discord.guild("30", {
      name: "Третий",
      locale: "ru",
      ownerId: "90",
      channels: [{ id: "301" }],
      members: [{ id: "90", name: "Ира" }],
    });
    await expect.poll(() => stage.discord.text(stage.discord.dm("90").messages)).toContain("Три шага");
    const text = stage.discord.text(stage.discord.dm("90").messages);
    for (const step of ["**1**", "**2**", "**3**", "/team create", "/goal add"]) expect(text).toContain(step);
    expect(await workspace("30")).toMatchObject({ state: "active", name: "Третий", installerId: "90" });
  });

  it("whose owner takes no messages is greeted in its system channel", async () => {
    stage.discord.closeDms("91");
    stage.discord.guild("31", {
      ...{ name: "Fourth", ownerId: "91", systemChannelId: "311" },
      ...{ channels: [{ id: "311", name: "general" }], members: [{ id: "91", name: "Shy" }] },
    });
    await expect.poll(() => stage.discord.text(stage.discord.channel("311").messages)).toContain("Three steps");
  });

  it.each([
    ["34", "may be read greets whoever added us", 1n << 7n, "348", "347"],
    ["35", "may not be read greets its owner", 0n, "357", "358"],
  ])("%s whose audit log %s", async (id, _name, permission, greeted, other) => {
    stage.discord.guild(id, {
      ...{ name: "Added", ownerId: `${id}7`, addedBy: `${id}8` },
      roles: [{ id: `${id}9`, name: "Bots", permissions: String(permission) }],
      members: [{ id: stage.discord.world.botId, roles: [`${id}9`] }, { id: `${id}7` }, { id: `${id}8` }],
    });
    const greetings = (who: string) => stage.discord.dm(who).messages.length;
    await expect.poll(() => greetings(greeted)).toBe(1);
    expect(greetings(other)).toBe(0);
  });

  it("makes its owner an admin when they first use us, and nobody else", async () => {
    stage.discord.addMember("30", { id: "93", name: "Other" });
    await stage.discord.command("93", "goalkeeper help", {}, { guild: "30" });
    await stage.discord.command("90", "goalkeeper help", {}, { guild: "30" });
    const admins = await stage.db.person.findMany({
      where: { isAdmin: true, accounts: { some: { workspace: { externalId: "30" } } } },
    });
    expect(admins.map(({ name }) => name)).toEqual(["Ира"]);
  });

  it("is renamed, left and joined again without losing anything", async () => {
    stage.discord.renameGuild("30", { name: "Renamed" });
    await expect.poll(async () => (await workspace("30"))?.name).toBe("Renamed");
    const before = await workspace("30");
    stage.discord.removeGuild("30", { unavailable: true });
    stage.discord.removeGuild("30");
    await expect.poll(async () => (await workspace("30"))?.state).toBe("left");
    expect((await workspace("30"))?.leftAt).not.toBeNull();
    stage.discord.guild("30", { name: "Back", ownerId: "90", members: [{ id: "90", name: "Ира" }] });
    await expect.poll(async () => (await workspace("30"))?.state).toBe("active");
    expect(await workspace("30")).toMatchObject({ id: before?.id, orgId: before?.orgId, leftAt: null });
  });

  it("is not taken for lost during an outage", async () => {
    stage.discord.removeGuild(guildId, { unavailable: true });
    stage.discord.renameGuild("31", { name: "Fifth" });
    await expect.poll(async () => (await workspace("31"))?.name).toBe("Fifth");
    expect((await workspace(guildId))?.state).toBe("active");
  });
});

describe("a guild that is left while the connection is lost", () => {
  it("is left, and greeted again when it is joined again", async () => {
    const seed = {
      ...{ name: "Gone", ownerId: "94", channels: [{ id: "331" }] },
      members: [{ id: "94", name: "Gus" }],
    };
    const greetings = () => stage.discord.dm("94").messages.length;
    stage.discord.guild("33", seed);
    await expect.poll(greetings).toBe(1);
    stage.discord.gateway.invalidSession(false);
    stage.discord.world.guilds.delete("33");
    await expect.poll(async () => (await workspace("33"))?.state, { timeout: 9_000 }).toBe("left");
    expect((await workspace(guildId))?.state).toBe("active");
    stage.at("2026-11-23T10:00:00Z");
    stage.discord.guild("33", seed);
    await expect.poll(async () => (await workspace("33"))?.state).toBe("active");
    await expect.poll(greetings).toBe(2);
  });
});

describe("a team's channel", () => {
  it("that is renamed keeps its name with us; removed, it is gone and the admin is told", async () => {
    const channel = () => stage.db.teamChannel.findFirstOrThrow({ where: { externalId: channelId } });
    stage.discord.renameChannel(channelId, "deals");
    await expect.poll(async () => (await channel()).name).toBe("deals");
    stage.discord.removeChannel(channelId);
    await expect.poll(async () => (await channel()).state).toBe("gone");
    await expect.poll(() => stage.woken.length).toBeGreaterThan(0);
    await stage.deliver();
    expect(stage.discord.text(stage.discord.dm(people.ada.id).messages.at(-1))).toContain("deals");
  });
});

describe("what happened while nobody listened", () => {
  it("is caught up with at the next start", async () => {
    await stage.adapter?.close();
    stage.discord.removeGuild("31");
    stage.discord.guild("32", { name: "New", ownerId: "92", members: [{ id: "92", name: "Neo" }] });
    const again = await stage.start();
    expect((await workspace("31"))?.state).toBe("left");
    expect((await workspace("32"))?.state).toBe("active");
    expect(stage.discord.text(stage.discord.dm("92").messages)).toContain("Three steps");
    await again.close();
  });
});
