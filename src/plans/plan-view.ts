import type { LocalDate } from "../calendar/dates.ts";
import type { Goal } from "../generated/prisma/client.ts";
import { amountInWords } from "../goals/amounts.ts";
import type { FitNow } from "../goals/fit.ts";
import { fitInShort, fitLines, reasonLines } from "../goals/fit-view.ts";
import { goalPiece } from "../goals/goal-store.ts";
import { periodInWords } from "../goals/sent-view.ts";
import { planTexts as m } from "../i18n/plans.ts";
import type { Words } from "../i18n/words.ts";
import { joinTexts, strong, type Text } from "../view/text.ts";
import { type Block, heading, list, note, paragraph, type View, view } from "../view/view.ts";
import { monthParts, monthsOf } from "./months.ts";
import { planButtons } from "./plan-buttons.ts";
import { inOwnCurrency } from "./plan-rate.ts";
import type { FullPlan, NamedLine } from "./plan-store.ts";
import { type Reckoned, sharePlan } from "./reckon.ts";
import { proposalsInSum } from "./shares.ts";

/** What the preview says besides the plan itself. */
export type PlanContext = {
  /** The team's goal, once there is one. */
  readonly parent: Pick<Goal, "number" | "name"> | null;
  readonly sentAt: Date | null;
  readonly goals: number;
  /** The day on which it is sent, or was: months that are over by then have no part in it. */
  readonly today: LocalDate;
  /** Goals that people of the plan have for the same time already. */
  readonly others: readonly { readonly name: string; readonly goal: Pick<Goal, "number" | "name"> }[];
  /** Something that was just done, said first. */
  readonly first?: Text;
};

const mostRows = 40;

/** The whole plan before (and after) it is sent: nothing of the total is ever out of sight. */
export function planView(words: Words, reckoned: Reckoned, context: PlanContext): View {
  const { full } = reckoned;
  const { plan, team, lines } = full;
  const title = words.plain(m.title, { number: plan.number, name: plan.name, team: team.name });
  const hidden = lines.length - mostRows;
  return view(
    title,
    heading(title),
    context.first ? paragraph(context.first) : null,
    { kind: "fields", fields: fieldsOf(words, reckoned) },
    tableOf(words, reckoned),
    hidden > 0 ? note(words.text(m.more, { count: hidden })) : null,
    ...offerBlocks(words, reckoned),
    ...noteBlocks(words, reckoned, context),
    ...monthBlocks(words, reckoned, context.today),
    context.sentAt && context.parent
      ? note(
          words.text(m.sentNote, {
            time: words.time(context.sentAt),
            count: context.goals,
            goal: goalPiece(context.parent),
          }),
        )
      : note(words.text(m.nothingSent)),
    ...planButtons(words, reckoned, context.today),
  );
}

function fieldsOf(words: Words, { full, shares }: Reckoned): { label: string; value: Text }[] {
  const { plan, metric } = full;
  const amount = (stored: bigint) => amountInWords(words, metric, stored);
  const assigned = plan.total - shares.unassigned;
  const over = shares.over === null || shares.over === 0 ? words.percent(0) : signedPercent(words, shares.over);
  const field = (label: string, value: Text[number]) => ({ label, value: [value] });
  return [
    field(words.plain(m.fieldPeriod), periodInWords(words, plan)),
    field(words.plain(m.fieldTotal), strong(amount(plan.total))),
    field(words.plain(m.fieldAssigned), amount(assigned)),
    field(words.plain(m.fieldUnassigned), strong(amount(shares.unassigned > 0n ? shares.unassigned : 0n))),
    field(words.plain(m.fieldOver), over),
    field(words.plain(m.fieldRounding), amount(plan.unit)),
    field(words.plain(m.fieldBasis), basisInWords(words, full)),
  ];
}

/** A share that is not a whole percent is no nought. */
const signedPercent = (words: Words, share: number): string =>
  words.plain(share > 0 ? m.overBy : m.underBy, { share: words.number(Math.abs(share) * 100, 1) });

