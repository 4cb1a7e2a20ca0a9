import { setTimeout as wait } from "node:timers/promises";
import { localDateOf } from "../../src/calendar/zones.ts";
import { activeMembership } from "../../src/org/membership.ts";
import type { Built } from "./built.ts";
import type { Connection } from "./connection.ts";
import { publishHome } from "./home.ts";
import { type Asker, askerOf } from "./people.ts";
import type { Workspace } from "./workspaces.ts";

/** Who opened their Home tab this long ago may still look at it. */
const lately = 12 * 3_600_000;
/** Several changes within this time are shown at once. */
const pause = 1_000;
const mostAtOnce = 30;

/** After somebody acted: what they look at, and after a change also what those look at whom it concerns. */
export async function refreshHome(connection: Connection, { asker, key }: Built, isShown = false): Promise<void> {
  const { db, clock } = connection;
  const { workspace, userId } = asker;
  const here = { orgId: workspace.orgId, workspaceId: workspace.id };
  const since = { gte: new Date(clock.now().getTime() - lately) };
  const own = { ...here, externalId: userId, homeSeenAt: since };
  if (isShown || (await db.account.count({ where: own })) > 0) await publishHome(connection, asker);
  if ((await db.inboundDelivery.count({ where: { ...here, key } })) === 0) return;
  const concerned = await db.account.findMany({
    where: {
      ...here,
      state: "active",
      externalId: { not: userId },
      homeSeenAt: since,
      person: await near(connection, asker),
    },
    select: { externalId: true, name: true },
    orderBy: { homeSeenAt: "desc" },
    take: mostAtOnce,
  });
  for (const { externalId, name } of concerned) soon(connection, workspace, { id: externalId, name });
}

/** Whoever manages the actor's teams, and everybody in the teams that the actor manages; an admin's act may concern all. */
async function near({ db, clock }: Connection, { workspace, userId, words }: Asker) {
  const { orgId, id: workspaceId } = workspace;
  const current = activeMembership(localDateOf(clock.now(), words.zone));
  const memberships = await db.membership.findMany({
    where: { orgId, person: { accounts: { some: { workspaceId, externalId: userId } } }, ...current },
    select: { teamId: true, role: true },
  });
  const admin = { orgId, isAdmin: true, accounts: { some: { workspaceId, externalId: userId } } };
  if ((await db.person.count({ where: admin })) > 0) return {};
  const all = memberships.map(({ teamId }) => teamId);
  const managed = memberships.flatMap(({ teamId, role }) => (role === "manager" ? [teamId] : []));
  const which = [{ teamId: { in: managed } }, { teamId: { in: all }, role: "manager" as const }];
  return { memberships: { some: { AND: [current, { OR: which }] } } };
}

function soon(
  connection: Connection,
  workspace: Workspace,
  user: { readonly id: string; readonly name: string },
): void {
  const { homesDue } = connection;
  const key = `${workspace.id} ${user.id}`;
  if (homesDue.has(key)) return;
  homesDue.add(key);
  connection.later("another's Home tab", async () => {
    await wait(pause, undefined, { ref: false });
    homesDue.delete(key);
    const asker = await askerOf(connection, workspace, user);
    await publishHome(connection, { ...asker, from: { ...asker.from, isAbsent: true } });
  });
}
