import { isZone } from "../calendar/zones.ts";
import type { AccountState, PrismaClient } from "../generated/prisma/client.ts";
import type { Work } from "../work.ts";
import type { From } from "./caller.ts";
import { rescheduleTeamsOf } from "./teams.ts";

/** What a platform now says of an account; what it leaves out stays as it was. */
export type AccountFacts = Pick<From, "workspaceId" | "externalId" | "name" | "locale" | "zone"> & {
  readonly state?: AccountState;
};

/**
 * Notes what changed about somebody on a platform, and plans their teams again when they live by a zone that moved.
 * Whoever never met us is left alone. Returns outbox rows to wake.
 */
export async function followAccount(db: PrismaClient, now: Date, facts: AccountFacts): Promise<readonly string[]> {
  const { workspaceId, externalId, name, locale, state } = facts;
  const zone = facts.zone && isZone(facts.zone) ? facts.zone : undefined;
  const said: string[] = [];
  await db.$transaction(async (tx) => {
    const known = await tx.account.findUnique({
      where: { workspaceId_externalId: { workspaceId, externalId } },
      select: { id: true, orgId: true, name: true, zone: true, personId: true, person: { select: { zone: true } } },
    });
    if (!known) return;
    const data = { name, ...(locale ? { locale } : {}), ...(zone ? { zone } : {}), ...(state ? { state } : {}) };
    await tx.account.update({ where: { id: known.id }, data });
    // A name that was set by hand stays.
    await tx.person.updateMany({ where: { id: known.personId, name: known.name }, data: { name } });
    if (zone === undefined || zone === known.zone || known.person.zone !== null) return;
    const work: Work = { db: tx, orgId: known.orgId, now, said };
    await rescheduleTeamsOf(work, known.personId);
  });
  return said;
}
