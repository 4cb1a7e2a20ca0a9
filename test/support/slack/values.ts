import { optionsOf, type Placed } from "./elements.ts";
import { type Json, labelAt, listAt, recordsAt, textAt } from "./json.ts";
import { codePoints, limits } from "./limits.ts";
import type { Workspace } from "./world.ts";

/** Words, numbers, several words for a multi-select; null empties a field. */
export type Choice = string | number | boolean | string[] | Date | null;

const single: Record<string, [key: string, initial: string]> = {
  plain_text_input: ["value", "initial_value"],
  number_input: ["value", "initial_value"],
  email_text_input: ["value", "initial_value"],
  url_text_input: ["value", "initial_value"],
  rich_text_input: ["rich_text_value", "initial_value"],
  datepicker: ["selected_date", "initial_date"],
  timepicker: ["selected_time", "initial_time"],
  datetimepicker: ["selected_date_time", "initial_date_time"],
  static_select: ["selected_option", "initial_option"],
  external_select: ["selected_option", "initial_option"],
  radio_buttons: ["selected_option", "initial_option"],
  users_select: ["selected_user", "initial_user"],
  channels_select: ["selected_channel", "initial_channel"],
  conversations_select: ["selected_conversation", "initial_conversation"],
};

const several: Record<string, [key: string, initial: string]> = {
  checkboxes: ["selected_options", "initial_options"],
  multi_static_select: ["selected_options", "initial_options"],
  multi_external_select: ["selected_options", "initial_options"],
  multi_users_select: ["selected_users", "initial_users"],
  multi_channels_select: ["selected_channels", "initial_channels"],
  multi_conversations_select: ["selected_conversations", "initial_conversations"],
};

/** The state of an untouched field, or nothing for what holds no value (a button). */
export function initialValue(element: Json): Json | undefined {
  const type = textAt(element, "type") ?? "";
  const one = single[type];
  if (one) return { type, [one[0]]: element[one[1]] ?? null };
  const many = several[type];
  return many && { type, [many[0]]: listAt(element, many[1]) };
}

/** What a person's choice becomes in the state; throws where Slack's own screen would not let them choose it. */
export function chosenValue(workspace: Workspace, element: Json, choice: Choice, suggested: Json[]): Json {
  const type = textAt(element, "type") ?? "";
  const one = single[type];
  if (one)
    return {
      type,
      [one[0]]: choice === null || choice === "" ? null : oneValue(workspace, element, choice, suggested),
    };
  const many = several[type];
  if (!many) throw new Error(`a ${type} holds no value`);
  const choices = choice === null ? [] : [choice].flat();
  return { type, [many[0]]: choices.map((each) => oneValue(workspace, element, each, suggested)) };
}

export function isEmptyValue(value: Json | undefined): boolean {
  if (!value) return true;
  const { type: _, ...held } = value;
  return Object.values(held).every(
    (one) => one === null || one === undefined || (Array.isArray(one) && one.length === 0),
  );
}

/** What Slack's own form says before anything is sent. */
export function fieldProblem({ element, optional }: Placed, value: Json | undefined): string | undefined {
  if (isEmptyValue(value)) return optional ? undefined : "Please complete this required field.";
  const text = textAt(value, "value");
  if (text === undefined) return undefined;
  const number = Number(text);
  switch (element.type) {
    case "number_input":
      if (!/^-?\d+(\.\d+)?$/.test(text) || (element.is_decimal_allowed !== true && !Number.isInteger(number)))
        return "Please enter a valid number.";
      if (element.min_value !== undefined && number < Number(element.min_value)) return `Minimum ${element.min_value}`;
      if (element.max_value !== undefined && number > Number(element.max_value)) return `Maximum ${element.max_value}`;
      return undefined;
    case "plain_text_input":
      if (codePoints(text) > Number(element.max_length ?? limits.plainTextInput)) return "This text is too long.";
      if (codePoints(text) < Number(element.min_length ?? 0)) return "This text is too short.";
      return undefined;
    case "email_text_input":
      return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text) ? undefined : "Please enter a valid email address.";
    case "url_text_input":
      return URL.canParse(text) ? undefined : "Please enter a valid URL.";
    default:
      return undefined;
  }
}

function oneValue(workspace: Workspace, element: Json, choice: Exclude<Choice, null>, suggested: Json[]): unknown {
  const type = textAt(element, "type") ?? "";
  const word = String(choice);
  if (type.includes("users_select")) return personId(workspace, word);
  if (type.includes("channels_select") || type.includes("conversations_select")) return channelId(workspace, word);
  if (type === "datetimepicker") return choice instanceof Date ? Math.floor(choice.getTime() / 1000) : Number(choice);
  if (type === "datepicker" && !/^\d{4}-\d{2}-\d{2}$/.test(word)) throw new Error(`a date picker cannot hold ${word}`);
  if (type === "timepicker" && !/^\d{2}:\d{2}$/.test(word)) throw new Error(`a time picker cannot hold ${word}`);
  if (type === "rich_text_input") {
    const section = { type: "rich_text_section", elements: [{ type: "text", text: word }] };
    return { type: "rich_text", elements: [section] };
  }
  const offered = type.includes("external")
    ? [...suggested, ...recordsAt(element, "initial_options")]
    : optionsOf(element);
  return type.includes("select") || ["radio_buttons", "checkboxes", "overflow"].includes(type)
    ? optionNamed(offered, word)
    : word;
}

export function optionNamed(options: Json[], word: string): Json {
  const found = options.find((option) => labelAt(option, "text") === word || textAt(option, "value") === word);
  if (found) return found;
  throw new Error(`no option "${word}"; there are: ${options.map((option) => labelAt(option, "text")).join(", ")}`);
}

function personId(workspace: Workspace, word: string): string {
  const user = workspace.users.get(word) ?? [...workspace.users.values()].find((one) => one.name === word);
  if (!user) throw new Error(`no user ${word}`);
  return user.id;
}

function channelId(workspace: Workspace, word: string): string {
  const channel =
    workspace.channels.get(word) ??
    [...workspace.channels.values()].find((one) => `#${one.name}` === word || one.name === word);
  if (!channel) throw new Error(`no channel ${word}`);
  return channel.id;
}
