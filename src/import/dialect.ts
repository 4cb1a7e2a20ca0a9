import { TextDecoder } from "node:util";
import { UserError } from "../errors.ts";
import { importTexts as m } from "../i18n/import.ts";
import type { Mapping } from "./mapping.ts";

/** How a file is written: told by its beginning where the mapping does not say. */
export type Dialect = {
  readonly encoding: string;
  readonly delimiter: string;
  readonly decimal: "." | ",";
  /** Null when the beginning does not tell whether 03/04 is in March or in April. */
  readonly dates: "dmy" | "mdy" | null;
};

const delimiters = [",", ";", "\t", "|"] as const;

export function dialectOf(sample: Uint8Array, mapping: Mapping, file: string): Dialect {
  const encoding = mapping.encoding ?? encodingOf(sample);
  const text = decoder(encoding, file, false).decode(sample, { stream: true });
  const delimiter = mapping.delimiter ?? delimiterOf(text);
  return {
    encoding,
    delimiter,
    // Spreadsheets separate with semicolons exactly where the comma is the decimal sign.
    decimal: mapping.decimal ?? (delimiter === ";" ? "," : "."),
    dates: mapping.dates ?? dateOrderOf(text),
  };
}

/** Spreadsheets in Russian still save windows-1251, which is hardly ever valid UTF-8. */
function encodingOf(sample: Uint8Array): string {
  if (sample[0] === 0xff && sample[1] === 0xfe) return "utf-16le";
  if (sample[0] === 0xfe && sample[1] === 0xff) return "utf-16be";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(sample, { stream: true });
    return "utf-8";
  } catch {
    return "windows-1251";
  }
}

export function decoder(encoding: string, file: string, fatal = true): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal });
  } catch {
    throw new UserError(m.unknownEncoding, { file, encoding });
  }
}

/** The separator that the header uses most, outside quotes. */
function delimiterOf(text: string): string {
  const header =
    text
      .replace(/"(?:[^"]|"")*"/g, "")
      .split(/\r?\n/)
      .find((line) => line.trim() !== "") ?? "";
  const counts = delimiters.map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).delimiter;
}

function dateOrderOf(text: string): "dmy" | "mdy" | null {
  for (const [, first, second] of text.matchAll(/(?<!\d)(\d{1,2})\/(\d{1,2})\/\d{2,4}(?!\d)/g)) {
    if (Number(first) > 12) return "dmy";
    if (Number(second) > 12) return "mdy";
  }
  return null;
}
