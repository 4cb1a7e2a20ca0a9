import type { OutboxMessage, Prisma } from "../generated/prisma/client.ts";
import { mergedInto } from "./merged.ts";

const free = { leaseUntil: null, leasedBy: null } as const;

/** Only who holds the lease may write; a lease that ran out belongs to whoever claimed next. */
const held = ({ id }: OutboxMessage, token: string) => ({ id, leasedBy: token });

export type Putting = {
  readonly until: Date;
  readonly why: string | null;
  /** A wait that we chose is no failed attempt. */
  readonly countsAttempt: boolean;
  readonly lateBecause?: string;
};

/** Back into the queue until an instant. */
export function putBack(db: Prisma.TransactionClient, row: OutboxMessage, token: string, putting: Putting) {
  return db.outboxMessage.updateMany({
    where: held(row, token),
    data: {
      ...free,
      ...(row.state === "sent" ? {} : { state: "waiting" as const }),
      sendAt: putting.until,
      problem: putting.why,
      ...(putting.countsAttempt ? {} : { attempts: Math.max(0, row.attempts - 1) }),
      ...(putting.lateBecause ? { lateBecause: putting.lateBecause } : {}),
    },
  });
}

/** The same for many in the same state that wait for the same, by our choice. */
export function putBackAll(
  db: Prisma.TransactionClient,
  rows: readonly OutboxMessage[],
  token: string,
  { until, why, lateBecause }: Pick<Putting, "until" | "why" | "lateBecause">,
) {
  const isEdit = rows[0]?.state === "sent";
  return db.outboxMessage.updateMany({
    where: { id: { in: rows.map(({ id }) => id) }, leasedBy: token },
    data: {
      ...free,
      ...(isEdit ? {} : { state: "waiting" as const }),
      ...{ sendAt: until, problem: why, attempts: { decrement: 1 } },
      ...(lateBecause ? { lateBecause } : {}),
    },
  });
}

export function giveUp(
  db: Prisma.TransactionClient,
  row: OutboxMessage,
  token: string,
  end: { readonly state: "failed" | "skipped"; readonly why: string },
) {
  const data = row.state === "sent" ? { shownRevision: row.revision } : { state: end.state };
  return db.outboxMessage.updateMany({ where: held(row, token), data: { ...free, ...data, problem: end.why } });
}

/** Makes messages parts of another one, which then is of use for as long as any of them. */
export function recordMerged(
  db: Prisma.TransactionClient,
  host: OutboxMessage,
  parts: readonly OutboxMessage[],
  token: string,
) {
  const ends = [host, ...parts].map(({ usefulUntil }) => usefulUntil);
  const last = ends.some((end) => end === null) ? null : Math.max(...ends.map((end) => end?.getTime() ?? 0));
  return [
    db.outboxMessage.updateMany({
      where: { id: { in: parts.map(({ id }) => id) }, leasedBy: token },
      data: { ...free, state: "cancelled", problem: mergedInto(host.id) },
    }),
    db.outboxMessage.updateMany({
      where: held(host, token),
      data: { usefulUntil: last === null ? null : new Date(last) },
    }),
  ];
}
