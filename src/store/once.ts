import type { Answer } from "../command/command.ts";
import type { PrismaClient } from "../generated/prisma/client.ts";
import type { PersonWork } from "../work.ts";

const limits = { maxWait: 5_000, timeout: 15_000 } as const;

/**
 * Does something for a delivery exactly once: the delivery's key, its effects and its answer commit together. A repeat
 * waits for the first one and gets the same answer. `said` lists outbox rows to wake after the commit.
 */
export async function once(
  db: PrismaClient,
  work: PersonWork,
  key: string,
  act: (inside: PersonWork) => Promise<Answer>,
): Promise<{ answer: Answer; said: readonly string[] }> {
  const { workspaceId } = work.caller;
  return db.$transaction(async (tx) => {
    const data = [{ orgId: work.orgId, workspaceId, key, at: work.now }];
    const { count } = await tx.inboundDelivery.createMany({ data, skipDuplicates: true });
    const where = { workspaceId_key: { workspaceId, key } };
    if (count === 0) {
      const first = await tx.inboundDelivery.findUniqueOrThrow({ where });
      return { answer: first.answer as unknown as Answer, said: [] };
    }
    const inside: PersonWork = { ...work, db: tx, said: [] };
    const answer = await act(inside);
    await tx.inboundDelivery.update({ where, data: { answer } });
    return { answer, said: inside.said };
  }, limits);
}
