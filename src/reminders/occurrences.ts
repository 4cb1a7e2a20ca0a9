import type { Occurrence, ScheduleKind } from "../generated/prisma/client.ts";
import type { DeliveryParts } from "../outbox/parts.ts";
import type { Work } from "../work.ts";
import { reasons } from "./catch-up.ts";

/** What each kind of schedule does when its moment comes. */
export type OccurrenceHandlers = Readonly<
  Record<ScheduleKind, (work: Work, occurrence: Occurrence) => Promise<unknown>>
>;

/** A fault that does not pass is not tried for ever. */
const mostAttempts = 10;

const failed = "skipped: it failed ten times";

/**
 * Runs a planned occurrence once: its effects, what it says and its being done commit together, so that a repeated or
 * lost job changes nothing. Rejects when it failed; then it stays planned and the planner returns to it.
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
    await countFailure(parts, id);
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

async function countFailure({ db, log }: DeliveryParts, id: string): Promise<void> {
  const { attempts } = await db.occurrence.update({
    where: { id },
    data: { attempts: { increment: 1 } },
    select: { attempts: true },
  });
  if (attempts < mostAttempts) return;
  await db.occurrence.updateMany({ where: { id, state: "planned" }, data: { state: "skipped", reason: failed } });
  log.error({ occurrenceId: id }, "an occurrence was given up");
}
