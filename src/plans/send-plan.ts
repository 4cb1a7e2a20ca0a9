import { createHash } from "node:crypto";
import { addDays, type DateRange, type LocalDate } from "../calendar/dates.ts";
import { localToInstant } from "../calendar/zones.ts";
import { runs } from "../command/action.ts";
import { UserError } from "../errors.ts";
import type { Metric } from "../generated/prisma/client.ts";
import { putBeforeOwners } from "../goals/acceptance.ts";
import { createGoal, createGoals, type GoalToCreate } from "../goals/add-goal.ts";
import { amountInWords } from "../goals/amounts.ts";
import { goalNumber, goalPiece, openGoal } from "../goals/goal-store.ts";
import { checkTerms } from "../goals/goal-terms.ts";
import { makeMetric } from "../goals/metric-for.ts";
import type { GoalWithMetric } from "../goals/progress.ts";
import { planTexts as m } from "../i18n/plans.ts";
import { audit } from "../org/audit.ts";
import { activeMembership } from "../org/membership.ts";
import { sayToPerson } from "../outbox/say.ts";
import { person, plain as plainText } from "../view/text.ts";
import { buttons, paragraph, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { metricInCurrency, newInCurrency } from "./metric-in-currency.ts";
import { firstMonth, monthParts } from "./months.ts";
import { inOwnCurrency, type PlanRate } from "./plan-rate.ts";
import { type FullPlan, keepLines, type NamedLine, openPlan } from "./plan-store.ts";
import { closeProposals } from "./proposals.ts";
import { asItStands, type Reckoned } from "./reckon.ts";

export type SentPlan = { readonly reckoned: Reckoned; readonly parent: GoalWithMetric; readonly goals: number };

/** What somebody saw of a plan on a day, short enough for a button: only that may be sent. */
export function stampOf({ plan, lines }: FullPlan, today: LocalDate): string {
  const period = { start: plan.startsOn, end: plan.endsOn };
  const seen = [
    ...[plan.byMonths && firstMonth(period, today), plan.total, plan.startsOn, plan.endsOn],
    ...lines.map(({ id, share, currency, planRate }) => [id, share, currency, planRate].join()),
  ];
  return createHash("sha256").update(seen.join(";")).digest("hex").slice(0, 8);
}

/**
 * Makes every line's goal, each a part of the team's own one, and puts them before their owners. Call it inside a
 * transaction: all of it happens, or nothing. Null when the plan is no longer what was seen.
 */
export async function sendPlan(work: PersonWork, planId: string, seen: string): Promise<SentPlan | null> {
  const { db, orgId } = work;
  const full = await openPlan(work, planId);
  if (full.plan.endsOn < work.caller.today) throw new UserError(m.periodOver);
  if (seen !== stampOf(full, work.caller.today)) return null;
  const lines = full.lines.filter(({ share }) => share > 0n);
  if (lines.length === 0) throw new UserError(m.nothingToSend);
  const reckoned = await asItStands(work, planId);
  const parent = await parentGoal(work, full);
  const parts: Part[] = [];
  for (const line of lines) parts.push(...(await partsOf(work, reckoned, line)));
  const made = await createGoals(
    work,
    parts.map((part) => toCreate(work, full, parent, part)),
  );
  const goalOf = new Map(
    parts.map(({ line }, at): [string, string | null] => [line.id, made[at]?.id ?? null]).reverse(),
  );
  await keepLines(
    work,
    lines.map((line) => ({ ...line, goalId: goalOf.get(line.id) ?? null })),
  );
  const goals = made.length;
  await db.plan.update({ where: { id: planId, orgId }, data: { ...termsOf(full), state: "sent", goalId: parent.id } });
  await audit(work, { action: "plan send", subject: "plan", subjectId: planId, after: { goals, goalId: parent.id } });
  const now = made.filter(({ state, nextAt }) => state === "draft" && nextAt === null);
  await putBeforeOwners(work, now, { because: "new", byName: work.caller.name });
  for (const goal of made.filter(({ ownerId }) => ownerId === null)) await tellManagers(work, goal, parent);
  await closeProposals(work, full);
  const plan = { ...full.plan, state: "sent" as const, goalId: parent.id };
  return { reckoned: { ...reckoned, full: { ...full, plan, goal: parent } }, parent, goals };
}

const termsOf = ({ plan: { total, startsOn, endsOn } }: FullPlan) => ({ total, startsOn, endsOn });

/** The team's own goal, of which the lines are parts. */
async function parentGoal(work: PersonWork, { plan, metric, team }: FullPlan): Promise<GoalWithMetric> {
  if (plan.goalId) return openGoal(work, { id: plan.goalId });
  const { name, total } = plan;
  const period = { start: plan.startsOn, end: plan.endsOn };
  const terms = checkTerms(work.words, metric, total, null);
  return createGoal(work, { ...terms, name, metric, team, period, owner: null, parentId: null, isLive: true });
}

/** A line's goals: one for the whole time, or one a month; a share of less than its smallest unit makes none. */
async function partsOf(work: PersonWork, { full, facts }: Reckoned, line: NamedLine): Promise<Part[]> {
  const { plan, metric } = full;
  const period = { start: plan.startsOn, end: plan.endsOn };
  const rate = line.currency && line.planRate ? { currency: line.currency, rate: line.planRate } : null;
  const own = rate ? await metricOf(work, metric, rate) : metric;
  const parts = plan.byMonths
    ? monthParts(line.share, facts.get(line.id), { period, unit: plan.unit, today: work.caller.today })
    : [{ period, share: line.share }];
  return parts
    .map(({ period: when, share }) => ({
      ...{ line, metric: own, rate, period: when },
      target: rate ? inOwnCurrency(share ?? 0n, metric.currency ?? "USD", rate) : (share ?? 0n),
    }))
    .filter(({ target }) => target > 0n);
}

async function metricOf(work: PersonWork, metric: Metric, { currency }: PlanRate): Promise<Metric> {
  const known = await metricInCurrency(work, metric, currency);
  return known ?? makeMetric(work, newInCurrency(metric, currency));
}

type Part = {
  readonly line: NamedLine;
  readonly metric: Metric;
  readonly rate: PlanRate | null;
  readonly target: bigint;
  readonly period: DateRange;
};

/** Later months wait until shortly before they begin. */
const daysAhead = 3;

function toCreate(work: PersonWork, { plan, team }: FullPlan, parent: GoalWithMetric, part: Part): GoalToCreate {
  const { caller, words } = work;
  const { line, metric, rate, target, period } = part;
  const owner = line.personId ? { id: line.personId, name: line.name } : null;
  const isLive = owner === null || owner.id === caller.personId;
  const sendOn = addDays(period.start, -daysAhead);
  const isLater = plan.byMonths && sendOn > caller.today && !isLive;
  return {
    ...checkTerms(words, metric, target, null),
    ...{ name: plan.name, metric, period, owner, isLive, parentId: parent.id, planRate: rate?.rate ?? null },
    team: line.teamId ? { id: line.teamId, name: line.name } : team,
    ...(isLater ? { sendAt: localToInstant(sendOn, "09:00", caller.zone) } : {}),
  };
}

/** A team's part is live at once; its managers hear of it and may split it further. */
async function tellManagers(work: PersonWork, goal: GoalWithMetric, parent: GoalWithMetric): Promise<void> {
  const { db, orgId, caller } = work;
  const team = await db.team.findFirstOrThrow({ where: { id: goal.teamId, orgId }, select: { name: true } });
  const manages = { some: { teamId: goal.teamId, role: "manager", ...activeMembership(caller.today) } } as const;
  const managers = await db.person.findMany({ where: { orgId, state: "active", memberships: manages } });
  for (const { id } of managers.filter((one) => one.id !== caller.personId)) {
    const saying = { key: `part:${goal.id}:${id}`, kind: "notice", isProactive: true, teamId: goal.teamId } as const;
    await sayToPerson(work, id, saying, (words) => {
      const text = words.text(m.teamGiven, {
        name: person(caller.personId, caller.name),
        team: team.name,
        goal: goalPiece(parent),
        target: amountInWords(words, goal.metric, goal.target),
        end: words.date(goal.endsOn, "long"),
      });
      const action = runs("goal split-part", { goal: goalNumber(goal) });
      const split = { label: words.plain(m.splitOverReps), action, style: "primary" } as const;
      return view(plainText(text), paragraph(text), buttons(split));
    });
  }
}
