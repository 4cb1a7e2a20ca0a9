import type { Interaction } from "discord.js";
import {
  ActionRowBuilder,
  MessageFlags,
  SlashCommandBuilder,
  StringSelectMenuBuilder,
  UserSelectMenuBuilder,
} from "discord.js";
import { afterEach, beforeEach, expect, it } from "vitest";
import { fakeDiscord } from "./fake-discord.ts";
import { smallBot } from "./small-bot.ts";

const quiet = { allowedMentions: { parse: [] } };
const mood = new StringSelectMenuBuilder()
  .setCustomId("mood")
  .setPlaceholder("Mood")
  .addOptions({ label: "Good", value: "g" }, { label: "Bad", value: "b" });
const who = new UserSelectMenuBuilder().setCustomId("who").setPlaceholder("Who").setMaxValues(2);

async function behave(interaction: Interaction) {
  if (interaction.isStringSelectMenu()) return interaction.update({ content: `Mood ${interaction.values}`, ...quiet });
  if (interaction.isUserSelectMenu()) {
    await interaction.deferUpdate();
    return interaction.editReply({ content: `With ${interaction.users.map((user) => `<@${user.id}>`).join(" ")}` });
  }
  if (!interaction.isChatInputCommand()) return;
  const { options } = interaction;
  const places = `${options.getChannel("where")?.name} ${options.getRole("role")?.name} ${options.getAttachment("file")?.name}`;
  const components = [
    new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(mood),
    new ActionRowBuilder<UserSelectMenuBuilder>().addComponents(who),
  ];
  const content = interaction.inGuild() ? places : "In private";
  return interaction.reply({ content, components, flags: MessageFlags.Ephemeral, ...quiet });
}

let discord: Awaited<ReturnType<typeof fakeDiscord>>;
let bot: Awaited<ReturnType<typeof smallBot>>;
beforeEach(async () => {
  discord = await fakeDiscord();
  discord.guild("10", {
    roles: [{ id: "77", name: "Reps" }],
    channels: [{ id: "5", name: "sales" }],
    members: [
      { id: "7", name: "Ana" },
      { id: "8", name: "Boris" },
    ],
  });
  bot = await smallBot(discord, behave);
  const set = new SlashCommandBuilder()
    .setName("set")
    .setDescription("Set")
    .addChannelOption((one) => one.setName("where").setDescription("Where"))
    .addRoleOption((one) => one.setName("role").setDescription("Role"))
    .addAttachmentOption((one) => one.setName("file").setDescription("File"));
  await bot.client.application?.commands.set([set]);
});
afterEach(async () => {
  await bot.client.destroy();
  await discord.close();
  expect(bot.errors).toEqual([]);
});

it("sends channels, roles and files with a command", async () => {
  const { message } = await discord.command("7", "set", { where: "5", role: "77", file: { name: "deals.csv" } });
  expect(discord.text(message)).toBe("sales Reps deals.csv\n[Mood ▾]\n[Who ▾]");
  await expect(discord.command("7", "set", { where: "6" })).rejects.toThrow("no 6");
  discord.assertClean();
});

it("picks by what is written on a choice", async () => {
  const { message = expect.fail() } = await discord.command("7", "set");
  expect((await discord.picks("7", message, "Mood", "Good")).kind).toBe("updated");
  expect(discord.text(message)).toContain("Mood g");
  await discord.picks("7", message, "Who", ["7", "8"]);
  expect(discord.text(message)).toContain("With @Ana @Boris");
  await expect(discord.picks("7", message, "Mood", "Fine")).rejects.toThrow("it offers: Good, Bad");
  await expect(discord.picks("7", message, "Who", ["2", "7", "8"])).rejects.toThrow("3 choices");
  await expect(discord.picks("8", message, "Mood", "Good")).rejects.toThrow("does not see");
  discord.assertClean();
});

it("runs a command in the direct conversation", async () => {
  const { message } = await discord.command("7", "set", {}, { dm: true });
  expect(discord.text(message)).toContain("In private");
  expect(message?.channelId).toBe(discord.dm("7").id);
});

it("answers too late, so that only the nonce keeps a retry from posting twice", async () => {
  const { client } = await smallBot(discord, undefined, { rest: { timeout: 300, retries: 1 } });
  const channel = await client.channels.fetch("5");
  if (!channel?.isSendable()) return expect.fail();
  discord.fail("POST /channels/*/messages", { hangMs: 900 });
  await channel.send({ content: "Once", nonce: "n", enforceNonce: true, ...quiet });
  expect(discord.channel("5").messages).toHaveLength(1);
  discord.fail("POST /channels/*/messages", { hangMs: 900 });
  await channel.send({ content: "Twice", ...quiet });
  expect(discord.channel("5").messages).toHaveLength(3);
  await client.destroy();
});

it("tells every copy of the bot, of which only one can answer", async () => {
  const copy = await smallBot(discord, behave);
  expect((await discord.command("7", "set")).kind).toBe("message");
  await expect.poll(() => [...bot.errors.splice(0), ...copy.errors].map((error) => error.code)).toEqual([40060]);
  expect(discord.ephemeral("7")).toHaveLength(1);
  await copy.client.destroy();
});
