import type { GoalProgress } from "../../goals/progress.ts";
import type { InsightContext } from "../insight.ts";
import type { InsightFacts } from "../rules/insight-rank.ts";

type Stake = Pick<InsightFacts, "valueAtStake" | "teamTarget">;
type Time = Pick<InsightFacts, "daysLeft" | "periodDays">;

/** What a goal still lacks, against everything that the team is to reach of its metric. */
export function stakeOfGoal({ progress }: InsightContext, { goal, pace }: GoalProgress): Stake {
  const same = progress.filter((one) => one.goal.metricId === goal.metricId);
  const sumOf = (ofTeam: boolean) =>
    same.filter((one) => (one.goal.ownerId === null) === ofTeam).reduce((sum, one) => sum + Number(one.goal.target), 0);
  return { valueAtStake: pace.gap, teamTarget: Math.max(sumOf(true), sumOf(false)) };
}

/** Even where nothing is lacking, this part of a person's share of the team is. */
const leastOfShare = 0.1;

/**
 * What no amount measures weighs as much as what the person's goals still lack of the team's; as one person's share of
 * the team where they have no goals, or where it is about nobody.
 */
export function stakeOfPerson(context: InsightContext, personId: string | null): Stake {
  const share = 1 / Math.max(1, context.week.reps.length);
  const own = context.progress.filter(({ goal }) => goal.ownerId === personId && personId !== null);
  if (own.length === 0) return { valueAtStake: share, teamTarget: 1 };
  const lacking = own.map((one) => {
    const { valueAtStake, teamTarget } = stakeOfGoal(context, one);
    return teamTarget > 0 ? valueAtStake / teamTarget : 0;
  });
  return { valueAtStake: Math.max(leastOfShare * share, ...lacking), teamTarget: 1 };
}

type AtRisk = { readonly personId: string; readonly valueAtRisk: bigint | null; readonly currency: string | null };

/** Money at risk, against the team's target in that currency; what the person lacks where either is not known. */
export function stakeOfBlocker(context: InsightContext, { personId, valueAtRisk: value, currency }: AtRisk): Stake {
  const line = context.week.lines.find(({ metric }) => metric.unit === "money" && metric.currency === currency);
  if (!value || !line?.target) return stakeOfPerson(context, personId);
  return { valueAtStake: Number(value), teamTarget: Number(line.target) };
}

/** Working days of the period in which it can still be mended: a person's own, else the team's. */
export function timeLeft({ progress, week }: InsightContext, personId: string | null): Time {
  const open = progress.filter(({ pace }) => pace.daysLeft > 0);
  const own = open.find(({ goal }) => goal.ownerId === personId);
  const main = open.find(({ goal }) => week.main?.line.goals.some((one) => one.goal.id === goal.id));
  const pace = (own ?? main ?? open[0])?.pace;
  return { daysLeft: pace?.daysLeft ?? 0, periodDays: pace?.days ?? 0 };
}

export const timeOfGoal = ({ pace }: GoalProgress): Time => ({ daysLeft: pace.daysLeft, periodDays: pace.days });
