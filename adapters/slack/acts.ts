import { createHash } from "node:crypto";
import { z } from "zod";
import type { Place } from "../../src/org/caller.ts";

/** What of Slack's payloads we read; anything else in them is left alone. */
const userSchema = z.object({ id: z.string(), name: z.string().optional(), username: z.string().optional() });
const channelSchema = z.object({ id: z.string(), name: z.string().default("") });
const viewSchema = z.object({
  id: z.string(),
  hash: z.string().default(""),
  type: z.string(),
  private_metadata: z.string().default(""),
  state: z.unknown().optional(),
});

export const commandSchema = z.object({
  command: z.string(),
  text: z.string().default(""),
  team_id: z.string(),
  user_id: z.string(),
  user_name: z.string().default(""),
  channel_id: z.string(),
  channel_name: z.string().default(""),
  trigger_id: z.string(),
  response_url: z.string(),
});

export const pressSchema = z.object({
  user: userSchema,
  trigger_id: z.string().default(""),
  response_url: z.string().optional(),
  channel: channelSchema.optional(),
  container: z.object({ is_ephemeral: z.boolean().default(false) }).optional(),
  view: viewSchema.optional(),
  actions: z
    .array(
      z.object({
        action_ts: z.string().default(""),
        value: z.string().optional(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
});
export type Press = z.infer<typeof pressSchema>;

export const submissionSchema = z.object({ user: userSchema, view: viewSchema });

export const suggestionSchema = z.object({
  user: userSchema,
  action_id: z.string(),
  block_id: z.string().default(""),
  value: z.string().default(""),
  view: viewSchema.optional(),
});

export const shortcutSchema = z.object({
  callback_id: z.string(),
  trigger_id: z.string(),
  user: userSchema,
  response_url: z.string().optional(),
  channel: channelSchema.optional(),
  message: z.object({ text: z.string().default("") }).optional(),
});

export const namedUser = ({ id, name, username }: z.infer<typeof userSchema>) => ({ id, name: name ?? username ?? id });

/** Conversations between two or a few people are no place of a team. */
export function placeOf(channel: { readonly id: string; readonly name: string } | undefined): Place | undefined {
  if (!channel || channel.id.startsWith("D") || channel.name === "directmessage" || channel.name.startsWith("mpdm-"))
    return undefined;
  return { externalId: channel.id, name: channel.name };
}

export const digest = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("base64url").slice(0, 22);
