import {
  type APIComponentInLabel,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  type APITextInputComponent,
  ChannelType,
  ComponentType,
  SelectMenuDefaultValueType,
  TextInputStyle,
} from "discord.js";
import type { Words } from "../../src/i18n/words.ts";
import { channelIdIn } from "../../src/org/find.ts";
import type { Choice, Field, Form } from "../../src/view/form.ts";
import { plain } from "../../src/view/text.ts";
import { limits, shorten } from "./limits.ts";
import { renderText } from "./markdown.ts";
import { discordTexts as m } from "./texts.ts";

/** What is known of a form beside itself: every choice of a search field, where there are few enough to list. */
export type FormExtras = { readonly words: Words; readonly listed: ReadonlyMap<string, readonly Choice[]> };

/** A form as a modal: each field a labelled input, filled with its value. */
export function modalOf(form: Form, customId: string, extras: FormExtras): APIModalInteractionResponseCallbackData {
  const hasRoom = form.fields.length < limits.modal.components;
  const shown = form.intro && hasRoom ? renderText(form.intro, new Map()) : "";
  const hints = hintsOf(form, hasRoom || !form.intro ? "" : plain(form.intro));
  const fields = form.fields.map((field, at) => labelOf(field, hints[at] ?? "", extras));
  const content = shorten(shown, limits.message.text);
  return {
    custom_id: customId,
    title: shorten(form.title, limits.modal.title),
    components: [...(content === "" ? [] : [{ type: ComponentType.TextDisplay as const, content }]), ...fields],
  };
}

/** Five fields leave no component for an introduction, so it is read beside those fields that say nothing themselves. */
function hintsOf({ fields }: Form, intro: string): string[] {
  let rest = intro.replace(/\s+/gu, " ").trim();
  return fields.map(({ hint = "", label }) => {
    if (hint !== "" || rest === "" || label.length > limits.modal.label) return hint;
    const cut = rest.length <= limits.modal.description ? rest.length : rest.lastIndexOf(" ", limits.modal.description);
    const head = rest.slice(0, cut > 0 ? cut : limits.modal.description);
    rest = rest.slice(head.length).trim();
    return head;
  });
}

function labelOf(field: Field, hint: string, extras: FormExtras): APILabelComponent {
  const isLong = field.label.length > limits.modal.label;
  const description = [isLong ? field.label : "", hint].filter((text) => text !== "").join(" · ");
  return {
    type: ComponentType.Label,
    label: shorten(field.label, limits.modal.label),
    ...(description === "" ? {} : { description: shorten(description, limits.modal.description) }),
    component: inputOf(field, extras),
  };
}

function inputOf(field: Field, { words, listed }: FormExtras): APIComponentInLabel {
  switch (field.kind) {
    case "text":
      return textInput(field, { isLong: field.multiline ?? false, ...maxLengthOf(field.maxLength) });
    case "number":
      return textInput(field, {});
    case "date":
      return textInput(field, { placeholder: words.plain(m.datePlaceholder) });
    case "choice":
      return select(field, field.options) ?? textInput(field, choiceHint(field.options));
    case "search":
      return (
        select(field, withChosen(listed.get(field.name) ?? [], field.chosen)) ??
        textInput(field, { placeholder: words.plain(m.searchPlaceholder) })
      );
    case "person":
      return personInput(field, { words, listed });
    case "channel":
      return channelInput(field);
  }
}

const maxLengthOf = (maxLength: number | undefined) => (maxLength === undefined ? {} : { maxLength });

const choiceHint = (options: readonly Choice[]) => ({
  placeholder: options.map(({ label }) => label).join(", "),
});

type TextShape = { isLong?: boolean; maxLength?: number; placeholder?: string };

/** Filled even with what is too long for the field, so that nothing typed before is lost. */
function textInput(field: Field, shape: TextShape): APITextInputComponent {
  const value = (field.value ?? "").slice(0, limits.modal.value);
  const max = Math.min(limits.modal.value, Math.max(shape.maxLength ?? limits.modal.value, value.length));
  return {
    type: ComponentType.TextInput,
    custom_id: field.name,
    style: shape.isLong || /\n/u.test(value) ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required: field.required,
    max_length: max,
    ...(value === "" ? {} : { value }),
    ...(shape.placeholder ? { placeholder: shorten(shape.placeholder, limits.modal.placeholder) } : {}),
  };
}

/** Null where the choices do not fit into a menu; then the name is typed. */
function select(field: Field, options: readonly Choice[]): APIComponentInLabel | null {
  if (options.length === 0 || options.length > limits.select.options) return null;
  if (options.some(({ value }) => value === "" || value.length > limits.select.value)) return null;
  if (new Set(options.map(({ value }) => value)).size < options.length) return null;
  if (field.value && !options.some(({ value }) => value === field.value)) return null;
  return {
    type: ComponentType.StringSelect,
    custom_id: field.name,
    required: field.required,
    min_values: field.required ? 1 : 0,
    max_values: 1,
    options: options.map(({ value, label, description }) => ({
      value,
      label: shorten(label || value, limits.select.label),
      ...(description ? { description: shorten(description, limits.select.description) } : {}),
      ...(value === field.value ? { default: true } : {}),
    })),
  };
}

function withChosen(listed: readonly Choice[], chosen: Choice | undefined): readonly Choice[] {
  if (listed.length === 0 || !chosen || listed.some(({ value }) => value === chosen.value)) return listed;
  return [chosen, ...listed];
}

const mention = /^[@&]\{(\d+)\}/u;

function personInput(field: Extract<Field, { kind: "person" }>, { words, listed }: FormExtras): APIComponentInLabel {
  const id = mention.exec(field.value ?? "")?.[1];
  if (field.orTeam) {
    const menu = select(field, listed.get(field.name) ?? []);
    return menu ?? textInput(withoutBraces(field), { placeholder: words.plain(m.personOrTeam) });
  }
  if (field.value && !id) return textInput(field, { placeholder: words.plain(m.personPlaceholder) });
  const base = { custom_id: field.name, required: field.required, min_values: field.required ? 1 : 0, max_values: 1 };
  if (field.orGroup) {
    const type = field.value?.startsWith("&") ? SelectMenuDefaultValueType.Role : SelectMenuDefaultValueType.User;
    return { ...base, type: ComponentType.MentionableSelect, ...(id ? { default_values: [{ id, type }] } : {}) };
  }
  const chosen = id ? { default_values: [{ id, type: SelectMenuDefaultValueType.User as const }] } : {};
  return { ...base, type: ComponentType.UserSelect, ...chosen };
}

function channelInput({ name, required, value = "" }: Field): APIComponentInLabel {
  const id = channelIdIn(value);
  return {
    type: ComponentType.ChannelSelect,
    custom_id: name,
    channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
    required,
    min_values: required ? 1 : 0,
    max_values: 1,
    ...(id === null ? {} : { default_values: [{ id, type: SelectMenuDefaultValueType.Channel }] }),
  };
}

/** "@{7}Ana" as people read it. */
function withoutBraces<F extends Field>(field: F): F {
  return field.value ? { ...field, value: field.value.replace(mention, "") } : field;
}
