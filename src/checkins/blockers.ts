import { daysBetween } from "../calendar/dates.ts";
import { UserError } from "../errors.ts";
import type { Blocker } from "../generated/prisma/client.ts";
import { blockerNames, departmentNames, blockerTexts as m } from "../i18n/blockers.ts";
import type { Words } from "../i18n/words.ts";
import { type BlockerCode, blockerInfo, isBlockerCode } from "../insight/rules/blocker-taxonomy.ts";
import { audit } from "../org/audit.ts";
import type { PersonWork } from "../work.ts";

export type NewBlocker = {
  readonly category: BlockerCode;
  readonly note?: string;
  readonly deal?: string;
  readonly goalId?: string;
  readonly valueAtRisk?: bigint;
  readonly currency?: string;
  readonly ownerId?: string;
  readonly checkInId?: string;
};

/** Notes a blocker of the caller's. "Something else" must say what, or the report of causes would be useless. */
export async function addBlocker(work: PersonWork, teamId: string, blocker: NewBlocker): Promise<Blocker> {
  const { db, orgId, caller, now } = work;
  if (blocker.category === "other" && !blocker.note && !blocker.checkInId) throw new UserError(m.needsText);
  await db.$queryRaw`select id from "Organisation" where id = ${orgId}::uuid for update`;
  const last = await db.blocker.aggregate({ where: { orgId }, _max: { number: true } });
  const made = await db.blocker.create({
    data: {
      ...blocker,
      orgId,
      number: (last._max.number ?? 0) + 1,
      teamId,
      personId: caller.personId,
      openedOn: caller.today,
      openedAt: now,
    },
  });
  await audit(work, {
    action: "blocker add",
    subject: "blocker",
    subjectId: made.id,
    after: { category: blocker.category },
  });
  return made;
}

export const blockerName = (words: Words, category: string): string =>
  words.plain(isBlockerCode(category) ? blockerNames[category] : blockerNames.other);

/** Who can act on it: the named owner, or the department that controls it. */
export function blockerOwner(words: Words, category: string, ownerName?: string): string {
  if (ownerName) return ownerName;
  const department = isBlockerCode(category) ? blockerInfo(category).owner : null;
  return department ? words.plain(departmentNames[department]) : words.plain(m.nobodyInside);
}

export const blockerAge = (blocker: Pick<Blocker, "openedOn" | "closedOn">, today: string): number =>
  Math.max(0, daysBetween(blocker.openedOn, blocker.closedOn ?? today));

/** Blockers that the caller may see: their own, those they are to remove, and those of teams they manage. */
export function visibleBlockers({ orgId, caller }: Pick<PersonWork, "orgId" | "caller">) {
  if (caller.isAdmin) return { orgId };
  const managed = caller.memberships.filter(({ role }) => role === "manager").map(({ teamId }) => teamId);
  const { personId } = caller;
  return { orgId, OR: [{ personId }, { ownerId: personId }, { requestedToId: personId }, { teamId: { in: managed } }] };
}

export async function findBlocker(work: PersonWork, number: number): Promise<Blocker> {
  const found = await work.db.blocker.findFirst({
    where: { AND: [visibleBlockers(work), { number, closedAt: null }] },
  });
  if (!found) throw new UserError(m.notFound, { number: String(number) });
  return found;
}
