import { UserError } from "../errors.ts";
import type { Plan, PlanBasis } from "../generated/prisma/client.ts";
import { amountInWords } from "../goals/amounts.ts";
import { planTexts as m } from "../i18n/plans.ts";
import { audit } from "../org/audit.ts";
import type { PersonWork } from "../work.ts";
import { type Claimants, lineFacts } from "./line-facts.ts";
import { type FullPlan, keepLines, loadPlan, readPlan } from "./plan-store.ts";
import { isInfeasible, type SharePlan, type Shares, sharesOf } from "./shares.ts";

/** A plan with the facts behind it and the shares that follow. */
export type Reckoned = { readonly full: FullPlan; readonly facts: Claimants; readonly shares: Shares };

export function sharePlan({ plan, lines }: FullPlan, facts: Claimants): SharePlan {
  const { total, extra, unit, basis } = plan;
  return {
    ...{ total, extra, unit, basis },
    lines: lines.map(({ id, weight, ownWeight, floor, cap, proposal }) => ({
      ...{ id, floor, cap, proposal },
      weight: ownWeight ?? weight,
      expected: facts.get(id)?.expected ?? null,
    })),
  };
}

const obstacles = {
  floors_above_total: m.floorsAboveTotal,
  caps_below_total: m.floorsAboveTotal,
  floor_above_cap: m.floorAboveCap,
} as const;

/**
 * Shares a plan anew after an allowed change and keeps the shares; refuses what floors and caps make impossible. Facts
 * that were read for the same lines need not be read again.
 */
export async function reckon(work: PersonWork, planId: string, known?: Claimants): Promise<Reckoned> {
  const full = await readPlan(work, planId);
  const facts = known ?? (await lineFacts(work, full));
  const found = sharesOf(sharePlan(full, facts));
  if (isInfeasible(found)) {
    throw new UserError(obstacles[found.infeasible], {
      missing: amountInWords(work.words, full.metric, found.missing),
    });
  }
  const lines = full.lines.map((line, at) => ({ ...line, share: found.shares[at] ?? 0n }));
  await keepLines(work, lines);
  const plan = { ...full.plan, basis: found.basis };
  if (plan.basis !== full.plan.basis) await keepBasis(work, full.plan, plan.basis);
  return { full: { ...full, plan, lines }, facts, shares: found };
}

/** What shares come from is never said otherwise than it is. */
export async function keepBasis(work: PersonWork, plan: Plan, basis: PlanBasis): Promise<void> {
  await work.db.plan.update({ where: { id: plan.id, orgId: work.orgId }, data: { basis } });
  const change = { before: { basis: plan.basis }, after: { basis } };
  await audit(work, { action: "plan change", subject: "plan", subjectId: plan.id, ...change });
}

/** A plan as it stands, with the shares that were kept: what was shown is what will be sent. */
export async function asItStands(work: PersonWork, planId: string): Promise<Reckoned> {
  const full = await loadPlan(work, planId);
  const facts = await lineFacts(work, full);
  const shares = full.lines.map(({ share }) => share);
  const sum = shares.reduce((all, share) => all + share, 0n);
  const { total } = full.plan;
  const over = total > 0n ? Number(sum - total) / Number(total) : null;
  return { full, facts, shares: { basis: full.plan.basis, shares, unassigned: total - sum, over } };
}
