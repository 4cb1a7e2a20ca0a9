import { createHash } from "node:crypto";
import type { OutboxMessage, PrismaClient } from "../generated/prisma/client.ts";
import { localeFor } from "../i18n/texts.ts";
import { wordsFor } from "../i18n/words.ts";
import { mergeViews } from "../reminders/merge.ts";
import type { View } from "../view/view.ts";
import type { Outgoing } from "./deliverer.ts";
import { isLateCause, type LateCause, lateCause, withLateNote } from "./late.ts";
import type { Surroundings } from "./surroundings.ts";

/** A message and those that go out as its parts. */
export type Parcel = { readonly row: OutboxMessage; readonly parts: readonly OutboxMessage[] };

const viewOf = (row: OutboxMessage): View => row.view as unknown as View;

/**
 * Discord takes 25 characters. Until it is known to stand there a message is the same one whatever its words have become,
 * or an attempt whose answer was lost and the next one would both be shown; what an edit adds is new with each revision.
 */
const nonceOf = ({ id, revision, state }: Pick<OutboxMessage, "id" | "revision" | "state">): string =>
  createHash("sha256")
    .update(`${id}:${state === "sent" ? revision : 1}`)
    .digest("base64url")
    .slice(0, 22);

/** Why it is late, if it is; an edit keeps what was said when it went out. */
export function latenessOf(row: OutboxMessage, around: Surroundings, now: Date): LateCause | null {
  if (row.state !== "sent") return lateCause(row, now, around.workspaces.get(row.workspaceId)?.heldUntil ?? null);
  return isLateCause(row.lateBecause) ? row.lateBecause : null;
}

function compose({ row, parts }: Parcel, around: Surroundings, now: Date): View {
  const zone = around.reach.get(row.id)?.zone ?? around.workspaces.get(row.workspaceId)?.org.zone ?? "UTC";
  const cause = latenessOf(row, around, now);
  const view = parts.length === 0 ? viewOf(row) : mergeViews([row, ...parts].map(viewOf));
  return withLateNote(view, cause, row.dueAt, wordsFor(localeFor(row.locale), zone));
}

export function outgoing(
  parcel: Parcel,
  around: Surroundings,
  people: ReadonlyMap<string, string>,
  now: Date,
): Outgoing | null {
  const { row } = parcel;
  const workspace = around.workspaces.get(row.workspaceId);
  const to = addressOf(row, around);
  if (!workspace || !to) return null;
  const parent = row.threadOfId === null ? undefined : around.parents.get(row.threadOfId);
  const thread =
    parent?.externalId && parent.externalPlace ? { externalId: parent.externalId, place: parent.externalPlace } : null;
  return {
    id: row.id,
    nonce: nonceOf(row),
    workspace: { id: workspace.id, externalId: workspace.externalId, credential: workspace.credential },
    to,
    ...(thread ? { thread } : {}),
    view: compose(parcel, around, now),
    locale: localeFor(row.locale),
    people,
    edited: row.revision > 1 && row.state === "sent",
    isProactive: row.isProactive,
  };
}

function addressOf(row: OutboxMessage, { accounts, channels }: Surroundings): Outgoing["to"] | null {
  if (row.toAccountId === null) {
    const channel = channels.get(row.toChannelId ?? "");
    return channel ? { kind: "channel", externalId: channel.externalId } : null;
  }
  const account = accounts.get(row.toAccountId);
  return account ? { kind: "dm", externalUserId: account.externalId, dmChannel: account.dmChannel } : null;
}

/** The platform's ids of everybody whom the messages name, by workspace. */
export async function namedPeople(
  db: PrismaClient,
  parcels: readonly Parcel[],
): Promise<(workspaceId: string) => ReadonlyMap<string, string>> {
  const named = [
    ...new Set(parcels.flatMap(({ row, parts }) => [row, ...parts].flatMap(({ view }) => personIds(view)))),
  ];
  const workspaces = [...new Set(parcels.map(({ row }) => row.workspaceId))];
  const accounts =
    named.length === 0
      ? []
      : await db.account.findMany({
          where: { personId: { in: named }, workspaceId: { in: workspaces } },
          select: { personId: true, workspaceId: true, externalId: true },
        });
  const all = new Map(workspaces.map((id) => [id, new Map<string, string>()]));
  for (const { personId, workspaceId, externalId } of accounts) all.get(workspaceId)?.set(personId, externalId);
  return (workspaceId) => all.get(workspaceId) ?? new Map();
}

/** Wherever in a view a person is named. */
function personIds(data: unknown): string[] {
  if (Array.isArray(data)) return data.flatMap(personIds);
  if (typeof data !== "object" || data === null) return [];
  if ("kind" in data && data.kind === "person" && "personId" in data && typeof data.personId === "string")
    return [data.personId];
  return Object.values(data).flatMap(personIds);
}
