import { setTimeout as wait } from "node:timers/promises";
import type { Answer } from "../command/command.ts";
import type { PrismaClient } from "../generated/prisma/client.ts";
import type { PersonWork } from "../work.ts";
import { isDatabaseDown } from "./errors.ts";

const limits = { maxWait: 2_000, timeout: 15_000 } as const;

type Done = { readonly answer: Answer; readonly said: readonly string[] };

/** Nobody can tell whether it was saved: the database went away after it was asked to commit and before it answered. */
export class CommitUnknown extends Error {
  override readonly name = "CommitUnknown";
}

/**
 * Does something for a delivery exactly once: the delivery's key, its effects and its answer commit together. A repeat
 * waits for the first one and gets the same answer. `said` lists outbox rows to wake after the commit.
 */
export async function once(
  db: PrismaClient,
  work: PersonWork,
  key: string,
  act: (inside: PersonWork) => Promise<Answer>,
): Promise<Done> {
  const { workspaceId } = work.caller;
  const where = { workspaceId_key: { workspaceId, key } };
  const data = [{ orgId: work.orgId, workspaceId, key, at: work.now }];
  let done: Done | undefined;
  try {
    return await db.$transaction(async (tx): Promise<Done> => {
      const { count } = await tx.inboundDelivery.createMany({ data, skipDuplicates: true });
      if (count === 0) {
        const first = await tx.inboundDelivery.findUniqueOrThrow({ where });
        return { answer: first.answer as unknown as Answer, said: [] };
      }
      const inside: PersonWork = { ...work, db: tx, said: [] };
      const answer = await act(inside);
      await tx.inboundDelivery.update({ where, data: { answer } });
      done = { answer, said: inside.said };
      return done;
    }, limits);
  } catch (error) {
    if (!done || !isDatabaseDown(error)) throw error;
    if (await wasSaved()) return done;
    throw error;
  }

  async function wasSaved(): Promise<boolean> {
    const isOver = wait(asksFor, null);
    for (;;) {
      const saved = await Promise.race([isTaken().catch(() => undefined), isOver]);
      if (saved === null) throw new CommitUnknown("The database did not tell whether it committed");
      if (saved !== undefined) return saved;
      await wait(100);
    }
  }

  /** Takes the key itself: whoever gets it knows that the first one neither has it nor ever will. */
  function isTaken(): Promise<boolean> {
    return db.$transaction(async (tx) => {
      const { count } = await tx.inboundDelivery.createMany({ data, skipDuplicates: true });
      if (count > 0) await tx.inboundDelivery.delete({ where });
      return count === 0;
    }, limits);
  }
}

/** A person waits for this answer. */
const asksFor = 800;
