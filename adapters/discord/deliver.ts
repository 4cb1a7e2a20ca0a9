import { type REST, Routes } from "discord.js";
import type { Clock } from "../../src/clock.ts";
import type { Log } from "../../src/explain.ts";
import type { PrismaClient } from "../../src/generated/prisma/client.ts";
import { type Deliverer, DeliveryProblem, type Editing, type Outgoing, type Sent } from "../../src/outbox/deliverer.ts";
import { idIn, openDirect } from "./direct.ts";
import { limits, patience, shorten } from "./limits.ts";
import { codes, deliveryProblem, isCode } from "./problems.ts";
import type { Rendered } from "./render.ts";
import { inTurn, postedOnce, sendPages, withOrWithoutFiles } from "./sending.ts";

export type DeliveringParts = {
  readonly rest: REST;
  readonly db: PrismaClient;
  readonly clock: Clock;
  readonly log: Log;
};

/** A message of several parts is remembered by all their ids. */
const separator = ",";
const firstId = (externalId: string): string => externalId.split(separator)[0] ?? externalId;

/** Delivers to Discord. Every post carries a nonce that Discord enforces, so an attempt that is repeated posts nothing new. */
export function discordDeliverer(parts: DeliveringParts): Deliverer {
  return {
    platform: "discord",
    send: (message) => delivering(parts, message, (signal) => send(parts, message, signal)),
    edit: (message) => delivering(parts, message, (signal) => edit(parts, message, signal)),
  };
}

async function delivering<T>(
  { clock }: DeliveringParts,
  { to }: Outgoing,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  try {
    return await call(AbortSignal.timeout(patience.delivery));
  } catch (error) {
    throw deliveryProblem(error, to.kind, clock.now());
  }
}

async function send(parts: DeliveringParts, message: Outgoing, signal: AbortSignal): Promise<Sent> {
  const { to, thread } = message;
  if (to.kind === "dm") {
    return sendDirect(parts, message, to, signal).catch((error: unknown) => whyClosed(parts, message, to, error));
  }
  const place = to.externalId;
  if (thread) return answerUnder(parts, message, thread, place, signal);
  return { externalId: await post(parts, message, place, { signal }), place };
}

type Direct = Extract<Outgoing["to"], { kind: "dm" }>;

/** A conversation that Discord no longer knows is opened anew. */
async function sendDirect(
  parts: DeliveringParts,
  message: Outgoing,
  { dmChannel, externalUserId }: Direct,
  signal: AbortSignal,
): Promise<Sent> {
  const reply = message.thread ? firstId(message.thread.externalId) : undefined;
  const known = dmChannel ?? (await openDirect(parts.rest, externalUserId, signal));
  try {
    return { externalId: await post(parts, message, known, { signal, reply }), place: known, dmChannel: known };
  } catch (error) {
    if (dmChannel === null || !isCode(error, codes.unknownChannel)) throw error;
    const place = await openDirect(parts.rest, externalUserId, signal);
    return { externalId: await post(parts, message, place, { signal, reply }), place, dmChannel: place };
  }
}

/** Nobody tells us who left a server, but somebody who cannot be written to may have; then they are gone, not shy. */
async function whyClosed(
  { rest }: DeliveringParts,
  { workspace }: Outgoing,
  to: Direct,
  error: unknown,
): Promise<never> {
  if (!isCode(error, codes.cannotMessageUser, codes.noMutualGuilds)) throw error;
  const left = await rest.get(Routes.guildMember(workspace.externalId, to.externalUserId)).then(
    () => false,
    (second: unknown) => isCode(second, codes.unknownMember),
  );
  throw left ? new DeliveryProblem({ kind: "person-gone" }, "no longer in the server", { cause: error }) : error;
}

type Thread = NonNullable<Outgoing["thread"]>;

/** Where a thread takes nothing, the answer stands in the channel: only what the channel itself refuses may close it. */
async function answerUnder(
  parts: DeliveringParts,
  message: Outgoing,
  thread: Thread,
  channel: string,
  signal: AbortSignal,
): Promise<Sent> {
  const place = (await threadUnder(parts, message, thread, signal)) ?? thread.place;
  const posted = async (where: string): Promise<Sent> => {
    const reply = where === thread.place ? firstId(thread.externalId) : undefined;
    return { externalId: await post(parts, message, where, { signal, reply }), place: where };
  };
  if (place === channel) return posted(channel);
  return posted(place).catch((error: unknown) => {
    if (kindOf(parts, error) !== "gone") throw error;
    parts.log.warn({ workspaceId: message.workspace.id }, "a thread takes nothing, the answer stands in the channel");
    return posted(channel);
  });
}

