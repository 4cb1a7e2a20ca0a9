import type { Block } from "../../src/view/view.ts";
import { escaped } from "./markdown.ts";

type Table = Extract<Block, { kind: "table" }>;

const graphemes = new Intl.Segmenter();
const widthOf = (text: string): number => [...graphemes.segment(text)].length;

/** About as wide as a phone shows without breaking lines. */
const widest = 56;

/** A table's lines: aligned in a code block where they are narrow enough, else a line of labelled values for each row. */
export type TableLines = { readonly isCode: boolean; readonly head: string; readonly lines: readonly string[] };

export function tableLines({ columns, rows }: Table): TableLines {
  const cells = rows.map((row) => columns.map((_, at) => oneLine(row[at] ?? "")));
  const labels = columns.map(({ label }) => oneLine(label));
  const widths = columns.map((_, at) => Math.max(...[labels, ...cells].map((row) => widthOf(row[at] ?? ""))));
  const width = widths.reduce((sum, one) => sum + one + 2, -2);
  if (width > widest) return { isCode: false, head: "", lines: cells.map((row) => labelled(labels, row)) };
  const padded = (cell: string, at: number): string => {
    const gap = " ".repeat(Math.max(0, (widths[at] ?? 0) - widthOf(cell)));
    return columns[at]?.align === "right" ? gap + cell : cell + gap;
  };
  const line = (row: readonly string[]) => row.map(padded).join("  ").trimEnd();
  return { isCode: true, head: line(labels), lines: cells.map(line) };
}

/** A fence inside a fence would end it. */
const oneLine = (cell: string): string => cell.replace(/\s+/gu, " ").replace(/`(?=`)/gu, "`\u200b");

function labelled(labels: readonly string[], [first = "", ...rest]: readonly string[]): string {
  const values = rest.map((value, at) => (value === "" ? "" : `${escaped(labels[at + 1] ?? "")} ${escaped(value)}`));
  return [`**${escaped(first)}**`, ...values].filter((part) => part !== "" && part !== "****").join(" · ");
}
