import type { OutboxMessage, PrismaClient } from "../../src/generated/prisma/client.ts";
import { hostOf, mergedInto } from "../../src/outbox/merged.ts";
import { mergeViews } from "../../src/reminders/merge.ts";
import type { View } from "../../src/view/view.ts";
import type { Published } from "./hub.ts";

type Row = Pick<OutboxMessage, "id" | "view">;

/** What each message shows: as it was published, or, after a restart, put together again from its parts. */
export async function shownViews(
  db: PrismaClient,
  rows: readonly Row[],
  recent: ReadonlyMap<string, Published>,
): Promise<(row: Row) => View> {
  const older = rows.filter(({ id }) => !recent.has(id)).map(({ id }) => mergedInto(id));
  const parts =
    older.length === 0
      ? []
      : await db.outboxMessage.findMany({
          where: { problem: { in: older } },
          orderBy: [{ dueAt: "asc" }, { id: "asc" }],
        });
  return ({ id, view }) => {
    const own = parts.filter(({ problem }) => hostOf(problem) === id);
    return (
      recent.get(id)?.view ??
      (own.length === 0 ? viewOf(view) : mergeViews([viewOf(view), ...own.map((part) => viewOf(part.view))]))
    );
  };
}

/** A view as it waited in the outbox, written there by us. */
function viewOf(json: unknown): View {
  return json as View;
}
