import { ApiError, invalidForm } from "./api-error.ts";
import { isEmpty, messageProblems } from "./check-message.ts";
import { modalProblems } from "./check-modal.ts";
import type { Call, Reply, Route } from "./core.ts";
import { noContent, ok, param, refuseIf, route } from "./core.ts";
import type { Interaction } from "./interactions.ts";
import { answer, mayAnswer } from "./interactions.ts";
import { editMessage } from "./messages.ts";
import type { Choice, Message, MessageBody, Modal } from "./model.ts";
import { flag } from "./model.ts";
import { followupRoutes } from "./routes-followups.ts";
import { shapeProblems } from "./shapes.ts";
import { announce, noteMentions, say } from "./speak.ts";
import { wireMessage } from "./wire.ts";

export const interactionRoutes: Route[] = [
  route("POST", "/interactions/:id/:any/callback", respond, true),
  ...followupRoutes,
];

interface Callback {
  type: number;
  data?: unknown;
}

function respond(call: Call): Reply {
  const { core } = call;
  const interaction = core.interactions.toAnswer(param(call, 0), param(call, 1));
  const callback = call.body as Callback;
  if (!mayAnswer(interaction, callback.type))
    throw invalidForm({ path: "/type", code: "BASE_TYPE_CHOICES", message: `No answer ${callback.type} here.` });
  const message = apply(call, interaction, callback);
  interaction.answeredWith = callback.type;
  if (call.query.get("with_response") !== "true") return noContent;
  return ok({
    interaction: {
      id: interaction.id,
      type: interaction.type,
      response_message_id: message?.id,
      response_message_ephemeral: Boolean(message?.ephemeralFor),
      response_message_loading: message?.loading ?? false,
    },
    ...(message ? { resource: { type: callback.type, message: wireMessage(core.world, message) } } : {}),
  });
}

function apply(call: Call, interaction: Interaction, callback: Callback): Message | undefined {
  switch (callback.type) {
    case answer.message:
    case answer.defer:
      return firstMessage(call, interaction, callback);
    case answer.update:
      return updateSource(call, interaction, callback);
    case answer.deferUpdate:
      if (interaction.source) interaction.original = interaction.source;
      return interaction.source;
    case answer.modal:
      return void openModal(call, interaction, callback);
    default:
      return void offerChoices(call, interaction, callback);
  }
}

function firstMessage(call: Call, interaction: Interaction, callback: Callback): Message {
  const { core, files } = call;
  const body = (callback.data ?? {}) as MessageBody;
  const loading = callback.type === answer.defer;
  refuseIf(core, () => [
    ...shapeProblems("CreateMessageInteractionCallbackRequest", callback),
    ...(loading ? [] : messageProblems(body, files)),
  ]);
  if (!loading && isEmpty(body, files)) throw new ApiError(50006);
  interaction.ephemeral = ((body.flags ?? 0) & flag.ephemeral) !== 0;
  if (!loading && !interaction.ephemeral) noteMentions(call, body);
  return say(call, interaction, loading ? { flags: body.flags ?? 0 } : body, loading);
}

function updateSource(call: Call, interaction: Interaction, callback: Callback): Message | undefined {
  const { core, files } = call;
  const message = interaction.source;
  const body = (callback.data ?? {}) as MessageBody;
  refuseIf(core, () => [
    ...shapeProblems("UpdateMessageInteractionCallbackRequest", callback),
    ...messageProblems(body, files, message),
  ]);
  if (!message) return undefined;
  editMessage(core.world, message, body, files);
  interaction.original = message;
  interaction.updates += 1;
  announce(core, "MESSAGE_UPDATE", message);
  return message;
}

function openModal(call: Call, interaction: Interaction, callback: Callback) {
  const modal = callback.data as Modal;
  refuseIf(call.core, () => {
    const shape = shapeProblems("ModalInteractionCallbackRequest", callback);
    return shape.length > 0 ? shape : modalProblems(modal);
  });
  interaction.modal = modal;
  call.core.modals.set(interaction.userId, { modal, from: interaction });
}

function offerChoices(call: Call, interaction: Interaction, callback: Callback) {
  refuseIf(call.core, () => shapeProblems("ApplicationCommandAutocompleteCallbackRequest", callback));
  interaction.choices = (callback.data as { choices?: Choice[] } | undefined)?.choices ?? [];
}
