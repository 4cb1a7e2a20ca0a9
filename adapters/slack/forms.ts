import type {
  ConversationsSelect,
  InputBlock,
  KnownBlock,
  ModalView,
  PlainTextInput,
  StaticSelect,
} from "@slack/types";
import type { Words } from "../../src/i18n/words.ts";
import { channelIdIn } from "../../src/org/find.ts";
import type { Suggest } from "../../src/suggest.ts";
import type { Choice, Field, Form, Problem } from "../../src/view/form.ts";
import { list, paragraph, type View, view } from "../../src/view/view.ts";
import { optionOf, plainText } from "./controls.ts";
import { chunks, label, lengthOf, limits, shorten } from "./limits.ts";
import { viewBlocks } from "./render.ts";
import type { People } from "./rich-text.ts";
import { slackTexts as m } from "./texts.ts";

export type FormReader = {
  readonly words: Words;
  /** Slack's ids of the people that fields begin with, by the raw value. */
  readonly people: ReadonlyMap<string, string>;
};

const nobody: People = new Map();

export const blockIdOf = (field: string): string => `f:${field}`;
export const fieldOfBlock = (id: string): string | null => (id.startsWith("f:") ? id.slice(2) : null);

/** A form as a modal; problems that Slack cannot show at a field stand above the fields. */
export function modalOf(
  form: Form,
  metadata: string,
  reader: FormReader,
  problems: readonly Problem[] = [],
): ModalView {
  const { words } = reader;
  const isCut = lengthOf(form.title) > limits.view.title;
  const above = view(
    form.title,
    isCut ? paragraph([{ kind: "strong", text: form.title }]) : null,
    ...(problems.length > 0 ? problemBlocks(form, problems, words) : []),
    form.intro ? paragraph(form.intro) : null,
  );
  return {
    type: "modal",
    callback_id: "form",
    private_metadata: metadata,
    title: plainText(form.title, limits.view.title),
    submit: plainText(form.submit, limits.view.button),
    close: plainText(words.plain(m.cancel), limits.view.button),
    blocks: [...shownAbove(above, words), ...form.fields.map((field) => inputOf(field, form.name, reader))],
  };
}

const shownAbove = (above: View, { locale }: Words): KnownBlock[] =>
  above.blocks.length === 0 ? [] : viewBlocks(above, { locale, people: nobody, surface: "view" });

function problemBlocks(form: Form, problems: readonly Problem[], words: Words) {
  const lines = problems.map(({ field, text }) => {
    const named = form.fields.find(({ name }) => name === field)?.label;
    return named && !text.includes(named) ? [{ kind: "strong" as const, text: named }, ` — ${text}`] : [text];
  });
  return [paragraph([{ kind: "strong", text: `⚠️ ${words.plain(m.fix)}` }]), list(lines)];
}

/** An answer where a form stood, or where there is no conversation to answer in. */
export function replyModal(shown: View, metadata: string, words: Words, people: People = nobody): ModalView {
  return {
    type: "modal",
    callback_id: "reply",
    private_metadata: metadata,
    title: plainText("Goalkeeper", limits.view.title),
    close: plainText(words.plain(m.close), limits.view.button),
    blocks: viewBlocks(shown, { locale: words.locale, people, surface: "view" }),
  };
}

export function waitingModal(text: string, metadata = ""): ModalView {
  return {
    type: "modal",
    callback_id: "waiting",
    private_metadata: metadata,
    title: plainText("Goalkeeper", limits.view.title),
    blocks: [{ type: "section", text: plainText(`⏳ ${text}`, limits.text) }],
  };
}

function inputOf(field: Field, form: string, reader: FormReader): InputBlock {
  return {
    type: "input",
    block_id: blockIdOf(field.name),
    optional: !field.required,
    label: plainText(field.label, limits.input.label),
    ...(field.hint ? { hint: plainText(field.hint, limits.input.hint) } : {}),
    element: elementOf(field, form, reader),
  };
}

