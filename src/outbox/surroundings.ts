import { addDays } from "../calendar/dates.ts";
import { workCalendar } from "../calendar/working-days.ts";
import { firstZone, localDateOf } from "../calendar/zones.ts";
import type { OutboxMessage, Prisma, PrismaClient } from "../generated/prisma/client.ts";
import { type PersonTime, timesOf } from "../org/calendars.ts";
import { hoursOf, type Reachable } from "../reminders/allowed.ts";
import type { Written } from "../reminders/budget.ts";
import { mergedInto } from "./merged.ts";

type Found = {
  readonly workspaces: Prisma.WorkspaceGetPayload<{ include: { org: true } }>;
  readonly accounts: Prisma.AccountGetPayload<{ include: { person: true } }>;
  readonly channels: Prisma.TeamChannelGetPayload<object>;
  readonly parents: OutboxMessage;
};
type ById<T> = ReadonlyMap<string, T>;

/** What decides whether and how messages go out, loaded for a whole batch at once. */
export type Surroundings = {
  readonly workspaces: ById<Found["workspaces"]>;
  readonly accounts: ById<Found["accounts"]>;
  readonly channels: ById<Found["channels"]>;
  readonly parents: ById<Found["parents"]>;
  /** Messages that were merged into another one earlier, by that one's id. */
  readonly merged: ReadonlyMap<string, readonly OutboxMessage[]>;
  /** By message id, for proactive ones. */
  readonly reach: ById<Reachable>;
  /** By person. */
  readonly written: ReadonlyMap<string, readonly Written[]>;
};

export async function loadSurroundings(
  db: PrismaClient,
  rows: readonly OutboxMessage[],
  now: Date,
): Promise<Surroundings> {
  const ids = (pick: (row: OutboxMessage) => string | null) => ({
    id: { in: [...new Set(rows.flatMap((row) => pick(row) ?? []))] },
  });
  const proactive = rows.filter(({ isProactive, toPersonId }) => isProactive && toPersonId !== null);
  const [workspaces, accounts, channels, parents] = await Promise.all([
    db.workspace.findMany({ where: ids(({ workspaceId }) => workspaceId), include: { org: true } }),
    db.account.findMany({ where: ids(({ toAccountId }) => toAccountId), include: { person: true } }),
    rows.some(({ toChannelId }) => toChannelId)
      ? db.teamChannel.findMany({ where: ids(({ toChannelId }) => toChannelId) })
      : [],
    rows.some(({ threadOfId }) => threadOfId)
      ? db.outboxMessage.findMany({ where: ids(({ threadOfId }) => threadOfId) })
      : [],
  ]);
  const found = {
    workspaces: byId(workspaces),
    accounts: byId(accounts),
    channels: byId(channels),
    parents: byId(parents),
  };
  if (proactive.length === 0) return { ...found, merged: new Map(), reach: new Map(), written: new Map() };
  return {
    ...found,
    merged: await loadMerged(db, proactive),
    reach: await loadReach(db, proactive, found, now),
    written: await loadWritten(db, proactive, now),
  };
}

const byId = <T extends { readonly id: string }>(rows: readonly T[]): ById<T> =>
  new Map(rows.map((row) => [row.id, row]));

const peopleOf = (rows: readonly OutboxMessage[]): string[] => [
  ...new Set(rows.flatMap(({ toPersonId }) => toPersonId ?? [])),
];

async function loadMerged(db: PrismaClient, rows: readonly OutboxMessage[]) {
  const hosts = new Map(rows.map(({ id }) => [mergedInto(id), id]));
  const found = await db.outboxMessage.findMany({
    where: { toPersonId: { in: peopleOf(rows) }, isProactive: true, sentAt: null, problem: { in: [...hosts.keys()] } },
    orderBy: [{ dueAt: "asc" }, { createdAt: "asc" }, { id: "asc" }],
  });
  const merged = new Map<string, OutboxMessage[]>();
  for (const row of found) {
    const host = hosts.get(row.problem ?? "") ?? "";
    merged.set(host, [...(merged.get(host) ?? []), row]);
  }
  return merged;
}

