import { type Answer, type Command, defineCommand, type RawValues, replace } from "../command/command.ts";
import { text } from "../command/option.ts";
import { UsageError } from "../errors.ts";
import type { Goal, Metric } from "../generated/prisma/client.ts";
import { amountInFile, amountInWords } from "../goals/amounts.ts";
import { goalNumber, goalPiece } from "../goals/goal-store.ts";
import { parseQuantity } from "../goals/quantity.ts";
import { targetAmount } from "../goals/written-amount.ts";
import { planTexts as m } from "../i18n/plans.ts";
import { readingTexts } from "../i18n/reading.ts";
import type { Field, Form } from "../view/form.ts";
import { code } from "../view/text.ts";
import type { PersonWork } from "../work.ts";
import { changeLine, changePlan, lineStamp, planStamp } from "./edit-plan.ts";
import { type PlanRate, readPlanRate } from "./plan-rate.ts";
import { type FullPlan, loadPlan, openPlan, openPlanOfLine } from "./plan-store.ts";
import { planById, shownPlan } from "./show-plan.ts";

/** An amount as it may be typed again. */
const written = (metric: Metric, amount: bigint | null): string =>
  amount === null ? "" : amountInFile(metric, amount).replace(/\.0+$/u, "");

const typedOr = (values: RawValues, name: string, standing: string): { value?: string } => {
  const value = values[name] ?? standing;
  return value === "" ? {} : { value };
};

async function lineForm(work: PersonWork, values: RawValues): Promise<Form> {
  const { words } = work;
  const { line, metric } = await openPlanOfLine(work, values.line ?? "");
  const currency = metric.currency ?? "";
  const bound = words.plain(metric.unit === "money" ? m.hintBound : m.hintBoundCount, { currency });
  const rate = line.currency && line.planRate ? `${line.currency} ${line.planRate}` : "";
  const field = (name: string, label: string, hint: string, standing: string): Field => ({
    ...{ name, label, hint, required: false, kind: "text", maxLength: 40 },
    ...typedOr(values, name, standing),
  });
  const weight = words.plain(m.hintWeight, { weight: words.number(line.weight) });
  return {
    name: "goal split-line",
    state: { line: line.id, seen: lineStamp(line) },
    title: words.plain(m.lineTitle, { name: line.name }),
    submit: words.plain(m.changeLine),
    fields: [
      field("weight", words.plain(m.fieldWeight), weight, line.ownWeight === null ? "" : String(line.ownWeight)),
      field("floor", words.plain(m.fieldFloor), bound, written(metric, line.floor)),
      field("cap", words.plain(m.fieldCap), bound, written(metric, line.cap)),
      ...(metric.unit === "money"
        ? [field("currency", words.plain(m.fieldCurrency), words.plain(m.hintCurrency, { currency }), rate)]
        : []),
    ],
  };
}

async function submitLine(work: PersonWork, state: RawValues, values: RawValues): Promise<Answer> {
  const { metric } = await openPlanOfLine(work, state.line ?? "");
  const change = {
    ownWeight: weightIn(values.weight),
    floor: amountIn(work, metric, values.floor, "floor"),
    cap: amountIn(work, metric, values.cap, "cap"),
    rate: rateIn(metric, values.currency),
  };
  const reckoned = await changeLine(work, state.line ?? "", state.seen, change);
  return replace(await shownPlan(work, reckoned));
}

const largestWeight = 1_000_000;

function weightIn(typed: string | undefined): number | null {
  if (!typed?.trim()) return null;
  const read = parseQuantity(typed);
  const fits = read && !read.percent && read.currency === undefined && read.of === undefined;
  if (!fits || read.value < 0 || read.value > largestWeight) {
    throw new UsageError([{ field: "weight", text: m.badWeight, with: { typed } }]);
  }
  return Math.round(read.value * 100) / 100;
}

function amountIn({ words }: PersonWork, metric: Metric, typed: string | undefined, field: string): bigint | null {
  if (!typed?.trim()) return null;
  const read = parseQuantity(typed);
  if (!read) throw new UsageError([{ field, text: readingTexts.badNumber, with: { typed } }]);
  const amount = targetAmount(words, metric, read, field);
  if (amount < 0n) throw new UsageError([{ field, text: readingTexts.badNumber, with: { typed } }]);
  return amount;
}