function elementOf(field: Field, form: string, reader: FormReader): InputBlock["element"] {
  const { words } = reader;
  switch (field.kind) {
    case "text":
      return textInput(field.value, field.multiline ?? false, field.maxLength);
    case "number":
      return textInput(field.value, false);
    case "date":
      return dateInput(field.value);
    case "choice":
      return choiceInput(field.options, field.value, words);
    case "search":
      return searchInput(field, form, words);
    case "person":
      return personInput(field, form, reader);
    case "channel":
      return channelInput(field.value);
  }
}

/** Channels only: a conversation of a few people is no place of a team. */
function channelInput(value: string | undefined): ConversationsSelect {
  const id = value === undefined ? null : channelIdIn(value);
  return {
    type: "conversations_select",
    action_id: "v",
    filter: { include: ["public", "private"], exclude_bot_users: true },
    ...(id === null ? {} : { initial_conversation: id }),
  };
}

/** Never cuts what is already there: a text that is too long is shown whole, and refused with a reason when sent. */
function textInput(value: string | undefined, multiline: boolean, most: number = limits.input.value): PlainTextInput {
  const its = value === undefined ? undefined : shorten(value, limits.input.value);
  const room = Math.min(limits.input.value, Math.max(most, lengthOf(its ?? "")));
  return {
    type: "plain_text_input",
    action_id: "v",
    multiline: multiline || Boolean(its?.includes("\n")),
    max_length: room,
    ...(its ? { initial_value: its } : {}),
  };
}

const isoDate = /^\d{4}-\d{2}-\d{2}$/u;

/** A picker, unless a date was already written in words that a picker cannot hold. */
function dateInput(value: string | undefined): InputBlock["element"] {
  if (value !== undefined && value !== "" && !isoDate.test(value)) return textInput(value, false);
  return { type: "datepicker", action_id: "v", ...(value ? { initial_date: value } : {}) };
}

function choiceInput(choices: readonly Choice[], value: string | undefined, words: Words): InputBlock["element"] {
  const usable = choices.filter((choice) => choice.value !== "" && lengthOf(choice.value) <= limits.option.value);
  if (usable.length === 0) return textInput(value, false);
  const options = usable.map((choice) => optionOf(choice.label, choice.value, choice.description));
  const initial = options.find((option) => option.value === value);
  const base: StaticSelect = {
    type: "static_select",
    action_id: "v",
    placeholder: plainText(words.plain(m.choose), limits.placeholder),
    ...(initial ? { initial_option: initial } : {}),
  };
  if (options.length <= limits.option.count) return { ...base, options };
  const groups = chunks(options, limits.option.count).slice(0, limits.option.groups);
  return {
    ...base,
    option_groups: groups.map((group) => ({
      label: plainText(`${group[0]?.text.text} – ${group.at(-1)?.text.text}`, limits.option.label),
      options: group,
    })),
  };
}

function searchInput(field: Extract<Field, { kind: "search" }>, form: string, words: Words): InputBlock["element"] {
  const chosen = field.chosen ?? (field.value ? { value: field.value, label: field.value } : undefined);
  return suggested(field.of, form, chosen, words);
}

/** The id tells what is searched, because Slack sends nothing else with what is typed. */
function suggested(of: Suggest["of"], form: string, chosen: Choice | undefined, words: Words): InputBlock["element"] {
  if (chosen && lengthOf(chosen.value) > limits.option.value) return textInput(chosen.value, false);
  return {
    type: "external_select",
    action_id: `search:${of}:${form}`,
    min_query_length: 0,
    placeholder: plainText(words.plain(m.searchHint), limits.placeholder),
    ...(chosen ? { initial_option: optionOf(label(chosen.label, limits.option.label), chosen.value) } : {}),
  };
}

/** Slack's own picker; by typing where the whole team may be meant, written out for somebody Slack does not know. */
function personInput(
  field: Extract<Field, { kind: "person" }>,
  form: string,
  { words, people }: FormReader,
): InputBlock["element"] {
  const { value } = field;
  const id = value ? people.get(value) : undefined;
  if (field.orTeam) {
    const name = value?.replace(/^@\{[^}]*\}/u, "");
    return suggested("person", form, value ? { value, label: name || value } : undefined, words);
  }
  if (value && !id) return textInput(value, false);
  return { type: "users_select", action_id: "v", ...(id ? { initial_user: id } : {}) };
}
