import type { Client } from "discord.js";
import { Events, GatewayIntentBits } from "discord.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import WebSocket from "ws";
import { fakeDiscord } from "./fake-discord.ts";
import { smallBot } from "./small-bot.ts";

let discord: Awaited<ReturnType<typeof fakeDiscord>>;
const clients: Client[] = [];
beforeEach(async () => {
  discord = await fakeDiscord({ heartbeatMs: 60 });
  discord.guild("10", { channels: [{ id: "5", name: "sales" }], members: [{ id: "7" }] });
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.destroy()));
  await discord.close();
});
async function connect(options: Parameters<typeof smallBot>[2] = {}) {
  const heard: string[] = [];
  const bot = await smallBot(discord, async (interaction) => heard.push(interaction.id), options);
  clients.push(bot.client);
  return { ...bot, heard };
}

describe("gateway", () => {
  it("keeps a client alive and lets it go", async () => {
    const { client } = await connect();
    await discord.until(() => discord.gateway.counts.heartbeats > 1);
    await client.destroy();
    await discord.until(() => discord.gateway.closes.includes(1000));
    expect(discord.gateway.sessions).toHaveLength(0);
  });

  it("delivers what was missed when a client resumes", async () => {
    const { client, heard } = await connect();
    discord.gateway.cut();
    await discord.until(() => discord.gateway.connected === 0);
    discord.renameChannel("5", "deals");
    await expect.poll(() => client.guilds.cache.get("10")?.channels.cache.get("5")?.name).toBe("deals");
    expect(discord.gateway.counts).toMatchObject({ identifies: 1, resumes: 1 });
    expect(heard).toEqual([]);
  });

  it.each<[string, () => void, number, number]>([
    ["closing it with 4000", () => discord.gateway.drop(4000), 1, 1],
    ["asking it to reconnect", () => discord.gateway.reconnect(), 1, 1],
    ["leaving heartbeats unanswered", () => discord.gateway.zombie(), 1, 1],
    ["making its session invalid for good", () => discord.gateway.invalidSession(false), 2, 0],
  ])("brings a client back after %s", async (_name, harm, identifies, resumes) => {
    const { client } = await connect();
    const back = new Promise((done) => client.once(Events.ShardReady, done).once(Events.ShardResume, done));
    harm();
    await discord.until(() => discord.gateway.closes.length > 0, 9000);
    discord.gateway.zombie(false);
    const { counts } = discord.gateway;
    await discord.until(() => counts.identifies === identifies && counts.resumes === resumes, 9000);
    // Destroyed before it is ready again, discord.js connects once more instead of leaving.
    await back;
  });

  it.each([4004, 4013, 4014])("refuses an identify with %i", async (code) => {
    discord.gateway.refuse(code);
    await expect(connect()).rejects.toThrow();
    expect(discord.gateway.connected).toBe(0);
  });

  it("answers an upgrade with plain HTTP, or with garbage", async () => {
    const url = discord.apiUrl.replace("http", "ws").replace("/api", "/");
    discord.gateway.nonsense("http");
    const refused = await new Promise((done) => new WebSocket(url).once("error", (error) => done(error.message)));
    expect(refused).toContain("200");
    discord.gateway.nonsense("frame");
    const frame = await new Promise((done) => new WebSocket(url).once("message", (raw) => done(String(raw))));
    expect(frame).toContain("html");
  });

  it("splits guilds between shards", async () => {
    const far = String(1n << 22n);
    discord.guild(far, { name: "Far", channels: [{ id: "61" }], members: [{ id: "8" }] });
    const { client } = await connect({ shards: [0, 1], shardCount: 2 });
    await expect.poll(() => client.guilds.cache.size).toBe(2);
    expect(client.guilds.cache.get(far)?.shardId).toBe(1);
    expect(discord.gateway.sessions.map((session) => session.shard).sort()).toEqual([0, 1]);
  });

  it("tells of members only those who asked for it", async () => {
    const { client: plain } = await connect();
    discord.removeMember("10", "7");
    expect(discord.gateway.sessions[0]?.intents).toBe(1);
    await plain.destroy();
    discord.addMember("10", { id: "8", name: "Boris" });
    const { client } = await connect({ intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMembers] });
    expect([...((await client.guilds.cache.get("10")?.members.fetch()) ?? new Map()).keys()].sort()).toEqual([
      "2",
      "8",
    ]);
    const left = new Promise((done) => client.once("guildMemberRemove", (member) => done(member.id)));
    discord.removeMember("10", "8");
    expect(await left).toBe("8");
  });

  it("loses an act when nobody is connected", async () => {
    expect(discord.gateway.dispatch("INTERACTION_CREATE", {}, "10")).toBe(false);
  });
});