const kindOf = ({ clock }: DeliveringParts, error: unknown) =>
  deliveryProblem(error, "channel", clock.now()).problem.kind;

/** The thread on a message has the message's id. Null where none can be started. */
async function threadUnder(
  parts: DeliveringParts,
  { view, workspace }: Outgoing,
  thread: Thread,
  signal: AbortSignal,
): Promise<string | null> {
  const id = firstId(thread.externalId);
  try {
    const name = shorten(view.summary.trim() || "…", limits.threadName);
    const body = { name, auto_archive_duration: limits.threadSleepsAfter };
    return idIn(await parts.rest.post(Routes.threads(thread.place, id), { body, signal }));
  } catch (error) {
    if (isCode(error, codes.threadExists)) return id;
    if (!["gone", "rejected"].includes(kindOf(parts, error))) throw error;
    parts.log.warn({ workspaceId: workspace.id }, "no thread can be started, the answer stands in the channel");
    return null;
  }
}

type Posting = { readonly signal: AbortSignal; readonly reply?: string | undefined };

/** Posts the message's parts in order and returns their ids. */
async function post(parts: DeliveringParts, message: Outgoing, place: string, how: Posting): Promise<string> {
  const reader = { locale: message.locale, people: message.people };
  const showing = { view: message.view, reader, log: parts.log };
  const ids = await sendPages(showing, (page, at) => postPart(parts, message, { place, page, at }, how));
  return ids.join(separator);
}

type MessagePart = { readonly place: string; readonly page: Rendered; readonly at: number };

function postPart(
  { rest, log }: DeliveringParts,
  { nonce }: Outgoing,
  { place, page, at }: MessagePart,
  { signal, reply }: Posting,
): Promise<string> {
  const reference = reply && at === 0 ? { message_reference: { message_id: reply, fail_if_not_exists: false } } : {};
  return withOrWithoutFiles(page, log, async ({ body, files }) => {
    const say = (more: object) => {
      const whole = { ...body, ...postedOnce(nonce, at), ...more };
      return inTurn(at, signal, () => rest.post(Routes.channelMessages(place), { body: whole, files, signal }));
    };
    const said = await say(reference).catch((error: unknown) => {
      // Whoever may not read a channel's history may still write there, only not as a reply.
      if (!isCode(error, codes.noReplyWithoutHistory)) throw error;
      return say({});
    });
    return idIn(said);
  });
}

/** A post wakes an archived thread by itself, an edit does not. */
async function afterWaking(
  { rest }: DeliveringParts,
  error: unknown,
  thread: string,
  signal: AbortSignal,
): Promise<void> {
  if (!isCode(error, codes.archivedThread)) throw error;
  await rest.patch(Routes.channel(thread), { body: { archived: false }, signal });
}

/** Every part is edited in place; what the new content needs more is posted, and what it needs less is removed. */
async function edit(parts: DeliveringParts, message: Editing, signal: AbortSignal): Promise<void> {
  const { rest, db, log } = parts;
  const { externalPlace: place } = message;
  const before = message.externalId.split(separator);
  const reader = { locale: message.locale, people: message.people };
  const after = await sendPages({ view: message.view, reader, log }, async (page, at) => {
    const id = before[at];
    if (id === undefined) return postPart(parts, message, { place, page, at }, { signal });
    await withOrWithoutFiles(page, log, ({ body, files }) => {
      const change = () => rest.patch(Routes.channelMessage(place, id), { body, files, signal });
      return inTurn(at, signal, () =>
        change().catch((error: unknown) => afterWaking(parts, error, place, signal).then(change)),
      );
    });
    return id;
  });
  for (const [at, id] of before.slice(after.length).entries()) {
    const remove = () => rest.delete(Routes.channelMessage(place, id), { signal });
    await inTurn(at + after.length, signal, remove).catch((error: unknown) => {
      if (!isCode(error, codes.unknownMessage)) throw error;
    });
  }
  const externalId = after.join(separator);
  if (externalId !== message.externalId)
    await db.outboxMessage.updateMany({ where: { id: message.id }, data: { externalId } });
}
