import type { Interaction } from "discord.js";
import {
  ActionRowBuilder,
  AttachmentBuilder,
  ButtonBuilder,
  ButtonStyle,
  ContainerBuilder,
  LabelBuilder,
  MediaGalleryBuilder,
  MessageFlags,
  ModalBuilder,
  SlashCommandBuilder,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
} from "discord.js";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fakeDiscord } from "./discord/fake-discord.ts";
import { smallBot } from "./discord/small-bot.ts";

const nobody = { parse: [] };
const goal = new SlashCommandBuilder()
  .setName("goal")
  .setNameLocalizations({ ru: "цель" })
  .setDescription("Goals")
  .addSubcommand((sub) =>
    sub
      .setName("log")
      .setDescription("Log progress")
      .addStringOption((one) => one.setName("goal").setDescription("Goal").setRequired(true).setAutocomplete(true))
      .addNumberOption((one) => one.setName("amount").setDescription("Amount").setRequired(true).setMinValue(0))
      .addUserOption((one) => one.setName("for").setDescription("Whose")),
  )
  .addSubcommandGroup((group) =>
    group
      .setName("team")
      .setDescription("Team goals")
      .addSubcommand((sub) => sub.setName("show").setDescription("Show")),
  );
const form = new SlashCommandBuilder().setName("form").setDescription("A form");
const row = (...buttons: ButtonBuilder[]) => new ActionRowBuilder<ButtonBuilder>().addComponents(...buttons);
const undo = new ButtonBuilder().setCustomId("undo").setLabel("Undo").setStyle(ButtonStyle.Secondary);
const modal = () =>
  new ModalBuilder()
    .setCustomId("update")
    .setTitle("Update")
    .addLabelComponents(
      new LabelBuilder()
        .setLabel("What was done?")
        .setTextInputComponent(
          new TextInputBuilder().setCustomId("done").setStyle(TextInputStyle.Paragraph).setMaxLength(20),
        ),
      new LabelBuilder()
        .setLabel("Mood")
        .setStringSelectMenuComponent(
          new StringSelectMenuBuilder()
            .setCustomId("mood")
            .setRequired(false)
            .addOptions({ label: "Good", value: "g" }),
        ),
    );

async function behave(interaction: Interaction) {
  if (interaction.isAutocomplete())
    return interaction.respond([{ name: `Calls ${interaction.options.getFocused()}`, value: "calls" }]);
  if (interaction.isButton())
    return interaction.customId === "undo"
      ? interaction.update({ content: "Taken back", components: [] })
      : interaction.showModal(modal());
  if (interaction.isModalSubmit()) {
    const { fields } = interaction;
    const content = `${fields.getTextInputValue("done")} ${fields.getStringSelectValues("mood")}`;
    return interaction.reply({ content, flags: MessageFlags.Ephemeral });
  }
  if (!interaction.isChatInputCommand()) return;
  if (interaction.commandName === "form") return interaction.showModal(modal());
  if (interaction.options.getSubcommandGroup() === "team") return deferred(interaction);
  const { options, user, locale } = interaction;
  const content = `${options.getNumber("amount")} of ${options.getString("goal")} for <@${options.getUser("for")?.id ?? user.id}> ${locale}`;
  return interaction.reply({
    content,
    components: [row(undo)],
    flags: MessageFlags.Ephemeral,
    allowedMentions: nobody,
  });
}

async function deferred(interaction: Extract<Interaction, { commandName: string }> & { deferReply: unknown }) {
  if (!interaction.isChatInputCommand()) return;
  await interaction.deferReply();
  const card = new ContainerBuilder()
    .addTextDisplayComponents(new TextDisplayBuilder().setContent("# Team <t:1764000000:D> by <@7>"))
    .addMediaGalleryComponents(
      new MediaGalleryBuilder().addItems({ media: { url: "attachment://pace.png" }, description: "Pace: 40%" }),
    );
  const file = new AttachmentBuilder(Buffer.from("png"), { name: "pace.png", description: "Pace: 40%" });
  const flags = MessageFlags.IsComponentsV2;
  await interaction.editReply({ flags, components: [card], files: [file], allowedMentions: nobody });
  await interaction.followUp({ content: "Only you", flags: MessageFlags.Ephemeral });
}

let discord: Awaited<ReturnType<typeof fakeDiscord>>;
let bot: Awaited<ReturnType<typeof smallBot>>;
beforeAll(async () => {
  discord = await fakeDiscord({ responseMs: 1500 });
  discord.guild("10", {
    channels: [{ id: "5", name: "sales" }],
    members: [
      { id: "7", name: "Ana" },
      { id: "8", name: "Boris", locale: "ru" },
    ],
  });
  bot = await smallBot(discord, behave);
  await bot.client.application?.commands.set([goal, form]);
});
beforeEach(() => discord.forgive());
afterEach(() => discord.clearFaults());
afterAll(async () => {
  await bot.client.destroy();
  await discord.close();
});

