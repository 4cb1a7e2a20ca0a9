import { z } from "zod";
import type { RawValues } from "../../src/command/command.ts";
import { channelMentionOf, mentionOf } from "../../src/org/find.ts";
import { fieldOfBlock } from "./forms.ts";

const valueSchema = z.object({
  value: z.string().nullish(),
  selected_date: z.string().nullish(),
  selected_user: z.string().nullish(),
  selected_conversation: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
});

export const stateSchema = z.object({ values: z.record(z.string(), z.record(z.string(), valueSchema)) });
export type ViewState = z.infer<typeof stateSchema>;

/** Raw values by field; people and channels are Slack's ids until somebody has told their names. */
export function valuesIn(state: ViewState, names: ReadonlyMap<string, string>): RawValues {
  const values: Record<string, string> = {};
  for (const [block, elements] of Object.entries(state.values)) {
    const field = fieldOfBlock(block);
    const held = Object.values(elements)[0];
    if (field === null || !held) continue;
    const { value, selected_date: date, selected_user: user, selected_option: option } = held;
    const { selected_conversation: conversation } = held;
    const person = user ? mentionOf(user, names.get(user) ?? user) : undefined;
    const channel = conversation ? channelMentionOf(conversation, names.get(conversation) ?? conversation) : undefined;
    const raw = value ?? date ?? option?.value ?? person ?? channel;
    if (raw) values[field] = raw;
  }
  return values;
}

export const usersPicked = (state: ViewState): string[] =>
  Object.values(state.values).flatMap((elements) =>
    Object.values(elements).flatMap(({ selected_user: user }) => user ?? []),
  );

export const channelsPicked = (state: ViewState): string[] =>
  Object.values(state.values).flatMap((elements) =>
    Object.values(elements).flatMap(({ selected_conversation: channel }) => channel ?? []),
  );
