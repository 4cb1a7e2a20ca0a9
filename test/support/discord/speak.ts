import { mayPingUnasked } from "./check-message.ts";
import type { Call, Core } from "./core.ts";
import type { Interaction } from "./interactions.ts";
import { postMessage } from "./messages.ts";
import type { Message, MessageBody } from "./model.ts";
import { wireMessage } from "./wire.ts";

/** Discord would take it; a bot that repeats people's words must always say whom they may notify. */
export function noteMentions({ core, route: path }: Pick<Call, "core" | "route">, body: MessageBody) {
  if (core.world.light || !mayPingUnasked(body)) return;
  const problems = [{ path: "/allowed_mentions", code: "MISSING", message: "Say whom the text may notify." }];
  core.violations.push({ route: path, code: 0, message: "Text without allowed_mentions", problems, body });
}

/** Discord would take it; but a repeat after a lost answer would be posted a second time. */
export function noteNonce({ core, route: path }: Pick<Call, "core" | "route">, body: MessageBody) {
  if (core.world.light || (body.enforce_nonce && (body.nonce ?? "") !== "")) return;
  const problems = [{ path: "/nonce", code: "MISSING", message: "Give a nonce and enforce it." }];
  core.violations.push({ route: path, code: 0, message: "A post without a nonce", problems, body });
}

export function announce(core: Core, event: string, message: Message) {
  if (message.ephemeralFor) return;
  const guild = message.guildId ? { guild_id: message.guildId } : {};
  const whole = event === "MESSAGE_DELETE" ? { id: message.id, channel_id: message.channelId } : undefined;
  core.gateway.dispatch(event, { ...(whole ?? wireMessage(core.world, message)), ...guild }, message.guildId);
}

/** A message in answer to a person; private when the answer is. */
export function say(call: Call, interaction: Interaction, body: MessageBody, loading: boolean, isPrivate?: boolean) {
  const { core, files } = call;
  const hidden = isPrivate ?? interaction.ephemeral;
  const { id, type, userId } = interaction;
  const message = postMessage(core.world, {
    channel: interaction.channel,
    authorId: core.world.botId,
    body,
    files: loading ? [] : files,
    loading,
    interaction: { id, type, userId },
    ...(hidden ? { ephemeralFor: userId } : {}),
  });
  interaction.original ??= message;
  interaction.messages.push(message);
  announce(core, "MESSAGE_CREATE", message);
  return message;
}
