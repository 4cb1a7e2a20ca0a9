import { isZone } from "../../src/calendar/zones.ts";
import type { Connection } from "./connection.ts";
import { nameOf, type SlackUser } from "./people.ts";

/** A person's name, zone, language or account changed in Slack. Whoever never met us is left alone. */
export async function followUser(
  { db, locales }: Connection,
  workspace: { readonly id: string },
  user: SlackUser,
): Promise<void> {
  const where = { workspaceId_externalId: { workspaceId: workspace.id, externalId: user.id } };
  const account = await db.account.findUnique({ where, select: { id: true, name: true, personId: true } });
  if (!account) return;
  locales.delete(user.id);
  const name = nameOf(user);
  await db.$transaction([
    db.account.update({
      where: { id: account.id },
      data: {
        name,
        ...(user.tz && isZone(user.tz) ? { zone: user.tz } : {}),
        ...(user.locale ? { locale: user.locale } : {}),
        state: user.deleted ? "gone" : "active",
      },
    }),
    // A name that was set by hand stays.
    db.person.updateMany({ where: { id: account.personId, name: account.name }, data: { name } }),
  ]);
}
