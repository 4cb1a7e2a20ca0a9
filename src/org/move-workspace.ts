import type { Db } from "../store/db.ts";

/** Whether joining would mix nothing: no teams, no results, no plans, and one workspace alone. */
export async function isFresh(db: Db, orgId: string): Promise<boolean> {
  const where = { where: { orgId } };
  const counts = await Promise.all([
    db.team.count(where),
    db.entry.count(where),
    db.goal.count(where),
    db.deal.count(where),
    db.plan.count(where),
    db.workspace.count(where).then((workspaces) => workspaces - 1),
  ]);
  return counts.every((count) => count === 0);
}

/** Brings a fresh organisation's workspace and people into another one and ends it. What it had not said yet stays unsaid. */
export async function moveWorkspace(db: Db, from: string, to: string): Promise<void> {
  const where = { orgId: from };
  const data = { orgId: to };
  await db.workspace.updateMany({ where, data });
  await db.person.updateMany({ where, data: { ...data, importKey: null } });
  await db.account.updateMany({ where, data });
  await db.absence.updateMany({ where, data });
  await db.inboundDelivery.updateMany({ where, data });
  await db.formDraft.updateMany({ where, data });
  await db.auditEvent.updateMany({ where, data });
  await db.outboxMessage.deleteMany({ where });
  await db.linkCode.deleteMany({ where });
  await db.metric.deleteMany({ where });
  await db.calendarDay.deleteMany({ where });
  await db.organisation.delete({ where: { id: from } });
}
