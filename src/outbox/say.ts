import { firstZone } from "../calendar/zones.ts";
import type { MessageKind, OutboxMessage } from "../generated/prisma/client.ts";
import { localeFor } from "../i18n/texts.ts";
import { type Words, wordsFor } from "../i18n/words.ts";
import type { View } from "../view/view.ts";
import type { Work } from "../work.ts";
import { hostOf, isMerged, mergedInto } from "./merged.ts";

/** When and how urgently something is said. */
export type Saying = {
  /** Unique in the organisation: the same key is said once, whatever runs twice. */
  readonly key: string;
  readonly kind: MessageKind;
  readonly dueAt?: Date;
  readonly sendAt?: Date;
  /** After this the message is pointless and is recorded as skipped. */
  readonly usefulUntil?: Date;
  /** Nobody asked for it now: it waits for allowed hours and counts against the person's budget. */
  readonly isProactive?: boolean;
  readonly teamId?: string;
  /** Key of the message under whose thread this one goes. */
  readonly under?: string;
  readonly lateBecause?: string;
  /** Only in this workspace, where a team has channels in several. */
  readonly inWorkspace?: string;
  /** In the channel where this department gets the team's requests, instead of the team's own. */
  readonly department?: string;
};

/** A view is written once the reader's language and zone are known. */
export type ViewFor = (words: Words) => View;

type Row = {
  workspaceId: string;
  toAccountId?: string;
  toChannelId?: string;
  toPersonId?: string;
  key: string;
  words: Words;
};

const reachable = { state: "active", workspace: { state: "active" } } as const;

/** Who of these people has no account on which anything could be said to them, as after an import. */
export async function unreachable({ db, orgId }: Work, personIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (personIds.length === 0) return new Set();
  const found = await db.person.findMany({
    where: { orgId, id: { in: [...personIds] }, accounts: { none: reachable } },
    select: { id: true },
  });
  return new Set(found.map(({ id }) => id));
}

/**
 * Says something to a person on the platform they chose or used last. Written in the caller's transaction; nothing is
 * sent before its commit. Returns false when the person cannot be reached at all (no account left).
 */
export async function sayToPerson(work: Work, personId: string, saying: Saying, view: ViewFor): Promise<boolean> {
  const accounts = await work.db.account.findMany({
    where: { orgId: work.orgId, personId, ...reachable },
    orderBy: [{ lastUsedAt: { sort: "desc", nulls: "last" } }, { id: "asc" }],
    include: { person: true, workspace: { select: { platform: true, org: { select: { locale: true, zone: true } } } } },
  });
  const open = accounts.filter(({ dmState }) => dmState === "open");
  const preferred = open.find(({ person, workspace }) => workspace.platform === person.preferredPlatform);
  const account = preferred ?? open[0] ?? accounts[0];
  if (!account) return false;
  const { person, workspace } = account;
  const locale = localeFor(person.locale ?? account.locale, localeFor(workspace.org.locale));
  const words = wordsFor(locale, firstZone(person.zone, account.zone, workspace.org.zone));
  const { workspaceId } = account;
  await write(
    work,
    { workspaceId, toAccountId: account.id, toPersonId: personId, key: saying.key, words },
    saying,
    view,
  );
  return true;
}

/** Says something in every channel of a team (one per workspace it lives in). Returns how many channels there are. */
export async function sayToTeam(work: Work, teamId: string, saying: Saying, view: ViewFor): Promise<number> {
  const channels = await work.db.teamChannel.findMany({
    where: {
      orgId: work.orgId,
      teamId,
      department: saying.department ?? "",
      state: "active",
      workspace: { state: "active" },
      ...(saying.inWorkspace ? { workspaceId: saying.inWorkspace } : {}),
    },
    include: { team: { select: { locale: true, zone: true } } },
    orderBy: { id: "asc" },
  });
  for (const channel of channels) {
    const words = wordsFor(localeFor(channel.team.locale), channel.team.zone);
    const row = {
      workspaceId: channel.workspaceId,
      toChannelId: channel.id,
      key: keyIn(saying.key, channel.id),
      words,
    };
    await write(work, row, { ...saying, teamId }, view, saying.under ? keyIn(saying.under, channel.id) : undefined);
  }
  return channels.length;
}

