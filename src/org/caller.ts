import { firstZone, isZone, localDateOf } from "../calendar/zones.ts";
import type { Account, Prisma } from "../generated/prisma/client.ts";
import { localeFor } from "../i18n/texts.ts";
import type { Db } from "../store/db.ts";
import type { Caller, Work } from "../work.ts";
import { activeOn } from "./membership.ts";
import { askAboutNamesake, knownByEmail } from "./newcomers.ts";
import { rescheduleTeamsOf } from "./teams.ts";

/** Somebody as a platform names them. */
export type From = {
  readonly workspaceId: string;
  readonly externalId: string;
  readonly name: string;
  readonly locale?: string;
  readonly zone?: string;
  /** Where the platform tells it: the address that it has checked. */
  readonly email?: string;
  /** The platform says they administer the workspace. */
  readonly administers?: boolean;
  /** They did nothing: what they see is brought up to date. */
  readonly isAbsent?: boolean;
};

export type Place = { readonly externalId: string; readonly name: string };

const withAll = {
  workspace: { select: { platform: true, installerId: true, org: true } },
  person: {
    include: {
      memberships: {
        include: { team: { select: { name: true, zone: true } } },
        orderBy: [{ startsOn: "asc" }, { id: "asc" }],
      },
      accounts: {
        where: { zone: { not: null } },
        select: { zone: true },
        orderBy: { lastUsedAt: { sort: "desc", nulls: "last" } },
        take: 1,
      },
    },
  },
} satisfies Prisma.AccountInclude;

function accountOf(db: Db, from: Pick<From, "workspaceId" | "externalId">) {
  return db.account.findUnique({
    where: { workspaceId_externalId: { workspaceId: from.workspaceId, externalId: from.externalId } },
    include: withAll,
  });
}

/** Who is asking. Somebody new becomes known here; their rights come from memberships, never from the message. */
export async function callerFor(db: Db, now: Date, from: From, place?: Place): Promise<Caller> {
  const account = (await accountOf(db, from)) ?? (await welcome(db, now, from));
  if (!from.isAbsent) await touch(db, now, account, from);
  const { person, workspace } = account;
  const channel = place
    ? await db.teamChannel.findFirst({
        where: {
          orgId: account.orgId,
          workspaceId: account.workspaceId,
          externalId: place.externalId,
          department: "",
        },
        select: { teamId: true },
      })
    : null;
  const zone = zoneOf(account, from, now, channel?.teamId);
  const today = localDateOf(now, zone);
  return {
    orgId: account.orgId,
    personId: person.id,
    name: person.name,
    accountId: account.id,
    workspaceId: account.workspaceId,
    platform: workspace.platform,
    locale: localeFor(person.locale ?? from.locale ?? account.locale, localeFor(workspace.org.locale)),
    zone,
    today,
    isAdmin: person.isAdmin,
    memberships: person.memberships
      .filter((membership) => activeOn(membership, today))
      .map(({ teamId, role, team }) => ({ teamId, role, teamName: team.name })),
    ...(place ? { channel: place } : {}),
    ...(channel ? { channelTeamId: channel.teamId } : {}),
  };
}

type Known = NonNullable<Awaited<ReturnType<typeof accountOf>>>;

/**
 * In which "today" is read and times are told, as everywhere else: one's own zone, else a platform's, else the team's,
 * first that of the channel one writes in. Discord tells nobody's zone.
 */
function zoneOf({ person, zone, workspace }: Known, from: From, now: Date, teamId: string | undefined): string {
  const date = localDateOf(now, "UTC");
  const teams = person.memberships.filter((membership) => activeOn(membership, date));
  const { team } = teams.find((one) => one.teamId === teamId) ?? teams[0] ?? {};
  return firstZone(person.zone, zone, from.zone, person.accounts[0]?.zone, team?.zone, workspace.org.zone);
}

/**
 * Remembers that the person uses this platform, at most every ten minutes, and in which language it is set, because
 * messages that nobody asked for are written in it too. Whoever writes to us can be written to again, so a direct
 * channel that was closed counts as open.
 */
async function touch(db: Db, now: Date, account: Touched, from: From): Promise<void> {
  const recent = account.lastUsedAt !== null && now.getTime() - account.lastUsedAt.getTime() < 600_000;
  const locale = from.locale ?? account.locale;
  const isKnown = account.dmState === "open" && account.state === "active" && locale === account.locale;
  if (recent && isKnown) return;
  const data = { lastUsedAt: now, dmState: "open", state: "active", locale } as const;
  await db.account.update({ where: { id: account.id }, data });
}

type Touched = Pick<Account, "id" | "lastUsedAt" | "dmState" | "state" | "locale">;

/**
 * Makes the account of somebody we meet for the first time, and the person unless an import knows their address;
 * whoever installed us (or came first) is admin.
 */
async function welcome(db: Db, now: Date, from: From) {
  const { orgId, installerId } = await db.workspace.findUniqueOrThrow({ where: { id: from.workspaceId } });
  const admins = await db.person.count({ where: { orgId, isAdmin: true, state: "active" } });
  const isAdmin =
    installerId === from.externalId || (admins === 0 && (installerId === null || from.administers === true));
  const known = await knownByEmail(db, orgId, from);
  const person =
    known ?? (await db.person.create({ data: { orgId, name: from.name, email: from.email ?? null, isAdmin } }));
  if (known && isAdmin) await db.person.update({ where: { id: known.id }, data: { isAdmin } });
  await db.account.createMany({
    data: [
      {
        orgId,
        workspaceId: from.workspaceId,
        personId: person.id,
        externalId: from.externalId,
        name: from.name,
        locale: from.locale ?? null,
        zone: from.zone && isZone(from.zone) ? from.zone : null,
        lastUsedAt: now,
      },
    ],
    skipDuplicates: true,
  });
  const account = await accountOf(db, from);
  if (!account) throw new Error("An account vanished while it was being made");
  const work: Work = { db, orgId, now, said: [] };
  if (account.personId !== person.id && !known) await db.person.delete({ where: { id: person.id } });
  else if (!known) await askAboutNamesake(work, { ...from, personId: person.id });
  // Their teams were planned without knowing where they are.
  else await rescheduleTeamsOf(work, person.id);
  return account;
}

/** The person behind a platform's account, made known if they are new (somebody mentioned who never wrote to us). */
export async function personFor(db: Db, now: Date, from: From): Promise<{ id: string; name: string }> {
  const account = (await accountOf(db, from)) ?? (await welcome(db, now, from));
  return { id: account.person.id, name: account.person.name };
}
