import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  REST,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  Routes,
  ApplicationCommandOptionType as Type,
} from "discord.js";
import { catalog } from "../../src/catalog.ts";
import type { Command } from "../../src/command/command.ts";
import type { Option, OptionKind } from "../../src/command/option.ts";
import { nounOf } from "../../src/command/usage.ts";
import type { Config } from "../../src/config.ts";
import type { Message } from "../../src/i18n/texts.ts";
import { limits, patience, shorten } from "./limits.ts";
import { optionNameOf, slashNameOf } from "./names.ts";
import { nounTexts } from "./noun-texts.ts";

export type SlashCommand = RESTPostAPIChatInputApplicationCommandsJSONBody;

/** Nouns that make sense between one person and the bot. */
const personal = new Set(["goal", "checkin", "blocker", "action", "my", "report", "goalkeeper"]);

/**
 * Every command as Discord registers it. Everybody sees all of them: rights are the bot's own, by role and team, and an
 * admin of the server can narrow them further under Server Settings, Integrations.
 */
export function slashCommands(commands: readonly Command[] = catalog): SlashCommand[] {
  const shown = commands.filter(({ hidden }) => !hidden);
  const nouns = [...new Set(shown.map(({ name }) => nounOf(name)))];
  return nouns.map((noun) => ({
    type: ApplicationCommandType.ChatInput,
    name: noun,
    ...described(nounTexts[noun] ?? { en: noun, ru: noun }),
    options: shown.filter(({ name }) => nounOf(name) === noun).map(subcommandOf),
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: [InteractionContextType.Guild, ...(personal.has(noun) ? [InteractionContextType.BotDM] : [])],
    default_member_permissions: null,
  }));
}

function subcommandOf(command: Command): APIApplicationCommandSubcommandOption {
  return {
    type: Type.Subcommand,
    name: slashNameOf(command.name).subcommand,
    ...described(command.summary),
    options: Object.entries(command.options)
      .toSorted(([, a], [, b]) => Number(b.required) - Number(a.required))
      .slice(0, limits.command.options)
      .map(([name, option]) => optionOf(name, option)),
  };
}

function described(text: Message) {
  const cut = (words: string) => shorten(words, limits.command.description);
  return { description: cut(text.en), description_localizations: { ru: cut(text.ru) } };
}

const suggested: ReadonlySet<OptionKind> = new Set(["goal", "metric", "team", "zone", "command"]);

/** None is required: what is missing is asked for in a form, which says more than Discord's red frame. */
function optionOf(name: string, option: Option): APIApplicationCommandBasicOption {
  const base = { name: optionNameOf(name), ...described(option.label), required: false };
  if (option.kind === "person" && !option.orTeam)
    return { ...base, type: option.orGroup ? Type.Mentionable : Type.User };
  if (option.kind === "channel")
    return { ...base, type: Type.Channel, channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement] };
  if (option.kind === "number") return { ...base, type: Type.Number };
  if (option.kind === "choice") return choiceOption(base, option);
  const isSuggested = suggested.has(option.kind) || option.kind === "person";
  if (isSuggested) return { ...base, type: Type.String, autocomplete: true };
  return { ...base, type: Type.String, ...(option.maxLength ? { max_length: Math.min(option.maxLength, 4_000) } : {}) };
}

function choiceOption(
  base: { name: string; description: string; required: boolean },
  option: Option,
): APIApplicationCommandBasicOption {
  const choices = option.choices ?? [];
  if (choices.length > limits.command.choices) return { ...base, type: Type.String, autocomplete: true };
  const cut = (text: string) => shorten(text, limits.choice.name);
  return {
    ...base,
    type: Type.String,
    choices: choices.map(({ value, label }) => ({
      name: cut(label.en),
      name_localizations: { ru: cut(label.ru) },
      value,
    })),
  };
}

export type Registration = { readonly changed: boolean; readonly count: number; readonly guild: string | null };

/** Puts the whole list where it belongs, when it differs from what is there: in one server while developing, else everywhere. */
export async function registerCommands(rest: REST, applicationId: string, guild: string | null): Promise<Registration> {
  const commands = slashCommands();
  const route = guild
    ? Routes.applicationGuildCommands(applicationId, guild)
    : Routes.applicationCommands(applicationId);
  const there = await rest.get(route, { query: new URLSearchParams({ with_localizations: "true" }) });
  const changed = fingerprint(there) !== fingerprint(commands);
  if (changed) await rest.put(route, { body: commands });
  return { changed, count: commands.length, guild };
}

/** What `npx goalkeeper discord register` runs. */
export async function registerFromConfig(
  config: Pick<Config, "DISCORD_TOKEN" | "DISCORD_API_URL" | "DISCORD_DEV_GUILD">,
): Promise<Registration> {
  if (!config.DISCORD_TOKEN) throw new Error("DISCORD_TOKEN is not set");
  const api = config.DISCORD_API_URL ? { api: config.DISCORD_API_URL } : {};
  const rest = new REST({ version: "10", timeout: patience.restTimeout, ...api }).setToken(config.DISCORD_TOKEN);
  const application = await rest.get(Routes.currentApplication());
  return registerCommands(rest, idOf(application), config.DISCORD_DEV_GUILD ?? null);
}

function idOf(application: unknown): string {
  if (typeof application === "object" && application !== null && "id" in application) return String(application.id);
  throw new Error("Discord did not say which application this token belongs to");
}

const compared = new Set([
  ...["type", "name", "description", "description_localizations", "name_localizations", "options", "choices", "value"],
  ...["required", "autocomplete", "channel_types", "max_length", "contexts", "integration_types"],
  "default_member_permissions",
]);

/** The same for two lists that mean the same: Discord adds ids and leaves out what is usual. */
function fingerprint(commands: unknown): string {
  const list = Array.isArray(commands) ? commands.map(essence) : [];
  return JSON.stringify(list.map((one) => JSON.stringify(one)).sort());
}

function essence(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(essence);
  if (typeof value !== "object" || value === null) return value;
  const isMap = Object.keys(value).every((key) => /^[a-z]{2}(-[A-Z]{2})?$/u.test(key));
  const entries = Object.entries(value)
    .filter(([key, one]) => (isMap || compared.has(key)) && !isUsual(one))
    .map(([key, one]) => [key, essence(one)] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}

const isUsual = (value: unknown): boolean =>
  value === null || value === undefined || value === false || (Array.isArray(value) && value.length === 0);
