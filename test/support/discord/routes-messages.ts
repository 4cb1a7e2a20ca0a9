import { ApiError } from "./api-error.ts";
import { isEmpty, messageProblems } from "./check-message.ts";
import type { Call, Reply, Route } from "./core.ts";
import { channelOf, messageOf, noContent, ok, param, refuseIf, route } from "./core.ts";
import { deleteMessage, editMessage, postMessage, sameNonce } from "./messages.ts";
import type { Message, MessageBody } from "./model.ts";
import { shapeProblems } from "./shapes.ts";
import { announce, noteMentions, noteNonce } from "./speak.ts";
import { wireChannel, wireMessage } from "./wire.ts";
import { addChannel, dmChannel } from "./world.ts";

export const messageRoutes: Route[] = [
  route("POST", "/channels/:id/messages", create),
  route("GET", "/channels/:id/messages", list),
  route("GET", "/channels/:id/messages/:id", (call) => ok(wireMessage(call.core.world, pointed(call)))),
  route("PATCH", "/channels/:id/messages/:id", edit),
  route("DELETE", "/channels/:id/messages/:id", remove),
  route("POST", "/channels/:id/messages/:id/threads", startThread),
  route("PATCH", "/channels/:id", change),
  route("PUT", "/channels/:id/messages/:id/reactions/:any/@me", react),
  route("POST", "/channels/:id/typing", typing),
  route("POST", "/users/@me/channels", openDm),
];

function pointed(call: Call): Message {
  return messageOf(call.core, channelOf(call.core, param(call, 0)).id, param(call, 1));
}

function create(call: Call): Reply {
  const { core, files } = call;
  const channel = channelOf(core, param(call, 0));
  const body = call.body as MessageBody;
  refuseIf(core, () => [...shapeProblems("MessageCreateRequest", body), ...messageProblems(body, files)]);
  if (isEmpty(body, files)) throw new ApiError(50006);
  const known = sameNonce(core.world, core.world.botId, body);
  if (known) return ok(wireMessage(core.world, known));
  noteMentions(call, body);
  noteNonce(call, body);
  channel.archived = false;
  const message = postMessage(core.world, { channel, authorId: core.world.botId, body, files });
  announce(core, "MESSAGE_CREATE", message);
  return ok(wireMessage(core.world, message));
}

function list(call: Call): Reply {
  const channel = channelOf(call.core, param(call, 0));
  const limit = Number(call.query.get("limit") ?? 50);
  const newestFirst = channel.messages.slice(-limit).reverse();
  return ok(newestFirst.map((message) => wireMessage(call.core.world, message)));
}

function edit(call: Call): Reply {
  const { core, files } = call;
  const message = pointed(call);
  if (channelOf(core, message.channelId).archived) throw new ApiError(50083);
  if (message.authorId !== core.world.botId) throw new ApiError(50005, [], 403);
  const body = call.body as MessageBody;
  refuseIf(core, () => [...shapeProblems("MessageEditRequestPartial", body), ...messageProblems(body, files, message)]);
  editMessage(core.world, message, body, files);
  announce(core, "MESSAGE_UPDATE", message);
  return ok(wireMessage(core.world, message));
}

function remove(call: Call): Reply {
  const message = pointed(call);
  deleteMessage(call.core.world, message);
  announce(call.core, "MESSAGE_DELETE", message);
  return noContent;
}

function startThread(call: Call): Reply {
  const { core } = call;
  const message = pointed(call);
  refuseIf(core, () => shapeProblems("CreateTextThreadWithMessageRequest", call.body));
  if (!message.guildId) throw new ApiError(50024, [], 400, "Cannot execute action on this channel type");
  if (message.threadId) throw new ApiError(160004);
  const { name, auto_archive_duration: sleepsAfter = 4_320 } = call.body as ThreadBody;
  const { channelId: parentId, guildId } = message;
  const thread = addChannel(core.world, { id: message.id, type: 11, name, guildId, parentId });
  thread.sleepsAfter = sleepsAfter;
  message.threadId = thread.id;
  core.gateway.dispatch("THREAD_CREATE", { ...wireChannel(core.world, thread), newly_created: true }, guildId);
  return { status: 201, body: wireChannel(core.world, thread) };
}

interface ThreadBody {
  name: string;
  auto_archive_duration?: number;
}

/** Of what can be changed about a channel, only whether a thread is archived. */
function change(call: Call): Reply {
  const channel = channelOf(call.core, param(call, 0));
  const { archived } = call.body as { archived?: boolean };
  if (archived !== undefined) channel.archived = archived;
  return ok(wireChannel(call.core.world, channel));
}

function react(call: Call): Reply {
  const message = pointed(call);
  const emoji = param(call, 2);
  if (!message.reactions.includes(emoji)) message.reactions.push(emoji);
  return noContent;
}

function typing(call: Call): Reply {
  channelOf(call.core, param(call, 0));
  return noContent;
}

function openDm(call: Call): Reply {
  const { core } = call;
  refuseIf(core, () => shapeProblems("CreatePrivateChannelRequest", call.body));
  const id = String((call.body as { recipient_id?: unknown }).recipient_id);
  if (!core.world.users.has(id)) throw new ApiError(10013);
  return ok(wireChannel(core.world, dmChannel(core.world, id)));
}
