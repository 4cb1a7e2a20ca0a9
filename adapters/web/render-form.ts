import { channelMentionOf, mentionOf } from "../../src/org/find.ts";
import type { Choice, Field, Form, Problem } from "../../src/view/form.ts";
import { attributes, escapeHtml } from "./html.ts";
import { type Reader, renderText } from "./render-text.ts";
import { roomTexts as m } from "./texts.ts";

type Named = { readonly externalId: string; readonly name: string };

export type FormReader = Reader & {
  /** Whom a person field can name. */
  readonly people: readonly Named[];
  /** Which channels a channel field offers. */
  readonly channels: readonly Named[];
};

/** A form as HTML for the page's dialog, with the problems of its last sending at their fields. */
export function renderForm(form: Form, reader: FormReader, problems: readonly Problem[] = []): string {
  const names = new Set(form.fields.map(({ name }) => name));
  const general = problems.filter(({ field }) => field === undefined || !names.has(field));
  const alert = general.map(({ text }) => `<p class="problem" role="alert">${escapeHtml(text)}</p>`).join("");
  const fields = form.fields.map((field) =>
    renderField(
      field,
      reader,
      problems.find((problem) => problem.field === field.name),
    ),
  );
  const opened = attributes({ "data-form": form.name, "data-state": JSON.stringify(form.state), novalidate: true });
  const intro = form.intro ? `<p class="intro">${renderText(form.intro, reader)}</p>` : "";
  return `<form${opened}>${intro}${alert}${fields.join("")}<div class="buttons"><button type="submit" class="action primary">${escapeHtml(form.submit)}</button></div></form>`;
}

function renderField(field: Field, reader: FormReader, problem: Problem | undefined): string {
  const id = `field-${field.name}`;
  const notes = [field.hint ? `${id}-hint` : "", problem ? `${id}-problem` : ""].filter(Boolean).join(" ");
  const shared = attributes({
    id,
    "aria-describedby": notes || undefined,
    "aria-invalid": problem ? "true" : undefined,
    "aria-required": field.required ? "true" : undefined,
  });
  const optional = field.required
    ? ""
    : ` <span class="optional">${escapeHtml(reader.words.plain(m.optionalMark))}</span>`;
  const hint = field.hint ? `<p class="hint" id="${id}-hint">${escapeHtml(field.hint)}</p>` : "";
  const wrong = problem ? `<p class="problem" id="${id}-problem">${escapeHtml(problem.text)}</p>` : "";
  const label = `<label${attributes({ for: id })}>${escapeHtml(field.label)}${optional}</label>`;
  return `<div class="field">${label}${renderInput(field, shared, reader)}${hint}${wrong}</div>`;
}

/** Numbers and dates are text fields: they take what people write, such as "120k" and "fri". */
function renderInput(field: Field, shared: string, reader: FormReader): string {
  const named = attributes({ name: field.name });
  switch (field.kind) {
    case "text": {
      const limit = attributes({ maxlength: field.maxLength });
      if (field.multiline)
        return `<textarea${shared}${named}${limit} rows="4">${escapeHtml(field.value ?? "")}</textarea>`;
      return `<input${shared}${named}${limit} type="text" autocomplete="off"${attributes({ value: field.value ?? "" })}>`;
    }
    case "number":
    case "date":
      return `<input${shared}${named} type="text" autocomplete="off"${attributes({ value: field.value ?? "" })}>`;
    case "choice":
      return renderSelect(shared + named, field.options, field.value, field.required, reader);
    case "person":
      return renderSelect(
        shared + named,
        peopleChoices(field, reader),
        chosenPerson(field, reader),
        field.required,
        reader,
      );
    case "channel": {
      const channels = reader.channels.map(({ externalId, name }) => ({
        value: channelMentionOf(externalId, name),
        label: `#${name}`,
      }));
      return renderSelect(shared + named, channels, field.value, field.required, reader);
    }
    case "search":
      return renderSearch(field, shared);
  }
}

function renderSelect(
  given: string,
  choices: readonly Choice[],
  value: string | undefined,
  required: boolean,
  { words }: Reader,
): string {
  const none = required && value ? "" : `<option value="">${escapeHtml(words.plain(m.nothingChosen))}</option>`;
  const options = choices.map(
    (choice) =>
      `<option${attributes({ value: choice.value, selected: choice.value === value })}>${escapeHtml(choice.label)}</option>`,
  );
  return `<select${given}>${none}${options.join("")}</select>`;
}

function peopleChoices(field: Field, { people }: FormReader): Choice[] {
  const known = people.map(({ externalId, name }) => ({ value: mentionOf(externalId, name), label: name }));
  const isKnown = !field.value || people.some(({ externalId, name }) => isPerson(field.value, externalId, name));
  return isKnown ? known : [...known, { value: field.value ?? "", label: field.value ?? "" }];
}

function chosenPerson(field: Field, { people }: FormReader): string | undefined {
  const found = people.find(({ externalId, name }) => isPerson(field.value, externalId, name));
  return found ? mentionOf(found.externalId, found.name) : field.value;
}

function isPerson(value: string | undefined, externalId: string, name: string): boolean {
  if (!value) return false;
  return value.startsWith(`@{${externalId}}`) || value.replace(/^@/, "").toLowerCase() === name.toLowerCase();
}

/** What is typed is sent unless a suggestion was picked, whose value then travels in the hidden field. */
function renderSearch(field: Extract<Field, { kind: "search" }>, shared: string): string {
  const { chosen, value = "" } = field;
  const list = `field-${field.name}-list`;
  const combo = attributes({
    type: "text",
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list,
    value: chosen?.label ?? value,
  });
  const hidden = attributes({ type: "hidden", name: field.name, value: chosen?.value ?? value });
  return `<div class="combo"${attributes({ "data-of": field.of, "data-option": field.name })}><input${shared}${combo}><input${hidden}><ul${attributes({ id: list, role: "listbox", hidden: true })}></ul></div>`;
}
