import { addDays, earlier, type LocalDate } from "../../calendar/dates.ts";
import { amountInWords, majorAmount } from "../../goals/amounts.ts";
import { forecastTexts as m } from "../../i18n/forecasts.ts";
import { datesOf, expectedBy, reachedOn } from "../../summaries/line-chart.ts";
import { lineName } from "../../summaries/line-words.ts";
import { dailySums } from "../../summaries/week-sums.ts";
import type { Block } from "../../view/view.ts";
import type { PersonWork } from "../../work.ts";
import { isDefined } from "../rules/not-defined.ts";
import type { TeamForecastNow } from "./forecast-now.ts";
import { rangeInWords } from "./forecast-words.ts";

/** A range changes little from day to day; between these many dates it is drawn straight. */
const mostKnots = 14;

/** What the team reached, its line, and the 80 % range opening up to the end; null where there is nothing to draw. */
export async function fanChart(work: PersonWork, forecast: TeamForecastNow): Promise<Block | null> {
  const { words } = work;
  const { line, asOf, curve, outlook } = forecast;
  const { metric, target } = line;
  if (target === null || metric.unit === "percent" || metric.direction === "less" || !isDefined(outlook)) return null;
  const dates = datesOf(line);
  if (dates.length < 2) return null;
  const through = earlier(addDays(asOf, 1), line.end);
  const reached = reachedOn(dates, await dailySums(work, line, through), through);
  const fan = fanOf(forecast, dates, reached[dates.indexOf(earlier(asOf, line.end))] ?? null);
  const major = (amount: number | null) => (amount === null ? null : majorAmount(metric, BigInt(Math.round(amount))));
  const name = lineName(words, line);
  const range = rangeInWords(words, metric, outlook, target);
  return {
    kind: "chart",
    chart: {
      kind: "lines",
      title: name,
      unit: metric.currency ?? name,
      x: dates,
      series: [
        { label: words.plain(m.chartActual), tone: "main", y: reached.map(major) },
        {
          label: words.plain(m.chartLine),
          ...{ tone: "line", dashed: true },
          y: expectedBy(line, dates, curve.curve).map(major),
        },
      ],
      band: {
        label: words.plain(m.chartBand),
        low: fan.map(({ low }) => major(low)),
        high: fan.map(({ high }) => major(high)),
      },
      mark: { label: words.plain(m.chartTarget), y: major(Number(target)) ?? 0 },
    },
    alt: words.plain(m.chartAlt, {
      name,
      ...{ actual: amountInWords(words, metric, line.actual), date: words.date(through) },
      ...{ end: words.date(line.end), range, target: amountInWords(words, metric, target) },
    }),
  };
}

type Fan = { readonly low: number | null; readonly high: number | null };

/** Nothing before the last completed date, where it starts from what was reached. */
function fanOf({ rangeBy, asOf }: TeamForecastNow, dates: readonly LocalDate[], from: number | null): Fan[] {
  const start = dates.indexOf(asOf);
  const last = dates.length - 1;
  const step = Math.max(1, Math.ceil((last - start) / mostKnots));
  const knots = dates.flatMap((date, at) => {
    if (at === start) return [{ at, low: from, high: from }];
    const isKnot = at > start && (at === last || (at - start) % step === 0);
    return isKnot ? [{ at, low: null, high: null, ...rangeBy(date) }] : [];
  });
  return dates.map((_, at) => {
    const after = knots.findIndex((knot) => knot.at >= at);
    const [left, right] = [knots[after - 1], knots[after]];
    if (!right) return { low: null, high: null };
    if (right.at === at) return right;
    if (!left) return { low: null, high: null };
    const share = (at - left.at) / (right.at - left.at);
    return { low: between(left.low, right.low, share), high: between(left.high, right.high, share) };
  });
}

const between = (from: number | null, to: number | null, share: number): number | null =>
  from === null || to === null ? null : from + (to - from) * share;
