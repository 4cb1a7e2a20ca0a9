import type { MetricShape } from "../goals/amounts.ts";
import { summaryTexts as m } from "../i18n/summaries.ts";
import type { Words } from "../i18n/words.ts";

/** Excel takes a file for UTF-8 only when it begins with this. */
const byteOrderMark = "\uFEFF";

/** RFC 4180, with every cell made harmless to spreadsheets. */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  byteOrderMark + rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");

const isNumber = /^-?\d+(?:\.\d+)?$/;
const startsFormula = /^\s*[=+\-@\t\r]/u;

/** What a spreadsheet would run as a formula is written as text; numbers stay numbers, negative ones too. */
function csvCell(value: string): string {
  const harmless = startsFormula.test(value) && !isNumber.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** The column beside an amount; a file has no signs in its numbers. */
export function unitInFile(words: Words, { unit, currency }: MetricShape): string {
  if (unit === "money") return currency ?? "USD";
  return unit === "percent" ? "%" : words.plain(m.csvCount);
}
