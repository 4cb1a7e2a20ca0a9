import { z } from "zod";
import { firstZone, isZone } from "../../src/calendar/zones.ts";
import type { DraftWork } from "../../src/command/drafts.ts";
import { localeFor } from "../../src/i18n/texts.ts";
import { type Words, wordsFor } from "../../src/i18n/words.ts";
import { type From, type Place, personFor } from "../../src/org/caller.ts";
import { followAccount } from "../../src/org/follow-account.ts";
import type { View } from "../../src/view/view.ts";
import type { Connection } from "./connection.ts";
import type { People } from "./rich-text.ts";
import { greet } from "./welcome.ts";
import type { Workspace } from "./workspaces.ts";

/** Who acts and where. */
export type Asker = {
  readonly workspace: Workspace;
  readonly userId: string;
  readonly from: From;
  readonly words: Words;
  readonly place?: Place;
};

export const userSchema = z.object({
  id: z.string(),
  name: z.string().optional(),
  real_name: z.string().optional(),
  tz: z.string().nullish(),
  locale: z.string().nullish(),
  deleted: z.boolean().optional(),
  is_bot: z.boolean().optional(),
  is_admin: z.boolean().optional(),
  is_owner: z.boolean().optional(),
  /** The address comes only where the app was given `users:read.email` as well. */
  profile: z
    .object({ display_name: z.string().optional(), real_name: z.string().optional(), email: z.string().optional() })
    .optional(),
});
export type SlackUser = z.infer<typeof userSchema>;

export const nameOf = ({ id, name, real_name, profile }: SlackUser): string =>
  profile?.display_name || profile?.real_name || real_name || name || id;

export const factsOf = (workspaceId: string, user: SlackUser): From => ({
  workspaceId,
  externalId: user.id,
  name: nameOf(user),
  ...(user.locale ? { locale: user.locale } : {}),
  ...(user.tz && isZone(user.tz) ? { zone: user.tz } : {}),
  ...(user.profile?.email ? { email: user.profile.email } : {}),
  administers: Boolean(user.is_admin || user.is_owner),
});

/** Who acts, in our words and theirs. Slack is asked about somebody once; afterwards it tells of changes. */
export async function askerOf(
  connection: Connection,
  workspace: Workspace,
  user: { readonly id: string; readonly name: string },
  place?: Place,
): Promise<Asker> {
  const account = await knownAs(connection, workspace, user.id);
  const at = place ? { place } : {};
  if (account?.zone && account.state === "active") {
    const from = { workspaceId: workspace.id, externalId: user.id, name: account.name };
    connection.locales.set(user.id, account.words.locale);
    return { workspace, userId: user.id, from, words: account.words, ...at };
  }
  const from = await ask(connection, workspace, user.id).catch((err: unknown): From => {
    connection.log.warn({ err, workspaceId: workspace.id }, "Slack did not tell who somebody is");
    return { workspaceId: workspace.id, externalId: user.id, name: user.name };
  });
  if (account) await refreshAccount(connection, from);
  else await settleIn(connection, workspace, from);
  const words = account?.words ?? wordsFor(localeFor(from.locale), from.zone ?? "UTC");
  connection.locales.set(user.id, words.locale);
  return { workspace, userId: user.id, from, words, ...at };
}

/**
 * The first person brings their language and zone to an organisation that has none yet. Slack does not tell who
 * installed an app whose token was copied by hand, so it is they who are greeted.
 */
async function settleIn(connection: Connection, { id, orgId }: Workspace, from: From): Promise<void> {
  const { db, clock } = connection;
  const { locale, zone } = from;
  if (!zone || (await db.account.count({ where: { workspaceId: id } })) > 0) return;
  const data = { zone, locale: localeFor(locale) };
  await db.organisation.updateMany({ where: { id: orgId, zone: "UTC", locale: "en" }, data });
  const now = clock.now();
  const { id: personId } = await personFor(db, now, from);
  connection.later("greeting", () => greet(connection, { id, orgId, personId, now }));
}

async function ask({ quick }: Connection, workspace: Workspace, userId: string): Promise<From> {
  const answer = await quick(workspace.token).users.info({ user: userId, include_locale: true });
  return factsOf(workspace.id, userSchema.parse(answer.user));
}

async function refreshAccount({ db, clock, wake }: Connection, from: From): Promise<void> {
  const said = await followAccount(db, clock.now(), from);
  if (said.length > 0) wake?.(said);
}

async function knownAs({ db }: Connection, workspace: Workspace, userId: string) {
  const account = await db.account.findUnique({
    where: { workspaceId_externalId: { workspaceId: workspace.id, externalId: userId } },
    select: {
      ...{ id: true, name: true, zone: true, locale: true, state: true },
      person: { select: { locale: true, zone: true } },
      workspace: { select: { org: { select: { locale: true, zone: true } } } },
    },
  });
  if (!account) return null;
  const { person, workspace: its, ...own } = account;
  const locale = localeFor(person.locale ?? own.locale, localeFor(its.org.locale));
  return { ...own, words: wordsFor(locale, firstZone(person.zone, own.zone, its.org.zone)) };
}

/** Somebody who was named becomes known, so that a goal can be set for a person who never wrote to us. Returns their name. */
export async function meet(connection: Connection, workspace: Workspace, userId: string): Promise<string> {
  const { db, clock } = connection;
  const account = await knownAs(connection, workspace, userId);
  if (account) return account.name;
  const answer = await connection.quick(workspace.token).users.info({ user: userId, include_locale: true });
  const user = userSchema.parse(answer.user);
  if (!user.is_bot) await personFor(db, clock.now(), factsOf(workspace.id, user));
  return nameOf(user);
}

/** Slack's ids of the people whom a view mentions, as far as they are in this workspace. */
export async function mentionedIn({ db }: Connection, workspace: Workspace, view: View): Promise<People> {
  const ids = mentions(view.blocks);
  if (ids.length === 0) return new Map();
  const accounts = await db.account.findMany({
    where: { workspaceId: workspace.id, personId: { in: ids } },
    select: { personId: true, externalId: true },
  });
  return new Map(accounts.map(({ personId, externalId }) => [personId, externalId]));
}

const mentionSchema = z.object({ kind: z.literal("person"), personId: z.string(), mention: z.literal(true) });

function mentions(data: unknown): string[] {
  if (Array.isArray(data)) return data.flatMap(mentions);
  if (typeof data !== "object" || data === null) return [];
  const found = mentionSchema.safeParse(data);
  return found.success ? [found.data.personId] : Object.values(data).flatMap(mentions);
}

/** What keeping or finding a draft takes; the account exists once the bot has answered. */
export async function draftWork({ db, clock }: Connection, asker: Asker): Promise<DraftWork> {
  const account = await db.account.findUniqueOrThrow({
    where: { workspaceId_externalId: { workspaceId: asker.workspace.id, externalId: asker.userId } },
    select: { id: true, orgId: true },
  });
  return { db, orgId: account.orgId, now: clock.now(), caller: { accountId: account.id } };
}
