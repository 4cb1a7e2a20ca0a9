import { UserError } from "../errors.ts";
import type { PlanBasis, Prisma } from "../generated/prisma/client.ts";
import { planTexts as m } from "../i18n/plans.ts";
import { audit } from "../org/audit.ts";
import type { PersonWork } from "../work.ts";
import { lineFacts } from "./line-facts.ts";
import type { PlanRate } from "./plan-rate.ts";
import { type FullPlan, openPlan, openPlanOfLine } from "./plan-store.ts";
import { keepBasis, type Reckoned, reckon, sharePlan } from "./reckon.ts";
import { allowsBasis, type SharePlan } from "./shares.ts";
import { weighAnew } from "./start-plan.ts";

export type LineChange = {
  readonly ownWeight: number | null;
  readonly floor: bigint | null;
  readonly cap: bigint | null;
  readonly rate: PlanRate | null;
};

/** How a line stood when its form opened: somebody else's change in between is not overwritten. */
export const lineStamp = (line: {
  readonly ownWeight: number | null;
  readonly floor: bigint | null;
  readonly cap: bigint | null;
  readonly currency: string | null;
  readonly planRate: string | null;
}): string => [line.ownWeight, line.floor, line.cap, line.currency, line.planRate].map((one) => one ?? "").join("|");

/** Changes one line's weight, limits and currency. A currency has one rate in the whole plan. */
export async function changeLine(
  work: PersonWork,
  lineId: string,
  seen: string | undefined,
  change: LineChange,
): Promise<Reckoned> {
  const { db, orgId } = work;
  const { plan, line, lines } = await openPlanOfLine(work, lineId);
  if (seen !== undefined && seen !== lineStamp(line)) throw new UserError(m.changedMeanwhile);
  const { rate, ...own } = change;
  const before = { weight: line.ownWeight, floor: text(line.floor), cap: text(line.cap), rate: rateText(line) };
  const after = { weight: own.ownWeight, floor: text(own.floor), cap: text(own.cap), rate: rateInText(rate) };
  const money = { currency: rate?.currency ?? null, planRate: rate?.rate ?? null };
  await db.planLine.update({ where: { id: line.id, orgId }, data: { ...own, ...money } });
  if (rate) {
    const alike = lines.filter(({ currency }) => currency === rate.currency).map(({ id }) => id);
    await db.planLine.updateMany({ where: { orgId, id: { in: alike } }, data: { planRate: rate.rate } });
  }
  await note(work, plan.id, "plan line", { line: line.name, ...before }, { line: line.name, ...after });
  return reckon(work, plan.id);
}

export type PlanChange = {
  readonly total: bigint;
  readonly unit: bigint;
  readonly gamma: number;
  readonly extra: number;
  readonly byMonths: boolean;
};

type Terms = Omit<PlanChange, "gamma"> & { readonly gamma: number };

export const planStamp = ({ total, unit, gamma, extra, byMonths }: Terms): string =>
  [total, unit, gamma, extra, byMonths].join("|");

/** Changes what holds for the whole plan. */
export async function changePlan(
  work: PersonWork,
  planId: string,
  seen: string | undefined,
  change: PlanChange,
): Promise<Reckoned> {
  const { plan } = await openPlan(work, planId);
  if (seen !== undefined && seen !== planStamp(plan)) throw new UserError(m.changedMeanwhile);
  await work.db.plan.update({ where: { id: plan.id, orgId: work.orgId }, data: change });
  await note(work, plan.id, "plan change", inJson(plan), inJson(change));
  return plan.gamma === change.gamma ? reckon(work, plan.id) : weighAnew(work, { ...plan, ...change });
}

const inJson = ({ total, unit, gamma, extra, byMonths }: Terms) => ({
  ...{ gamma, extra, byMonths, total: String(total), unit: String(unit) },
});

export async function changeBasis(work: PersonWork, planId: string, basis: PlanBasis): Promise<Reckoned> {
  const full = await openPlan(work, planId);
  const facts = await lineFacts(work, full);
  const shared = sharePlan(full, facts);
  if (!allowsBasis(shared, basis)) throw notAllowed(shared, full, basis);
  await keepBasis(work, full.plan, basis);
  return reckon(work, full.plan.id, facts);
}

function notAllowed({ lines }: SharePlan, full: FullPlan, basis: PlanBasis): UserError {
  if (basis !== "gap") return new UserError(m.nothingToScale);
  const unknown = full.lines.filter((_, at) => lines[at]?.expected === null).map(({ name }) => name);
  return unknown.length > 0 ? new UserError(m.noHeadroom, { names: unknown.join(", ") }) : new UserError(m.noGap);
}

export async function reckonAnew(work: PersonWork, planId: string): Promise<Reckoned> {
  const { plan } = await openPlan(work, planId);
  await note(work, plan.id, "plan anew", {}, {});
  return weighAnew(work, plan);
}

/** A plan that was not sent goes with its lines; the log of it stays. */
export async function dropPlan(work: PersonWork, planId: string): Promise<number> {
  const { plan } = await openPlan(work, planId);
  await work.db.plan.delete({ where: { id: plan.id, orgId: work.orgId } });
  await note(work, plan.id, "plan drop", { total: String(plan.total) }, {});
  return plan.number;
}

const text = (amount: bigint | null): string | null => (amount === null ? null : String(amount));

const rateInText = (rate: PlanRate | null): string | null => (rate ? `${rate.currency} ${rate.rate}` : null);

const rateText = ({ currency, planRate }: { readonly currency: string | null; readonly planRate: string | null }) =>
  currency && planRate ? `${currency} ${planRate}` : null;

async function note(
  work: PersonWork,
  subjectId: string,
  action: string,
  before: Prisma.InputJsonObject,
  after: Prisma.InputJsonObject,
): Promise<void> {
  await audit(work, { action, subject: "plan", subjectId, before, after });
}
