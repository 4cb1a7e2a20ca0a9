import type { PrismaClient } from "../../src/generated/prisma/client.ts";
import type { Published } from "./hub.ts";
import { channelIn } from "./place.ts";
import { type Reader, renderView } from "./render.ts";
import type { Room, RoomPerson } from "./room.ts";
import { shownViews } from "./shown-views.ts";

export type RoomMessage = {
  readonly id: string;
  readonly at: string;
  readonly isEdited: boolean;
  readonly summary: string;
  readonly html: string;
  readonly replies: readonly RoomMessage[];
};

const mostShown = 100;

/** Sent rows, and rows whose publishing is so fresh that they are not marked yet. */
function delivered(room: Room, recent: ReadonlyMap<string, Published>) {
  return {
    orgId: room.orgId,
    workspaceId: room.workspaceId,
    OR: [{ sentAt: { not: null } }, { id: { in: [...recent.keys()] } }],
  };
}

/** The latest messages of a place, oldest first, with threads under their first message. */
export async function messagesIn(
  db: PrismaClient,
  room: Room,
  place: string,
  { person, reader, recent }: { person: RoomPerson; reader: Reader; recent: ReadonlyMap<string, Published> },
): Promise<RoomMessage[]> {
  const channelId = channelIn(place);
  const channel = room.channels.find(({ id }) => id === channelId);
  const where = channel ? { toChannelId: { in: [...channel.rowIds] } } : { toAccountId: person.accountId };
  const found = await db.outboxMessage.findMany({
    where: { AND: [delivered(room, recent), where] },
    orderBy: [{ sentAt: { sort: "desc", nulls: "first" } }, { id: "desc" }],
    take: mostShown,
  });
  const rows = found.reverse();
  const ids = new Set(rows.map(({ id }) => id));
  const viewFor = await shownViews(db, rows, recent);
  const shown = (row: (typeof rows)[number]): RoomMessage => {
    const view = viewFor(row);
    return {
      id: row.id,
      at: (row.sentAt ?? recent.get(row.id)?.at ?? row.sendAt).toISOString(),
      isEdited: recent.get(row.id)?.isEdited ?? false,
      summary: view.summary,
      html: renderView(view, reader, (index) => `/charts/${row.id}-${index}.png?${row.revision}`),
      replies: rows.filter(({ threadOfId }) => threadOfId === row.id).map(shown),
    };
  };
  return rows.filter(({ threadOfId }) => threadOfId === null || !ids.has(threadOfId)).map(shown);
}

/** How many messages there are in each channel (by id) and each person's direct messages. */
export async function messageCounts(db: PrismaClient, room: Room, recent: ReadonlyMap<string, Published>) {
  const groups = await db.outboxMessage.groupBy({
    by: ["toAccountId", "toChannelId"],
    where: delivered(room, recent),
    _count: true,
  });
  const countOf = (key: "toAccountId" | "toChannelId", ...ids: readonly string[]) =>
    groups.filter((group) => ids.includes(group[key] ?? "")).reduce((sum, { _count }) => sum + _count, 0);
  return {
    people: Object.fromEntries(room.people.map((person) => [person.id, countOf("toAccountId", person.accountId)])),
    channels: Object.fromEntries(
      room.channels.map((channel) => [channel.id, countOf("toChannelId", ...channel.rowIds)]),
    ),
  };
}
