import { ApiError } from "./api-error.ts";
import { isEmpty, messageProblems } from "./check-message.ts";
import type { Call, Reply, Route } from "./core.ts";
import { noContent, ok, param, refuseIf, route } from "./core.ts";
import type { Interaction } from "./interactions.ts";
import { deleteMessage, editMessage } from "./messages.ts";
import type { Message, MessageBody } from "./model.ts";
import { flag } from "./model.ts";
import { shapeProblems } from "./shapes.ts";
import { announce, noteMentions, say } from "./speak.ts";
import { wireMessage } from "./wire.ts";

const one = "/webhooks/:id/:any/messages/:any";

/** https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages */
export const followupRoutes: Route[] = [
  route("POST", "/webhooks/:id/:any", followUp, true),
  route("GET", one, (call) => ok(wireMessage(call.core.world, pointed(call).message)), true),
  route("PATCH", one, edit, true),
  route("DELETE", one, remove, true),
];

function pointed(call: Call): { interaction: Interaction; message: Message } {
  const interaction = call.core.interactions.toFollow(param(call, 1));
  const id = param(call, 2);
  const message =
    id === "@original" ? interaction.original : interaction.messages.find((candidate) => candidate.id === id);
  if (!message || message.deleted) throw new ApiError(10008);
  return { interaction, message };
}

function followUp(call: Call): Reply {
  const { core, files } = call;
  const interaction = core.interactions.toFollow(param(call, 1));
  const body = call.body as MessageBody;
  refuseIf(core, () => [...shapeProblems("IncomingWebhookRequestPartial", body), ...messageProblems(body, files)]);
  if (isEmpty(body, files)) throw new ApiError(50006);
  // The first follow-up to a deferred answer fills it, and is as private as it was.
  if (interaction.original?.loading) return change(call, interaction, interaction.original, body);
  const hidden = ((body.flags ?? 0) & flag.ephemeral) !== 0;
  if (!hidden) noteMentions(call, body);
  return ok(wireMessage(core.world, say(call, interaction, body, false, hidden)));
}

function edit(call: Call): Reply {
  const { interaction, message } = pointed(call);
  const body = call.body as MessageBody;
  refuseIf(call.core, () => [
    ...shapeProblems("IncomingWebhookUpdateRequestPartial", body),
    ...messageProblems(body, call.files, message),
  ]);
  if (message.loading && isEmpty(body, call.files)) throw new ApiError(50006);
  return change(call, interaction, message, body);
}

function change(call: Call, interaction: Interaction, message: Message, body: MessageBody): Reply {
  const { core, files } = call;
  if (message.loading && !message.ephemeralFor) noteMentions(call, body);
  editMessage(core.world, message, body, files);
  interaction.updates += 1;
  announce(core, "MESSAGE_UPDATE", message);
  return ok(wireMessage(core.world, message));
}

function remove(call: Call): Reply {
  const { interaction, message } = pointed(call);
  deleteMessage(call.core.world, message);
  interaction.updates += 1;
  announce(call.core, "MESSAGE_DELETE", message);
  return noContent;
}
