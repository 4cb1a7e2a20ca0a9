import { mustBeAbleTo } from "../access.ts";
import type { GoalValue } from "../command/option.ts";
import { UserError } from "../errors.ts";
import type { Entry } from "../generated/prisma/client.ts";
import { goalTexts as m } from "../i18n/goals.ts";
import { audit } from "../org/audit.ts";
import { isId } from "../store/ids.ts";
import type { PersonWork } from "../work.ts";
import { openGoal, progressOf, subjectOf } from "./goal-store.ts";
import { entryForAudit } from "./log-entry.ts";
import type { GoalProgress } from "./progress.ts";

export type Undone = { readonly entry: Entry; readonly progress: GoalProgress };

/** Voids the caller's last own entry, on one goal or on any; what check-ins and imports brought is not theirs to undo here. */
export async function undoLast(work: PersonWork, goal: GoalValue | undefined): Promise<Undone> {
  const entry = await work.db.entry.findFirst({
    where: {
      orgId: work.orgId,
      byPersonId: work.caller.personId,
      voidedAt: null,
      source: { in: ["command", "correction"] },
      goalId: goal ? goal.id : { not: null },
    },
    orderBy: [{ at: "desc" }, { id: "desc" }],
  });
  if (!entry) throw new UserError(m.nothingToUndo);
  return voidEntry(work, entry);
}

/** Voids the entry that a button stands for; pressing it again changes nothing more. */
export async function undoOne(work: PersonWork, id: string): Promise<Undone> {
  const entry = isId(id)
    ? await work.db.entry.findFirst({ where: { id, orgId: work.orgId, byPersonId: work.caller.personId } })
    : null;
  if (!entry) throw new UserError(m.nothingToUndo);
  return voidEntry(work, entry);
}

async function voidEntry(work: PersonWork, entry: Entry): Promise<Undone> {
  const { goalId } = entry;
  if (goalId === null) throw new UserError(m.nothingToUndo);
  const goal = await openGoal(work, { id: goalId });
  mustBeAbleTo(work.caller, "goal undo", subjectOf(work.caller, goal));
  const { count } = await work.db.entry.updateMany({
    where: { id: entry.id, orgId: work.orgId, voidedAt: null },
    data: { voidedAt: work.now, voidedById: work.caller.personId },
  });
  if (count === 0) throw new UserError(m.undoneAlready);
  await audit(work, { action: "goal undo", subject: "entry", subjectId: entry.id, before: entryForAudit(entry) });
  return { entry, progress: await progressOf(work, goal) };
}
