import { isZone } from "../calendar/zones.ts";
import type { Platform } from "../generated/prisma/client.ts";
import { localeFor } from "../i18n/texts.ts";
import type { Db } from "../store/db.ts";

export type NewWorkspace = {
  readonly platform: Platform;
  /** The platform's own id: a Slack team, a Discord guild. */
  readonly externalId: string;
  readonly name: string;
  readonly installerId?: string;
  readonly locale?: string;
  readonly zone?: string;
};

/** Finds the workspace, or makes it together with an organisation of its own. Safe to call from several processes. */
export async function ensureWorkspace(
  db: Db,
  given: NewWorkspace,
): Promise<{ id: string; orgId: string; isNew: boolean }> {
  const { platform, externalId } = given;
  const where = { platform_externalId: { platform, externalId } };
  const known = await db.workspace.findUnique({ where, select: { id: true, orgId: true } });
  if (known) return { ...known, isNew: false };
  const org = await db.organisation.create({
    data: {
      name: given.name,
      locale: localeFor(given.locale),
      zone: given.zone && isZone(given.zone) ? given.zone : "UTC",
    },
  });
  const made = await db.workspace.createManyAndReturn({
    data: [{ orgId: org.id, platform, externalId, name: given.name, installerId: given.installerId ?? null }],
    skipDuplicates: true,
    select: { id: true, orgId: true },
  });
  const first = made[0];
  if (first) return { ...first, isNew: true };
  await db.organisation.delete({ where: { id: org.id } });
  const theirs = await db.workspace.findUniqueOrThrow({ where, select: { id: true, orgId: true } });
  return { ...theirs, isNew: false };
}
