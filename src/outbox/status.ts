import type { OutboxState } from "../generated/prisma/client.ts";
import type { Db } from "../store/db.ts";
import { withoutParent } from "./decide.ts";

export type OutboxStatus = {
  readonly waiting: number;
  readonly sending: number;
  readonly failed: number;
  /** Due, but not sent yet; since when tells how far delivery is behind. */
  readonly overdue: number;
  readonly overdueSince: Date | null;
  readonly heldWorkspaces: number;
  /** Why messages failed, most frequent first. */
  readonly problems: readonly { readonly problem: string; readonly count: number }[];
};

/** How delivery stands, for one organisation or for all. */
export async function outboxStatus(db: Db, now: Date, orgId?: string): Promise<OutboxStatus> {
  const org = orgId === undefined ? {} : { orgId };
  const [states, overdue, heldWorkspaces, problems] = await Promise.all([
    db.outboxMessage.groupBy({
      by: ["state"],
      where: { ...org, state: { in: ["waiting", "sending", "failed"] } },
      _count: true,
    }),
    db.outboxMessage.aggregate({
      where: { ...org, state: "waiting", sendAt: { lte: now } },
      _count: true,
      _min: { sendAt: true },
    }),
    db.workspace.count({ where: { ...org, heldUntil: { gt: now } } }),
    db.outboxMessage.groupBy({
      by: ["problem"],
      where: { ...org, state: "failed" },
      _count: true,
      orderBy: { _count: { problem: "desc" } },
      take: 5,
    }),
  ]);
  const count = (state: string) => states.find((one) => one.state === state)?._count ?? 0;
  return {
    ...{ waiting: count("waiting"), sending: count("sending"), failed: count("failed"), heldWorkspaces },
    ...{ overdue: overdue._count, overdueSince: overdue._min.sendAt },
    problems: problems.map(({ problem, _count }) => ({ problem: problem ?? "", count: _count })),
  };
}

/**
 * Gives failed messages another life, such as after a channel was chosen again, and the answers that were left out with
 * them. What comes by now says why it is late. Returns the ids, to be woken.
 */
export async function retryFailed(
  db: Db,
  now: Date,
  which: { readonly orgId?: string; readonly ids?: readonly string[]; readonly limit?: number } = {},
): Promise<string[]> {
  const isUseful = { OR: [{ usefulUntil: null }, { usefulUntil: { gt: now } }] };
  const failed = await db.outboxMessage.findMany({
    where: {
      state: "failed",
      ...(which.orgId === undefined ? {} : { orgId: which.orgId }),
      ...(which.ids === undefined ? {} : { id: { in: [...which.ids] } }),
      ...isUseful,
    },
    orderBy: { dueAt: "asc" },
    take: which.limit ?? 1_000,
    select: { id: true },
  });
  const ids = failed.map(({ id }) => id);
  const answers = await db.outboxMessage.findMany({
    where: { threadOfId: { in: ids }, state: "skipped", problem: withoutParent, ...isUseful },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true },
  });
  const all = [...ids, ...answers.map(({ id }) => id)];
  const ends: OutboxState[] = ["failed", "skipped"];
  const ended = { id: { in: all }, state: { in: ends } };
  await db.outboxMessage.updateMany({ where: { ...ended, lateBecause: null }, data: { lateBecause: "failed" } });
  const anew = { state: "waiting", sendAt: now, attempts: 0, problem: null } as const;
  await db.outboxMessage.updateMany({ where: ended, data: anew });
  return all;
}
