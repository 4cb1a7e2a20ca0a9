import { messagesDueBy } from "./due.ts";
import type { DeliveryParts } from "./parts.ts";

/** How much is woken and deleted at once, so that each stays short on a table of any size. */
const batch = { woken: 20_000, deleted: 2_000 } as const;

/** Sweeps come more often than this, so that what becomes due between two of them goes out at its second. */
const ahead = 15_000;

const second = 1_000;
const day = 24 * 3_600_000;
const keep = { inbound: 7 * day, drafts: 1 * day } as const;

/**
 * Finds what lost its job, what a crash left claimed, and what is due within seconds, which is woken for its moment.
 * Everything can be derived from the tables, so that an emptied queue loses nothing. Returns what is due now.
 */
export async function sweep(parts: DeliveryParts): Promise<readonly string[]> {
  const now = parts.clock.now().getTime();
  const soon = await messagesDueBy(parts.db, new Date(now + ahead), batch.woken);
  const bySecond = new Map<number, string[]>([[0, []]]);
  for (const { id, at } of soon) {
    const wait = Math.max(0, Math.ceil((at.getTime() - now) / second));
    const ids = bySecond.get(wait) ?? [];
    ids.push(id);
    bySecond.set(wait, ids);
  }
  for (const [wait, ids] of bySecond) if (ids.length > 0) parts.wake?.(ids, wait * second);
  return bySecond.get(0) ?? [];
}

/** Removes what need not be kept. */
export async function forget({ db, clock }: DeliveryParts): Promise<void> {
  const now = clock.now();
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
