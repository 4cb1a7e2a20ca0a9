import { wordsFor } from "../../src/i18n/words.ts";
import { type Deliverer, DeliveryProblem, type Editing, type Outgoing, type Sent } from "../../src/outbox/deliverer.ts";
import { type Clients, slackClients } from "./clients.ts";
import { type DoNotDisturb, doNotDisturb } from "./dnd.ts";
import { errorName, failureIn } from "./errors.ts";
import { type Holds, methodHolds } from "./holds.ts";
import { patience } from "./limits.ts";
import { tellMissingScope } from "./missing-scope.ts";
import type { DeliveryParts } from "./parts.ts";
import { type Poster, postPage, postPicture, type Spot, updatePage } from "./posting.ts";
import { deliveryProblem, type Target } from "./problems.ts";
import { type Page, pagesOf, picturesOf } from "./render.ts";
import { richText, sectionOf } from "./rich-text.ts";
import { slackTexts as m } from "./texts.ts";
import { tokenOf } from "./tokens.ts";

/** A summary of any size arrives: the first part in the channel, the others in its thread. */
const mostPages = 30;

type Delivering = DeliveryParts & {
  readonly clients: Clients;
  readonly holds: Holds;
  readonly dnd: DoNotDisturb;
  /** How many of the further parts of one revision of a message have been sent, should it be tried again. */
  readonly progress: Map<string, number>;
};

export function slackDeliverer(parts: DeliveryParts): Deliverer {
  const clients = slackClients(parts.config, parts.log);
  const holds = methodHolds(parts.clock);
  const delivering: Delivering = {
    ...parts,
    ...{ clients, holds, dnd: doNotDisturb(parts, clients, holds), progress: new Map() },
  };
  return {
    platform: "slack",
    send: (message) => translated(delivering, message, (poster, token) => send(delivering, poster, token)),
    edit: (message) => translated(delivering, message, (poster) => edit(delivering, poster, message)),
  };
}

async function translated<T>(
  delivering: Delivering,
  message: Outgoing,
  act: (poster: Poster, token: string) => Promise<T>,
): Promise<T> {
  const { clock, log, clients, holds } = delivering;
  const target: Target = message.to.kind;
  const token = await tokenOf(delivering, clients, message.workspace);
  if (token === null) throw new DeliveryProblem({ kind: "revoked" }, "there is no token");
  const client = clients(token);
  const refused = (err: unknown) => log.error({ err, outboxId: message.id }, "Slack refused a message's blocks");
  try {
    return await act({ client, holds, message, refused }, token);
  } catch (error) {
    await tellMissingScope(delivering, message, error);
    const problem = deliveryProblem(error, target, clock.now());
    const isTheirs = await isSomebodyElses({ client, holds, message }, error).catch((untold: unknown) => {
      throw deliveryProblem(untold, target, clock.now());
    });
    throw isTheirs ? asGone(problem, target) : problem;
  }
}

/**
 * Slack says account_inactive of a token and of a person alike; a token that still works was not meant. Rejects where
 * Slack does not tell, because only what it refuses is proof.
 */
async function isSomebodyElses({ client, holds, message }: Omit<Poster, "refused">, error: unknown): Promise<boolean> {
  if (errorName(error) !== "account_inactive") return false;
  try {
    await holds.call(message.workspace.id, "auth.test", () => client.auth.test());
    return true;
  } catch (err) {
    if (err instanceof DeliveryProblem || failureIn(err).kind !== "refused") throw err;
    return false;
  }
}

const asGone = (problem: DeliveryProblem, target: Target): DeliveryProblem =>
  new DeliveryProblem({ kind: target === "dm" ? "person-gone" : "gone" }, problem.message, { cause: problem.cause });

async function send(delivering: Delivering, poster: Poster, token: string): Promise<Sent> {
  const { message } = poster;
  await delivering.dnd.check(token, message);
  const pages = pagesOf(message.view, renderingOf(message), mostPages);
  const pictures = picturesOf(message.view);
  const hasMore = pages.length > 1 || pictures.length > 0;
  const before = hasMore ? await postedBefore(delivering, message.id) : null;
  const first = before ?? (await sendFirst(poster, pages[0] ?? { text: "…", blocks: [] }));
  if (hasMore) {
    if (!before) await remember(delivering, message.id, first);
    await sendRest(delivering, poster, pages.slice(1), { channel: first.place, thread: first.threadTs });
  }
  const { externalId, place } = first;
  return { externalId, place, ...(message.to.kind === "dm" ? { dmChannel: place } : {}) };
}

