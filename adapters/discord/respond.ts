import { setTimeout as delay } from "node:timers/promises";
import {
  type APIInteraction,
  type APIModalInteractionResponseCallbackData,
  InteractionResponseType as Callback,
  InteractionType,
  MessageFlags,
  type RawFile,
  Routes,
} from "discord.js";
import type { View } from "../../src/view/view.ts";
import type { Connection } from "./connection.ts";
import { answerDirectly } from "./direct.ts";
import { patience } from "./limits.ts";
import type { Upload } from "./pictures.ts";
import { codes, isCode, isUnsure, wasNeverSent } from "./problems.ts";
import type { Reader, Rendered } from "./render.ts";
import { sendPages } from "./sending.ts";
import { userOf } from "./who.ts";

/** What was first said to Discord: ours to follow up, somebody else's, or too late to be heard. */
type First = "answered" | "deferred" | "deferred-update" | "taken" | "too-late";

export type Saying = {
  readonly view: View;
  readonly reader: Reader;
  readonly replaces?: boolean;
  readonly file?: Upload | undefined;
};

/** One interaction's answer: the first word within three seconds, whatever happens, and then everything else. */
export type Answering = {
  say(saying: Saying): Promise<void>;
  /** False where no form can follow any more. */
  open(modal: () => Promise<APIModalInteractionResponseCallbackData>): Promise<boolean>;
  stop(): void;
};

export function answering(connection: Connection, interaction: APIInteraction, waitsFor: number): Answering {
  const born = performance.now();
  let first: Promise<First> | undefined;
  const timer = setTimeout(() => {
    first ??= acknowledge(connection, interaction);
  }, waitsFor);
  timer.unref();
  const tokenLives = () => performance.now() - born < patience.tokenLives;
  return {
    stop: () => clearTimeout(timer),
    async say(saying) {
      const { view, reader, file } = saying;
      const showing = { view, reader, file, log: connection.log };
      let isOver = false;
      let isTooLate = false;
      await sendPages(showing, async (page, at) => {
        if (isOver) return;
        // Only now, because drawing what is shown may take longer than Discord waits.
        clearTimeout(timer);
        const before = await first;
        const outcome = before === "taken" || before === "too-late" ? before : await sayPage(page, at, before, saying);
        if (outcome === "answered") first = Promise.resolve(outcome);
        else isOver = true;
        isTooLate = outcome === "too-late" && at === 0;
      });
      const user = userOf(interaction);
      if (!isTooLate || !user) return;
      const to = { userId: user.id, nonce: interaction.id, now: connection.clock.now() };
      await answerDirectly(connection.rest, to, showing);
    },
    async open(modal) {
      if (first || interaction.type === InteractionType.ModalSubmit) return false;
      const data = await modal();
      if (first) return false;
      clearTimeout(timer);
      first = callback(connection, interaction, { type: Callback.Modal, data });
      try {
        return (await first) !== "too-late";
      } catch (error) {
        first = undefined;
        throw error;
      }
    },
  };
  async function sayPage(page: Rendered, at: number, before: First | undefined, saying: Saying): Promise<First> {
    if (!tokenLives()) return "too-late";
    return at === 0 ? sayFirst(connection, interaction, before, page, saying) : sayNext(connection, interaction, page);
  }
}

const canUpdate = (interaction: APIInteraction): boolean =>
  "message" in interaction && interaction.message !== undefined;

/** Pressing a button shows nothing while it works; a command shows that something is on its way. */
async function acknowledge(connection: Connection, interaction: APIInteraction): Promise<First> {
  const isUpdate = interaction.type === InteractionType.MessageComponent;
  const body = isUpdate
    ? { type: Callback.DeferredMessageUpdate }
    : { type: Callback.DeferredChannelMessageWithSource, data: { flags: MessageFlags.Ephemeral } };
  try {
    const heard = await callback(connection, interaction, body);
    return heard === "answered" ? (isUpdate ? "deferred-update" : "deferred") : heard;
  } catch (err) {
    connection.log.warn({ err }, "an interaction could not be acknowledged");
    return "too-late";
  }
}

async function sayFirst(
  connection: Connection,
  interaction: APIInteraction,
  before: First | undefined,
  page: Rendered,
  { replaces = false }: Saying,
): Promise<First> {
  if (before === "deferred" || (before === "deferred-update" && replaces)) return edit(connection, interaction, page);
  if (before) return sayNext(connection, interaction, page);
  if (replaces && canUpdate(interaction)) {
    return callback(connection, interaction, { type: Callback.UpdateMessage, data: page.body }, page.files);
  }
  const data = privately(page.body);
  return callback(connection, interaction, { type: Callback.ChannelMessageWithSource, data }, page.files);
}

const privately = <B extends { flags?: number }>(body: B): B => ({
  ...body,
  flags: (body.flags ?? 0) | MessageFlags.Ephemeral,
});

function edit(
  { rest, applicationId }: Connection,
  { token }: APIInteraction,
  { body, files }: Rendered,
): Promise<First> {
  return heard(() => rest.patch(Routes.webhookMessage(applicationId(), token), { body, files, auth: false }), attempts);
}

/**
 * A second one would be posted as well, so it is repeated only where the first cannot have been heard. Whether it was
 * heard nobody can ask; it is taken for said, because an apology below an answer that arrived would be wrong.
 */
function sayNext({ rest, applicationId, log }: Connection, { token }: APIInteraction, page: Rendered): Promise<First> {
  const body = privately(page.body);
  const call = () => rest.post(Routes.webhook(applicationId(), token), { body, files: page.files, auth: false });
  return heard(call, attempts, wasNeverSent).catch((err: unknown) => {
    if (!isUnsure(err)) throw err;
    log.warn({ err }, "nobody knows whether an answer arrived");
    return "answered";
  });
}

function callback(
  { rest }: Connection,
  { id, token }: APIInteraction,
  body: { readonly type: Callback; readonly data?: unknown },
  files: RawFile[] = [],
): Promise<First> {
  return heard(() => rest.post(Routes.interactionCallback(id, token), { body, files, auth: false }), attempts);
}

const attempts = 3;

/**
 * Told that it was answered already, a repeat of ours has been heard the first time; otherwise another copy of us was
 * faster and nothing is left to do. An interaction that Discord no longer knows was answered too late.
 */
async function heard(
  call: () => Promise<unknown>,
  tries: number,
  mayRepeat: (error: unknown) => boolean = isUnsure,
  isRepeat = false,
): Promise<First> {
  try {
    await call();
    return "answered";
  } catch (error) {
    if (isCode(error, codes.alreadyAcknowledged)) return isRepeat ? "answered" : "taken";
    if (isCode(error, codes.unknownInteraction, codes.unknownWebhook, codes.invalidToken)) return "too-late";
    if (tries <= 1 || !mayRepeat(error)) throw error;
    await delay(patience.repeatAfter);
    return heard(call, tries - 1, mayRepeat, true);
  }
}
