import { type ShiftedClock, shiftedClock, systemClock } from "./clock.ts";
import { makeTeam } from "./demo/made-up-team.ts";
import type { PrismaClient } from "./generated/prisma/client.ts";
import { localeFor } from "./i18n/texts.ts";

/** Which of the workspaces of the platform "web" is the practice room. */
export const practiceId = "practice";

const seed = 2026;

/** The room's clock goes on where it was left, so that what happened in its future stays in its past. */
export async function practiceClock(db: PrismaClient): Promise<ShiftedClock> {
  const clock = shiftedClock(systemClock);
  const workspace = await db.workspace.findUnique({
    where: { platform_externalId: { platform: "web", externalId: practiceId } },
    select: { id: true, orgId: true },
  });
  if (!workspace) return clock;
  const heard = await db.inboundDelivery.aggregate({ where: { workspaceId: workspace.id }, _max: { at: true } });
  const said = await db.outboxMessage.aggregate({ where: { workspaceId: workspace.id }, _max: { sentAt: true } });
  for (const moment of [heard._max.at, said._max.sentAt]) if (moment) clock.advanceTo(moment);
  return clock;
}

/**
 * Makes the made-up team where there is none yet, in the language of the computer it runs on; returns whom one can be.
 */
export async function preparePractice(db: PrismaClient, clock: ShiftedClock): Promise<readonly string[]> {
  const { locale, timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const given = { now: clock.now(), seed, locale: localeFor(locale), zone: timeZone };
  return (await makeTeam(db, given)).people.map(({ externalId }) => externalId);
}

/** Removes the made-up team, and only a made-up one, and makes it anew. */
export async function rebuildPractice(db: PrismaClient, clock: ShiftedClock): Promise<void> {
  const rooms = await db.workspace.findMany({
    where: { platform: "web", externalId: practiceId, org: { isMadeUp: true } },
    select: { orgId: true },
  });
  for (const { orgId } of rooms) await forget(db, orgId);
  await preparePractice(db, clock);
}

/** Rows without a link to the organisation go first; the rest goes with it. */
async function forget(db: PrismaClient, orgId: string): Promise<void> {
  await db.$transaction(
    async (tx) => {
      const tables = await tx.$queryRaw<{ name: string }[]>`
        select c.table_name as name from information_schema.columns c
        where c.table_schema = 'public' and c.column_name = 'orgId' and c.table_name not in ('Workspace', 'Team', 'Person', 'Goal', 'Metric')`;
      for (const { name } of tables) {
        await tx.$executeRawUnsafe(`delete from "${name}" where "orgId" = $1::uuid`, orgId);
      }
      await tx.goal.updateMany({ where: { orgId }, data: { parentId: null } });
      await tx.goal.deleteMany({ where: { orgId } });
      await tx.metric.deleteMany({ where: { orgId } });
      await tx.organisation.delete({ where: { id: orgId } });
    },
    { maxWait: 10_000, timeout: 60_000 },
  );
}
