import type { Core } from "./core.ts";
import type { FormValues } from "./form-entries.ts";
import { formEntries, pickedValue } from "./form-entries.ts";
import type { Interaction } from "./interactions.ts";
import { answer, asked } from "./interactions.ts";
import type { Choice, Component, Json, Message, Modal } from "./model.ts";
import { walk } from "./model.ts";
import type { Presence } from "./presence.ts";
import { envelope, placeOf, visibleTo } from "./presence.ts";
import type { Entry, Typed } from "./typed-options.ts";
import { findCommand, typedEntries } from "./typed-options.ts";
import { wireMessage } from "./wire.ts";

export interface ActOptions extends Presence {
  /** The same event arrives twice. */
  twice?: boolean;
  /** Returns at once, without waiting for the answer. */
  wait?: false;
}
/** What came of an act, as the person saw it. */
export interface Outcome {
  kind: "message" | "deferred" | "updated" | "modal" | "choices" | "acknowledged" | "failed" | "sent";
  /** Every message said in answer, private or not. */
  messages: Message[];
  /** The answer, or the message that was updated. */
  message?: Message;
  modal?: Modal;
  choices: Choice[];
}
export interface Patience {
  responseMs: number;
  /** Milliseconds a deferred answer is waited for. */
  settleMs: number;
}
export type People = ReturnType<typeof createPeople>;

