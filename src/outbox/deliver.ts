import { randomUUID } from "node:crypto";
import type { OutboxMessage } from "../generated/prisma/client.ts";
import { type Claim, claim } from "./claim.ts";
import { namedPeople, outgoing, type Parcel } from "./compose.ts";
import { decide, type Verdict } from "./decide.ts";
import type { Sent } from "./deliverer.ts";
import { pack } from "./pack.ts";
import type { DeliveryParts } from "./parts.ts";
import { giveUp, putBack, recordMerged, recordSent, recordShown } from "./record.ts";
import { recordSetback } from "./setbacks.ts";
import { loadSurroundings, type Surroundings } from "./surroundings.ts";

/** What delivering one thing makes due at once: thread answers, an edit made meanwhile. The sweep finds any rest. */
const mostRounds = 6;

/**
 * Delivers outbox messages that are due, each by whoever claims it first. Whatever goes wrong with one message is
 * recorded with it; only a database that does not answer rejects, and then the leases run out and the sweep returns.
 */
export async function deliver(parts: DeliveryParts, ids: string | readonly string[]): Promise<void> {
  let due: readonly string[] = typeof ids === "string" ? [ids] : ids;
  for (let round = 0; due.length > 0 && round < mostRounds; round++) due = await deliverOnce(parts, due);
  if (due.length > 0) parts.wake?.(due);
}

async function deliverOnce(parts: DeliveryParts, ids: readonly string[]): Promise<readonly string[]> {
  const mine: Claim = { token: randomUUID(), now: parts.clock.now() };
  const rows = await claim(parts.db, ids, mine);
  if (rows.length === 0) return [];
  const around = await loadSurroundings(parts.db, rows, mine.now);
  const verdicts = new Map(rows.map((row) => [row.id, verdictOn(parts, row, around, mine.now)]));
  await Promise.all(rows.map((row) => settle(parts, row, mine.token, verdicts.get(row.id))));
  const { parcels, merges, early } = pack(
    rows.filter(({ id }) => verdicts.get(id)?.does === "send"),
    around,
    mine.now,
  );
  const { db } = parts;
  await Promise.all(
    early.map((row) => putBack(db, row, mine.token, { until: row.sendAt, why: row.problem, countsAttempt: false })),
  );
  for (const { host, others } of merges) await db.$transaction(recordMerged(db, host, others, mine.token));
  return sendAll(parts, parcels, around, mine);
}

const unservedWait = 10 * 60_000;

function verdictOn(parts: DeliveryParts, row: OutboxMessage, around: Surroundings, now: Date): Verdict {
  const platform = around.workspaces.get(row.workspaceId)?.platform;
  const verdict = decide(row, around, now);
  if (verdict.does !== "send" || (platform && parts.deliverers.has(platform))) return verdict;
  return { does: "wait", until: new Date(now.getTime() + unservedWait), why: `${platform} is not connected` };
}

async function settle({ db }: DeliveryParts, row: OutboxMessage, token: string, verdict?: Verdict): Promise<void> {
  if (!verdict || verdict.does === "send") return;
  if (verdict.does === "wait") {
    await putBack(db, row, token, { until: verdict.until, why: verdict.why, countsAttempt: false });
    return;
  }
  await giveUp(db, row, token, { state: verdict.does === "skip" ? "skipped" : "failed", why: verdict.why });
}

type Sending = {
  readonly parts: DeliveryParts;
  readonly around: Surroundings;
  readonly mine: Claim;
  readonly people: (workspaceId: string) => ReadonlyMap<string, string>;
  readonly heldUntil: Map<string, Date>;
  readonly sent: string[];
  /** To look at again at once: an edit made while sending, or what the lease left no time for. */
  readonly again: string[];
};

