import { createRequire } from "node:module";
import { renderAsync } from "@resvg/resvg-js";
import type { Locale } from "../i18n/texts.ts";
import type { Chart } from "./chart.ts";
import { chartSvg } from "./chart-svg.ts";

const { resolve } = createRequire(import.meta.url);

/** Brought along rather than taken from the system: without a font the words are silently missing from the picture. */
const fontFiles = [
  resolve("@expo-google-fonts/pt-sans/400Regular/PTSans_400Regular.ttf"),
  resolve("@expo-google-fonts/pt-sans/700Bold/PTSans_700Bold.ttf"),
];

/** Sharp on screens with two pixels to the point. */
const scale = 2;

/** A chart as PNG, drawn off the main thread. */
export async function chartPng(chart: Chart, locale: Locale): Promise<Buffer> {
  const image = await renderAsync(chartSvg(chart, locale), {
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: "PT Sans" },
    fitTo: { mode: "zoom", value: scale },
  });
  return image.asPng();
}
