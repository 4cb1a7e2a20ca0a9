import { addDays, type LocalDate } from "../calendar/dates.ts";
import { firstZone, localDateOf } from "../calendar/zones.ts";
import type { PrismaClient, Role } from "../generated/prisma/client.ts";
import { rescheduleTeam } from "../reminders/schedules.ts";
import type { Db } from "../store/db.ts";
import type { Work } from "../work.ts";
import { audit } from "./audit.ts";
import { type From, personFor } from "./caller.ts";
import { bindingsIn, type GroupBinding, teamsByGroupIn, withTeamsByGroup } from "./group-bindings.ts";
import { activeMembership } from "./membership.ts";

const strongestFirst: readonly Role[] = ["manager", "rep", "observer"];

/**
 * Gives and takes the roles that follow from the groups somebody is in on their platform. A membership that was given by
 * hand is never ended and never made smaller here, and a team keeps its last manager. Returns outbox rows to wake.
 */
export async function followGroups(
  db: PrismaClient,
  now: Date,
  from: From,
  groups: readonly string[],
): Promise<readonly string[]> {
  const { settings } = await db.workspace.findUniqueOrThrow({
    where: { id: from.workspaceId },
    select: { settings: true },
  });
  const bindings = bindingsIn(settings);
  if (bindings.length === 0) return [];
  const { id } = await personFor(db, now, from);
  const found = await findFollower(db, now, id, bindings);
  const changes = changesFor(found, bindings, groups);
  if (changes.length === 0) return [];
  const said: string[] = [];
  await db.$transaction(async (tx) => {
    const work: Work = { db: tx, orgId: found.orgId, now, said };
    for (const change of changes) await apply(work, found, change);
    await remember(tx, found, changes);
  });
  return said;
}

type Follower = Awaited<ReturnType<typeof findFollower>>;

async function findFollower(db: Db, now: Date, personId: string, bindings: readonly GroupBinding[]) {
  const { org, ...person } = await db.person.findUniqueOrThrow({
    where: { id: personId },
    include: { org: { select: { zone: true } } },
  });
  const today = localDateOf(now, firstZone(person.zone, org.zone));
  const memberships = await db.membership.findMany({
    where: { personId, teamId: { in: bindings.map(({ teamId }) => teamId) }, ...activeMembership(today) },
  });
  const granted = teamsByGroupIn(person.settings);
  return {
    id: personId,
    orgId: person.orgId,
    name: person.name,
    settings: person.settings,
    today,
    memberships,
    granted,
  };
}

type Change = { readonly teamId: string; readonly role: Role | null };

function changesFor(follower: Follower, bindings: readonly GroupBinding[], groups: readonly string[]): Change[] {
  return [...new Set(bindings.map(({ teamId }) => teamId))].flatMap((teamId): Change[] => {
    const held = bindings.filter((one) => one.teamId === teamId && groups.includes(one.group)).map(({ role }) => role);
    const wanted = strongestFirst.find((role) => held.includes(role)) ?? null;
    const has = follower.memberships.find((membership) => membership.teamId === teamId)?.role ?? null;
    const isGranted = follower.granted.includes(teamId);
    if (wanted === has || (wanted === null && !isGranted)) return [];
    const isLess = has !== null && wanted !== null && strongestFirst.indexOf(wanted) > strongestFirst.indexOf(has);
    return isLess && !isGranted ? [] : [{ teamId, role: wanted }];
  });
}

async function apply(work: Work, follower: Follower, { teamId, role }: Change): Promise<void> {
  const { db, orgId } = work;
  const membership = follower.memberships.find((one) => one.teamId === teamId);
  if (membership?.role === "manager" && (await isLastManager(db, teamId, follower))) return;
  if (membership && role) await db.membership.update({ where: { id: membership.id }, data: { role } });
  else if (membership) await end(db, membership, follower.today);
  else if (role) {
    const startsOn = follower.today;
    const key = { teamId, personId: follower.id, startsOn };
    const create = { orgId, ...key, role };
    await db.membership.upsert({ where: { teamId_personId_startsOn: key }, create, update: { role, endsOn: null } });
  }
  await rescheduleTeam(work, teamId);
  const action = role ? (membership ? "team role" : "team add") : "team remove";
  const change = { before: { role: membership?.role ?? null }, after: { role, byGroup: true } };
  await audit(work, { action, subject: "membership", subjectId: follower.id, ...change });
}

async function isLastManager(db: Db, teamId: string, { id, today }: Follower): Promise<boolean> {
  const where = { teamId, role: "manager", personId: { not: id }, ...activeMembership(today) } as const;
  return (await db.membership.count({ where })) === 0;
}

async function end(db: Db, membership: { id: string; startsOn: LocalDate }, today: LocalDate): Promise<void> {
  const endsOn = addDays(today, -1);
  if (endsOn < membership.startsOn) await db.membership.delete({ where: { id: membership.id } });
  else await db.membership.update({ where: { id: membership.id }, data: { endsOn } });
}

/** Remembers which memberships a group gave, so that only those end with it. */
async function remember(db: Db, follower: Follower, changes: readonly Change[]): Promise<void> {
  const byHand = new Set(
    follower.memberships.map(({ teamId }) => teamId).filter((id) => !follower.granted.includes(id)),
  );
  const given = changes.filter(({ role, teamId }) => role !== null && !byHand.has(teamId)).map(({ teamId }) => teamId);
  const taken = new Set(changes.filter(({ role }) => role === null).map(({ teamId }) => teamId));
  const teamsByGroup = [...new Set([...follower.granted.filter((id) => !taken.has(id)), ...given])];
  const settings = withTeamsByGroup(follower.settings, teamsByGroup);
  await db.person.update({ where: { id: follower.id }, data: { settings } });
}
