import type { Interaction } from "discord.js";
import { MessageFlags, SlashCommandBuilder } from "discord.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fakeDiscord } from "./fake-discord.ts";
import { smallBot } from "./small-bot.ts";

let discord: Awaited<ReturnType<typeof fakeDiscord>>;
let token = "";
let id = "";
beforeEach(async () => {
  token = "";
  id = "";
  discord = await fakeDiscord({ responseMs: 2000, settleMs: 200 });
  discord.guild("10", { channels: [{ id: "5", name: "sales" }], members: [{ id: "9" }, { id: "7", name: "Ana" }] });
});
afterEach(() => discord.close());

/** One bot, silent until told otherwise, whose last interaction is spoken for by hand. */
async function silentBot() {
  const bot = await smallBot(discord, async (interaction: Interaction) => {
    ({ token, id } = interaction);
  });
  const command = new SlashCommandBuilder().setName("go").setDescription("Go");
  const kept = new SlashCommandBuilder().setName("keep").setDescription("Keep").setDefaultMemberPermissions(8);
  await bot.client.application?.commands.set([command, kept]);
  return bot;
}
async function call(method: string, path: string, body: unknown, before = token) {
  const response = await fetch(`${discord.apiUrl}/v10${path.replace("TOKEN", before).replace("ID", id)}`, {
    method,
    headers: { "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const raw = await response.text();
  const answer = (raw ? JSON.parse(raw) : {}) as { code?: number };
  return { status: response.status, ...answer };
}
const callback = (type: number, data?: unknown) => call("POST", "/interactions/ID/TOKEN/callback", { type, data });
const original = "/webhooks/3/TOKEN/messages/@original";
const form = { custom_id: "f", title: "F" };
const field = { type: 18, label: "What", component: { type: 4, custom_id: "what", style: 1 } };
const quiet = { allowed_mentions: { parse: [] } };

async function asked(options: { wait?: false } = {}) {
  const before = id;
  const sent = discord.command("7", "go", {}, options);
  await discord.until(() => discord.gateway.connected === 1);
  await expect.poll(() => id).not.toBe(before);
  return sent;
}

describe("rules of answering", () => {
  it("once, in time, and only then more", async () => {
    const { client } = await silentBot();
    const first = asked();
    await expect.poll(() => token).not.toBe("");
    expect(await call("POST", "/webhooks/3/TOKEN", { content: "early" })).toMatchObject({ status: 404, code: 10015 });
    expect(await callback(5, { flags: MessageFlags.Ephemeral })).toMatchObject({ status: 204 });
    expect(await callback(9, { ...form, components: [field] })).toMatchObject({ status: 400, code: 40060 });
    expect((await first).kind).toBe("deferred");
    expect(await call("PATCH", original, { content: "Done" })).toMatchObject({ status: 200, content: "Done" });
    expect(discord.text(discord.ephemeral("7"))).toBe("Done");
    expect(await call("POST", "/webhooks/3/TOKEN", { content: "More", ...quiet })).toMatchObject({ status: 200 });
    expect(discord.text(discord.channel("5").messages)).toBe("More");
    discord.advance(16 * 60_000);
    expect(await call("PATCH", original, { content: "Late" })).toMatchObject({ status: 401, code: 50027 });
    await client.destroy();
  });

  it("not after the time is over", async () => {
    const { client } = await silentBot();
    expect((await asked({ wait: false })).kind).toBe("sent");
    discord.advance(2001);
    expect(await callback(4, { content: "late" })).toMatchObject({ status: 404, code: 10062 });
    await client.destroy();
  });

  it("a form is no answer to a form, and choices none to a command", async () => {
    const { client } = await silentBot();
    const first = asked();
    await expect.poll(() => token).not.toBe("");
    expect(await callback(8, { choices: [] })).toMatchObject({ status: 400, code: 50035 });
    expect(await callback(7, { content: "x" })).toMatchObject({ status: 400, code: 50035 });
    expect(await callback(9, { ...form, components: [field] })).toMatchObject({ status: 204 });
    expect((await first).kind).toBe("modal");
    const before = id;
    const second = discord.submits("7", { What: "calls" });
    await expect.poll(() => id).not.toBe(before);
    expect(await callback(9, { ...form, components: [field] })).toMatchObject({ status: 400, code: 50035 });
    expect(await callback(4, { content: "Thanks", ...quiet })).toMatchObject({ status: 204 });
    expect((await second).message?.content).toBe("Thanks");
    await client.destroy();
  });

  it.each<[string, object, string]>([
    ["a title of 46", { ...form, title: "x".repeat(46), components: [field] }, "title"],
    ["six components", { ...form, components: Array(6).fill(field) }, "BAD_LENGTH"],
    ["a label of 46", { ...form, components: [{ ...field, label: "x".repeat(46) }] }, "label"],
    ["a description of 101", { ...form, components: [{ ...field, description: "x".repeat(101) }] }, "description"],
    [
      "a value of 4,001",
      { ...form, components: [{ ...field, component: { ...field.component, value: "x".repeat(4001) } }] },
      "value",
    ],
    ["a custom id twice", { ...form, components: [field, field] }, "DUPLICATED"],
    ["nothing to fill in", { ...form, components: [{ type: 10, content: "Hello" }] }, "REQUIRED"],
    [
      "a button",
      { ...form, components: [{ type: 1, components: [{ type: 2, style: 1, custom_id: "b" }] }] },
      "CHOICES",
    ],
  ])("a form with %s is refused", async (_name, data, expected) => {
    const { client } = await silentBot();
    const first = asked({ wait: false });
    await expect.poll(() => token).not.toBe("");
    const answer = await callback(9, data);
    expect(answer).toMatchObject({ status: 400, code: 50035 });
    expect(JSON.stringify(answer)).toContain(expected);
    expect(discord.modal("7")).toBeUndefined();
    await first;
    await client.destroy();
  });

  it("offers commands only where and to whom they are offered", async () => {
    const { client } = await silentBot();
    await expect(discord.command("7", "keep")).rejects.toThrow("not offered to 7");
    expect((await discord.command("9", "keep", {}, { wait: false })).kind).toBe("sent");
    await client.destroy();
  });
});
