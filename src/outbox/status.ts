import type { Db } from "../store/db.ts";

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

/** Gives failed messages another life, such as after a channel was chosen again. Returns their ids, to be woken. */
export async function retryFailed(
  db: Db,
  now: Date,
  which: { readonly orgId?: string; readonly ids?: readonly string[]; readonly limit?: number } = {},
): Promise<string[]> {
  const failed = await db.outboxMessage.findMany({
    where: {
      state: "failed",
      ...(which.orgId === undefined ? {} : { orgId: which.orgId }),
      ...(which.ids === undefined ? {} : { id: { in: [...which.ids] } }),
      OR: [{ usefulUntil: null }, { usefulUntil: { gt: now } }],
    },
    orderBy: { dueAt: "asc" },
    take: which.limit ?? 1_000,
    select: { id: true },
  });
  const ids = failed.map(({ id }) => id);
  await db.outboxMessage.updateMany({
    where: { id: { in: ids }, state: "failed" },
    data: { state: "waiting", sendAt: now, attempts: 0, problem: null },
  });
  return ids;
}