const daysBack = 8;

/** What went to these people lately, and what other workers are sending to them at this moment. */
async function loadWritten(db: PrismaClient, rows: readonly OutboxMessage[], now: Date) {
  const mine = rows.map(({ id }) => id);
  const select = { id: true, toPersonId: true, sentAt: true, isProactive: true, leaseUntil: true } as const;
  const toPersonId = { in: peopleOf(rows) };
  const since = new Date(now.getTime() - daysBack * 24 * 3_600_000);
  const [sent, underway] = await Promise.all([
    db.outboxMessage.findMany({ where: { toPersonId, sentAt: { gte: since } }, select }),
    db.outboxMessage.findMany({
      where: { toPersonId, sentAt: null, state: "sending", leaseUntil: { gt: now }, id: { notIn: mine } },
      select,
    }),
  ]);
  const written = new Map<string, Written[]>();
  for (const row of [...sent, ...underway]) {
    const person = row.toPersonId ?? "";
    const one = { at: row.sentAt ?? now, isProactive: row.isProactive };
    written.set(person, [...(written.get(person) ?? []), one]);
  }
  return written;
}

type Loaded = Pick<Surroundings, "workspaces" | "accounts">;

async function loadReach(db: PrismaClient, rows: readonly OutboxMessage[], loaded: Loaded, now: Date) {
  const teams = await teamsOf(db, rows, now);
  const times = await timesByTeam(db, rows, teams, now);
  return new Map(
    rows.map((row) => [row.id, reachOf(row, times.get(`${teams.get(row.id)} ${row.toPersonId}`), loaded)]),
  );
}

function reachOf(row: OutboxMessage, time: PersonTime | undefined, { accounts, workspaces }: Loaded): Reachable {
  const account = accounts.get(row.toAccountId ?? "");
  const org = workspaces.get(row.workspaceId)?.org;
  return {
    zone: firstZone(time?.zone, account?.person.zone, account?.zone, org?.zone),
    calendar: time?.calendar ?? workCalendar(),
    hours: hoursOf(account?.person ?? { quietFrom: null, quietTo: null }),
    dndUntil: account?.dndUntil ?? null,
    mutedUntil: account?.person.mutedUntil ?? null,
  };
}

/** The team whose calendar applies: the message's own, else one that the person is in. */
async function teamsOf(
  db: PrismaClient,
  rows: readonly OutboxMessage[],
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  const without = rows.filter(({ teamId }) => teamId === null);
  const today = localDateOf(now, "UTC");
  const memberships =
    without.length === 0
      ? []
      : await db.membership.findMany({
          where: {
            personId: { in: peopleOf(without) },
            startsOn: { lte: today },
            OR: [{ endsOn: null }, { endsOn: { gte: today } }],
          },
          orderBy: { startsOn: "asc" },
        });
  const own = new Map(memberships.map(({ personId, teamId }) => [personId, teamId]));
  return new Map(
    rows.flatMap((row) => {
      const team = row.teamId ?? own.get(row.toPersonId ?? "");
      return team ? [[row.id, team] as const] : [];
    }),
  );
}

async function timesByTeam(
  db: PrismaClient,
  rows: readonly OutboxMessage[],
  teams: ReadonlyMap<string, string>,
  now: Date,
): Promise<ReadonlyMap<string, PersonTime>> {
  const today = localDateOf(now, "UTC");
  const range = { start: addDays(today, -21), end: addDays(today, 60) };
  const groups = new Map<string, OutboxMessage[]>();
  for (const row of rows) {
    const team = teams.get(row.id);
    if (team) groups.set(team, [...(groups.get(team) ?? []), row]);
  }
  const found = await Promise.all(
    [...groups].map(async ([teamId, group]) => {
      const orgId = group[0]?.orgId ?? "";
      const times = await timesOf({ db, orgId, now, said: [] }, teamId, peopleOf(group), range);
      return [...times.values()].map((time) => [`${teamId} ${time.personId}`, time] as const);
    }),
  );
  return new Map(found.flat());
}
