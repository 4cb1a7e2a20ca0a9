import { addDays } from "../../calendar/dates.ts";
import { activityTexts as m } from "../../i18n/activity.ts";
import type { Words } from "../../i18n/words.ts";
import type { Block } from "../../view/view.ts";
import { mean } from "../rules/order-statistics.ts";
import type { FunnelFacts } from "./funnel-facts.ts";
import { type Stage, stageName } from "./stages.ts";

/** Fewer weeks are no trend. */
const fewestWeeks = 8;
/** The beginning and the end that are put beside each other in words. */
const span = 4;
const average = 100;

type Trend = {
  readonly stage: Stage;
  /** The oldest week first; null before the first one in which anything was counted. */
  readonly weeks: readonly (number | null)[];
  readonly mean: number;
  readonly first: number;
  readonly last: number;
};

/**
 * How the beginning and the end of a team's funnel went week by week, each against its own average: their numbers are of
 * different sizes. Null until both have been counted for long enough.
 */
export function trendChart(words: Words, { funnel, counts, asOf }: FunnelFacts): Block | null {
  const [begin, end] = [funnel.stages[0], funnel.stages.at(-1)];
  if (!begin || !end || begin === end) return null;
  const from = trendOf(begin, counts.ofAll(begin));
  const to = trendOf(end, counts.ofAll(end));
  if (!from || !to) return null;
  const x = Array.from({ length: counts.weeks }, (_, at) => addDays(asOf, -7 * (counts.weeks - 1 - at)));
  const named = ({ stage }: Trend) => stageName(words, stage);
  const indexed = (trend: Trend) =>
    trend.weeks.map((week) => (week === null ? null : Math.round((week / trend.mean) * average)));
  return {
    kind: "chart",
    chart: {
      kind: "lines",
      title: words.plain(m.trendTitle, { from: named(from), to: named(to) }),
      unit: words.plain(m.trendUnit),
      x,
      series: [
        { label: named(to), tone: "main", y: indexed(to) },
        { label: named(from), tone: "line", dashed: true, y: indexed(from) },
      ],
      mark: { label: words.plain(m.trendAverage), y: average },
    },
    alt: words.plain(m.trendAlt, {
      lines: [from, to].map((trend) => inWords(words, trend)).join("; "),
      date: words.date(asOf, "long"),
    }),
  };
}

function trendOf(stage: Stage, latestFirst: readonly number[]): Trend | null {
  const known = latestFirst.slice(0, latestFirst.findLastIndex((count) => count !== 0) + 1).reverse();
  const usual = mean(known);
  if (known.length < fewestWeeks || usual === null || usual <= 0) return null;
  const unknown = new Array<null>(latestFirst.length - known.length).fill(null);
  const [first, last] = [mean(known.slice(0, span)) ?? 0, mean(known.slice(-span)) ?? 0];
  return { stage, weeks: [...unknown, ...known], mean: usual, first, last };
}

const inWords = (words: Words, { stage, first, last }: Trend): string =>
  words.plain(m.trendLine, {
    name: stageName(words, stage),
    first: words.number(first, 1),
    last: words.number(last, 1),
  });
