import { Prisma } from "../generated/prisma/client.ts";
import type { Db } from "../store/db.ts";

/** Edits that failed for two days are left; a bound lets the index on (state, sendAt) find the rest. */
const editsWithin = 2 * 24 * 3_600_000;

/**
 * The oldest outbox rows that can be delivered now: of these the first of every workspace before the next of any, so that
 * one which has thousands does not make the others wait. Workspaces that left or must wait are passed over.
 */
export async function dueMessages(db: Db, now: Date, limit: number): Promise<string[]> {
  return (await messagesDueBy(db, now, limit)).map(({ id }) => id);
}

/** The same for an instant to come, each with the moment from which it can be delivered. */
export function messagesDueBy(db: Db, until: Date, limit: number): Promise<{ id: string; at: Date }[]> {
  const at = until.toISOString();
  const since = new Date(until.getTime() - editsWithin).toISOString();
  const isFree = Prisma.sql`(w."heldUntil" is null or w."heldUntil" <= ${at}::timestamptz)`;
  const reachable = Prisma.sql`exists (
    select 1 from "Workspace" w where w.id = m."workspaceId" and w.state = 'active' and ${isFree})`;
  // As isFreeOfHolds decides.
  const editable = Prisma.sql`exists (
    select 1 from "Workspace" w where w.id = m."workspaceId" and w.state = 'active' and (w.platform = 'slack' or ${isFree}))`;
  return db.$queryRaw<{ id: string; at: Date }[]>`
    with due as (
    (select m.id::text, m."workspaceId" workspace, m."sendAt" at from "OutboxMessage" m
      where m.state = 'waiting' and m."sendAt" <= ${at}::timestamptz and ${reachable}
      order by m."sendAt" limit ${limit})
    union all
    (select m.id::text, m."workspaceId", m."leaseUntil" from "OutboxMessage" m
      where m.state = 'sending' and m."leaseUntil" <= ${at}::timestamptz limit ${limit})
    union all
    (select m.id::text, m."workspaceId", m."sendAt" from "OutboxMessage" m
      where m.state = 'sent' and m.revision > m."shownRevision" and m."sendAt" <= ${at}::timestamptz
        and m."sendAt" > ${since}::timestamptz and ${editable}
        and (m."leaseUntil" is null or m."leaseUntil" <= ${at}::timestamptz)
      limit ${limit}))
    select id, at from due order by row_number() over (partition by workspace order by at), at limit ${limit}`;
}

/** When the next waiting message is due after an instant, if any is. */
export async function nextMessageAt(db: Db, after: Date): Promise<Date | null> {
  const [row] = await db.$queryRaw<{ at: Date | null }[]>`
    select min(at) at from (
      select greatest(m."sendAt", coalesce(w."heldUntil", m."sendAt")) at
      from "OutboxMessage" m join "Workspace" w on w.id = m."workspaceId"
      where m.state = 'waiting' and w.state = 'active') next
    where at > ${after.toISOString()}::timestamptz`;
  return row?.at ?? null;
}