describe("people act", () => {
  it("runs a command and shows a private answer", async () => {
    const { message } = await discord.command("7", "goal log", { goal: "calls", amount: "12", for: "8" });
    expect(discord.text(message)).toBe("12 of calls for @Boris en-US\n[Undo]");
    expect(discord.ephemeral("7")).toHaveLength(1);
    expect(discord.channel("5").messages).toHaveLength(0);
    const undone = await discord.clicks("7", discord.ephemeral("7")[0] ?? expect.fail(), "Undo");
    expect(undone.kind).toBe("updated");
    expect(discord.text(discord.ephemeral("7"))).toBe("Taken back");
    discord.assertClean();
  });

  it("finds commands by their Russian names and sends the person's language", async () => {
    const { message } = await discord.command("8", "/цель log", { goal: "calls", amount: 1 });
    expect(discord.text(message)).toContain("for @Boris ru");
  });

  it("lets nobody send what Discord's client would not", async () => {
    await expect(discord.command("7", "gaol log")).rejects.toThrow("/goal");
    await expect(discord.command("7", "goal")).rejects.toThrow("needs one of");
    await expect(discord.command("7", "goal log", { goal: "calls" })).rejects.toThrow("Required: amount");
    await expect(discord.command("7", "goal log", { goal: "a", amount: "many" })).rejects.toThrow("no number");
    await expect(discord.command("7", "goal log", { goal: "a", amount: -1 })).rejects.toThrow("-1");
    await expect(discord.command("7", "goal log", { goal: "a", amount: 1, on: "fri" })).rejects.toThrow("No option on");
    await expect(discord.command("7", "goal log", { goal: "a", amount: 1, for: "99" })).rejects.toThrow("no 99");
  });

  it("offers choices while typing", async () => {
    expect(await discord.autocomplete("7", "goal log", { goal: "ca" })).toEqual([{ name: "Calls ca", value: "calls" }]);
  });

  it("fills a deferred public answer and follows it up privately", async () => {
    const { message } = await discord.command("7", "goal team show", {}, { channel: "5" });
    await discord.until(() => discord.text(discord.ephemeral("7")).includes("Only you"));
    const shown = discord.text(message, { zone: "Europe/Moscow", locale: "en-US" });
    expect(shown).toContain("# Team November 24, 2025 by @Ana");
    expect(shown).toContain("[Pace: 40%]");
    expect(message?.attachments[0]).toMatchObject({ filename: "pace.png", description: "Pace: 40%", size: 3 });
    expect(message?.pings.users).toEqual([]);
    discord.assertClean();
  });

  it("fills in a form by its labels", async () => {
    expect((await discord.command("7", "form")).modal?.title).toBe("Update");
    await expect(discord.submits("7", { Nonsense: "x" })).rejects.toThrow("has no Nonsense");
    await expect(discord.submits("7", { Mood: "Good" })).rejects.toThrow("is required");
    await expect(discord.submits("7", { "What was done?": "x".repeat(21) })).rejects.toThrow("too long");
    const { message } = await discord.submits("7", { "What was done?": "Called Acme", Mood: "Good" });
    expect(message?.content).toBe("Called Acme g");
    expect(discord.modal("7")).toBeUndefined();
    discord.assertClean();
  });

  it("repeats an event and refuses the second answer", async () => {
    const earlier = bot.errors.length;
    await discord.command("7", "goal log", { goal: "calls", amount: 3 }, { twice: true });
    await discord.until(() => discord.violations.length > 0);
    expect(discord.violations).toMatchObject([{ code: 40060 }]);
    await expect.poll(() => bot.errors.slice(earlier)).toMatchObject([{ code: 40060 }]);
    expect(() => discord.assertClean()).toThrow("40060");
  });

  it("tells a person that nothing answered in time, and the bot that it was late", async () => {
    const late = discord.fail("POST /interactions/*/*/callback", { drop: true });
    expect((await discord.command("7", "form")).kind).toBe("failed");
    expect(late.hits).toBe(1);
    const sent = await discord.command("7", "goal log", { goal: "calls", amount: 3 }, { wait: false });
    discord.advance(1501);
    await discord.until(() => discord.violations.some((one) => one.code === 10062));
    expect(sent.messages).toHaveLength(0);
  });
});
