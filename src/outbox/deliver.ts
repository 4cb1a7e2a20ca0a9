import { randomUUID } from "node:crypto";
import type { OutboxMessage } from "../generated/prisma/client.ts";
import { type Claim, claim } from "./claim.ts";
import { latenessOf, namedPeople, outgoing, type Parcel } from "./compose.ts";
import { behindParent, decide, isFreeOfHolds, type Verdict } from "./decide.ts";
import type { Sent } from "./deliverer.ts";
import { pack } from "./pack.ts";
import type { DeliveryParts } from "./parts.ts";
import { giveUp, putBack, putBackAll, recordMerged } from "./record.ts";
import { type Accepted, recorder, rememberDirect } from "./record-spoken.ts";
import { recordSetback } from "./setbacks.ts";
import { loadSurroundings, type Surroundings } from "./surroundings.ts";

/** What delivering one thing makes due at once: thread answers, an edit made meanwhile. The sweep finds any rest. */
const mostRounds = 6;

/** Messages that have to wait, and until which later moment. */
export type Waits = ReadonlyMap<string, Date>;

/**
 * Delivers outbox messages that are due, each by whoever claims it first. Whatever goes wrong with one message is
 * recorded with it; only a database that does not answer rejects, and then the leases run out and the sweep returns.
 * Returns what was put back, so that it can be looked at again at its moment.
 */
export async function deliver(parts: DeliveryParts, ids: string | readonly string[]): Promise<Waits> {
  let due: readonly string[] = typeof ids === "string" ? [ids] : ids;
  const waits = new Map<string, Date>();
  for (let round = 0; due.length > 0 && round < mostRounds; round++) due = await deliverOnce(parts, due, waits);
  if (due.length > 0) parts.wake?.(due);
  return waits;
}

async function deliverOnce(
  parts: DeliveryParts,
  ids: readonly string[],
  waits: Map<string, Date>,
): Promise<readonly string[]> {
  const mine: Claim = { token: randomUUID(), now: parts.clock.now() };
  const rows = await claim(parts.db, ids, mine);
  if (rows.length === 0) return [];
  const around = await loadSurroundings(parts.db, rows, mine.now);
  const verdicts = new Map(rows.map((row) => [row.id, verdictOn(parts, row, around, mine.now)]));
  await settle(parts, rows, verdicts, mine, waits);
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
  const again = await sendAll(parts, parcels, around, mine, waits);
  return [...again, ...(await overtaken(parts, rows, verdicts, mine.now))];
}

const unservedWait = 10 * 60_000;

function verdictOn(parts: DeliveryParts, row: OutboxMessage, around: Surroundings, now: Date): Verdict {
  const platform = around.workspaces.get(row.workspaceId)?.platform;
  const verdict = decide(row, around, now);
  if (verdict.does !== "send" || (platform && parts.deliverers.has(platform))) return verdict;
  return { does: "wait", until: new Date(now.getTime() + unservedWait), why: `${platform} is not connected` };
}

/** What does not go out now; those that wait for the same, such as a platform's limit, are put back together. */
async function settle(
  { db }: DeliveryParts,
  rows: readonly OutboxMessage[],
  verdicts: ReadonlyMap<string, Verdict>,
  { token, now }: Claim,
  waits: Map<string, Date>,
): Promise<void> {
  const together = new Map<string, { wait: Waiting; rows: OutboxMessage[] }>();
  const ended: Promise<unknown>[] = [];
  for (const row of rows) {
    const verdict = verdicts.get(row.id);
    if (!verdict || verdict.does === "send") continue;
    if (verdict.does !== "wait") {
      const state = verdict.does === "skip" ? "skipped" : "failed";
      ended.push(giveUp(db, row, token, { state, why: verdict.why }));
      continue;
    }
    const { until, why, lateBecause } = verdict;
    if (until > now) waits.set(row.id, until);
    const key = `${until.getTime()} ${why} ${lateBecause} ${row.state}`;
    const group = together.get(key) ?? { wait: verdict, rows: [] };
    together.set(key, { ...group, rows: [...group.rows, row] });
  }
  await Promise.all([
    ...ended,
    ...[...together.values()].map(({ wait, rows: all }) => putBackAll(db, all, token, wait)),
  ]);
}