const bases = { keep: m.basisKeep, scale: m.basisScale, gap: m.basisGap } as const;

const basisInWords = (words: Words, { plan }: FullPlan): string =>
  plan.basis === "weights"
    ? words.plain(m.basisWeights, { gamma: words.number(plan.gamma) })
    : words.plain(bases[plan.basis]);

function tableOf(words: Words, reckoned: Reckoned): Block {
  const { full, facts, shares } = reckoned;
  const { lines, metric } = full;
  const hasOffers = lines.some(({ proposal }) => proposal !== null);
  const amount = (stored: bigint) => amountInWords(words, metric, stored);
  const rows = lines.slice(0, mostRows).map((line) => {
    const own = facts.get(line.id);
    return [
      line.name,
      daysInWords(words, own?.workingDays ?? 0, own?.ramp ?? 1),
      weightInWords(words, line),
      shareInWords(words, full, line),
      ...(hasOffers ? [line.proposal === null ? "—" : amount(line.proposal)] : []),
      fitOf(words, reckoned, line),
    ];
  });
  const left = amount(shares.unassigned > 0n ? shares.unassigned : 0n);
  rows.push([words.plain(m.unassigned), "", "", left, ...(hasOffers ? [""] : []), ""]);
  const right = { align: "right" } as const;
  return {
    kind: "table",
    columns: [
      { label: words.plain(m.columnWho) },
      { label: words.plain(m.columnDays), ...right },
      { label: words.plain(m.columnWeight), ...right },
      { label: words.plain(m.columnShare), ...right },
      ...(hasOffers ? [{ label: words.plain(m.columnOffer), ...right }] : []),
      { label: words.plain(m.columnFit) },
    ],
    rows,
  };
}

const daysInWords = (words: Words, days: number, ramp: number): string =>
  ramp < 0.995 ? `${words.number(days, 1)} × ${words.percent(ramp)}` : words.number(days, 1);

function weightInWords(words: Words, { weight, ownWeight }: NamedLine): string {
  if (ownWeight === null) return words.number(weight);
  return words.plain(m.typedWeight, { before: words.number(weight), after: words.number(ownWeight) });
}

function shareInWords(words: Words, { metric }: FullPlan, line: NamedLine): string {
  const { share, floor, cap, currency, planRate } = line;
  const amount = (stored: bigint) => amountInWords(words, metric, stored);
  const own =
    currency && planRate
      ? words.plain(m.inOwn, {
          share: amount(share),
          own: words.money(inOwnCurrency(share, metric.currency ?? "USD", { currency, rate: planRate }), currency),
        })
      : amount(share);
  const bounds = [
    ...(floor === null ? [] : [words.plain(m.atLeast, { floor: amount(floor) })]),
    ...(cap === null ? [] : [words.plain(m.atMost, { cap: amount(cap) })]),
  ].join(", ");
  return bounds === "" ? own : words.plain(m.within, { share: own, bounds });
}

const fitFor = ({ facts }: Reckoned, line: NamedLine): FitNow | null => facts.get(line.id)?.fit(line.share) ?? null;

function fitOf(words: Words, reckoned: Reckoned, line: NamedLine): string {
  const fit = fitFor(reckoned, line);
  return fit === null ? "—" : fitInShort(words, fit.fit);
}

function offerBlocks(words: Words, { full, facts }: Reckoned): Block[] {
  const found = proposalsInSum(sharePlan(full, facts));
  const asked = full.lines.filter(({ askedAt }) => askedAt !== null).length;
  if (found === null || found.coverage === null) return [];
  const values = {
    answered: found.answered,
    asked: Math.max(asked, found.answered),
    coverage: words.percent(found.coverage),
    gap: amountInWords(words, full.metric, found.gap < 0n ? -found.gap : found.gap),
  };
  return [
    paragraph(words.text(found.gap < 0n ? m.offersOver : m.offers, values)),
    ...(found.overHeadroom === true ? [note(words.text(m.overHeadroom))] : []),
    ...(found.answered < full.lines.length ? [note(words.text(m.offersWait))] : []),
  ];
}

