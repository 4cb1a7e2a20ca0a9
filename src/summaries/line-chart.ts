import { addDays, earlier, type LocalDate, toDay } from "../calendar/dates.ts";
import { workOn } from "../calendar/working-days.ts";
import { estimateInWords, majorAmount, overviewInWords } from "../goals/amounts.ts";
import { type Curve, curveAt } from "../goals/curve.ts";
import { summaryTexts as m } from "../i18n/summaries.ts";
import type { Words } from "../i18n/words.ts";
import type { Block } from "../view/view.ts";
import type { GoalLine } from "./goal-lines.ts";
import { lineName } from "./line-words.ts";
import type { WeekFacts } from "./week-facts.ts";

/** What was reached day by day against the working-day line of the summary's main goal; null for rates. */
export function lineChart(words: Words, { main, through, asOf }: WeekFacts): Block | null {
  if (!main || main.line.target === null || main.line.metric.unit === "percent") return null;
  const { line, daily, curve } = main;
  const dates = datesOf(line);
  if (dates.length < 2) return null;
  const major = (amount: number) => majorAmount(line.metric, BigInt(Math.round(amount)));
  const expected = expectedBy(line, dates, curve.curve);
  const name = lineName(words, line);
  return {
    kind: "chart",
    chart: {
      kind: "lines",
      title: name,
      unit: line.metric.currency ?? name,
      x: dates,
      series: [
        {
          label: words.plain(m.chartActual),
          tone: "main",
          y: reachedOn(dates, daily, through).map((one) => (one === null ? null : major(one))),
        },
        { label: words.plain(m.chartLine), tone: "line", dashed: true, y: expected.map(major) },
      ],
      mark: { label: words.plain(m.chartTarget), y: major(Number(main.line.target)) },
    },
    alt: words.plain(m.chartAlt, {
      name,
      actual: overviewInWords(words, line.metric, line.actual),
      date: words.date(earlier(through, line.end)),
      expected: estimateInWords(words, line.metric, expected[dates.indexOf(earlier(asOf, line.end))] ?? 0),
      target: overviewInWords(words, line.metric, main.line.target),
      end: words.date(line.end),
    }),
  };
}

/** More points than this are not told apart in a picture of this width. */
const mostPoints = 400;

export function datesOf({ start, end }: GoalLine): LocalDate[] {
  const days = Math.min(mostPoints, toDay(end) - toDay(start) + 1);
  return Array.from({ length: days }, (_, day) => addDays(start, day));
}

export function reachedOn(dates: readonly LocalDate[], daily: ReadonlyMap<LocalDate, bigint>, through: LocalDate) {
  let sum = 0;
  return dates.map((date) => {
    sum += Number(daily.get(date) ?? 0n);
    return date <= through ? sum : null;
  });
}

/** The lines of all goals together, each along its owner's own working days, straight or along a learned curve. */
export function expectedBy({ goals }: GoalLine, dates: readonly LocalDate[], curve: Curve | null = null): number[] {
  const sums = dates.map(() => 0);
  for (const { goal, calendar } of goals) {
    const work = dates.map((date) => (date >= goal.startsOn && date <= goal.endsOn ? workOn(calendar, date) : 0));
    const total = work.reduce((sum, one) => sum + one, 0);
    let done = 0;
    for (const [at, one] of work.entries()) {
      done += one;
      const share = total === 0 ? 0 : done / total;
      sums[at] = (sums[at] ?? 0) + Number(goal.target) * (curve ? curveAt(curve, share) : share);
    }
  }
  return sums;
}
