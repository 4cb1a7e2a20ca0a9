import { addDays, isoWeek } from "../calendar/dates.ts";
import { localDateOf } from "../calendar/zones.ts";
import { Prisma, type PrismaClient } from "../generated/prisma/client.ts";
import type { Parts } from "./parts.ts";

const day = 24 * 3_600_000;
const keep = { inbound: 7 * day, drafts: 1 * day, linkCodes: 1 * day } as const;

/** How much is deleted at once, so that each deletion stays short on a table of any size. */
const batch = 2_000;

/** Removes what need not be kept, all of it, a batch at a time. */
export async function forget({ db, clock }: Parts): Promise<void> {
  const now = clock.now();
  const before = (age: number) => new Date(now.getTime() - age).toISOString();
  await remove(db, "InboundDelivery", Prisma.sql`where at < ${before(keep.inbound)}::timestamptz`);
  await remove(db, "FormDraft", Prisma.sql`where at < ${before(keep.drafts)}::timestamptz`);
  await remove(db, "LinkCode", Prisma.sql`where "expiresAt" < ${before(keep.linkCodes)}::timestamptz`);
  const spans = await db.organisation.findMany({ select: { retentionDays: true }, distinct: ["retentionDays"] });
  // One moment for all organisations that keep things for as long: a bound that an index can be read up to.
  for (const { retentionDays } of spans) await forgetAfter(db, now, retentionDays);
}

type Table = "InboundDelivery" | "FormDraft" | "LinkCode" | "OutboxMessage" | "Occurrence" | "InsightSeen";

async function remove(db: PrismaClient, table: Table, which: Prisma.Sql): Promise<void> {
  const name = Prisma.raw(`"${table}"`);
  for (let removed = batch; removed === batch; ) {
    removed = await db.$executeRaw`
      delete from ${name} where id in (select one.id from ${name} one ${which} limit ${batch})`;
  }
}

async function forgetAfter(db: PrismaClient, now: Date, days: number): Promise<void> {
  const until = new Date(now.getTime() - days * day).toISOString();
  const theirs = Prisma.sql`in (select id from "Organisation" where "retentionDays" = ${days})`;
  // Ended messages by when they were due; those of a workspace that left wait as long, in case it comes back.
  await remove(
    db,
    "OutboxMessage",
    Prisma.sql`where one.state in ('sent', 'skipped', 'cancelled', 'failed')
      and one."sendAt" < ${until}::timestamptz and one."orgId" ${theirs}`,
  );
  await remove(
    db,
    "OutboxMessage",
    Prisma.sql`where one."sendAt" < ${until}::timestamptz
      and one."workspaceId" in (select id from "Workspace" where state = 'left' and "orgId" ${theirs})`,
  );
  // The newest tells which dates a schedule has had.
  await remove(
    db,
    "Occurrence",
    Prisma.sql`where one.state in ('done', 'skipped') and one."dueAt" < ${until}::timestamptz and one."orgId" ${theirs}
      and exists (select 1 from "Occurrence" n where n."scheduleId" = one."scheduleId" and n.date > one.date)`,
  );
  const week = isoWeek(addDays(localDateOf(now, "UTC"), -days));
  await remove(db, "InsightSeen", Prisma.sql`where one.week < ${week} and one."orgId" ${theirs}`);
}
