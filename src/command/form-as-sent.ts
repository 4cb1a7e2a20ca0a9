import { UsageError, UserError } from "../errors.ts";
import type { Field, Form } from "../view/form.ts";
import type { PersonWork } from "../work.ts";
import type { Command, RawValues } from "./command.ts";
import { formOf } from "./form-of.ts";

/** A form as its sender filled it in; null where it cannot be opened any more. */
export async function formAsSent(
  work: PersonWork,
  command: Command,
  state: RawValues,
  values: RawValues,
): Promise<Form | null> {
  const all = { ...state, ...values };
  try {
    const made = command.form ? await command.form(work, all) : formOf(command, all, work.words);
    return "kind" in made ? null : { ...made, fields: made.fields.map((field) => asSent(field, values[field.name])) };
  } catch (error) {
    if (error instanceof UserError || error instanceof UsageError) return null;
    throw error;
  }
}

/** What was emptied stays empty, whatever the form begins with. */
function asSent(field: Field, sent: string | undefined): Field {
  if (sent !== undefined) return { ...field, value: sent };
  if (field.kind === "search") {
    const { value: _, chosen: __, ...empty } = field;
    return empty;
  }
  const { value: _, ...empty } = field;
  return empty;
}
