import { isZone, localDateOf } from "../calendar/zones.ts";
import type { Account } from "../generated/prisma/client.ts";
import { localeFor } from "../i18n/texts.ts";
import type { Db } from "../store/db.ts";
import type { Caller } from "../work.ts";
import { activeOn } from "./membership.ts";

/** Somebody as a platform names them. */
export type From = {
  readonly workspaceId: string;
  readonly externalId: string;
  readonly name: string;
  readonly locale?: string;
  readonly zone?: string;
  /** The platform says they administer the workspace. */
  readonly administers?: boolean;
};

export type Place = { readonly externalId: string; readonly name: string };

const withAll = {
  workspace: { select: { platform: true, installerId: true, org: true } },
  person: { include: { memberships: { include: { team: { select: { name: true } } } } } },
} as const;

function accountOf(db: Db, from: Pick<From, "workspaceId" | "externalId">) {
  return db.account.findUnique({
    where: { workspaceId_externalId: { workspaceId: from.workspaceId, externalId: from.externalId } },
    include: withAll,
  });
}

/** Who is asking. Somebody new becomes known here; their rights come from memberships, never from the message. */
export async function callerFor(db: Db, now: Date, from: From, place?: Place): Promise<Caller> {
  const account = (await accountOf(db, from)) ?? (await welcome(db, now, from));
  await touch(db, now, account, from);
  const { person, workspace } = account;
  const zone = person.zone ?? account.zone ?? from.zone ?? workspace.org.zone;
  const today = localDateOf(now, isZone(zone) ? zone : "UTC");
  const channel = place
    ? await db.teamChannel.findFirst({
        where: { orgId: account.orgId, workspaceId: account.workspaceId, externalId: place.externalId },
        select: { teamId: true },
      })
    : null;
  return {
    orgId: account.orgId,
    personId: person.id,
    name: person.name,
    accountId: account.id,
    workspaceId: account.workspaceId,
    platform: workspace.platform,
    locale: localeFor(person.locale ?? from.locale ?? account.locale, localeFor(workspace.org.locale)),
    zone: isZone(zone) ? zone : "UTC",
    today,
    isAdmin: person.isAdmin,
    memberships: person.memberships
      .filter((membership) => activeOn(membership, today))
      .map(({ teamId, role, team }) => ({ teamId, role, teamName: team.name })),
    ...(place ? { channel: place } : {}),
    ...(channel ? { channelTeamId: channel.teamId } : {}),
  };
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

/** Makes the person and account of somebody we meet for the first time; whoever installed us (or came first) is admin. */
async function welcome(db: Db, now: Date, from: From) {
  const workspace = await db.workspace.findUniqueOrThrow({ where: { id: from.workspaceId } });
  const admins = await db.person.count({ where: { orgId: workspace.orgId, isAdmin: true, state: "active" } });
  const isInstaller = workspace.installerId === from.externalId;
  const person = await db.person.create({
    data: {
      orgId: workspace.orgId,
      name: from.name,
      isAdmin: isInstaller || (admins === 0 && (workspace.installerId === null || from.administers === true)),
    },
  });
  await db.account.createMany({
    data: [
      {
        orgId: workspace.orgId,
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
  if (account.personId !== person.id) await db.person.delete({ where: { id: person.id } });
  return account;
}

/** The person behind a platform's account, made known if they are new (somebody mentioned who never wrote to us). */
export async function personFor(db: Db, now: Date, from: From): Promise<{ id: string; name: string }> {
  const account = (await accountOf(db, from)) ?? (await welcome(db, now, from));
  return { id: account.person.id, name: account.person.name };
}
