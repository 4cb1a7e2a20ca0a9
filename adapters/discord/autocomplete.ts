import { type APIApplicationCommandAutocompleteInteraction, InteractionResponseType, Routes } from "discord.js";
import { catalog } from "../../src/catalog.ts";
import type { Option } from "../../src/command/option.ts";
import type { Suggest } from "../../src/suggest.ts";
import type { Choice } from "../../src/view/form.ts";
import { wordsIn } from "./answers.ts";
import type { Connection } from "./connection.ts";
import { limits, shorten } from "./limits.ts";
import { typedIn } from "./options.ts";
import { codes, isCode } from "./problems.ts";
import { discordTexts as m } from "./texts.ts";
import { askerOf } from "./who.ts";

/** Offers what could be meant while somebody types. Suggestions that come too late are of no use to anybody. */
export async function suggestChoices(
  connection: Connection,
  act: APIApplicationCommandAutocompleteInteraction,
): Promise<void> {
  const found = await choicesFor(connection, act).catch((err: unknown): readonly Choice[] => {
    connection.log.warn({ err }, "suggestions broke");
    return [];
  });
  const choices = found
    .filter(({ value }) => value !== "" && value.length <= limits.choice.value)
    .slice(0, limits.command.choices)
    .map(({ value, label }) => ({ name: shorten(label || value, limits.choice.name), value }));
  const body = { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } };
  try {
    await connection.rest.post(Routes.interactionCallback(act.id, act.token), { body, auth: false });
  } catch (error) {
    if (!isCode(error, codes.unknownInteraction, codes.alreadyAcknowledged)) throw error;
  }
}

async function choicesFor(
  connection: Connection,
  act: APIApplicationCommandAutocompleteInteraction,
): Promise<readonly Choice[]> {
  const { name, values, focused } = typedIn(act);
  const option = catalog.find((command) => command.name === name)?.options[focused ?? ""];
  if (!focused || !option) return [];
  const typed = values[focused] ?? "";
  if (option.kind === "choice") return listed(option, typed);
  const of = suggestedBy(option);
  const asker = of ? await askerOf(connection, act) : null;
  if (!of || !asker) return [];
  const found = await connection.bot.suggest(asker.from, { of, typed, command: name, option: focused }, asker.place);
  const team = wordsIn(act).plain(m.wholeTeam);
  return option.orTeam && `team ${team}`.toLowerCase().includes(typed.toLowerCase())
    ? [{ value: "team", label: team }, ...found]
    : found;
}

function suggestedBy({ kind }: Option): Suggest["of"] | null {
  switch (kind) {
    case "goal":
    case "metric":
    case "team":
    case "zone":
    case "person":
    case "command":
      return kind;
    default:
      return null;
  }
}

function listed({ choices = [] }: Option, typed: string): Choice[] {
  const wanted = typed.toLowerCase();
  return choices
    .filter(({ value, label }) => `${value} ${label.en} ${label.ru}`.toLowerCase().includes(wanted))
    .map(({ value, label }) => ({ value, label: label.en }));
}
