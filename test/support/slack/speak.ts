import { deliver, eventDelivery, type Post } from "./deliver.ts";
import type { DeliveryResult, SendOptions } from "./delivery.ts";
import { post as write } from "./messages.ts";
import * as payloads from "./payloads.ts";
import { sayAcknowledgement } from "./respond.ts";
import { type Channel, channelNamed, directMessages, type Message, userNamed } from "./world.ts";

/** A line typed into a channel or the DM with the bot: a slash command, or a message the bot may hear of. */
export async function says(
  post: Post,
  user: string,
  typed: string,
  options: SendOptions & { channel?: string } = {},
): Promise<DeliveryResult> {
  const acting = { world: post.world, ...userNamed(post.world, user) };
  const channel = options.channel
    ? channelNamed(post.world, options.channel).channel
    : directMessages(acting.workspace, user);
  if (!typed.startsWith("/")) return saysAloud(post, user, channel, typed, options);
  const { payload, url } = payloads.commandPayload(acting, channel, typed);
  const result = await deliver(post, { kind: "slash_commands", payload }, options);
  if (result.acknowledged && result.body) sayAcknowledgement(post.world, url, result.body);
  return result;
}

async function saysAloud(
  post: Post,
  user: string,
  channel: Channel,
  text: string,
  options: SendOptions,
): Promise<DeliveryResult> {
  const { workspace } = userNamed(post.world, user);
  const message = write(post.world, workspace, channel, { user, content: { text } });
  const mentioned = text.includes(`<@${workspace.botUser}>`) && channel.kind !== "im";
  const kinds = { im: "im", public: "channel", private: "group", mpim: "mpim" };
  const type = mentioned ? { type: "app_mention" } : { type: "message", channel_type: kinds[channel.kind] };
  return deliver(
    post,
    eventDelivery(post.world, workspace, { ...type, user, text, ts: message.ts, channel: channel.id }),
    options,
  );
}

export async function shortcut(
  post: Post,
  user: string,
  callbackId: string,
  options: SendOptions = {},
): Promise<DeliveryResult> {
  const acting = { world: post.world, ...userNamed(post.world, user) };
  return deliver(post, { kind: "interactive", payload: payloads.shortcutPayload(acting, callbackId) }, options);
}

export async function messageShortcut(
  post: Post,
  user: string,
  message: Message,
  callbackId: string,
  options: SendOptions = {},
): Promise<DeliveryResult> {
  const acting = { world: post.world, ...userNamed(post.world, user) };
  const { channel } = channelNamed(post.world, message.channel);
  const payload = payloads.messageShortcutPayload(acting, channel, message, callbackId);
  return deliver(post, { kind: "interactive", payload }, options);
}
