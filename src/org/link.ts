import { UserError } from "../errors.ts";
import type { LinkCode } from "../generated/prisma/client.ts";
import { linkTexts as m } from "../i18n/link.ts";
import { rescheduleTeam } from "../reminders/schedules.ts";
import { code } from "../view/text.ts";
import type { PersonWork } from "../work.ts";
import { audit } from "./audit.ts";
import { joinPeople } from "./join-people.ts";
import { takeCode } from "./link-codes.ts";
import { isFresh, moveWorkspace } from "./move-workspace.ts";

export type Linked = { readonly name: string; readonly org: string; readonly hasMoved: boolean };

/**
 * Joins the caller's account with that of whoever was given the code. When the code comes from another organisation and
 * the caller's own is still empty, its workspace moves there first, so that one team lives on both platforms.
 */
export async function linkByCode(work: PersonWork, typed: string): Promise<Linked> {
  const { db, caller } = work;
  const taken = await takeCode(db, typed, work.now);
  if (!taken) throw new UserError(m.codeGone, { command: code("/my link") });
  if (taken.personId === caller.personId) throw new UserError(await sameReason(work));
  const here = { personId: taken.personId, workspaceId: caller.workspaceId };
  if ((await db.account.count({ where: here })) > 0) throw new UserError(m.sameAccount);
  const hasMoved = taken.orgId !== work.orgId;
  if (hasMoved) await join(work, taken);
  const orgId = taken.orgId;
  const person = await joinPeople(db, orgId, [taken.personId, caller.personId]);
  const inside: PersonWork = { ...work, orgId, caller: { ...caller, orgId, personId: person.id } };
  const after = { platform: caller.platform, moved: hasMoved };
  await audit(inside, { action: "my link", subject: "person", subjectId: person.id, after });
  await rescheduleTheirTeams(inside);
  const org = await db.organisation.findUniqueOrThrow({ where: { id: orgId }, select: { name: true } });
  return { name: person.name, org: org.name, hasMoved };
}

async function sameReason({ db, caller }: PersonWork) {
  const accounts = await db.account.count({ where: { personId: caller.personId } });
  return accounts > 1 ? m.alreadyOne : m.sameAccount;
}

/** Both sides must be admins, and nothing may be mixed. */
async function join(work: PersonWork, taken: LinkCode): Promise<void> {
  const { db, caller } = work;
  const issuer = await db.person.findUniqueOrThrow({ where: { id: taken.personId }, include: { org: true } });
  if (!issuer.isAdmin || !caller.isAdmin) throw new UserError(m.otherOrg, { org: issuer.org.name });
  if (!(await isFresh(db, work.orgId))) throw new UserError(m.notEmpty);
  await moveWorkspace(db, work.orgId, taken.orgId);
}

async function rescheduleTheirTeams(work: PersonWork): Promise<void> {
  const { db, orgId, caller } = work;
  const teams = await db.membership.findMany({
    where: { orgId, personId: caller.personId, endsOn: null },
    select: { teamId: true },
  });
  for (const { teamId } of teams) await rescheduleTeam(work, teamId);
}
