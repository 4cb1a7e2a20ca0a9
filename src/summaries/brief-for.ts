import type { GoalProgress } from "../goals/progress.ts";
import { concerning, keysInHand, type LastDecisions, lastDecisions } from "../insight/decisions/decisions-of.ts";
import { isManagers } from "../insight/decisions/own-blockers.ts";
import { type Shown, shownTo } from "../insight/decisions/ranked.ts";
import type { RankedInsight } from "../insight/decisions/seen.ts";
import { notAcceptedKey } from "../plans/plan-insights.ts";
import type { BriefFacts } from "./brief-facts.ts";
import type { OpenBlocker } from "./week-facts.ts";

/** What one manager reads of a team's facts. */
export type BriefFor = {
  readonly facts: BriefFacts;
  readonly managerId: string;
  readonly shown: Shown;
  /** The first of what needs the manager; the others come in the second message. */
  readonly needs: readonly RankedInsight[];
  readonly more: readonly RankedInsight[];
  readonly decisions: LastDecisions;
  /** Theirs to remove, oldest first, without those that are among what needs them. */
  readonly blockers: readonly OpenBlocker[];
  /** Goals that wait for their owners, without those that are among what needs the manager. */
  readonly notAccepted: readonly GoalProgress[];
};

const mostNeeds = 3;

export function briefFor(facts: BriefFacts, managerId: string): BriefFor {
  const { week } = facts;
  const shown = shownTo(facts.insights, {
    ...{ managerId, week: week.week, seen: facts.seen },
    ...{ inHand: keysInHand(facts.actions), teamSize: week.reps.length },
  });
  const needs = shown.needs.slice(0, mostNeeds);
  const named = new Set(needs.map(({ key }) => key));
  return {
    ...{ facts, managerId, shown, needs },
    more: shown.needs.slice(mostNeeds),
    decisions: lastDecisions(concerning(facts.actions, managerId), week.asOf),
    blockers: week.blockers.filter((one) => isManagers(one, managerId) && !named.has(`blocker:${one.id}`)),
    notAccepted: facts.notAccepted.filter(({ goal }) => !named.has(notAcceptedKey(goal.id))),
  };
}
