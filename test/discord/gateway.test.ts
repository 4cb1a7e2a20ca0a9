import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DiscordUnusable, startDiscord } from "../../adapters/discord/index.ts";
import { channelId, discordStage, guildId, people, type Stage } from "./stage.ts";

let stage: Stage;
const rejections: unknown[] = [];
const note = (reason: unknown) => void rejections.push(reason);
beforeEach(async () => {
  process.on("unhandledRejection", note);
  process.on("uncaughtException", note);
  stage = await discordStage({ heartbeatMs: 100, start: false });
});
afterEach(async () => {
  await stage.close();
  process.off("unhandledRejection", note);
  process.off("uncaughtException", note);
  expect(rejections.splice(0)).toEqual([]);
});

const helps = async () => {
  const { message } = await stage.discord.command(people.ana.id, "goalkeeper help", {}, { guild: guildId });
  return stage.discord.text(message);
};

describe("a connection that is lost", () => {
  it.each<[string, () => void]>([
    ["is resumed after a close", () => stage.discord.gateway.drop(4000)],
    ["is resumed after a break", () => stage.discord.gateway.cut()],
    ["is resumed when Discord asks to reconnect", () => stage.discord.gateway.reconnect()],
    ["is made anew when the session is invalid", () => stage.discord.gateway.invalidSession(false)],
  ])("%s", async (_name, harm) => {
    const adapter = await stage.start();
    const { counts } = stage.discord.gateway;
    const before = counts.identifies + counts.resumes;
    harm();
    await stage.discord.until(() => counts.identifies + counts.resumes > before, 9_000);
    await expect.poll(() => adapter.health().isConnected, { timeout: 9_000 }).toBe(true);
    expect(await helps()).toContain("/goalkeeper");
    await adapter.close();
  });

  it("is noticed when nobody answers its heartbeats", async () => {
    const adapter = await stage.start();
    stage.discord.gateway.zombie();
    await stage.discord.until(() => stage.discord.gateway.closes.length > 0, 9_000);
    stage.discord.gateway.zombie(false);
    await expect.poll(() => adapter.health().isConnected, { timeout: 9_000 }).toBe(true);
    expect(await helps()).toContain("/goalkeeper");
    await adapter.close();
  });

  it("brings what was missed when it is resumed", async () => {
    const adapter = await stage.start();
    stage.discord.gateway.cut();
    await stage.discord.until(() => stage.discord.gateway.connected === 0);
    stage.discord.removeChannel(channelId);
    await expect
      .poll(async () => (await stage.db.teamChannel.findFirstOrThrow()).state, { timeout: 9_000 })
      .toBe("gone");
    await adapter.close();
  });

  it("survives an invalid session right after a resume", async () => {
    const adapter = await stage.start();
    const { gateway } = stage.discord;
    gateway.cut();
    await stage.discord.until(() => gateway.counts.resumes > 0, 9_000);
    gateway.invalidSession(false);
    await stage.discord.until(() => gateway.counts.identifies > 1, 9_000);
    await expect.poll(() => adapter.health().isConnected, { timeout: 9_000 }).toBe(true);
    await adapter.close();
  });
});

describe("a gateway that cannot be used", () => {
  it.each([
    [4004, 78, "DISCORD_TOKEN"],
    [4013, 78, "intent"],
    [4014, 78, "intent"],
  ])("closing with %i ends in a clear message", async (code, exitCode, words) => {
    stage.discord.gateway.refuse(code);
    const error = await stage.start().then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(DiscordUnusable);
    expect(error).toMatchObject({ exitCode, message: expect.stringContaining(words) });
  });

  it("closing with 4002 every time is given up", async () => {
    stage.discord.gateway.refuse(4002, 50);
    await expect(stage.start()).rejects.toMatchObject({ name: "DiscordUnusable", exitCode: 69 });
    expect(stage.discord.gateway.counts.identifies).toBeLessThanOrEqual(3);
  });

  it("answering its upgrade as a plain page every time is given up", async () => {
    stage.discord.gateway.nonsense("http", 50);
    await expect(stage.start()).rejects.toMatchObject({ name: "DiscordUnusable", exitCode: 69 });
  });

  it("answering as a plain page once is tried again", async () => {
    stage.discord.gateway.nonsense("http", 1);
    const adapter = await stage.start();
    expect(adapter.health().isConnected).toBe(true);
    await adapter.close();
  });

  it.each([{}, "<html>", { url: 7, shards: 1 }, { url: "wss://x", shards: 0, session_start_limit: null }, []])(
    "saying nonsense about itself (%j) is asked again, and given up",
    async (nonsense) => {
      stage.discord.answersGateway(nonsense);
      const adapter = await stage.start();
      expect(adapter.health().isConnected).toBe(true);
      await adapter.close();
      stage.discord.answersGateway(...Array(20).fill(nonsense));
      await expect(stage.start()).rejects.toMatchObject({ name: "DiscordUnusable", exitCode: 69 });
    },
  );

  it("is asked once, so that nothing depends on a second answer", async () => {
    const adapter = await stage.start();
    expect(stage.discord.counts.get("GET /gateway/bot")).toBe(1);
    await adapter.close();
  });

  it("not knowing the token is said at once", async () => {
    const config = { ...stage.config, DISCORD_TOKEN: "another-token" };
    await expect(startDiscord({ ...stage.parts, config })).rejects.toMatchObject({ exitCode: 78 });
  });

  it("withdrawing the token later is told to the process", async () => {
    await stage.start();
    stage.discord.gateway.refuse(4004, 9);
    stage.discord.gateway.drop(4000);
    await expect.poll(() => stage.fatal, { timeout: 9_000 }).toMatchObject([{ exitCode: 78 }]);
  });
});

describe("a day on which too many sessions were begun", () => {
  it("ends in a message that says when to come back", async () => {
    await stage.close();
    stage = await discordStage({ start: false, sessionsLeft: 0 });
    const again = new Date(stage.clock.now().getTime() + 3_600_000).toISOString();
    await expect(stage.start()).rejects.toMatchObject({ exitCode: 69, message: expect.stringContaining(again) });
  });
});

describe("shards", () => {
  it("are as many as a range says", async () => {
    const far = String(1n << 22n);
    stage.discord.guild(far, { name: "Far", channels: [{ id: "61" }], members: [{ id: "8" }] });
    const first = await startDiscord({ ...stage.parts, config: { ...stage.config, SHARDS: "0/2" } });
    const second = await startDiscord({ ...stage.parts, config: { ...stage.config, SHARDS: "1-1/2" } });
    expect(first.health()).toMatchObject({ guilds: 2, shards: [{ id: 0, isReady: true }] });
    expect(second.health()).toMatchObject({ guilds: 1, shards: [{ id: 1, isReady: true }] });
    expect(await stage.db.workspace.count({ where: { platform: "discord", state: "active" } })).toBe(3);
    await Promise.all([first.close(), second.close()]);
  });

  it("are as many as Discord recommends, with one intent", async () => {
    const adapter = await stage.start();
    expect(stage.discord.gateway.sessions).toMatchObject([{ shard: 0, shards: 1, intents: 1 }]);
    const before = performance.now();
    await adapter.close();
    expect(performance.now() - before).toBeLessThan(3_500);
    await stage.discord.until(() => stage.discord.gateway.connected === 0);
  });
});
