import { withIds } from "./elements.ts";
import { type Json, jsonAt, recordsAt, textAt } from "./json.ts";
import { type Channel, findMessage, type Message, nextTs, type Workspace, type World } from "./world.ts";

export interface Posting {
  user: string;
  content: Json;
  onlyFor?: string;
}

/** Writes a message into a channel, a thread, or before one person only. */
export function post(
  world: World,
  workspace: Workspace,
  channel: Channel,
  { user, content, onlyFor }: Posting,
): Message {
  const threadTs = textAt(content, "thread_ts");
  const message: Message = {
    ts: nextTs(world),
    channel: channel.id,
    user,
    text: textAt(content, "text") ?? "",
    blocks: withIds(recordsAt(content, "blocks"), () => `b${world.nextNumber()}`),
    attachments: recordsAt(content, "attachments"),
    threadTs,
    metadata: jsonAt(content, "metadata"),
    files: [],
    replies: [],
    edited: false,
    deleted: false,
    ephemeral: onlyFor !== undefined,
    onlyFor,
    typed: new Map(),
  };
  if (onlyFor !== undefined) workspace.ephemerals.push(message);
  else put(channel, message, content.reply_broadcast === true);
  return message;
}

/** Changes a message in place; what is not given stays, as chat.update does. */
export function rewrite(world: World, message: Message, content: Json): void {
  if (content.text !== undefined) message.text = textAt(content, "text") ?? "";
  if (content.blocks !== undefined)
    message.blocks = withIds(recordsAt(content, "blocks"), () => `b${world.nextNumber()}`);
  if (content.attachments !== undefined) message.attachments = recordsAt(content, "attachments");
  if (content.metadata !== undefined) message.metadata = jsonAt(content, "metadata");
  message.edited = true;
}

export function remove(workspace: Workspace, channel: Channel, message: Message): void {
  message.deleted = true;
  workspace.ephemerals = workspace.ephemerals.filter((one) => one !== message);
  channel.messages = channel.messages.filter((one) => one !== message);
  for (const parent of channel.messages) parent.replies = parent.replies.filter((one) => one !== message);
}

/** A message as the API and the payloads write it. */
export function messageJson(workspace: Workspace, message: Message): Json {
  const byBot = message.user === workspace.botUser;
  return {
    type: "message",
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: workspace.id,
    ...(byBot ? { bot_id: workspace.botId } : {}),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.attachments.length > 0 ? { attachments: message.attachments } : {}),
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    ...(message.metadata ? { metadata: message.metadata } : {}),
    ...(message.edited ? { edited: { user: message.user, ts: message.ts } } : {}),
  };
}

function put(channel: Channel, message: Message, broadcast: boolean): void {
  const parent = message.threadTs ? findMessage(channel, message.threadTs) : undefined;
  if (parent) parent.replies.push(message);
  if (!parent || broadcast) channel.messages.push(message);
}
