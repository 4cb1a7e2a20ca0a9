import { addDays, type LocalDate } from "../calendar/dates.ts";
import { localDateOf } from "../calendar/zones.ts";
import type { NamedValue, PersonValue } from "../command/option.ts";
import { UserError } from "../errors.ts";
import type { Role, Team } from "../generated/prisma/client.ts";
import { ensureStartingMetrics } from "../goals/metrics.ts";
import { teamTexts as m } from "../i18n/team.ts";
import { reconsider } from "../outbox/chosen-waits.ts";
import { sayToPerson } from "../outbox/say.ts";
import { defaultSchedules, rescheduleTeam } from "../reminders/schedules.ts";
import { heading, paragraph, view } from "../view/view.ts";
import type { PersonWork, Work } from "../work.ts";
import { audit } from "./audit.ts";
import { activeMembership } from "./membership.ts";

/** Makes a team with its default schedules; the caller manages it, and the channel they asked in becomes its own. */
export async function createTeam(work: PersonWork, name: string, zone: string): Promise<Team> {
  const { db, orgId, caller } = work;
  const taken = await db.team.findFirst({ where: { orgId, name: { equals: name, mode: "insensitive" } } });
  if (taken) throw new UserError(m.nameTaken, { team: taken.name });
  const team = await db.team.create({ data: { orgId, name, zone, locale: caller.locale } });
  await db.membership.create({
    data: { orgId, teamId: team.id, personId: caller.personId, role: "manager", startsOn: caller.today },
  });
  if (caller.channel && !caller.channelTeamId) await setChannel(work, team.id, caller.channel);
  await ensureStartingMetrics(work);
  await defaultSchedules(work, team.id);
  await audit(work, { action: "team create", subject: "team", subjectId: team.id, after: { name, zone } });
  return team;
}

export async function membershipOf({ db, orgId, caller }: PersonWork, teamId: string, personId: string) {
  return db.membership.findFirst({ where: { orgId, teamId, personId, ...activeMembership(caller.today) } });
}

/** Adds somebody and tells them privately. Returns false when they were in the team already. */
export async function addMember(work: PersonWork, team: NamedValue, person: PersonValue, role: Role): Promise<boolean> {
  const { db, orgId, caller } = work;
  const known = await membershipOf(work, team.id, person.id);
  if (known) return false;
  const where = { teamId_personId_startsOn: { teamId: team.id, personId: person.id, startsOn: caller.today } };
  await db.membership.upsert({
    where,
    create: { orgId, teamId: team.id, personId: person.id, role, startsOn: caller.today },
    update: { role, endsOn: null },
  });
  await rescheduleTeam(work, team.id);
  await audit(work, {
    action: "team add",
    subject: "membership",
    subjectId: person.id,
    after: { team: team.name, role },
  });
  if (person.id !== caller.personId) await welcome(work, team, person);
  return true;
}

async function welcome(work: PersonWork, team: NamedValue, person: PersonValue): Promise<void> {
  const key = `welcome:${team.id}:${person.id}:${work.caller.today}`;
  await sayToPerson(work, person.id, { key, kind: "notice", teamId: team.id }, (words) => {
    const title = words.plain(m.welcomeTitle, { team: team.name });
    return view(title, heading(title), paragraph(words.text(m.welcomeText, { manager: work.caller.name })));
  });
}

/** Ends the membership with yesterday; the team keeps its history and at least one manager. */
export async function removeMember(work: PersonWork, team: NamedValue, person: PersonValue): Promise<void> {
  const membership = await membershipOf(work, team.id, person.id);
  if (!membership) throw new UserError(m.notIn, { person: person.name, team: team.name });
  if (membership.role === "manager") await mustLeaveAManager(work, team, person);
  const endsOn = addDays(work.caller.today, -1);
  if (endsOn < membership.startsOn) await work.db.membership.delete({ where: { id: membership.id } });
  else await work.db.membership.update({ where: { id: membership.id }, data: { endsOn } });
  await work.db.checkIn.updateMany({
    where: {
      orgId: work.orgId,
      personId: person.id,
      round: { teamId: team.id, state: "open" },
      state: { in: ["planned", "prompted"] },
    },
    data: { state: "excused", nextAt: null },
  });
  await rescheduleTeam(work, team.id);
  const before = { team: team.name, role: membership.role };
  await audit(work, { action: "team remove", subject: "membership", subjectId: person.id, before });
}

