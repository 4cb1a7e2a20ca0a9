import type { PrismaClient } from "../generated/prisma/client.ts";
import { reminderTexts } from "../i18n/reminders.ts";
import { sayToPerson } from "../outbox/say.ts";
import { strong } from "../view/text.ts";
import { paragraph, view } from "../view/view.ts";
import type { Work } from "../work.ts";

/** What a platform tells of a place: the workspace by its id in our database, a channel by the platform's. */
export type ChannelEvent = { readonly workspaceId: string; readonly externalId: string };

/** The platform removed us. Nothing is deleted: what is said waits for us to be back, or for the retention to end. */
export async function workspaceLeft(db: PrismaClient, now: Date, workspaceId: string): Promise<void> {
  await db.workspace.updateMany({
    where: { id: workspaceId, state: "active" },
    data: { state: "left", leftAt: now },
  });
}

/** We are in it, perhaps again, and this is what it is called now. Returns whether we had been away. */
export async function workspacePresent(
  db: PrismaClient,
  workspaceId: string,
  now: { readonly name: string },
): Promise<boolean> {
  const { count } = await db.workspace.updateMany({
    where: { id: workspaceId, state: "left" },
    data: { state: "active", leftAt: null },
  });
  await db.workspace.updateMany({ where: { id: workspaceId, NOT: { name: now.name } }, data: { name: now.name } });
  return count > 0;
}

/** A channel takes nothing from us any more. Admins whose team loses it are told once; returns outbox rows to wake. */
export async function channelClosed(
  db: PrismaClient,
  now: Date,
  { workspaceId, externalId }: ChannelEvent,
): Promise<readonly string[]> {
  const said: string[] = [];
  await db.$transaction(async (tx) => {
    const lost = await tx.teamChannel.findMany({
      where: { workspaceId, externalId, state: "active" },
      include: { team: { select: { name: true } } },
    });
    for (const { id, orgId, name, teamId, team } of lost) {
      const { count } = await tx.teamChannel.updateMany({ where: { id, state: "active" }, data: { state: "gone" } });
      if (count === 0) continue;
      const work: Work = { db: tx, orgId, now, said };
      const admins = await tx.person.findMany({
        where: { orgId, isAdmin: true, state: "active" },
        select: { id: true },
      });
      for (const admin of admins) {
        const key = `channel-gone:${id}:${now.getTime()}:${admin.id}`;
        const values = { channel: name, team: strong(team.name) };
        await sayToPerson(work, admin.id, { key, kind: "notice", teamId }, (words) =>
          view(
            words.plain(reminderTexts.channelGone, values),
            paragraph(words.text(reminderTexts.channelGone, values)),
          ),
        );
      }
    }
  });
  return said;
}

/** A channel that we can write to, under its present name. */
export async function channelOpen(
  db: PrismaClient,
  { workspaceId, externalId }: ChannelEvent,
  name: string,
): Promise<void> {
  await db.teamChannel.updateMany({
    where: { workspaceId, externalId, OR: [{ state: "gone" }, { NOT: { name } }] },
    data: { state: "active", name },
  });
}
