import type { Occurrence, ScheduleKind } from "../generated/prisma/client.ts";
import type { DeliveryParts } from "../outbox/parts.ts";
import { longestWait, retryAfter } from "../outbox/retry.ts";
import { isDatabaseDown } from "../store/errors.ts";
import type { Work } from "../work.ts";
import { isOver, reasons } from "./catch-up.ts";
import { tellMissed } from "./missed.ts";

/** What each kind of schedule does when its moment comes. */
export type OccurrenceHandlers = Readonly<
  Record<ScheduleKind, (work: Work, occurrence: Occurrence) => Promise<unknown>>
>;

/** A fault that does not pass is not tried for ever. */
const mostAttempts = 10;

/**
 * Runs a planned occurrence once: its effects, what it says and its being done commit together, so that a repeated or
 * lost job changes nothing. Rejects when it failed; then it stays planned and the planner returns to it, ever more rarely.
 */
export async function runOccurrence(parts: DeliveryParts, handlers: OccurrenceHandlers, id: string): Promise<boolean> {
  const { db, clock } = parts;
  try {
    const said = await db.$transaction(
      async (tx) => {
        const locked = await tx.$queryRaw<{ id: string }[]>`
          select id::text from "Occurrence" where id = ${id}::uuid and state = 'planned' for update`;
        if (locked.length === 0) return null;
        const occurrence = await tx.occurrence.findUniqueOrThrow({ where: { id } });
        const work: Work = { db: tx, orgId: occurrence.orgId, now: clock.now(), said: [] };
        if (occurrence.reason === reasons.useless || isOver(occurrence.kind, occurrence.dueAt, work.now)) {
          await skip(work, occurrence, reasons.useless);
          return work.said;
        }
        await handlers[occurrence.kind](work, occurrence);
        if (occurrence.reason === reasons.late) await markLate(work);
        await tx.occurrence.update({ where: { id }, data: { state: "done", doneAt: work.now } });
        return work.said;
      },
      { timeout: 60_000, maxWait: 15_000 },
    );
    if (said && said.length > 0) parts.wake?.(said);
    return said !== null;
  } catch (error) {
    if (isDatabaseDown(error)) await putOff(parts, id).catch(() => undefined);
    else await countFailure(parts, id);
    throw error;
  }
}

/** What it says tells that it is late, unless its own moment is still to come, such as a manager's morning further west. */
async function markLate({ db, orgId, said, now }: Work): Promise<void> {
  await db.outboxMessage.updateMany({
    where: { orgId, id: { in: said }, lateBecause: null, dueAt: { lte: now } },
    data: { lateBecause: "down" },
  });
}

async function skip(work: Work, occurrence: Occurrence, reason: string): Promise<void> {
  await work.db.occurrence.update({ where: { id: occurrence.id }, data: { state: "skipped", reason } });
  await tellMissed(work, occurrence, reason);
}

/**
 * A database that was away is no fault of the occurrence. But what outlives its time again and again fails in the same
 * words, so that it is tried the more seldom the longer it has been due, until it is of no use.
 */
async function putOff({ db, clock }: DeliveryParts, id: string): Promise<void> {
  const now = clock.now();
  const { dueAt } = await db.occurrence.findUniqueOrThrow({ where: { id }, select: { dueAt: true } });
  const wait = Math.min(longestWait, (now.getTime() - dueAt.getTime()) / 4);
  await db.occurrence.update({ where: { id }, data: { tryAt: new Date(now.getTime() + wait) } });
}

async function countFailure(parts: DeliveryParts, id: string): Promise<void> {
  const { db, clock, log } = parts;
  const now = clock.now();
  const said = await db.$transaction(async (tx) => {
    const counted = await tx.occurrence.update({ where: { id }, data: { attempts: { increment: 1 } } });
    if (counted.state !== "planned") return [];
    const wait = counted.attempts < mostAttempts ? retryAfter(counted.attempts, true) : null;
    if (wait !== null) {
      await tx.occurrence.update({ where: { id }, data: { tryAt: new Date(now.getTime() + wait) } });
      return [];
    }
    const work: Work = { db: tx, orgId: counted.orgId, now, said: [] };
    await skip(work, counted, reasons.failed);
    log.error({ occurrenceId: id }, "an occurrence was given up");
    return work.said;
  });
  if (said.length > 0) parts.wake?.(said);
}
