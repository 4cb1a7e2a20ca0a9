import type { Locale } from "../../i18n/texts.ts";
import type { Chart } from "../chart.ts";
import {
  at,
  box,
  chartHeight,
  chartWidth,
  ink,
  label,
  line,
  shareText,
  shorten,
  shortNumber,
  tones,
  widthOf,
  wrap,
} from "./draw.ts";
import { scaleFor } from "./scale.ts";

type Bars = Extract<Chart, { kind: "bars" }>;

const rowHeight = 34;
const top = 84;

/** Lying bars have room for long names; a chart of many grows downwards. */
export function barsHeight(chart: Bars): number {
  return chart.cumulative ? chartHeight : Math.max(220, top + chart.bars.length * rowHeight + 26);
}

export function drawBars(chart: Bars, locale: Locale): string {
  return chart.cumulative ? drawPareto(chart, chart.cumulative, locale) : drawLying(chart, locale);
}

function drawLying({ bars }: Bars, locale: Locale): string {
  const values = bars.map(({ value }) => shortNumber(value, locale));
  const names = Math.min(250, Math.max(...bars.map((bar) => widthOf(bar.label, 14)), 40) + 8);
  const left = 24 + names + 12;
  const width = chartWidth - 40 - Math.max(...values.map((text) => widthOf(text, 14)), 20) - left;
  const lowest = Math.min(0, ...bars.map(({ value }) => value));
  const highest = Math.max(0, ...bars.map(({ value }) => value));
  const x = (value: number) => left + ((value - lowest) / (highest - lowest || 1)) * width;
  const zero = x(0);
  const rows = bars.map((bar, index) => {
    const y = top + index * rowHeight;
    const end = x(bar.value);
    const { colour } = tones[bar.tone ?? "main"];
    const baseline = y + rowHeight / 2 + 5;
    const name = label(left - 14, baseline, shorten(bar.label, names, 14), { anchor: "end" });
    const value = label(Math.max(zero, end) + 8, baseline, values[index] ?? "", { bold: true });
    return name + box(Math.min(zero, end), y + 5, Math.max(2, Math.abs(end - zero)), rowHeight - 10, colour) + value;
  });
  return rows.join("") + line(zero, top - 2, zero, top + bars.length * rowHeight + 2, ink.axis, 1.5);
}

const plot = { left: 66, right: chartWidth - 66, top: 96, bottom: 352 } as const;

const noteStyle = { size: 13, bold: true, colour: ink.text, anchor: "middle" } as const;

function drawPareto({ bars }: Bars, cumulative: readonly number[], locale: Locale): string {
  const y = scaleFor(
    bars.map(({ value }) => value),
    plot.bottom,
    plot.top,
  );
  const share = (part: number) => plot.bottom - part * (plot.bottom - plot.top);
  const slot = (plot.right - plot.left) / Math.max(bars.length, 1);
  const middle = (index: number) => plot.left + slot * (index + 0.5);
  const thickness = Math.min(86, slot * 0.68);
  const drawn = bars.map((bar, index) => {
    const height = y.to(bar.value);
    const names = wrap(bar.label, slot - 8, 13).map((text, row) =>
      label(middle(index), plot.bottom + 21 + row * 16, text, { size: 13, colour: ink.quiet, anchor: "middle" }),
    );
    const note = bar.note
      ? label(middle(index), plot.bottom + 21 + names.length * 16, shorten(bar.note, slot - 8, 13), noteStyle)
      : "";
    const column = box(
      middle(index) - thickness / 2,
      height,
      thickness,
      plot.bottom - height,
      tones[bar.tone ?? "main"].colour,
    );
    const number = insideOrAbove(bar, middle(index), height, locale);
    return column + number + names.join("") + note;
  });
  return grid(y.ticks, y.to, locale) + drawn.join("") + cumulativeLine(cumulative, middle, share, locale);
}

/** A column's number stands inside it, where the cumulative line cannot cross it. */
function insideOrAbove({ value, tone }: Bars["bars"][number], x: number, height: number, locale: Locale): string {
  const isTall = plot.bottom - height > 28;
  const style = { bold: true, anchor: "middle" } as const;
  return isTall
    ? label(x, plot.bottom - 9, shortNumber(value, locale), {
        ...style,
        colour: tone === "warn" ? ink.text : ink.paper,
      })
    : label(x, height - 6, shortNumber(value, locale), { ...style, halo: true });
}

function grid(ticks: readonly number[], to: (value: number) => number, locale: Locale): string {
  const left = ticks.map(
    (tick) =>
      line(plot.left, to(tick), plot.right, to(tick), tick === 0 ? ink.axis : ink.grid) +
      label(plot.left - 10, to(tick) + 4.5, shortNumber(tick, locale), { size: 13, colour: ink.quiet, anchor: "end" }),
  );
  const right = [0, 0.5, 1].map((part) =>
    label(plot.right + 10, plot.bottom - part * (plot.bottom - plot.top) + 4.5, shareText(part, locale), {
      size: 13,
      colour: tones.line.colour,
    }),
  );
  return [...left, ...right].join("");
}

function cumulativeLine(
  cumulative: readonly number[],
  x: (index: number) => number,
  y: (share: number) => number,
  locale: Locale,
): string {
  const { colour, dash } = tones.line;
  const points = cumulative.map((part, index) => `${at(x(index))},${at(y(part))}`);
  const dots = cumulative.map((part, index) => {
    const dot = `<circle cx="${at(x(index))}" cy="${at(y(part))}" r="4.5" fill="${ink.paper}" stroke="${colour}" stroke-width="2.4"/>`;
    const text = shareText(part, locale);
    const half = widthOf(text, 13) / 2 + 5;
    const paper = box(x(index) - half, y(part) - 25, half * 2, 18, ink.paper, 5);
    return dot + paper + label(x(index), y(part) - 11.5, text, { size: 13, bold: true, colour, anchor: "middle" });
  });
  return `<polyline points="${points.join(" ")}" fill="none" stroke="${colour}" stroke-width="2.4" stroke-dasharray="${dash}"/>${dots.join("")}`;
}