export function createPeople(core: Core, patience: Patience) {
  async function act(interaction: Interaction, payload: Json, options: ActOptions): Promise<Outcome> {
    const guildId = interaction.channel.guildId;
    const updatesBefore = interaction.updates;
    const heard = core.gateway.dispatch("INTERACTION_CREATE", payload, guildId);
    if (options.twice) core.gateway.dispatch("INTERACTION_CREATE", payload, guildId);
    if (options.wait === false) return outcome(interaction, "sent");
    if (!heard) return outcome(interaction, "failed");
    const answered = () => interaction.answeredWith !== undefined;
    if (!(await core.signal.until(answered, patience.responseMs))) return outcome(interaction, "failed");
    switch (interaction.answeredWith) {
      case answer.modal:
        return outcome(interaction, "modal");
      case answer.choices:
        return outcome(interaction, "choices");
      case answer.update:
        return outcome(interaction, "updated");
      case answer.message:
        return outcome(interaction, "message");
      default: {
        const said = () => interaction.updates > updatesBefore || interaction.messages.some((one) => !one.loading);
        const settled = await core.signal.until(said, patience.settleMs);
        const deferred = interaction.answeredWith === answer.defer;
        if (settled) return outcome(interaction, deferred ? "message" : "updated");
        return outcome(interaction, deferred ? "deferred" : "acknowledged");
      }
    }
  }

  function begin(userId: string, type: number, options: ActOptions, data: Json, source?: Message) {
    const place = placeOf(core.world, userId, options, source);
    const id = core.world.newId();
    const from = source ? { source } : {};
    const interaction = core.interactions.open(id, { type, userId, channel: place.channel, ...from });
    const message = source ? { message: wireMessage(core.world, source) } : {};
    const payload = { ...envelope(core.world, place, interaction, options), ...message, data };
    return act(interaction, payload, options);
  }

  function invocation(userId: string, words: string, typed: Typed, options: ActOptions, focused?: string): Json {
    const place = placeOf(core.world, userId, options);
    const locale = options.locale ?? core.world.users.get(userId)?.locale ?? "en-US";
    const { command, path, options: declared } = findCommand(core.world, words, place.guild, locale);
    if (command.contexts && !command.contexts.includes(place.guild ? 0 : 1))
      throw new Error(`/${command.name} is not offered here`);
    const needed = BigInt(command.default_member_permissions ?? 0);
    if (place.guild && (place.permissions & needed) !== needed)
      throw new Error(`/${command.name} is not offered to ${userId}`);
    const { entries, resolved } = typedEntries(place, declared, typed, locale, focused);
    const nested = path.reduceRight<Entry[]>(
      (inner, step) => [{ name: step.name, type: step.type, options: inner }],
      entries,
    );
    const home = command.guild_id ? { guild_id: command.guild_id } : {};
    const extra = resolved ? { resolved } : {};
    return { id: command.id, name: command.name, type: 1, options: nested, ...extra, ...home };
  }

  function component(userId: string, given: Message, fits: (one: Component) => boolean, label: string) {
    const message = core.world.messages.get(given.id) ?? given;
    if (!visibleTo(userId, message)) throw new Error(`${userId} does not see that message`);
    const found = [...walk(message.components)].find(fits);
    const labels = [...walk(message.components)].flatMap((one) => one.label ?? one.placeholder ?? []);
    if (!found) throw new Error(`No ${label} on it; there are: ${labels.join(", ")}`);
    if (found.disabled) throw new Error(`${label} is disabled`);
    return { message, found };
  }

  return {
    /** Runs `/goal log goal:calls`; throws where Discord's client would not have sent it. */
    async command(userId: string, words: string, typed: Typed = {}, options: ActOptions = {}): Promise<Outcome> {
      return begin(userId, asked.command, options, invocation(userId, words, typed, options));
    },
    /** The choices offered while `focused` is being typed; the last option typed unless told. */
    async autocomplete(userId: string, words: string, typed: Typed, focused?: string, options: ActOptions = {}) {
      const key = focused ?? Object.keys(typed).at(-1) ?? "";
      const whole: Typed = key in typed ? typed : { ...typed, [key]: "" };
      return (await begin(userId, asked.autocomplete, options, invocation(userId, words, whole, options, key))).choices;
    },
    /** Presses a button by its label, emoji or custom id. */
    async clicks(userId: string, message: Message, label: string, options: ActOptions = {}): Promise<Outcome> {
      const fits = (one: Component) =>
        one.type === 2 && [one.label, one.custom_id, one.emoji?.name].some((name) => name === label);
      const { message: current, found } = component(userId, message, fits, label);
      if (found.url) throw new Error(`${label} is a link to ${found.url}`);
      const data = { component_type: 2, custom_id: found.custom_id, id: found.id };
      return begin(userId, asked.component, options, data, current);
    },
    /** Picks in a select by its placeholder or custom id; choices by label, value or id. */
    async picks(
      userId: string,
      message: Message,
      select: string,
      choice: string | string[],
      options: ActOptions = {},
    ): Promise<Outcome> {
      const fits = (one: Component) =>
        [3, 5, 6, 7, 8].includes(one.type) && [one.placeholder, one.custom_id].includes(select);
      const { message: current, found } = component(userId, message, fits, select);
      const resolved: Record<string, Json> = {};
      const place = placeOf(core.world, userId, options, current);
      const values = [choice].flat().map((one) => pickedValue(place, found, select, one, resolved));
      if (values.length < (found.min_values ?? 1) || values.length > (found.max_values ?? 1))
        throw new Error(`${select} does not take ${values.length} choices`);
      const extra = Object.keys(resolved).length > 0 ? { resolved } : {};
      const data = { component_type: found.type, custom_id: found.custom_id, id: found.id, values, ...extra };
      return begin(userId, asked.component, options, data, current);
    },
    /** Sends the open form; it stays open when nothing answers. */
    async submits(userId: string, values: FormValues, options: ActOptions = {}): Promise<Outcome> {
      const open = core.modals.get(userId);
      if (!open) throw new Error(`${userId} has no form open`);
      const { channel, source } = open.from;
      const where = { ...options, channel: options.channel ?? channel.id };
      const place = placeOf(core.world, userId, where, source);
      const data = { custom_id: open.modal.custom_id, ...formEntries(place, open.modal, values) };
      const result = await begin(userId, asked.modal, where, data, source);
      if (result.kind !== "failed" && core.modals.get(userId) === open) core.modals.delete(userId);
      return result;
    },
  };
}

function outcome(interaction: Interaction, kind: Outcome["kind"]): Outcome {
  const message = kind === "updated" ? interaction.original : interaction.messages.find((one) => !one.loading);
  return {
    kind,
    messages: interaction.messages.filter((one) => !one.deleted && !one.loading),
    choices: interaction.choices ?? [],
    ...(message ? { message } : {}),
    ...(interaction.modal ? { modal: interaction.modal } : {}),
  };
}