async function mustLeaveAManager(work: PersonWork, team: NamedValue, person: PersonValue): Promise<void> {
  const others = await work.db.membership.count({
    where: {
      orgId: work.orgId,
      teamId: team.id,
      role: "manager",
      personId: { not: person.id },
      ...activeMembership(work.caller.today),
    },
  });
  if (others === 0) throw new UserError(m.lastManager, { person: person.name, team: team.name });
}

export async function setRole(work: PersonWork, team: NamedValue, person: PersonValue, role: Role): Promise<void> {
  const membership = await membershipOf(work, team.id, person.id);
  if (!membership) throw new UserError(m.notIn, { person: person.name, team: team.name });
  if (membership.role === "manager" && role !== "manager") await mustLeaveAManager(work, team, person);
  await work.db.membership.update({ where: { id: membership.id }, data: { role } });
  await rescheduleTeam(work, team.id);
  const change = { before: { role: membership.role }, after: { role } };
  await audit(work, { action: "team role", subject: "membership", subjectId: person.id, ...change });
}

/** Sets the team's own channel, or the one in which a department gets the team's requests. */
export async function setChannel(
  { db, orgId, caller }: PersonWork,
  teamId: string,
  channel: { readonly externalId: string; readonly name: string },
  department = "",
): Promise<void> {
  const { workspaceId } = caller;
  const place = { externalId: channel.externalId, name: channel.name, state: "active" } as const;
  await db.teamChannel.upsert({
    where: { teamId_workspaceId_department: { teamId, workspaceId, department } },
    create: { orgId, teamId, workspaceId, department, ...place },
    update: place,
  });
}

/** Notes an absence. Prompts of rounds that are open then are excused, and what is planned moves. */
export async function noteAbsence(
  work: PersonWork,
  person: PersonValue,
  absence: { readonly from: LocalDate; readonly to: LocalDate; readonly fraction: number },
): Promise<void> {
  const { db, orgId, caller } = work;
  const { from, to, fraction } = absence;
  if (to < from) throw new UserError(m.awayBackwards, { from: work.words.date(from), to: work.words.date(to) });
  const made = await db.absence.create({
    data: { orgId, personId: person.id, startsOn: from, endsOn: to, fraction, byPersonId: caller.personId },
  });
  if (fraction === 1 && from <= caller.today && to >= caller.today) await excuseOpenCheckIns(work, person.id);
  await rescheduleTeamsOf(work, person.id);
  await audit(work, {
    action: "away",
    subject: "person",
    subjectId: person.id,
    after: { from, to, fraction, absence: made.id },
  });
}

async function excuseOpenCheckIns({ db, orgId }: PersonWork, personId: string): Promise<void> {
  await db.checkIn.updateMany({
    where: { orgId, personId, round: { state: "open" }, state: { in: ["planned", "prompted"] } },
    data: { state: "excused", nextAt: null },
  });
}

/** Ends absences that hold today or later. Returns how many there were. */
export async function endAbsences(work: PersonWork, personId: string): Promise<number> {
  const { db, orgId, caller, now } = work;
  const yesterday = addDays(caller.today, -1);
  const running = await db.absence.updateMany({
    where: { orgId, personId, cancelledAt: null, startsOn: { lt: caller.today }, endsOn: { gte: caller.today } },
    data: { endsOn: yesterday },
  });
  const ahead = await db.absence.updateMany({
    where: { orgId, personId, cancelledAt: null, startsOn: { gte: caller.today } },
    data: { cancelledAt: now },
  });
  await rescheduleTeamsOf(work, personId);
  await audit(work, { action: "back", subject: "person", subjectId: personId });
  return running.count + ahead.count;
}

/** Plans again what depends on a person's zone, hours or absence. */
export async function rescheduleTeamsOf(work: Work, personId: string): Promise<void> {
  // Their own date may be a day ahead or behind; to plan a team again needlessly changes nothing.
  const today = localDateOf(work.now, "UTC");
  const held = {
    startsOn: { lte: addDays(today, 1) },
    OR: [{ endsOn: null }, { endsOn: { gte: addDays(today, -1) } }],
  };
  const memberships = await work.db.membership.findMany({
    where: { orgId: work.orgId, personId, ...held },
    select: { teamId: true },
  });
  for (const teamId of new Set(memberships.map((one) => one.teamId))) await rescheduleTeam(work, teamId);
  await reconsider(work, { toPersonId: personId });
}
