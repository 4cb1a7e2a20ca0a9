import { TransientError } from "../errors.ts";
import type { OutboxMessage, Prisma } from "../generated/prisma/client.ts";
import { isDatabaseDown } from "../store/errors.ts";
import type { Work } from "../work.ts";
import { DeliveryProblem, type Problem } from "./deliverer.ts";
import { lateAfter } from "./late.ts";
import { tellChannelGone, tellDmClosed, tellPersonGone, tellWorkspaceLost } from "./notices.ts";
import type { DeliveryParts } from "./parts.ts";
import { giveUp, putBack } from "./record.ts";
import { longestWait, retryAfter } from "./retry.ts";

export type Setback = {
  /** The whole workspace has to wait. */
  readonly heldUntil?: Date;
  /** The platform named the moment from which this message may be tried again. */
  readonly until?: Date;
  readonly said: readonly string[];
};

/** Records what a failed attempt means for the message, its receiver and its workspace. */
export async function recordSetback(
  parts: DeliveryParts,
  row: OutboxMessage,
  token: string,
  error: unknown,
): Promise<Setback> {
  // A platform that cannot be reached fails in the same words as a database that cannot.
  if (!(error instanceof DeliveryProblem) && isDatabaseDown(error)) throw error;
  const now = parts.clock.now();
  const { problem, isForeseen } = problemIn(error);
  const fields = { outboxId: row.id, workspaceId: row.workspaceId, problem: problem.kind };
  const isGrave = !isForeseen || problem.kind === "rejected" || problem.kind === "revoked";
  if (isGrave) parts.log.error({ ...fields, err: error }, "a message failed");
  else parts.log.warn({ ...fields, why: String(error) }, "a message could not be delivered");
  return parts.db.$transaction(async (tx) => {
    const work: Work = { db: tx, orgId: row.orgId, now, said: [] };
    const meant = { row, token, problem, isForeseen, why: describe(error) };
    await settle(work, meant);
    return {
      ...(problem.kind === "held" && (problem.scope ?? "workspace") === "workspace"
        ? { heldUntil: problem.until }
        : {}),
      ...(problem.kind === "held" ? { until: problem.until } : {}),
      said: work.said,
    };
  });
}

function problemIn(error: unknown): { problem: Problem; isForeseen: boolean } {
  if (error instanceof DeliveryProblem) return { problem: error.problem, isForeseen: true };
  return { problem: { kind: "transient" }, isForeseen: error instanceof TransientError };
}

const longestWhy = 300;
const describe = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, longestWhy);

type Meant = {
  readonly row: OutboxMessage;
  readonly token: string;
  readonly problem: Problem;
  readonly isForeseen: boolean;
  readonly why: string;
};

async function settle(work: Work, { row, token, problem, isForeseen, why }: Meant): Promise<void> {
  const { db, now } = work;
  const isEdit = row.state === "sent";
  switch (problem.kind) {
    case "held":
      return hold(work, row, token, problem);
    case "closed":
      await giveUp(db, row, token, { state: "failed", why: "the person takes no direct messages" });
      return isEdit ? undefined : tellDmClosed(work, row);
    case "gone":
      await giveUp(db, row, token, { state: "failed", why: isEdit ? "the message is gone" : "the channel is gone" });
      return isEdit ? undefined : tellChannelGone(work, row);
    case "revoked":
      await tellWorkspaceLost(work, row);
      await putBack(db, row, token, { until: row.sendAt, why: "the workspace removed the app", countsAttempt: false });
      return;
    case "person-gone":
      await giveUp(db, row, token, { state: "skipped", why: "the account is gone" });
      return tellPersonGone(work, row);
    case "rejected":
      await giveUp(db, row, token, { state: "failed", why: `rejected: ${why}` });
      return;
    case "transient":
      await tryLater(db, { row, token, now, isForeseen, why });
  }
}

async function hold(
  { db, now }: Work,
  row: OutboxMessage,
  token: string,
  { until, scope }: Extract<Problem, { kind: "held" }>,
): Promise<void> {
  if (scope === "message") {
    await putBack(db, row, token, { until, why: "it has to wait", countsAttempt: false });
    return;
  }
  const isLong = until.getTime() - row.sendAt.getTime() > lateAfter && until > now;
  const late = isLong ? { lateBecause: "platform" } : {};
  await putBack(db, row, token, { until, why: "the platform asked to wait", countsAttempt: false, ...late });
  if (scope !== "place") {
    const where = { id: row.workspaceId, OR: [{ heldUntil: null }, { heldUntil: { lt: until } }] };
    await db.workspace.updateMany({ where, data: { heldUntil: until } });
    return;
  }
  const place = row.toAccountId ? { toAccountId: row.toAccountId } : { toChannelId: row.toChannelId };
  await db.outboxMessage.updateMany({
    where: { workspaceId: row.workspaceId, state: "waiting", sendAt: { lt: until }, ...place },
    data: { sendAt: until, ...late },
  });
}

type Trouble = Omit<Meant, "problem"> & { readonly now: Date };

async function tryLater(db: Prisma.TransactionClient, { row, token, now, isForeseen, why }: Trouble): Promise<void> {
  // What says until when it is of use is tried for as long; the rest is given up after a day.
  const wait = retryAfter(row.attempts, isForeseen) ?? (isForeseen && row.usefulUntil !== null ? longestWait : null);
  if (wait === null) {
    await giveUp(db, row, token, { state: "failed", why: `tried ${row.attempts} times: ${why}` });
    return;
  }
  const until = new Date(now.getTime() + wait);
  if (row.state !== "sent" && row.usefulUntil !== null && until >= row.usefulUntil) {
    await giveUp(db, row, token, { state: "failed", why: `of no use any more: ${why}` });
    return;
  }
  const isLong = until.getTime() - row.dueAt.getTime() > lateAfter && wait >= lateAfter;
  await putBack(db, row, token, { until, why, countsAttempt: true, ...(isLong ? { lateBecause: "platform" } : {}) });
}
