import type { LocalDate } from "../calendar/dates.ts";
import { localDateOf } from "../calendar/zones.ts";
import type { OutboxMessage } from "../generated/prisma/client.ts";
import { reminderTexts as m } from "../i18n/reminders.ts";
import type { Message } from "../i18n/texts.ts";
import type { MessageArguments, Words } from "../i18n/words.ts";
import { activeMembership } from "../org/membership.ts";
import { person, strong } from "../view/text.ts";
import { paragraph, type View, view } from "../view/view.ts";
import type { Work } from "../work.ts";
import { type Saying, sayToPerson, sayToTeam, type ViewFor } from "./say.ts";

const oneDay = 24 * 3_600_000;

const saying =
  (text: Message, values: MessageArguments) =>
  (words: Words): View =>
    view(words.plain(text, values), paragraph(words.text(text, values)));

/**
 * Writes to the person on their other platform, where they have one. Else asks them once, where their team will see it,
 * and tells their managers why they hear nothing.
 */
export async function tellDmClosed(work: Work, row: OutboxMessage): Promise<void> {
  const { db, orgId, now } = work;
  if (!row.toAccountId || !row.toPersonId) return;
  const open = { id: row.toAccountId, dmState: "open" } as const;
  const { count } = await db.account.updateMany({ where: open, data: { dmState: "closed", dmChannel: null } });
  if (await sendElsewhere(work, row)) return;
  if (count === 0) return;
  const { name } = await db.person.findUniqueOrThrow({ where: { id: row.toPersonId }, select: { name: true } });
  const today = localDateOf(now, "UTC");
  const own = await db.membership.findFirst({
    where: { orgId, personId: row.toPersonId, ...activeMembership(today) },
    orderBy: { startsOn: "desc" },
  });
  const teamId = row.teamId ?? own?.teamId;
  if (!teamId) return;
  const key = `dm-closed:${row.id}`;
  const usefulUntil = new Date(now.getTime() + oneDay);
  const asked = { key, kind: "notice", usefulUntil, inWorkspace: row.workspaceId } as const;
  await sayToTeam(work, teamId, asked, saying(m.dmClosed, { person: person(row.toPersonId, name, true) }));
  const told = { key, kind: "notice", isProactive: true, teamId } as const;
  const managers = { saying: told, on: today, except: row.toPersonId };
  await sayToManagers(work, teamId, managers, saying(m.dmClosedManager, { person: person(row.toPersonId, name) }));
}

/** Says something to each who manages a team on a date, under the key and their id. */
export async function sayToManagers(
  work: Work,
  teamId: string,
  { saying, on, except }: { readonly saying: Saying; readonly on: LocalDate; readonly except?: string },
  view: ViewFor,
): Promise<void> {
  const managers = await work.db.membership.findMany({
    where: { orgId: work.orgId, teamId, role: "manager", person: { state: "active" }, ...activeMembership(on) },
    select: { personId: true },
    distinct: ["personId"],
    orderBy: { personId: "asc" },
  });
  for (const { personId } of managers) {
    if (personId !== except) await sayToPerson(work, personId, { ...saying, key: `${saying.key}:${personId}` }, view);
  }
}

/** Writes to the person on their other platform, where they have one. Else tells those who manage their teams, once. */
export async function tellPersonGone(work: Work, row: OutboxMessage): Promise<void> {
  const { db, orgId, now } = work;
  if (!row.toAccountId || !row.toPersonId) return;
  const active = { orgId, id: row.toAccountId, state: "active" } as const;
  const { count } = await db.account.updateMany({ where: active, data: { state: "gone" } });
  const isEdit = row.state === "sent";
  if (isEdit || (await sendElsewhere(work, row)) || count === 0) return;
  const who = await db.person.findUniqueOrThrow({ where: { id: row.toPersonId }, select: { name: true, state: true } });
  if (who.state !== "active") return;
  const current = activeMembership(localDateOf(now, "UTC"));
  const own = await db.membership.findMany({ where: { orgId, personId: row.toPersonId, ...current } });
  const managers = await db.membership.findMany({
    where: {
      orgId,
      teamId: { in: own.map(({ teamId }) => teamId) },
      role: "manager",
      personId: { not: row.toPersonId },
      ...current,
    },
    orderBy: { startsOn: "asc" },
    distinct: ["personId"],
  });
  for (const { personId, teamId } of managers) {
    const told = { key: `person-gone:${row.id}:${personId}`, kind: "notice", isProactive: true, teamId } as const;
    await sayToPerson(work, personId, told, saying(m.personGone, { person: person(row.toPersonId, who.name) }));
  }
}

/** The admins learn of it once, wherever else they can be reached. */
export async function tellWorkspaceLost(work: Work, row: OutboxMessage): Promise<void> {
  const { db, orgId, now } = work;
  const active = { orgId, id: row.workspaceId, state: "active" } as const;
  const { count } = await db.workspace.updateMany({ where: active, data: { state: "left", leftAt: now } });
  if (count === 0) return;
  const { name } = await db.workspace.findUniqueOrThrow({ where: { id: row.workspaceId }, select: { name: true } });
  const admins = await db.person.findMany({ where: { orgId, isAdmin: true, state: "active" }, select: { id: true } });
  for (const { id } of admins) {
    const told = { key: `workspace-lost:${row.id}:${now.getTime()}:${id}`, kind: "notice" } as const;
    await sayToPerson(work, id, told, saying(m.workspaceLost, { workspace: strong(name) }));
  }
}

/** Moves what has not reached a person to another account of theirs that takes messages. Returns whether there is one. */
async function sendElsewhere({ db, orgId, said }: Work, { id, toAccountId, toPersonId }: OutboxMessage) {
  const other = await db.account.findFirst({
    where: {
      ...{ orgId, personId: toPersonId ?? "", id: { not: toAccountId ?? "" } },
      ...{ state: "active", dmState: "open", workspace: { state: "active" } },
    },
    orderBy: [{ lastUsedAt: { sort: "desc", nulls: "last" } }, { id: "asc" }],
  });
  if (!other) return false;
  const there = {
    toAccountId: other.id,
    workspaceId: other.workspaceId,
    state: "waiting",
    problem: null,
    attempts: 0,
  } as const;
  const unsent = { orgId, toAccountId, sentAt: null, threadOfId: null };
  await db.outboxMessage.updateMany({ where: { ...unsent, OR: [{ id }, { state: "waiting" }] }, data: there });
  said.push(id);
  return true;
}

/** Tells the admins once that a team's channel takes nothing any more. */
export async function tellChannelGone(work: Work, row: OutboxMessage): Promise<void> {
  const { db, orgId } = work;
  if (!row.toChannelId) return;
  const active = { id: row.toChannelId, state: "active" } as const;
  const { count } = await db.teamChannel.updateMany({ where: active, data: { state: "gone" } });
  if (count === 0) return;
  const channel = await db.teamChannel.findUniqueOrThrow({ where: { id: row.toChannelId }, include: { team: true } });
  const admins = await db.person.findMany({ where: { orgId, isAdmin: true, state: "active" }, select: { id: true } });
  const said = saying(m.channelGone, { channel: channel.name, team: strong(channel.team.name) });
  for (const { id } of admins) {
    const told = { key: `channel-gone:${row.id}:${id}`, kind: "notice", teamId: channel.teamId } as const;
    await sayToPerson(work, id, told, said);
  }
}