const mostNotes = 12;

/** Whatever speaks against a share, with its reasons; then goals there are already, and the plan rates. */
function noteBlocks(words: Words, reckoned: Reckoned, { others }: PlanContext): Block[] {
  const { full } = reckoned;
  const fits = full.lines.flatMap((line) => {
    const fit = fitFor(reckoned, line);
    return fit === null ? [] : fitNote(words, full, line, fit);
  });
  const doubles = others.map(({ name, goal }) => words.text(m.hasGoal, { name: strong(name), goal: goalPiece(goal) }));
  const notes = [...fits, ...doubles];
  const hidden = notes.length - mostNotes;
  const rates = ratesInWords(words, full);
  return [
    ...(notes.length > 0 ? [list(notes.slice(0, mostNotes))] : []),
    ...(hidden > 0 ? [note(words.text(m.more, { count: hidden }))] : []),
    ...(rates === "" ? [] : [note(words.text(m.planRates, { rates }))]),
  ];
}

function fitNote(words: Words, { metric }: FullPlan, line: NamedLine, fit: FitNow): Text[] {
  const isPlain = fit.fit === "good_fit" || fit.fit === "insufficient_data";
  const telling = fit.reasons.filter((reason) => !isPlain || (reason !== "ABOVE_BEST" && reason !== "BELOW_WORST"));
  if (isPlain && telling.length === 0) return [];
  const inOwn = line.currency ? { ...metric, currency: line.currency } : metric;
  const [chance = []] = fitLines(words, fit, inOwn, line.share);
  const reasons = joinTexts(reasonLines(words, { ...fit, reasons: telling }, inOwn), "; ");
  return [words.text(m.fitNote, { name: strong(line.name), fit: chance, reasons })];
}

function ratesInWords(words: Words, { lines, metric }: FullPlan): string {
  const rates = new Map(
    lines.flatMap(({ currency, planRate }) => (currency && planRate ? [[currency, planRate]] : [])),
  );
  const own = metric.currency ?? "";
  return [...rates].map(([currency, rate]) => words.plain(m.planRate, { currency, rate, own })).join("; ");
}

/** Every line's months add up to its share, the months of all to the total of the plan. */
function monthBlocks(words: Words, { full, facts }: Reckoned, today: LocalDate): (Block | null)[] {
  const { plan, metric, lines } = full;
  if (!plan.byMonths) return [];
  const period = { start: plan.startsOn, end: plan.endsOn };
  const months = monthsOf(period);
  const amount = (stored: bigint | null) => (stored === null ? "—" : amountInWords(words, metric, stored));
  const parts = lines.map((line) => monthParts(line.share, facts.get(line.id), { period, unit: plan.unit, today }));
  const sums = months.map(({ end }, at) =>
    end < today ? null : parts.reduce((sum, own) => sum + (own[at]?.share ?? 0n), 0n),
  );
  const rows = lines
    .slice(0, mostRows)
    .map((line, index) => [line.name, ...(parts[index] ?? []).map(({ share }) => amount(share)), amount(line.share)]);
  const total = sums.reduce<bigint>((sum, one) => sum + (one ?? 0n), 0n);
  rows.push([words.plain(m.fieldAssigned), ...sums.map(amount), amount(total)]);
  const right = { align: "right" } as const;
  return [
    paragraph([strong(words.plain(m.monthsTitle))]),
    {
      kind: "table",
      columns: [
        { label: words.plain(m.columnWho) },
        ...months.map(({ end }) => ({ label: words.date(end), ...right })),
        { label: words.plain(m.columnShare), ...right },
      ],
      rows,
    },
    note(words.text(m.monthsNote)),
    sums.includes(null) ? note(words.text(m.monthsOver)) : null,
  ];
}
