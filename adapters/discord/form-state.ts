import type { RawValues } from "../../src/command/command.ts";
import { type DraftWork, findDraft, keepDraft } from "../../src/command/drafts.ts";
import type { Form } from "../../src/view/form.ts";
import { limits } from "./limits.ts";

/** What a sent form says about itself. */
export type FormState = { readonly form: string; readonly state: RawValues };

/** The custom id that brings a form's state back: written out while it fits, else kept in the database for a day. */
export async function customIdOf(form: Form, work: () => Promise<DraftWork>): Promise<string> {
  const written = `form:${form.name}?${new URLSearchParams(form.state)}`;
  if (written.length <= limits.customId) return written;
  return `kept:${await keepDraft(await work(), form.name, form.state, {})}`;
}

/** The state behind a custom id without asking anybody; null when it is kept elsewhere or not ours. */
export function stateWritten(customId: string): FormState | null {
  const match = /^form:([^?]+)\?(.*)$/su.exec(customId);
  return match ? { form: match[1] ?? "", state: Object.fromEntries(new URLSearchParams(match[2] ?? "")) } : null;
}

/** Null when it is gone: forms left open for more than a day. */
export async function stateKept(customId: string, work: () => Promise<DraftWork>): Promise<FormState | null> {
  const id = /^kept:([0-9a-f-]{36})$/u.exec(customId)?.[1];
  if (!id) return null;
  const draft = await findDraft(await work(), id);
  return draft ? { form: draft.form, state: draft.state } : null;
}
