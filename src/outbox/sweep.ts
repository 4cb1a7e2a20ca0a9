import { dueMessages } from "./due.ts";
import type { DeliveryParts } from "./parts.ts";

/** How much one sweep does, so that it stays short on a table of any size. */
const batch = { woken: 20_000, deleted: 2_000 } as const;

const day = 24 * 3_600_000;
const keep = { inbound: 7 * day, drafts: 1 * day } as const;

/**
 * Finds what lost its job, what waited for this minute and what a crash left claimed, and removes what need not be
 * kept. Everything can be derived from the tables, so that an emptied queue loses nothing.
 */
export async function sweep(parts: DeliveryParts): Promise<readonly string[]> {
  const now = parts.clock.now();
  const due = await dueMessages(parts.db, now, batch.woken);
  if (due.length > 0) parts.wake?.(due);
  await forget(parts, now);
  return due;
}

async function forget({ db }: DeliveryParts, now: Date): Promise<void> {
  const before = (age: number) => new Date(now.getTime() - age).toISOString();
  await db.$executeRaw`
    delete from "InboundDelivery" where id in (
      select id from "InboundDelivery" where at < ${before(keep.inbound)}::timestamptz limit ${batch.deleted})`;
  await db.$executeRaw`
    delete from "FormDraft" where id in (
      select id from "FormDraft" where at < ${before(keep.drafts)}::timestamptz limit ${batch.deleted})`;
  // Ended messages by when they were due; those of a workspace that left wait as long, in case it comes back.
  await db.$executeRaw`
    delete from "OutboxMessage" where id in (
      select m.id from "OutboxMessage" m
      join "Organisation" o on o.id = m."orgId" join "Workspace" w on w.id = m."workspaceId"
      where (m.state in ('sent', 'skipped', 'cancelled', 'failed') or w.state = 'left')
        and m."sendAt" < ${now.toISOString()}::timestamptz - make_interval(days => o."retentionDays")
      limit ${batch.deleted})`;
}
