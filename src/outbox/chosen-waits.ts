import type { Work } from "../work.ts";

/** What stands in the `problem` of a message that waits for its receiver's hours or budget. */
export const chosenWaits = {
  hours: "outside the person's hours",
  day: "enough for this day",
  week: "enough for this week",
} as const;

/**
 * Lets what waits for somebody's hours be judged anew at once, after their zone, hours, days off or pauses changed, so
 * that nothing comes at an hour that is no longer theirs.
 */
export async function reconsider(
  { db, orgId, now, said }: Work,
  whose: { readonly toPersonId: string } | { readonly teamId: string },
): Promise<void> {
  const waiting = await db.outboxMessage.findMany({
    where: {
      ...{ orgId, ...whose, isProactive: true, state: "waiting" },
      ...{ problem: { in: Object.values(chosenWaits) }, dueAt: { lte: now }, sendAt: { gt: now } },
    },
    select: { id: true },
  });
  if (waiting.length === 0) return;
  const ids = waiting.map(({ id }) => id);
  await db.outboxMessage.updateMany({ where: { id: { in: ids }, state: "waiting" }, data: { sendAt: now } });
  said.push(...ids);
}
