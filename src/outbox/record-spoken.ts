import { setTimeout as wait } from "node:timers/promises";
import type { OutboxMessage, PrismaClient } from "../generated/prisma/client.ts";
import { isDatabaseDown } from "../store/errors.ts";
import type { Sent } from "./deliverer.ts";
import type { LateCause } from "./late.ts";
import { together } from "./together.ts";

/** What a platform has accepted; `sent` is null for an edit. */
export type Accepted = {
  readonly row: OutboxMessage;
  readonly sent: Sent | null;
  readonly at: Date;
  /** What it said of its lateness, which edits go on saying. */
  readonly late: LateCause | null;
};

const recordedAtOnce = 200;

/**
 * Writes down what platforms accepted, and tells of each whether the lease was still ours. Between the platform's answer
 * and this record lies the one moment in which a crash can repeat a message, so a database that is away is waited for:
 * as long as we live, we know what was sent.
 */
export function recorder(db: PrismaClient, token: string): (accepted: Accepted) => Promise<boolean> {
  const send = together(
    (items: readonly Accepted[]) => insistently(() => recordSent(db, token, items)),
    recordedAtOnce,
  );
  return (accepted) =>
    accepted.sent === null ? insistently(() => recordShown(db, token, accepted.row)) : send(accepted);
}

/** A platform that had taken an earlier attempt answers with the words of then, so that the newest still have to follow. */
const certainlyShown = ({ attempts, revision }: OutboxMessage): number =>
  attempts > 1 && revision > 1 ? revision - 1 : revision;

/** Only who holds the lease may write; a lease that ran out belongs to whoever claimed next. */
async function recordSent(db: PrismaClient, token: string, items: readonly Accepted[]): Promise<boolean[]> {
  const column = (pick: (sent: Sent) => string) => items.map(({ sent }) => (sent ? pick(sent) : ""));
  const recorded = await db.$queryRaw<{ id: string }[]>`
    update "OutboxMessage" m
    set state = 'sent', problem = null, attempts = 0, "leaseUntil" = null, "leasedBy" = null,
      "externalId" = v.external, "externalPlace" = v.place, "sentAt" = v.at::timestamptz, "shownRevision" = v.revision,
      "lateBecause" = nullif(v.late, '')
    from unnest(
      ${items.map(({ row }) => row.id)}::uuid[],
      ${column(({ externalId }) => externalId)}::text[],
      ${column(({ place }) => place)}::text[],
      ${items.map(({ at }) => at.toISOString())}::text[],
      ${items.map(({ row }) => certainlyShown(row))}::int[],
      ${items.map(({ late }) => late ?? "")}::text[]) v(id, external, place, at, revision, late)
    where m.id = v.id and m."leasedBy" = ${token}
    returning m.id::text`;
  const ours = new Set(recorded.map(({ id }) => id));
  return items.map(({ row }) => ours.has(row.id));
}

async function recordShown(db: PrismaClient, token: string, { id, revision }: OutboxMessage): Promise<boolean> {
  const { count } = await db.outboxMessage.updateMany({
    where: { id, leasedBy: token },
    data: { leaseUntil: null, leasedBy: null, shownRevision: revision, attempts: 0, problem: null },
  });
  return count > 0;
}

/** Remembers under which conversation somebody was reached. What is lost of it is learned again next time. */
export async function rememberDirect(db: PrismaClient, reached: readonly Accepted[]): Promise<void> {
  const direct = reached.filter(({ row, sent }) => row.toAccountId !== null && sent?.dmChannel !== undefined);
  if (direct.length === 0) return;
  await db.$executeRaw`
    update "Account" a set "dmChannel" = v.channel, "dmState" = 'open'
    from unnest(
      ${direct.map(({ row }) => row.toAccountId)}::uuid[],
      ${direct.map(({ sent }) => sent?.dmChannel ?? "")}::text[]) v(id, channel)
    where a.id = v.id and (a."dmChannel" is distinct from v.channel or a."dmState" <> 'open')`;
}

/** Longer than any lease: somebody else has sent it by then. */
const waitsFor = 10 * 60_000;
const longestPause = 2_000;
const mostFaults = 3;

async function insistently<T>(act: () => Promise<T>): Promise<T> {
  let faults = 0;
  for (let waited = 0, pause = 0; ; pause = Math.min(longestPause, 2 * pause + 25)) {
    try {
      return await act();
    } catch (error) {
      if (!isDatabaseDown(error)) faults += 1;
      if (faults >= mostFaults || waited >= waitsFor) throw error;
    }
    if (pause > 0) await wait(pause);
    waited += pause;
  }
}
