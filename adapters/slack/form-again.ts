import type { ModalView } from "@slack/types";
import { z } from "zod";
import { plainText } from "./controls.ts";
import { readContext } from "./form-context.ts";
import { lengthOf, limits } from "./limits.ts";

const heldSchema = z.record(z.string(), z.unknown());
const sentSchema = z.object({
  hash: z.string().default(""),
  private_metadata: z.string().default(""),
  title: heldSchema,
  submit: heldSchema,
  close: heldSchema.nullish(),
  blocks: z.array(z.looseObject({ block_id: z.string().default(""), element: heldSchema.optional() })),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), heldSchema)) }),
});

/** What Slack calls a field's value when it is sent, and when a form begins with it. */
const begins = {
  value: "initial_value",
  selected_date: "initial_date",
  selected_user: "initial_user",
  selected_conversation: "initial_conversation",
  selected_option: "initial_option",
} as const;

const problemBlock = "problem";

/** A sent form as it was filled in, with what stopped it on top; null for what cannot be read as one. */
export function formAgain(view: unknown, problem: string): ModalView | null {
  const sent = sentSchema.safeParse(view).data;
  if (!sent) return null;
  const { title, submit, close, blocks, state } = sent;
  const filled = blocks.map(({ element, ...block }) =>
    element === undefined
      ? block
      : { ...block, element: begun(element, Object.values(state.values[block.block_id] ?? {})[0]) },
  );
  const fields = filled.filter(({ block_id }) => block_id !== problemBlock);
  const again = {
    type: "modal",
    callback_id: "form",
    private_metadata: metadataOf(sent),
    ...{ title, submit, ...(close ? { close } : {}) },
    blocks: [
      { type: "section", block_id: problemBlock, text: plainText(`⚠️ ${problem}`, limits.text) },
      ...fields.slice(0, limits.view.blocks),
    ],
  };
  // As Slack sent it, so in Slack's own shape.
  return again as unknown as ModalView;
}

function begun(element: Record<string, unknown>, held: Record<string, unknown> | undefined) {
  const initial: string[] = Object.values(begins);
  const bare = Object.fromEntries(Object.entries(element).filter(([key]) => !initial.includes(key)));
  const values = Object.entries(begins).flatMap(([key, name]) => (held?.[key] ? [[name, held[key]]] : []));
  return { ...bare, ...Object.fromEntries(values) };
}

/** The same values sent once more are still the same sending, in case the first one was saved after all. */
function metadataOf({ private_metadata: before, hash }: z.infer<typeof sentSchema>): string {
  const context = readContext(before);
  const after = context ? JSON.stringify({ ...context, sentAs: context.sentAs ?? hash }) : before;
  return lengthOf(after) <= limits.view.metadata ? after : before;
}
