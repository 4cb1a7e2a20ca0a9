import { amountInWords, estimateInWords, type MetricShape } from "../../goals/amounts.ts";
import { metricName } from "../../goals/metrics.ts";
import { causesTexts as m } from "../../i18n/causes.ts";
import type { Words } from "../../i18n/words.ts";
import { lineName } from "../../summaries/line-words.ts";
import type { Text } from "../../view/text.ts";
import { type Block, heading, list, note, paragraph } from "../../view/view.ts";
import { isDefined } from "../rules/not-defined.ts";
import type { CausesFacts } from "./causes-facts.ts";
import { datesInWords, factorNames, signedAmount } from "./change-words.ts";
import { missingInWords } from "./missing.ts";
import type { ChangeFactor, PeriodResult } from "./result-change.ts";
import type { TeamParts } from "./team-parts.ts";

/** People are shown beside each other from five up, by name: an order by result would be a rank. */
export const fewestToShow = 5;
const mostPeople = 15;

/** Estimates with their sign. */
function signed(words: Words, metric: MetricShape, value: number): string {
  return `${value > 0 ? "+" : ""}${estimateInWords(words, metric, value)}`;
}

export function verdictPart(words: Words, { line, asOf, why }: CausesFacts): Block {
  if (!line || line.target === null) return paragraph(words.text(m.noGoal));
  const { metric, actual, target, attainment } = line;
  const said = words.text(m.verdict, {
    name: lineName(words, line),
    actual: amountInWords(words, metric, actual),
    target: amountInWords(words, metric, target),
    share: words.percent(attainment ?? 0),
    date: words.date(asOf, "long"),
  });
  return paragraph(why ? [...said, " ", ...why(words)] : said);
}

export function teamPart(words: Words, { parts, line, asOf }: CausesFacts): (Block | null)[] {
  const title = heading(words.plain(m.partsTitle));
  if (!line || !isDefined(parts)) return [title, missingPart(words, parts)];
  const said = words.text(m.parts, {
    metric: metricName(words, line.metric),
    count: parts.reps.length,
    date: words.date(asOf),
    total: signed(words, line.metric, parts.total),
    team: signed(words, line.metric, parts.team),
    own: signed(words, line.metric, parts.own),
    middle: words.percent(parts.middle),
    behind: parts.behind,
  });
  const left = parts.reps.length - mostPeople;
  return [
    title,
    paragraph(said),
    parts.reps.length >= fewestToShow ? peopleTable(words, line.metric, parts) : null,
    parts.reps.length >= fewestToShow && left > 0 ? note(words.text(m.morePeople, { count: left })) : null,
    parts.newcomers > 0 ? note(words.text(m.partsNewcomers, { count: parts.newcomers })) : null,
  ];
}

function peopleTable(words: Words, metric: MetricShape, { reps }: TeamParts): Block {
  const right = [m.columnTotal, m.columnTeam, m.columnOwn].map((label) => ({
    label: words.plain(label),
    align: "right" as const,
  }));
  return {
    kind: "table",
    columns: [{ label: words.plain(m.columnPerson) }, ...right],
    rows: reps
      .slice(0, mostPeople)
      .map(({ name, parts }) => [
        name,
        ...[parts.total, parts.team, parts.own].map((value) => signed(words, metric, value)),
      ]),
  };
}

const fewDeals = 10n;

export function changePart(words: Words, { change: compared, line }: CausesFacts): (Block | null)[] {
  const title = heading(words.plain(m.changeTitle));
  if (!line || !isDefined(compared)) return [title, missingPart(words, compared)];
  const { metric } = line;
  const { change, now, before } = compared;
  const values = {
    metric: metricName(words, metric),
    before: amountInWords(words, metric, change.before.amount),
    after: amountInWords(words, metric, change.after.amount),
    datesBefore: datesInWords(words, before),
    dates: datesInWords(words, now),
    change: signedAmount(words, metric, change.change),
  };
  const isFew = [change.before, change.after].some(({ won, decided }) => (decided ?? won) < fewDeals);
  return [
    title,
    paragraph(words.text(m.change, values)),
    list(change.effects.map(({ factor, effect }) => effectLine(words, metric, { ...change, factor, effect }))),
    ...change.held.map((factor) => note(words.text(m.held, { factor: words.plain(factorNames[factor]) }))),
    isFew ? note(words.text(m.fewDeals)) : null,
  ];
}

type Effect = { factor: ChangeFactor; effect: bigint; before: PeriodResult; after: PeriodResult };

function effectLine(words: Words, metric: MetricShape, { factor, effect, before, after }: Effect): Text {
  const [was, is] = [before, after].map((result) => factorInWords(words, metric, result, factor));
  const values = { factor: words.plain(factorNames[factor]), effect: signedAmount(words, metric, effect) };
  return was && is ? words.text(m.effectFromTo, { ...values, before: was, after: is }) : words.text(m.effect, values);
}

/** Null where the period has no such factor. */
function factorInWords(
  words: Words,
  metric: MetricShape,
  { amount, won, decided }: PeriodResult,
  factor: ChangeFactor,
): string | null {
  switch (factor) {
    case "decided":
      return words.number(decided ?? 0n);
    case "won":
      return words.number(won);
    case "winRate":
      return decided ? words.percent(Number(won) / Number(decided)) : null;
    case "dealSize":
      return won ? estimateInWords(words, metric, Number(amount) / Number(won)) : null;
  }
}

/** Shares of a market move by tenths. */
const shareInWords = (words: Words, share: number): string => words.percent(share, 1);

export function marketPart(words: Words, { market: found, line }: CausesFacts): (Block | null)[] {
  const title = heading(words.plain(m.marketTitle));
  if (!line || !isDefined(found)) return [title, missingPart(words, found)];
  const { metric } = line;
  const { now, growth } = found;
  const said = words.text(m.share, {
    dates: datesInWords(words, now.range),
    own: amountInWords(words, metric, now.own),
    market: amountInWords(words, metric, now.market),
    share: shareInWords(words, now.share),
  });
  if (!isDefined(growth)) return [title, paragraph(said), missingPart(words, growth)];
  const against = words.text(m.growth, {
    dates: datesInWords(words, growth.before.range),
    before: shareInWords(words, growth.before.share),
    total: signedAmount(words, metric, growth.total),
    market: signedAmount(words, metric, growth.market),
    won: signedAmount(words, metric, growth.share),
  });
  return [title, paragraph([...said, " ", ...against])];
}

export function adjustedPart(words: Words, { adjusted, line }: CausesFacts): (Block | null)[] {
  const title = heading(words.plain(m.adjustedTitle));
  if (!line || !isDefined(adjusted)) return [title, missingPart(words, adjusted)];
  const { metric } = line;
  const values = {
    raw: words.percent(adjusted.raw),
    adjusted: words.percent(adjusted.adjusted),
    used: amountInWords(words, metric, BigInt(Math.round(adjusted.used))),
  };
  const value = amountInWords(words, metric, adjusted.external.value);
  return [
    title,
    paragraph(words.text(m.adjusted, values)),
    adjusted.capped ? note(words.text(m.capped, { value })) : null,
  ];
}

type AnyPart = CausesFacts["parts" | "change" | "market" | "adjusted"] | Parameters<typeof missingInWords>[1];

function missingPart(words: Words, part: AnyPart): Block | null {
  return "notDefined" in part ? note([missingInWords(words, part)]) : null;
}
