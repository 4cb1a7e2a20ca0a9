import type { Json } from "../json.ts";
import { listAt } from "../json.ts";
import { messageJson, post, remove, rewrite } from "../messages.ts";
import { messageProblems } from "../validate.ts";
import { type Channel, directMessages, findMessage, type Message } from "../world.ts";
import { argument, type Call, type Methods, no, violated, yes } from "./method.ts";

const scopes = ["chat:write"];

export const chatMethods: Methods = {
  "chat.postMessage": { run: postMessage, scopes },
  "chat.postEphemeral": { run: postEphemeral, scopes },
  "chat.update": { run: update, scopes },
  "chat.delete": { run: deleteMessage, scopes },
  "chat.getPermalink": { run: permalink },
};

/** Why these blocks or this text would be refused, in Slack's words. */
export function refusedContent(call: Call): Json | undefined {
  const problems = messageProblems(call.args);
  if (problems.length === 0) return undefined;
  const first = problems[0] ?? "";
  const error = first.startsWith("msg_")
    ? (first.split(" ")[0] ?? "invalid_blocks")
    : listAt(call.args, "attachments").length > 0 && first.includes("/attachments")
      ? "invalid_attachments"
      : "invalid_blocks";
  return violated(call, error, problems);
}

function postMessage(call: Call): Json {
  const channel = destination(call);
  if (typeof channel === "string") return no(channel);
  const refused = unusable(call, channel) ?? refusedContent(call);
  if (refused) return refused;
  if (isEmpty(call)) return violated(call, "no_text", ["neither text, blocks nor attachments"]);
  const thread = argument(call, "thread_ts");
  if (thread && !findMessage(channel, thread)) return no("thread_not_found");
  const { world, workspace } = call;
  const message = post(world, workspace, channel, { user: workspace.botUser, content: call.args });
  return yes({ channel: channel.id, ts: message.ts, message: messageJson(workspace, message) });
}

function postEphemeral(call: Call): Json {
  const channel = destination(call);
  if (typeof channel === "string") return no(channel);
  const user = argument(call, "user");
  if (!channel.members.has(user)) return no("user_not_in_channel");
  const refused = unusable(call, channel) ?? refusedContent(call);
  if (refused) return refused;
  if (isEmpty(call)) return violated(call, "no_text", ["neither text, blocks nor attachments"]);
  const { world, workspace } = call;
  const message = post(world, workspace, channel, { user: workspace.botUser, content: call.args, onlyFor: user });
  return yes({ message_ts: message.ts });
}

function update(call: Call): Json {
  const found = ownMessage(call, "cant_update_message");
  if (!isFound(found)) return found.refused;
  const refused = refusedContent(call);
  if (refused) return refused;
  rewrite(call.world, found.message, call.args);
  const { message, channel } = found;
  return yes({
    channel: channel.id,
    ts: message.ts,
    text: message.text,
    message: messageJson(call.workspace, message),
  });
}

function deleteMessage(call: Call): Json {
  const found = ownMessage(call, "cant_delete_message");
  if (!isFound(found)) return found.refused;
  remove(call.workspace, found.channel, found.message);
  return yes({ channel: found.channel.id, ts: found.message.ts });
}

function permalink(call: Call): Json {
  const channel = call.workspace.channels.get(argument(call, "channel"));
  if (!channel) return no("channel_not_found");
  const ts = argument(call, "message_ts");
  if (!findMessage(channel, ts)) return no("message_not_found");
  const link = `https://${call.workspace.domain}.slack.com/archives/${channel.id}/p${ts.replace(".", "")}`;
  return yes({ channel: channel.id, permalink: link });
}

/** A user's id stands for the conversation with that person. */
export function destination({ workspace, args }: Call): Channel | string {
  const id = String(args.channel ?? args.channel_id ?? "");
  const user = workspace.users.get(id) ?? workspace.users.get(id.startsWith("D") ? id.slice(1) : "");
  if (user) {
    if (user.is_bot) return "cannot_dm_bot";
    if (user.deleted) return "user_disabled";
    return workspace.messagesTab ? directMessages(workspace, user.id) : "messages_tab_disabled";
  }
  return workspace.channels.get(id) ?? "channel_not_found";
}

function unusable({ workspace, token }: Call, channel: Channel): Json | undefined {
  if (channel.archived) return no("is_archived");
  if (channel.members.has(workspace.botUser)) return undefined;
  if (channel.kind === "private") return no("channel_not_found");
  const anywhere = workspace.tokens.get(token)?.scopes?.has("chat:write.public");
  return anywhere ? undefined : no("not_in_channel");
}

function isEmpty({ args }: Call): boolean {
  const text = args.text;
  return !text && listAt(args, "blocks").length === 0 && listAt(args, "attachments").length === 0;
}

interface Found {
  channel: Channel;
  message: Message;
}

function isFound(found: Found | { refused: Json }): found is Found {
  return !("refused" in found);
}

function ownMessage(call: Call, foreign: string): Found | { refused: Json } {
  const channel = call.workspace.channels.get(argument(call, "channel"));
  if (!channel) return { refused: no("channel_not_found") };
  if (channel.archived) return { refused: no("is_archived") };
  const message = findMessage(channel, argument(call, "ts"));
  if (!message) return { refused: no("message_not_found") };
  return message.user === call.workspace.botUser ? { channel, message } : { refused: no(foreign) };
}