type Waiting = Extract<Verdict, { readonly does: "wait" }>;

/** Answers that were put back behind a message which another worker sent just then: nobody else would wake them. */
async function overtaken(
  { db }: DeliveryParts,
  rows: readonly OutboxMessage[],
  verdicts: ReadonlyMap<string, Verdict>,
  now: Date,
): Promise<readonly string[]> {
  const behind = rows.filter(({ id, threadOfId }) => threadOfId !== null && verdicts.get(id)?.does === "wait");
  if (behind.length === 0) return [];
  const sent = await db.outboxMessage.findMany({
    where: { id: { in: behind.flatMap(({ threadOfId }) => threadOfId ?? []) }, state: "sent" },
    select: { id: true },
  });
  const above = new Set(sent.map(({ id }) => id));
  const ids = behind.filter(({ threadOfId }) => above.has(threadOfId ?? "")).map(({ id }) => id);
  if (ids.length === 0) return [];
  const put = { id: { in: ids }, state: "waiting", problem: behindParent } as const;
  const found = await db.outboxMessage.findMany({ where: put, select: { id: true } });
  await db.outboxMessage.updateMany({ where: put, data: { sendAt: now } });
  return found.map(({ id }) => id);
}

type Sending = {
  readonly parts: DeliveryParts;
  readonly around: Surroundings;
  readonly mine: Claim;
  readonly people: (workspaceId: string) => ReadonlyMap<string, string>;
  readonly heldUntil: Map<string, Date>;
  readonly waits: Map<string, Date>;
  readonly record: (accepted: Accepted) => Promise<boolean>;
  readonly accepted: Accepted[];
  /** To look at again at once: an edit made while sending, or what the lease left no time for. */
  readonly again: string[];
};

/** One after another within a place, so that a channel reads in order; side by side across places. */
async function sendAll(
  parts: DeliveryParts,
  parcels: readonly Parcel[],
  around: Surroundings,
  mine: Claim,
  waits: Map<string, Date>,
): Promise<readonly string[]> {
  const people = await namedPeople(parts.db, parcels);
  const record = recorder(parts.db, mine.token);
  const sending: Sending = {
    parts,
    around,
    mine,
    people,
    record,
    waits,
    heldUntil: new Map(),
    accepted: [],
    again: [],
  };
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
  await rememberDirect(
    parts.db,
    sending.accepted.filter((one) => isNews(one, around)),
  );
  return [...sending.again, ...(await answersTo(sending))];
}

const isNews = ({ row, sent }: Accepted, { accounts }: Surroundings): boolean => {
  const known = accounts.get(row.toAccountId ?? "");
  return known?.dmState !== "open" || known.dmChannel !== sent?.dmChannel;
};

const timeToSend = 30_000;

async function sendOne(sending: Sending, parcel: Parcel): Promise<void> {
  const { parts, mine } = sending;
  const { row } = parcel;
  const workspace = sending.around.workspaces.get(row.workspaceId);
  const held = workspace && isFreeOfHolds(row, workspace) ? undefined : sending.heldUntil.get(row.workspaceId);
  if (held) {
    await putBack(parts.db, row, mine.token, { until: held, why: "the platform asked to wait", countsAttempt: false });
    sending.waits.set(row.id, held);
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
    const { heldUntil, until, said } = await recordSetback(parts, row, mine.token, spoken.failure);
    if (until && until > parts.clock.now()) sending.waits.set(row.id, until);
    if (heldUntil) sending.heldUntil.set(row.workspaceId, heldUntil);
    sending.again.push(...said);
    return;
  }
  // A record that fails is not a message that failed: it stays claimed, and is sent again when the lease has run out.
  const late = latenessOf(row, sending.around, mine.now);
  const accepted: Accepted = { row, sent: spoken.sent, at: parts.clock.now(), late };
  if (!(await sending.record(accepted)))
    parts.log.warn({ outboxId: row.id }, "a message was sent after its lease ran out");
  sending.accepted.push(accepted);
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
async function answersTo({ parts, accepted, mine }: Sending): Promise<string[]> {
  if (accepted.length === 0) return [];
  const { db } = parts;
  const sent = accepted.map(({ row }) => row.id);
  const waiting = await db.outboxMessage.findMany({
    where: {
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