const renderingOf = ({ locale, people }: Outgoing) => ({ locale, people, surface: "post" }) as const;

type First = { readonly externalId: string; readonly place: string; readonly threadTs: string };

/**
 * A message of several parts is marked as begun before its second part, so that a later attempt, whoever makes it, goes
 * on rather than beginning again.
 */
async function postedBefore({ db }: Delivering, id: string): Promise<First | null> {
  const row = await db.outboxMessage.findUnique({
    where: { id },
    select: { externalId: true, externalPlace: true, threadOfId: true },
  });
  if (!row?.externalId || !row.externalPlace) return null;
  const parent = row.threadOfId
    ? await db.outboxMessage.findUnique({ where: { id: row.threadOfId }, select: { externalId: true } })
    : null;
  return { externalId: row.externalId, place: row.externalPlace, threadTs: parent?.externalId ?? row.externalId };
}

async function remember({ db }: Delivering, id: string, { externalId, place }: First): Promise<void> {
  await db.outboxMessage.updateMany({ where: { id }, data: { externalId, externalPlace: place } });
}

async function sendFirst(poster: Poster, page: Page): Promise<First> {
  const { to, thread } = poster.message;
  if (to.kind === "channel") return sendAt(poster, page, { channel: to.externalId, thread: thread?.externalId });
  const known = to.dmChannel ?? (await openDirect(poster, to.externalUserId));
  try {
    return await sendAt(poster, page, { channel: known, thread: thread?.externalId });
  } catch (error) {
    if (to.dmChannel === null || errorName(error) !== "channel_not_found") throw error;
    return sendAt(poster, page, { channel: await openDirect(poster, to.externalUserId) });
  }
}

async function sendAt(poster: Poster, page: Page, spot: Spot): Promise<First> {
  try {
    const ts = await postPage(poster, page, spot);
    return { externalId: ts, place: spot.channel, threadTs: spot.thread ?? ts };
  } catch (error) {
    // The message above was deleted by hand: the answer then stands by itself.
    if (!spot.thread || errorName(error) !== "thread_not_found") throw error;
    return sendAt(poster, page, { channel: spot.channel });
  }
}

async function openDirect({ client, holds, message }: Poster, user: string): Promise<string> {
  const { channel } = await holds.call(message.workspace.id, "conversations.open", () =>
    client.conversations.open({ users: user }),
  );
  if (!channel?.id) throw new Error("Slack opened no conversation");
  return channel.id;
}

/** What is left for the next attempt is known as long as this process lives; after that the rest is sent anew. */
async function sendRest(delivering: Delivering, poster: Poster, pages: readonly Page[], spot: Spot): Promise<void> {
  const { message } = poster;
  await inSteps(delivering, message, [
    ...pages.map((page) => async () => void (await postPage(poster, page, spot))),
    ...picturesOf(message.view).map((picture) => () => postPicture(poster, picture, spot, message.locale)),
  ]);
}

async function inSteps(
  { progress }: Delivering,
  { nonce }: Outgoing,
  steps: readonly (() => Promise<void>)[],
): Promise<void> {
  const began = performance.now();
  const done = progress.get(nonce) ?? 0;
  for (const [at, step] of steps.entries()) {
    if (at < done) continue;
    if (performance.now() - began > patience.delivery - patience.call)
      throw new DeliveryProblem({ kind: "transient" }, "there was no time for the rest of it");
    await step();
    progress.set(nonce, at + 1);
  }
  progress.delete(nonce);
}

/** The message changes in place and says so; further parts follow in its thread. */
async function edit(delivering: Delivering, poster: Poster, message: Editing): Promise<void> {
  const words = wordsFor(message.locale, "UTC");
  const [first, ...rest] = pagesOf(message.view, renderingOf(message), mostPages);
  if (!first) return;
  const mark = words.text(m.edited, { when: words.time(delivering.clock.now()) });
  const blocks = message.edited ? [...first.blocks, richText(sectionOf(mark, new Map()))] : first.blocks;
  const { externalPlace: channel, externalId: ts } = message;
  await updatePage(poster, { ...first, blocks }, { channel, ts });
  if (rest.length === 0) return;
  const spot = { channel, thread: message.thread?.externalId ?? ts };
  const pages = [{ text: words.plain(m.editedRest), blocks: [] }, ...rest];
  const steps = pages.map((page) => async () => void (await postPage(poster, page, spot)));
  await inSteps(delivering, message, steps);
}
