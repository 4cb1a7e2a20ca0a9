import { mustBeAbleTo } from "../access.ts";
import { opens, runs } from "../command/action.ts";
import type { QuantityValue } from "../command/option.ts";
import { UsageError, UserError } from "../errors.ts";
import type { Metric, Plan, PlanLine } from "../generated/prisma/client.ts";
import { amountInWords } from "../goals/amounts.ts";
import { metricName } from "../goals/metrics.ts";
import { targetAmount } from "../goals/written-amount.ts";
import { planTexts as m } from "../i18n/plans.ts";
import type { Words } from "../i18n/words.ts";
import { audit } from "../org/audit.ts";
import { amend, sayToPerson } from "../outbox/say.ts";
import { isId } from "../store/ids.ts";
import { buttons, heading, note, paragraph, type View, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { atPlanRate } from "./plan-rate.ts";
import { asOfGoal, type FullPlan, goalsOf, openPlan } from "./plan-store.ts";
import { reckon } from "./reckon.ts";

const askKey = (lineId: string): string => `offer:${lineId}`;

/** Asks everybody with a line who was not asked yet; returns how many. */
export async function askForProposals(work: PersonWork, planId: string): Promise<number> {
  const { db, orgId, now, caller } = work;
  const full = await openPlan(work, planId);
  const { plan, metric } = full;
  if (full.lines.some(({ teamId }) => teamId !== null)) throw new UserError(m.askTeamsNot);
  const open = full.lines.filter(({ askedAt }) => askedAt === null);
  for (const line of open) {
    await db.planLine.update({ where: { id: line.id, orgId }, data: { askedAt: now } });
    const saying = { key: askKey(line.id), kind: "notice", isProactive: true, teamId: plan.teamId } as const;
    const asked = { plan, metric, by: caller.name };
    await sayToPerson(work, line.personId ?? "", saying, (words) => askView(words, asked, line));
  }
  const names = open.map(({ name }) => name).join(", ");
  if (open.length > 0) await audit(work, { action: "plan ask", subject: "plan", subjectId: plan.id, after: { names } });
  return open.length;
}

type Asked = { readonly plan: Plan; readonly metric: Metric; readonly by: string };

function askView(words: Words, asked: Asked, line: PlanLine): View {
  const title = askTitle(words, asked);
  return view(
    title,
    heading(title),
    paragraph(words.text(m.askText, { name: asked.by })),
    buttons({
      label: words.plain(m.askButton),
      action: opens("goal split-offer", { line: line.id }),
      style: "primary",
    }),
  );
}

const askTitle = (words: Words, { plan, metric, by }: Asked): string =>
  words.plain(m.askTitle, {
    name: by,
    metric: metricName(words, metric),
    start: words.date(plan.startsOn),
    end: words.date(plan.endsOn, "long"),
  });

/** The line that a rep answers for; only the person it is for finds it. */
export async function lineOfCaller(work: PersonWork, lineId: string) {
  const { db, orgId, caller } = work;
  const line = isId(lineId)
    ? await db.planLine.findFirst({ where: { id: lineId, orgId }, include: { plan: true } })
    : null;
  if (!line) throw new UserError(m.noPlan);
  mustBeAbleTo(caller, "goal split-offer", { personId: line.personId });
  if (line.plan.state === "sent") throw new UserError(m.planClosed);
  const plan = asOfGoal(line.plan, (await goalsOf(work, [line.plan])).get(line.plan.goalId ?? ""));
  const metric = await db.metric.findFirstOrThrow({ where: { id: plan.metricId, orgId } });
  const rate = line.currency && line.planRate ? { currency: line.currency, rate: line.planRate } : null;
  return { line, plan, metric, rate, own: rate ? { ...metric, currency: rate.currency } : metric };
}

/** Keeps what a rep proposes, at the plan rate where they sell in another currency; whoever planned hears once that all answers are in. */
export async function propose(work: PersonWork, lineId: string, written: QuantityValue): Promise<string> {
  const { db, orgId, words } = work;
  const found = await lineOfCaller(work, lineId);
  await db.$queryRaw`select 1 from "Plan" where id = ${found.plan.id}::uuid for update`;
  const { line, plan, metric, own, rate } = await lineOfCaller(work, lineId);
  const typed = targetAmount(words, own, written, "amount");
  if (typed < 0n) throw new UsageError([{ field: "amount", text: m.offerNegative }]);
  const amount = rate === null ? typed : atPlanRate(typed, metric.currency ?? "USD", rate);
  await db.planLine.update({ where: { id: line.id, orgId }, data: { proposal: amount } });
  await audit(work, {
    action: "plan offer",
    subject: "plan",
    subjectId: plan.id,
    before: { line: work.caller.name, proposal: line.proposal === null ? null : String(line.proposal) },
    after: { line: work.caller.name, proposal: String(amount) },
  });
  if (plan.basis !== "weights") await reckon(work, plan.id);
  if (line.proposal === null) await tellWhenComplete(work, plan);
  return amountInWords(words, own, typed);
}

async function tellWhenComplete(work: PersonWork, plan: Plan): Promise<void> {
  const { db, orgId } = work;
  const lines = await db.planLine.findMany({ where: { orgId, planId: plan.id } });
  if (lines.some(({ askedAt, proposal }) => askedAt !== null && proposal === null)) return;
  const sum = lines.reduce((all, { proposal, share }) => all + (proposal ?? share), 0n);
  const saying = { key: `offers:${plan.id}`, kind: "notice", isProactive: true, teamId: plan.teamId } as const;
  await sayToPerson(work, plan.createdById, saying, (words) => {
    const coverage = words.percent(Number(sum) / Number(plan.total));
    const text = words.plain(m.offersIn, { number: plan.number, name: plan.name, coverage });
    const show = { label: words.plain(m.show), action: runs("goal split-show", { plan: plan.id }) };
    return view(text, paragraph([text]), buttons({ ...show, style: "primary" }));
  });
}

/** What was asked loses its button once the goals have gone out. */
export async function closeProposals(work: PersonWork, { plan, metric, lines }: FullPlan): Promise<void> {
  for (const line of lines.filter(({ askedAt }) => askedAt !== null)) {
    await amend(work, askKey(line.id), (words) => {
      const title = askTitle(words, { plan, metric, by: work.caller.name });
      return view(title, heading(title), note(words.text(m.planClosed)));
    });
  }
}
