import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { fakeDiscord } from "./fake-discord.ts";
import { smallBot } from "./small-bot.ts";

const nobody = { parse: [] };
let discord: Awaited<ReturnType<typeof fakeDiscord>>;
let bot: Awaited<ReturnType<typeof smallBot>>;
beforeAll(async () => {
  discord = await fakeDiscord();
  discord.guild("10", {
    channels: [{ id: "5", name: "sales" }],
    members: [
      { id: "7", name: "Ana" },
      { id: "8", name: "Boris", locale: "ru" },
    ],
  });
  bot = await smallBot(discord);
});
afterEach(() => discord.clearFaults());
afterAll(async () => {
  await bot.client.destroy();
  await discord.close();
});

const once = (nonce: string) => ({ nonce, enforceNonce: true });

describe("the bot calls", () => {
  const channel = async () => {
    const found = await bot.client.channels.fetch("5");
    return found?.isSendable() ? found : expect.fail();
  };

  it("posts, edits and starts a thread", async () => {
    const sent = await (await channel()).send({
      ...{ content: "Weekly <@7> <@8>", allowedMentions: { users: ["7"] } },
      ...once("w"),
    });
    const message = discord.channel("5").messages.at(-1);
    expect(message?.pings.users).toEqual(["7"]);
    await sent.edit("Weekly, corrected");
    expect(message?.editedAt).toBeDefined();
    const thread = await sent.startThread({ name: "Details" });
    await thread.send({ content: "In detail", allowedMentions: nobody, ...once("d") });
    expect(discord.text(discord.thread(message ?? expect.fail())?.messages)).toBe("In detail");
    await sent.delete();
    expect(discord.channel("5").messages).not.toContain(message);
    discord.assertClean();
  });

  it("never posts one nonce twice within minutes", async () => {
    const before = discord.channel("5").messages.length;
    const body = { content: "Once", nonce: "weekly-48", enforceNonce: true, allowedMentions: nobody };
    const first = await (await channel()).send(body);
    const second = await (await channel()).send({ ...body, content: "Twice" });
    expect(second.id).toBe(first.id);
    expect(discord.channel("5").messages).toHaveLength(before + 1);
    discord.advance(6 * 60_000);
    await (await channel()).send(body);
    expect(discord.channel("5").messages).toHaveLength(before + 2);
  });

  it("writes to a person, unless they take no messages", async () => {
    const person = await bot.client.users.fetch("8");
    await person.send({ content: "Привет", allowedMentions: nobody, ...once("p") });
    expect(discord.text(discord.dm("8").messages)).toBe("Привет");
    discord.closeDms("8");
    await expect(person.send({ content: "?", allowedMentions: nobody })).rejects.toMatchObject({
      code: 50007,
      status: 403,
    });
    discord.closeDms("8", false);
    discord.assertClean();
  });

  it("fails as told: codes, limits of rate, lost answers", async () => {
    const post = async () =>
      (await channel()).send({ content: "x", nonce: "n1", enforceNonce: true, allowedMentions: nobody });
    discord.fail("POST /channels/*/messages", { code: 50013 });
    await expect(post()).rejects.toMatchObject({ code: 50013 });
    discord.fail("POST /channels/5/messages", { retryAfter: 0.05, scope: "shared" });
    const before = discord.channel("5").messages.length;
    await post();
    discord.fail("POST /channels/5/messages", { acceptThenDrop: true });
    await expect(post()).rejects.toThrow();
    await post();
    expect(discord.channel("5").messages).toHaveLength(before + 1);
    discord.lockChannel("5", 50001);
    await expect(post()).rejects.toMatchObject({ code: 50001 });
    discord.lockChannel("5", 0);
    expect(discord.counts.get("POST /channels/:id/messages")).toBeGreaterThan(4);
  });

  it("learns of what happens in a guild", async () => {
    discord.guild("11", { name: "Second", channels: [{ id: "51", name: "deals" }] });
    await expect.poll(() => bot.client.guilds.cache.get("11")?.name).toBe("Second");
    discord.renameChannel("51", "won");
    await expect.poll(() => bot.client.guilds.cache.get("11")?.channels.cache.get("51")?.name).toBe("won");
    discord.removeChannel("51");
    await expect.poll(() => bot.client.channels.cache.has("51")).toBe(false);
    await expect(bot.client.rest.get("/channels/51")).rejects.toMatchObject({ code: 10003 });
    discord.removeGuild("11");
    await expect.poll(() => bot.client.guilds.cache.has("11")).toBe(false);
  });
});
