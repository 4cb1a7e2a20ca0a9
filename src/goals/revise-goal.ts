import { mustBeAbleTo } from "../access.ts";
import type { GoalValue, QuantityValue } from "../command/option.ts";
import { UserError } from "../errors.ts";
import { goalTexts as m } from "../i18n/goals.ts";
import { audit } from "../org/audit.ts";
import type { PersonWork } from "../work.ts";
import { putBeforeOwner, settleRequest } from "./acceptance.ts";
import { keepRevision, termsForAudit } from "./add-goal.ts";
import { keepDialogue, openDialogue, settleOpen } from "./dialogue.ts";
import { movedEnd } from "./goal-period.ts";
import { nameOf, openGoal, oversees, ownerSubject } from "./goal-store.ts";
import { checkTerms, periodOrProblem, stretchAmount, usualTerms } from "./goal-terms.ts";
import { setterOf } from "./overseers.ts";
import type { GoalWithMetric } from "./progress.ts";
import { nextState } from "./states.ts";
import { targetAmount } from "./written-amount.ts";

export type Revision = {
  readonly goal: GoalValue;
  readonly target: QuantityValue | undefined;
  readonly by: string | undefined;
  readonly stretch: QuantityValue | undefined;
  readonly reason: string;
};

export type Revised = {
  readonly before: GoalWithMetric;
  readonly goal: GoalWithMetric;
  /** Whoever was asked to accept the new version. */
  readonly askedName: string | null;
};

/** Makes a new version of a goal. Its owner accepts it anew, unless they changed it themselves. */
export async function reviseGoal(work: PersonWork, given: Revision): Promise<Revised> {
  const { caller } = work;
  const before = await openGoal(work, given.goal);
  mustBeAbleTo(caller, "goal edit", ownerSubject(before));
  await mustStandBehind(work, before);
  const terms = revisedTerms(work, before, given);
  const isSame = terms.target === before.target && terms.stretch === before.stretch && terms.endsOn === before.endsOn;
  if (isSame) throw new UserError(m.nothingChanged);
  await settleRequest(work, before, "superseded");
  const isOwn = before.ownerId === null || before.ownerId === caller.personId;
  const changed = await work.db.goal.update({
    where: { id: before.id, orgId: work.orgId },
    data: { ...terms, version: { increment: 1 }, ...(isOwn ? liveNow(work, before) : {}) },
    include: { metric: true },
  });
  await keepRevision(work, changed, given.reason);
  await settleWith(work, changed, given.reason);
  await audit(work, {
    action: "goal edit",
    subject: "goal",
    subjectId: before.id,
    before: termsForAudit(before),
    after: { ...termsForAudit(changed), reason: given.reason },
  });
  if (isOwn || changed.ownerId === null) return { before, goal: changed, askedName: null };
  const said = { because: "changed", byName: caller.name, reason: given.reason } as const;
  const goal = await putBeforeOwner(work, changed, said);
  return { before, goal, askedName: await nameOf(work, changed.ownerId) };
}

function liveNow(work: PersonWork, before: GoalWithMetric) {
  const state = nextState(before.state, "agree") ?? before.state;
  return { state, acceptedAt: work.now, liveReason: before.ownerId ? "own" : "team", nextAt: null };
}

/** A goal that somebody else set is discussed with them, not changed by its owner. */
export async function mustStandBehind(work: PersonWork, goal: GoalWithMetric): Promise<void> {
  if (oversees(work.caller, goal)) return;
  const setter = await setterOf(work, goal);
  if (setter !== work.caller.personId) throw new UserError(m.setByOther, { name: await nameOf(work, setter) });
}

function revisedTerms({ words, caller }: PersonWork, before: GoalWithMetric, given: Revision) {
  const { metric } = before;
  const target = given.target ? targetAmount(words, metric, given.target, "target") : before.target;
  const written = stretchAmount(words, metric, given.stretch);
  // A stretch that was only the usual one follows the target.
  const isUsual = before.stretch === null || before.stretch === usualTerms(metric, before.target).stretch;
  const kept = isUsual || before.stretch === null || before.stretch < target ? null : before.stretch;
  const range = given.by
    ? periodOrProblem(movedEnd(before.startsOn, given.by, caller.today), { by: given.by })
    : { end: before.endsOn };
  return { ...checkTerms(words, metric, target, written ?? kept), endsOn: range.end };
}

/** A change answers whatever was open: the reason is the decision. */
async function settleWith(work: PersonWork, goal: GoalWithMetric, reason: string): Promise<void> {
  const open = await openDialogue(work, goal.id);
  if (open.length === 0) return;
  await keepDialogue(work, goal, "decision", reason);
  await settleOpen(work, goal.id);
}
