import type { GoalWithMetric } from "../goals/progress.ts";
import type { Work } from "../work.ts";
import { atPlanRate } from "./plan-rate.ts";

/**
 * What the parts of goals add up to, in each goal's own unit, parts in another currency at their plan rate. A goal whose
 * parts are not all comparable is left out, and so is one without parts.
 */
export async function sumsOfParts(
  { db, orgId }: Work,
  goals: readonly GoalWithMetric[],
): Promise<ReadonlyMap<string, bigint>> {
  if (goals.length === 0) return new Map();
  const parts = await db.goal.findMany({
    where: {
      ...{ orgId, parentId: { in: goals.map(({ id }) => id) }, state: { not: "expired" } },
      OR: [{ result: null }, { result: { in: ["reached", "missed"] } }],
    },
    include: { metric: true },
  });
  const sums = new Map<string, bigint>();
  for (const goal of goals) {
    const own = parts.filter(({ parentId }) => parentId === goal.id);
    const amounts = own.map((part) => amountIn(goal, part));
    if (own.length === 0 || amounts.includes(null)) continue;
    sums.set(
      goal.id,
      amounts.reduce<bigint>((sum, amount) => sum + (amount ?? 0n), 0n),
    );
  }
  return sums;
}

function amountIn(whole: GoalWithMetric, part: GoalWithMetric): bigint | null {
  if (part.metricId === whole.metricId) return part.target;
  const [own, other] = [whole.metric.currency, part.metric.currency];
  if (own === null || other === null || part.planRate === null) return null;
  return atPlanRate(part.target, own, { currency: other, rate: part.planRate });
}