/** One after another within a place, so that a channel reads in order; side by side across places. */
async function sendAll(
  parts: DeliveryParts,
  parcels: readonly Parcel[],
  around: Surroundings,
  mine: Claim,
): Promise<readonly string[]> {
  const people = await namedPeople(parts.db, parcels);
  const sending: Sending = { parts, around, mine, people, heldUntil: new Map(), sent: [], again: [] };
  const places = new Map<string, Parcel[]>();
  for (const parcel of parcels) {
    const place = parcel.row.toAccountId ?? parcel.row.toChannelId ?? parcel.row.id;
    places.set(place, [...(places.get(place) ?? []), parcel]);
  }
  await Promise.all(
    [...places.values()].map(async (queue) => {
      for (const parcel of queue) await sendOne(sending, parcel);
    }),
  );
  return [...sending.again, ...(await answersTo(sending))];
}

const timeToSend = 30_000;

async function sendOne(sending: Sending, parcel: Parcel): Promise<void> {
  const { parts, mine } = sending;
  const { row } = parcel;
  const held = sending.heldUntil.get(row.workspaceId);
  if (held) {
    await putBack(parts.db, row, mine.token, { until: held, why: "the platform asked to wait", countsAttempt: false });
    return;
  }
  const leaseLeft = (row.leaseUntil?.getTime() ?? 0) - parts.clock.now().getTime();
  if (leaseLeft < timeToSend) {
    await putBack(parts.db, row, mine.token, { until: row.sendAt, why: row.problem, countsAttempt: false });
    sending.again.push(row.id);
    return;
  }
  const spoken = await speak(sending, parcel);
  if ("failure" in spoken) {
    const { heldUntil, said } = await recordSetback(parts, row, mine.token, spoken.failure);
    if (heldUntil) sending.heldUntil.set(row.workspaceId, heldUntil);
    sending.again.push(...said);
    return;
  }
  // A record that fails is not a message that failed: it stays claimed, and is sent again when the lease has run out.
  const isOurs = spoken.sent
    ? await recordSent(parts.db, row, mine.token, { sent: spoken.sent, at: parts.clock.now() })
    : await recordShown(parts.db, row, mine.token);
  if (!isOurs) parts.log.warn({ outboxId: row.id }, "a message was sent after its lease ran out");
  sending.sent.push(row.id);
}

type Spoken = { readonly sent: Sent | null } | { readonly failure: unknown };

/** Null in place of what was sent means an edit. */
async function speak({ parts, around, people }: Sending, parcel: Parcel): Promise<Spoken> {
  const { row } = parcel;
  try {
    const message = outgoing(parcel, around, people(row.workspaceId), parts.clock.now());
    const deliverer = parts.deliverers.get(around.workspaces.get(row.workspaceId)?.platform ?? "web");
    if (!message || !deliverer) throw new Error("The receiver vanished while the message was on its way");
    if (row.state !== "sent") return { sent: await deliverer.send(message) };
    const { externalId, externalPlace } = row;
    if (externalId && externalPlace) await deliverer.edit({ ...message, externalId, externalPlace });
    return { sent: null };
  } catch (failure) {
    return { failure };
  }
}

/** Thread answers that waited for what has just been sent, and what was amended while it was being sent. */
async function answersTo({ parts, sent, around, mine }: Sending): Promise<string[]> {
  if (sent.length === 0) return [];
  const { db } = parts;
  const waiting = await db.outboxMessage.findMany({
    where: {
      workspaceId: { in: [...around.workspaces.keys()] },
      state: "waiting",
      sendAt: { lte: new Date(mine.now.getTime() + 60_000) },
      threadOfId: { in: sent },
    },
    select: { id: true },
  });
  const ids = waiting.map(({ id }) => id);
  const now = parts.clock.now();
  if (ids.length > 0) {
    await db.outboxMessage.updateMany({ where: { id: { in: ids }, sendAt: { gt: now } }, data: { sendAt: now } });
  }
  const changed = await db.outboxMessage.findMany({
    where: {
      id: { in: sent },
      state: "sent",
      sendAt: { lte: now },
      revision: { gt: db.outboxMessage.fields.shownRevision },
    },
    select: { id: true },
  });
  return [...ids, ...changed.map(({ id }) => id)];
}
