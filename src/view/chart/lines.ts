import type { Locale } from "../../i18n/texts.ts";
import type { Chart, ChartLine } from "../chart.ts";
import { at, box, categoryText, chartWidth, ink, label, line, shorten, shortNumber, tones, widthOf } from "./draw.ts";
import { type Scale, scaleFor } from "./scale.ts";

type Lines = Extract<Chart, { kind: "lines" }>;

const plot = { left: 66, right: chartWidth - 34, top: 112, bottom: 370 } as const;
const bandColour = "#b5daf0";
/** Dark enough to tell the range from the paper without its colour. */
const bandEdge = "#5b9cc4";

/** Lines over time or categories with an uncertainty band and a target mark. */
export function drawLines(chart: Lines, locale: Locale): string {
  const known = (values: readonly (number | null)[]) => values.filter((value) => value !== null);
  const all = [
    ...chart.series.flatMap((series) => known(series.y)),
    ...(chart.band ? [...known(chart.band.low), ...known(chart.band.high)] : []),
    ...(chart.mark ? [chart.mark.y] : []),
  ];
  const y = scaleFor(all, plot.bottom, plot.top);
  const x = (index: number) =>
    chart.x.length < 2
      ? (plot.left + plot.right) / 2
      : plot.left + 10 + (index * (plot.right - plot.left - 20)) / (chart.x.length - 1);
  const quietFirst = chart.series.toSorted((a, b) => Number(a.tone === "main") - Number(b.tone === "main"));
  return [
    legend(chart),
    grid(y, locale),
    xLabels(chart.x, x, locale),
    chart.band ? band(chart.band.low, chart.band.high, x, y) : "",
    chart.mark ? mark(chart.mark, y, locale) : "",
    ...quietFirst.map((series) => drawSeries(series, x, y, locale)),
  ].join("");
}

function grid(y: Scale, locale: Locale): string {
  return y.ticks
    .map((tick) => {
      const height = y.to(tick);
      const rule = line(plot.left, height, plot.right, height, tick === 0 ? ink.axis : ink.grid);
      return (
        rule +
        label(plot.left - 10, height + 4.5, shortNumber(tick, locale), { size: 13, colour: ink.quiet, anchor: "end" })
      );
    })
    .join("");
}

/** As many labels as fit beside each other; the last one is always there, because it is where the reader looks. */
function xLabels(categories: readonly string[], x: (index: number) => number, locale: Locale): string {
  const texts = categories.map((category) => shorten(categoryText(category, locale), 110, 13));
  const widest = Math.max(...texts.map((text) => widthOf(text, 13)), 1) + 18;
  const room = Math.max(1, Math.floor((plot.right - plot.left) / widest));
  const step = Math.max(1, Math.ceil(texts.length / room));
  const last = texts.length - 1;
  return texts
    .map((text, index) => {
      if ((last - index) % step !== 0) return "";
      const isEdge = index === last && texts.length > 1 && widthOf(text, 13) > 44;
      const place = isEdge ? plot.right + 12 : x(index);
      const tick = line(x(index), plot.bottom, x(index), plot.bottom + 5, ink.axis);
      return (
        tick + label(place, plot.bottom + 23, text, { size: 13, colour: ink.quiet, anchor: isEdge ? "end" : "middle" })
      );
    })
    .join("");
}

function band(
  low: readonly (number | null)[],
  high: readonly (number | null)[],
  x: (index: number) => number,
  y: Scale,
): string {
  const points = low.flatMap((bottom, index) => {
    const top = high[index] ?? null;
    return bottom === null || top === null ? [] : [{ x: x(index), low: y.to(bottom), high: y.to(top) }];
  });
  if (points.length < 2) return "";
  const upper = points.map((point) => `${at(point.x)},${at(point.high)}`);
  const lower = points.toReversed().map((point) => `${at(point.x)},${at(point.low)}`);
  return `<polygon points="${[...upper, ...lower].join(" ")}" fill="${bandColour}" fill-opacity="0.6" stroke="${bandEdge}" stroke-width="1.2" stroke-linejoin="round"/>`;
}

function mark(given: NonNullable<Lines["mark"]>, y: Scale, locale: Locale): string {
  const height = y.to(given.y);
  const text = `${given.label} ${shortNumber(given.y, locale)}`;
  return (
    line(plot.left, height, plot.right, height, ink.text, 1.6, "7 5") +
    label(plot.left + 8, height - 7, shorten(text, 300, 13), { size: 13, bold: true, halo: true })
  );
}

function drawSeries(series: ChartLine, x: (index: number) => number, y: Scale, locale: Locale): string {
  const { colour } = tones[series.tone];
  const points = series.y.map((value, index) => (value === null ? null : { x: x(index), y: y.to(value), value }));
  const last = points.findLast((point) => point !== null);
  const alone = points.map((point, index) =>
    point && !points[index - 1] && !points[index + 1] ? dot(point, colour, 3.5) : "",
  );
  const end =
    last && series.tone === "main" && !series.dashed ? dot(last, colour, 5) + endLabel(last, locale, colour) : "";
  const dash = dashOf(series);
  const stroke = `stroke="${colour}" stroke-width="${widthFor(series)}" stroke-linejoin="round"${dash ? ` stroke-dasharray="${dash}"` : ""}`;
  return `<path d="${pathOf(points)}" fill="none" ${stroke}/>${alone.join("")}${end}`;
}

const dashOf = (series: ChartLine): string => tones[series.tone].dash || (series.dashed ? "7 5" : "");
const widthFor = (series: ChartLine): number => (series.tone === "main" ? 3.2 : 2.4);

const dot = (point: { x: number; y: number }, colour: string, radius: number): string =>
  `<circle cx="${at(point.x)}" cy="${at(point.y)}" r="${radius}" fill="${colour}" stroke="${ink.paper}" stroke-width="1.5"/>`;

/** The latest number stands beside its dot, below it where the line goes on. */
function endLabel(point: { x: number; y: number; value: number }, locale: Locale, colour: string): string {
  const isLast = point.x > plot.right - 60;
  const [x, y] = isLast
    ? [point.x + 6, Math.max(point.y - 12, plot.top - 4)]
    : [point.x + 8, Math.min(point.y + 26, plot.bottom - 8)];
  const anchor = isLast ? "end" : "start";
  return label(x, y, shortNumber(point.value, locale), { bold: true, size: 15, colour, anchor, halo: true });
}

/** Gaps stay gaps: nothing is drawn where nothing is known. */
function pathOf(points: readonly ({ x: number; y: number } | null)[]): string {
  return points
    .map((point, index) => (point ? `${points[index - 1] ? "L" : "M"}${at(point.x)} ${at(point.y)}` : ""))
    .join("");
}

function legend(chart: Lines): string {
  const items = [
    ...chart.series.map((series) => ({ text: series.label, series })),
    ...(chart.band ? [{ text: chart.band.label, series: null }] : []),
  ];
  const room = (plot.right - 24) / Math.max(items.length, 1) - 58;
  let x = 24;
  return items
    .map(({ text, series }) => {
      const shown = shorten(text, Math.max(60, room), 13);
      const swatch = series
        ? line(x, 84, x + 30, 84, tones[series.tone].colour, widthFor(series), dashOf(series))
        : box(x, 77, 30, 13, bandColour);
      const drawn = swatch + label(x + 38, 88.5, shown, { size: 13, colour: ink.quiet });
      x += 38 + widthOf(shown, 13) + 22;
      return drawn;
    })
    .join("");
}