/** The same saying in two channels is two messages, each unique. */
const keyIn = (key: string, channelId: string): string => `${key}:${channelId}`;

async function write(work: Work, row: Row, saying: Saying, view: ViewFor, under = saying.under): Promise<void> {
  const parent = under
    ? await work.db.outboxMessage.findUnique({
        where: { orgId_key: { orgId: work.orgId, key: under } },
        select: { id: true },
      })
    : null;
  const { words, ...address } = row;
  const dueAt = saying.dueAt ?? work.now;
  const made = await work.db.outboxMessage.createManyAndReturn({
    data: [
      {
        ...address,
        orgId: work.orgId,
        kind: saying.kind,
        teamId: saying.teamId ?? null,
        threadOfId: parent?.id ?? null,
        view: view(words),
        locale: words.locale,
        isProactive: saying.isProactive ?? false,
        dueAt,
        sendAt: saying.sendAt ?? dueAt,
        usefulUntil: saying.usefulUntil ?? null,
        lateBecause: saying.lateBecause ?? null,
        createdAt: work.now,
      },
    ],
    skipDuplicates: true,
    select: { id: true },
  });
  work.said.push(...made.map(({ id }) => id));
}

/**
 * Changes what was said under a key: a waiting message goes out with the new words, a sent one is edited in place, and
 * what went out as a part of another message is edited there. Does nothing when nothing was said under it.
 */
export async function amend(work: Work, key: string, view: ViewFor): Promise<void> {
  const { db, orgId, now } = work;
  const said = await db.outboxMessage.findMany({
    where: {
      orgId,
      AND: [
        { OR: [{ key }, { key: { startsWith: `${key}:` } }] },
        { OR: [{ state: { in: ["waiting", "sending", "sent"] } }, { state: "cancelled", problem: isMerged }] },
      ],
    },
    select: { id: true, locale: true, problem: true },
  });
  const org = await db.organisation.findUniqueOrThrow({ where: { id: orgId }, select: { zone: true } });
  for (const { id, locale } of said) {
    const data = { view: view(wordsFor(localeFor(locale), org.zone)), revision: { increment: 1 } };
    await db.outboxMessage.update({ where: { id }, data });
  }
  const hosts = said.flatMap(({ problem }) => hostOf(problem) ?? []);
  await db.outboxMessage.updateMany({ where: { orgId, id: { in: hosts } }, data: { revision: { increment: 1 } } });
  const shown = [...new Set([...hosts, ...said.filter(({ problem }) => hostOf(problem) === null).map(({ id }) => id)])];
  // An edit is due at once, whenever the message itself was.
  await db.outboxMessage.updateMany({ where: { id: { in: shown }, state: "sent" }, data: { sendAt: now } });
  work.said.push(...shown);
}

/** Takes back what has not been sent yet, such as a reminder for what has just been done; the reason is for the record. */
export async function unsay(work: Work, key: string | { readonly startsWith: string }, because: string): Promise<void> {
  const unsent = await work.db.outboxMessage.findMany({
    where: {
      ...{ orgId: work.orgId, key, sentAt: null },
      OR: [{ state: "waiting" }, { state: "cancelled", problem: isMerged }],
    },
    select: { id: true, state: true, problem: true, toPersonId: true },
    orderBy: { id: "asc" },
  });
  for (const one of unsent) await takeBack(work, one, because);
}

type Unsent = Pick<OutboxMessage, "id" | "state" | "problem" | "toPersonId">;

async function takeBack(
  { db, orgId }: Work,
  { id, state, problem, toPersonId }: Unsent,
  because: string,
): Promise<void> {
  const host = hostOf(problem);
  if (host !== null && (await db.outboxMessage.count({ where: { id: host, sentAt: { not: null } } })) > 0) return;
  const { count } = await db.outboxMessage.updateMany({
    where: { id, state },
    data: { state: "cancelled", problem: because },
  });
  if (count === 0 || host !== null) return;
  // What was to go out as its parts goes out by itself.
  await db.outboxMessage.updateMany({
    where: { orgId, toPersonId, isProactive: true, sentAt: null, problem: mergedInto(id) },
    data: { state: "waiting", problem: null, attempts: 0 },
  });
}
