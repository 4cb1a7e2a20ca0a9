import type { Locale } from "../../i18n/texts.ts";
import type { ChartTone } from "../chart.ts";

/** Size in pixels before scaling; wide enough for a phone's chat to show it without turning. */
export const chartWidth = 820;
export const chartHeight = 420;

/** Okabe-Ito hues, each with its own lightness and dash: https://jfly.uni-koeln.de/color/ */
export const tones: Readonly<Record<ChartTone, { readonly colour: string; readonly dash: string }>> = {
  main: { colour: "#0072b2", dash: "" },
  line: { colour: "#d55e00", dash: "10 5" },
  muted: { colour: "#6b7683", dash: "3 4" },
  good: { colour: "#009e73", dash: "14 4 3 4" },
  warn: { colour: "#e69f00", dash: "6 4" },
};

export const ink = { text: "#1d2733", quiet: "#5a6673", grid: "#e6eaee", axis: "#aeb7c0", paper: "#ffffff" } as const;

export function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replace(/\p{Cc}/gu, " ");
}

type TextStyle = {
  readonly size?: number;
  readonly bold?: boolean;
  readonly colour?: string;
  readonly anchor?: "start" | "middle" | "end";
  /** A halo in the paper's colour keeps text readable over lines. */
  readonly halo?: boolean;
};

export function label(x: number, y: number, text: string, style: TextStyle = {}): string {
  const { size = 14, bold = false, colour = ink.text, anchor = "start", halo = false } = style;
  const weight = bold ? ' font-weight="700"' : "";
  const around = halo ? ` stroke="${ink.paper}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"` : "";
  return `<text x="${at(x)}" y="${at(y)}" font-size="${size}" fill="${colour}" text-anchor="${anchor}"${weight}${around}>${escapeXml(text)}</text>`;
}

export function line(x1: number, y1: number, x2: number, y2: number, colour: string, width = 1, dash = ""): string {
  const dashes = dash ? ` stroke-dasharray="${dash}"` : "";
  return `<line x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}" stroke="${colour}" stroke-width="${width}"${dashes}/>`;
}

export function box(x: number, y: number, width: number, height: number, colour: string, radius = 3): string {
  return `<rect x="${at(x)}" y="${at(y)}" width="${at(Math.max(0, width))}" height="${at(Math.max(0, height))}" rx="${radius}" fill="${colour}"/>`;
}

/** Coordinates with one decimal: enough for the eye, and the same text on every machine. */
export function at(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** About how wide PT Sans draws a text; Cyrillic and capitals are wider, so it errs on the wide side. */
export function widthOf(text: string, size: number): number {
  let ems = 0;
  for (const character of text)
    ems += /[\p{Lu}мшщжюыфwm%—]/u.test(character) ? 0.68 : /[\s.,:;'il|1]/u.test(character) ? 0.32 : 0.53;
  return ems * size;
}

/** Shortens visibly what does not fit. */
export function shorten(text: string, width: number, size: number): string {
  if (widthOf(text, size) <= width) return text;
  const characters = [...text];
  while (characters.length > 1 && widthOf(`${characters.join("")}…`, size) > width) characters.pop();
  return `${characters.join("").trimEnd()}…`;
}

/** Breaks a label into at most `most` lines, the last one shortened where needed. */
export function wrap(text: string, width: number, size: number, most = 2): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/u)) {
    const last = lines.at(-1);
    if (last !== undefined && (widthOf(`${last} ${word}`, size) <= width || lines.length === most)) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines.map((one) => shorten(one, width, size));
}

const tags = { en: "en-GB", ru: "ru-RU" } as const;

export function shortNumber(value: number, locale: Locale): string {
  const isLarge = Math.abs(value) >= 10_000;
  return new Intl.NumberFormat(tags[locale], {
    notation: isLarge ? "compact" : "standard",
    maximumFractionDigits: Math.abs(value) < 10 ? 2 : 1,
  }).format(value);
}

export function shareText(share: number, locale: Locale): string {
  return new Intl.NumberFormat(tags[locale], { style: "percent", maximumFractionDigits: share < 0.095 ? 1 : 0 }).format(
    share,
  );
}

/** A local date as "27 Nov"; any other category stays as it is. */
export function categoryText(x: string, locale: Locale): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(x)) return x;
  const day = new Intl.DateTimeFormat(tags[locale], { day: "numeric", month: "short", timeZone: "UTC" });
  return day.format(new Date(`${x}T00:00:00Z`));
}
