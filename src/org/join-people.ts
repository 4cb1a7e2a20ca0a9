import type { Membership, Person, Role } from "../generated/prisma/client.ts";
import type { Db } from "../store/db.ts";
import { teamsByGroupIn, withTeamsByGroup } from "./group-bindings.ts";

/**
 * Makes one person of two in an organisation: the one who was there first keeps everything of the other. Facts are
 * moved and never copied, so nothing is counted twice.
 */
export async function joinPeople(db: Db, orgId: string, ids: readonly [string, string]): Promise<Person> {
  const people = await db.person.findMany({
    where: { orgId, id: { in: [...ids] } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  const [keep, gone] = people;
  if (!keep || !gone) throw new Error("Two people of one organisation are needed");
  const byGroup = await teamsByGroup(db, orgId, [keep, gone]);
  await joinMemberships(db, keep.id, gone.id);
  await joinCheckIns(db, keep.id, gone.id);
  await moveOwned(db, orgId, keep.id, gone.id);
  await moveWritten(db, orgId, keep.id, gone.id);
  await db.person.delete({ where: { id: gone.id } });
  return db.person.update({ where: { id: keep.id }, data: { ...filledWith(keep, gone), settings: byGroup } });
}

/**
 * The settings of both, with the teams in which a group alone holds them. Without those a right that came with a group
 * would stay when the group is left; where the other was in the team by hand at the same time, it has to stay.
 */
async function teamsByGroup(db: Db, orgId: string, people: readonly [Person, Person]): Promise<object> {
  const personId = { in: people.map(({ id }) => id) };
  const memberships = await db.membership.findMany({ where: { orgId, personId } });
  const teams = people.flatMap(({ id, settings }, at) => {
    const other = people[1 - at];
    return teamsByGroupIn(settings).filter((teamId) => {
      const isByHand = other && !teamsByGroupIn(other.settings).includes(teamId);
      const [own, theirs] = [id, other?.id].map((who) =>
        memberships.filter((one) => one.teamId === teamId && one.personId === who),
      );
      return !(isByHand && own?.some((one) => theirs?.some((their) => overlap(one, their))));
    });
  });
  const [keep, gone] = people;
  return withTeamsByGroup({ ...withTeamsByGroup(gone.settings, []), ...withTeamsByGroup(keep.settings, []) }, [
    ...new Set(teams),
  ]);
}

/** What the first has not set is taken from the second. */
function filledWith(keep: Person, gone: Person) {
  return {
    isAdmin: keep.isAdmin || gone.isAdmin,
    email: keep.email ?? gone.email,
    importKey: keep.importKey ?? gone.importKey,
    locale: keep.locale ?? gone.locale,
    zone: keep.zone ?? gone.zone,
    hiredOn: keep.hiredOn ?? gone.hiredOn,
    country: keep.country ?? gone.country,
    region: keep.region ?? gone.region,
    quietFrom: keep.quietFrom ?? gone.quietFrom,
    quietTo: keep.quietTo ?? gone.quietTo,
    mutedUntil: keep.mutedUntil ?? gone.mutedUntil,
    optedOutAt: keep.optedOutAt ?? gone.optedOutAt,
    preferredPlatform: keep.preferredPlatform ?? gone.preferredPlatform,
    ...(keep.workPattern.length === 0 ? { workPattern: gone.workPattern } : {}),
  };
}

const strongestFirst: readonly Role[] = ["manager", "rep", "observer"];

/** Two memberships in one team at the same time become one, of the stronger role, from the earlier day. */
async function joinMemberships(db: Db, keep: string, gone: string): Promise<void> {
  const own = await db.membership.findMany({ where: { personId: keep } });
  for (const theirs of await db.membership.findMany({ where: { personId: gone } })) {
    const same = own.find((one) => one.teamId === theirs.teamId && overlap(one, theirs));
    if (!same) {
      await db.membership.update({ where: { id: theirs.id }, data: { personId: keep } });
      continue;
    }
    const role = strongestFirst.find((one) => one === same.role || one === theirs.role) ?? same.role;
    const startsOn = same.startsOn < theirs.startsOn ? same.startsOn : theirs.startsOn;
    const endsOn = same.endsOn === null || theirs.endsOn === null ? null : later(same.endsOn, theirs.endsOn);
    await db.membership.delete({ where: { id: theirs.id } });
    await db.membership.update({ where: { id: same.id }, data: { role, startsOn, endsOn } });
  }
}

const overlap = (a: Membership, b: Membership): boolean =>
  a.startsOn <= (b.endsOn ?? "9999-12-31") && b.startsOn <= (a.endsOn ?? "9999-12-31");
const later = (a: string, b: string): string => (a > b ? a : b);

/** Asked twice in one round, a person has one check-in: the one that was answered. */
async function joinCheckIns(db: Db, keep: string, gone: string): Promise<void> {
  const own = await db.checkIn.findMany({
    where: { personId: keep },
    select: { id: true, roundId: true, state: true },
  });
  const theirs = await db.checkIn.findMany({
    where: { personId: gone, roundId: { in: own.map(({ roundId }) => roundId) } },
    select: { id: true, roundId: true, state: true },
  });
  const surplus = theirs.map((one) => {
    const mine = own.find(({ roundId }) => roundId === one.roundId);
    return mine && mine.state !== "answered" && one.state === "answered" ? mine.id : one.id;
  });
  await db.checkIn.deleteMany({ where: { id: { in: surplus } } });
}

/** What belongs to a person. */
async function moveOwned(db: Db, orgId: string, keep: string, gone: string): Promise<void> {
  const where = { orgId, personId: gone };
  const data = { personId: keep };
  await db.account.updateMany({ where, data });
  await db.absence.updateMany({ where, data });
  await db.checkIn.updateMany({ where, data });
  await db.entry.updateMany({ where, data });
  await db.deal.updateMany({ where, data });
  await db.blocker.updateMany({ where, data });
  await db.linkCode.updateMany({ where, data });
  await db.insightSeen.updateMany({ where, data });
  await db.planLine.updateMany({ where: { ...where, plan: { lines: { none: { personId: keep } } } }, data });
  await db.planLine.updateMany({ where, data: { personId: null } });
  await db.goal.updateMany({ where: { orgId, ownerId: gone }, data: { ownerId: keep } });
  await db.blocker.updateMany({ where: { orgId, ownerId: gone }, data: { ownerId: keep } });
  await db.blocker.updateMany({ where: { orgId, requestedToId: gone }, data: { requestedToId: keep } });
  await db.departmentOwner.updateMany({ where, data });
  await db.actionItem.updateMany({ where: { orgId, ownerId: gone }, data: { ownerId: keep } });
  await db.actionItem.updateMany({ where: { orgId, aboutId: gone }, data: { aboutId: keep } });
  await db.outboxMessage.updateMany({ where: { orgId, toPersonId: gone }, data: { toPersonId: keep } });
}

/** What a person did. */
async function moveWritten(db: Db, orgId: string, keep: string, gone: string): Promise<void> {
  const by = { where: { orgId, byPersonId: gone }, data: { byPersonId: keep } };
  await db.absence.updateMany(by);
  await db.goalRevision.updateMany(by);
  await db.goalDialogue.updateMany(by);
  await db.entry.updateMany(by);
  await db.marketFigure.updateMany(by);
  await db.auditEvent.updateMany(by);
  await db.auditEvent.updateMany({ where: { orgId, subjectId: gone }, data: { subjectId: keep } });
  await db.entry.updateMany({ where: { orgId, voidedById: gone }, data: { voidedById: keep } });
  const created = { where: { orgId, createdById: gone }, data: { createdById: keep } };
  await db.goal.updateMany(created);
  await db.actionItem.updateMany(created);
  await db.plan.updateMany(created);
  await db.blocker.updateMany({ where: { orgId, requestedById: gone }, data: { requestedById: keep } });
}
