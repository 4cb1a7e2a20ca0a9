import type { Locale } from "../i18n/texts.ts";
import { barsHeight, drawBars } from "./chart/bars.ts";
import { chartHeight, chartWidth, escapeXml, ink, label, shorten } from "./chart/draw.ts";
import { drawFunnel } from "./chart/funnel.ts";
import { drawLines } from "./chart/lines.ts";
import type { Chart } from "./chart.ts";

/** A chart as SVG on paper of its own, so that it reads the same in light and dark chats. */
export function chartSvg(chart: Chart, locale: Locale): string {
  const height = chart.kind === "bars" ? barsHeight(chart) : chartHeight;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${chartWidth}" height="${height}" viewBox="0 0 ${chartWidth} ${height}" font-family="PT Sans, sans-serif">`,
    `<title>${escapeXml(chart.title)}</title>`,
    `<rect x="0.5" y="0.5" width="${chartWidth - 1}" height="${height - 1}" rx="10" fill="${ink.paper}" stroke="${ink.grid}"/>`,
    label(24, 36, shorten(chart.title, chartWidth - 48, 20), { size: 20, bold: true }),
    label(24, 58, shorten(chart.unit, chartWidth - 48, 13), { size: 13, colour: ink.quiet }),
    drawBody(chart, locale),
    "</svg>",
  ].join("");
}

function drawBody(chart: Chart, locale: Locale): string {
  switch (chart.kind) {
    case "lines":
      return drawLines(chart, locale);
    case "bars":
      return drawBars(chart, locale);
    case "funnel":
      return drawFunnel(chart, locale);
  }
}
