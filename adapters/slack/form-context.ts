import { z } from "zod";
import type { RawValues } from "../../src/command/command.ts";
import { type DraftWork, findDraft, keepDraft } from "../../src/command/drafts.ts";
import type { Form } from "../../src/view/form.ts";
import { lengthOf, limits } from "./limits.ts";

/** What travels with an open view: fixed when it opens, wherever its reader goes meanwhile. */
const contextSchema = z.object({
  /** The form; empty for a view that only shows something. */
  form: z.string(),
  state: z.record(z.string(), z.string()).default({}),
  /** Where the state is kept when it is too long to travel. */
  kept: z.string().optional(),
  place: z.object({ externalId: z.string(), name: z.string() }).optional(),
  /** Where to answer in the conversation in which the view was asked for. */
  respondTo: z.object({ url: z.string(), isOwn: z.boolean() }).optional(),
  /** How many views lie in the stack with this one. */
  depth: z.number().default(1),
  /** What its first sending was told apart by, where the form was shown again because that sending failed. */
  sentAs: z.string().optional(),
});
export type FormContext = z.infer<typeof contextSchema>;

/** Null for a view of an older release, or nobody's. */
export function readContext(metadata: string | undefined): FormContext | null {
  try {
    return contextSchema.safeParse(JSON.parse(metadata ?? "")).data ?? null;
  } catch {
    return null;
  }
}

export type Around = Pick<FormContext, "place" | "respondTo" | "depth">;

export async function metadataFor(
  form: Pick<Form, "name" | "state"> | null,
  around: Around,
  work: () => Promise<DraftWork>,
): Promise<string> {
  const { name = "", state = {} } = form ?? {};
  const whole = JSON.stringify({ ...around, form: name, state });
  if (lengthOf(whole) <= limits.view.metadata) return whole;
  const kept = await keepDraft(await work(), name, state, {});
  return JSON.stringify({ ...around, form: name, kept });
}

/** Null when it is gone: forms left open for more than a day. */
export async function stateOf(context: FormContext, work: () => Promise<DraftWork>): Promise<RawValues | null> {
  if (context.kept === undefined) return context.state;
  return (await findDraft(await work(), context.kept))?.state ?? null;
}
