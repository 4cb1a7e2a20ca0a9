import {
  type APIInteractionDataResolved,
  type APIModalSubmitInteraction,
  ComponentType,
  type ModalSubmitComponent,
  ApplicationCommandOptionType as Type,
} from "discord.js";
import { catalog } from "../../src/catalog.ts";
import type { RawValues } from "../../src/command/command.ts";
import { channelMentionOf, groupMentionOf, mentionOf } from "../../src/org/find.ts";
import { commandNamed, optionNamed } from "./names.ts";
import { nameOf } from "./who.ts";

/** Somebody who was named in an act, as Discord knows them. */
export type Mentioned = { readonly externalId: string; readonly name: string; readonly isBot: boolean };

export type Typed = { readonly name: string; readonly values: RawValues; readonly focused?: string };

type Resolved = Partial<Pick<APIInteractionDataResolved, "users" | "members" | "roles" | "channels">> | undefined;

/** What commands and their autocompletion have in common. */
type SlashOption = {
  readonly name: string;
  readonly type: number;
  readonly value?: string | number | boolean;
  readonly focused?: boolean;
  readonly options?: readonly SlashOption[] | undefined;
};
type SlashData = {
  readonly name: string;
  readonly options?: readonly SlashOption[] | undefined;
  readonly resolved?: Resolved;
};

/** The command that was picked and what was given to it. */
export function typedIn({ data }: { readonly data: SlashData }): Typed {
  const [first] = data.options ?? [];
  const sub = first?.type === Type.Subcommand ? first : undefined;
  const options = sub ? (sub.options ?? []) : (data.options ?? []);
  const name = commandNamed({ command: data.name, subcommand: sub?.name ?? "" });
  const command = catalog.find((one) => one.name === name);
  const values = options.map((option): [string, string] => [
    command ? optionNamed(command, option.name) : option.name,
    optionValue(option, data.resolved),
  ]);
  const focused = values[options.findIndex((option) => option.focused === true)]?.[0];
  return { name, values: Object.fromEntries(values), ...(focused ? { focused } : {}) };
}

function optionValue(option: SlashOption, resolved: Resolved): string {
  const value = String(option.value ?? "");
  if (option.type === Type.User || option.type === Type.Mentionable) return memberValue(value, resolved);
  return option.type === Type.Channel ? channelValue(value, resolved) : withoutMarkup(value, resolved);
}

function channelValue(id: string, resolved: Resolved): string {
  const channel = resolved?.channels?.[id];
  return channelMentionOf(id, channel && "name" in channel ? (channel.name ?? id) : id);
}

function memberValue(id: string, resolved: Resolved): string {
  const role = resolved?.roles?.[id];
  if (role) return groupMentionOf(id, role.name);
  const user = resolved?.users?.[id];
  return user ? mentionOf(id, nameOf(user, resolved?.members?.[id])) : mentionOf(id, id);
}

/** A mention typed into a text is only its id; alone in a field it stands for the person. */
function withoutMarkup(value: string, resolved: Resolved): string {
  const id = /^\s*<@!?(\d+)>\s*$/u.exec(value)?.[1];
  return id ? memberValue(id, resolved) : value;
}

/** The values of a sent form, by field. */
export function formValues({ data }: Pick<APIModalSubmitInteraction, "data">): RawValues {
  const resolved: Resolved = data.resolved;
  const inputs = data.components.flatMap((one): ModalSubmitComponent[] => {
    if (one.type === ComponentType.Label) return [one.component];
    return one.type === ComponentType.ActionRow ? one.components : [];
  });
  return Object.fromEntries(inputs.map((input) => [input.custom_id, inputValue(input, resolved)]));
}

function inputValue(input: ModalSubmitComponent, resolved: Resolved): string {
  if (input.type === ComponentType.TextInput) return withoutMarkup(input.value, resolved);
  if (!("values" in input)) return "";
  const first = input.values[0] ?? "";
  if (first === "" || input.type === ComponentType.StringSelect) return first;
  return input.type === ComponentType.ChannelSelect ? channelValue(first, resolved) : memberValue(first, resolved);
}

/** Everybody whom an act names, so that they can be known before the bot looks for them. */
export function mentionedBy(resolved: Resolved): Mentioned[] {
  return Object.values(resolved?.users ?? {}).map((user) => ({
    externalId: user.id,
    name: nameOf(user, resolved?.members?.[user.id]),
    isBot: user.bot ?? false,
  }));
}