function rateIn(metric: Metric, typed: string | undefined): PlanRate | null {
  if (!typed?.trim()) return null;
  const rate = readPlanRate(typed);
  if (rate && rate.currency !== metric.currency) return rate;
  const currency = metric.currency ?? "";
  throw new UsageError([{ field: "currency", text: m.badRate, with: { typed, currency } }]);
}

async function planForm(work: PersonWork, values: RawValues): Promise<Form> {
  const { words } = work;
  const { plan, goal, metric } = await openPlan(work, values.plan ?? "");
  const field = (name: string, label: string, hint: string | null, standing: string): Field => ({
    ...{ name, label, required: true, kind: "text", maxLength: 40 },
    ...(hint === null ? {} : { hint }),
    ...typedOr(values, name, standing),
  });
  return {
    name: "goal split-change",
    state: { plan: plan.id, seen: planStamp(plan) },
    title: words.plain(m.planTitle, { number: plan.number }),
    ...(goal ? { intro: words.text(m.totalOfGoal, totalOf(work, goal, metric)) } : {}),
    submit: words.plain(m.changePlan),
    fields: [
      ...(goal ? [] : [field("total", words.plain(m.fieldTotal), null, written(metric, plan.total))]),
      field("unit", words.plain(m.fieldUnit), null, written(metric, plan.unit)),
      field("history", words.plain(m.fieldGamma), words.plain(m.hintGamma), String(plan.gamma)),
      field(
        "extra",
        words.plain(m.fieldExtra),
        words.plain(m.hintExtra),
        String(Math.round(plan.extra * 10_000) / 100),
      ),
      {
        ...{ name: "months", label: words.plain(m.fieldMonths), required: true, kind: "choice" },
        value: values.months ?? (plan.byMonths ? "monthly" : "whole"),
        options: [
          { value: "whole", label: words.plain(m.whole) },
          { value: "monthly", label: words.plain(m.monthly) },
        ],
      },
    ],
  };
}

const totalOf = ({ words }: PersonWork, goal: Goal, metric: Metric) => ({
  goal: goalPiece(goal),
  total: amountInWords(words, metric, goal.target),
  command: code(`/goal edit ${goalNumber(goal)}`),
});

async function submitPlan(work: PersonWork, state: RawValues, values: RawValues): Promise<Answer> {
  const { plan, goal, metric } = await openPlan(work, state.plan ?? "");
  const total = goal ? plan.total : amountIn(work, metric, values.total, "total");
  if (total === null || total <= 0n) throw new UsageError([{ field: "total", text: m.notPositive }]);
  const unit = amountIn(work, metric, values.unit, "unit");
  if (unit === null || unit <= 0n) throw new UsageError([{ field: "unit", text: m.notPositive }]);
  const change = {
    ...{ total, unit, byMonths: values.months === "monthly" },
    gamma: numberIn(values.history, "history", [0, 1], m.badGamma),
    extra: numberIn(values.extra?.replace("−", "-"), "extra", [-50, 50], m.badExtra) / 100,
  };
  const reckoned = await changePlan(work, state.plan ?? "", state.seen, change);
  return replace(await shownPlan(work, reckoned));
}

function numberIn(
  typed: string | undefined,
  field: string,
  [least, most]: readonly [number, number],
  text_: typeof m.badGamma | typeof m.badExtra,
): number {
  const value = Number((typed ?? "").replace(/\s*%$/u, "").replace(",", ".").trim() || "NaN");
  if (!(value >= least && value <= most)) throw new UsageError([{ field, text: text_ }]);
  return value;
}

/** Sent without its form, a change has nothing to change: the plan is shown as it stands. */
async function unchanged(work: PersonWork, find: () => Promise<FullPlan>): Promise<Answer> {
  const { plan } = await find();
  return replace(await planById(work, plan.id));
}

const line = defineCommand({
  name: "goal split-line",
  summary: m.lineSummary,
  hidden: true,
  alwaysForm: true,
  options: { line: text(m.optionLine) },
  examples: [],
  form: lineForm,
  submit: submitLine,
  run: (work, given) => unchanged(work, () => openPlanOfLine(work, given.line)),
});

const change = defineCommand({
  name: "goal split-change",
  summary: m.planSummary,
  hidden: true,
  alwaysForm: true,
  options: { plan: text(m.optionPlan) },
  examples: [],
  form: planForm,
  submit: submitPlan,
  run: (work, given) => unchanged(work, () => loadPlan(work, given.plan)),
});

export const planForms: readonly Command[] = [line, change];
