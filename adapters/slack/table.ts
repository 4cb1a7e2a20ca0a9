import type { KnownBlock, RawTextElement, TableBlock } from "@slack/types";
import type { Block } from "../../src/view/view.ts";
import { headOf, lengthOf, limits } from "./limits.ts";
import { cutWords, richText } from "./rich-text.ts";

type Table = Extract<Block, { kind: "table" }>;
type Cells = readonly string[];

/** A table block where Slack shows them, else columns set in a fixed width. Long tables go on in further ones, with their head. */
export function tableBlocks(table: Table, isView: boolean): KnownBlock[] {
  const { columns } = table;
  if (columns.length === 0) return [];
  if (isView || columns.length > limits.table.columns) return alignedBlocks(table);
  const head = columns.map(({ label }) => label);
  const settings = columns.map(({ align }, at) => ({ align: align ?? "left", is_wrapped: at === 0 }) as const);
  return grouped([head], table.rows, limits.table.rows - 1).map(
    (rows): TableBlock => ({
      type: "table",
      column_settings: [...settings],
      rows: [head, ...rows].map((row) => columns.map((_, at) => cellOf(row[at] ?? ""))),
    }),
  );
}

/** A cell may not be empty. */
const cellOf = (text: string): RawTextElement => ({ type: "raw_text", text: text === "" ? "\u00A0" : text });

const rowLength = (row: Cells): number => row.reduce((sum, cell) => sum + lengthOf(cell), row.length);

function grouped([head = []]: readonly Cells[], rows: readonly Cells[], most: number): Cells[][] {
  const headLength = rowLength(head);
  const groups: Cells[][] = [[]];
  let length = headLength;
  for (const row of rows.flatMap(cutRow)) {
    const last = groups.at(-1);
    const its = rowLength(row);
    if (!last || last.length >= most || (last.length > 0 && length + its > limits.table.characters)) {
      groups.push([row]);
      length = headLength + its;
    } else {
      last.push(row);
      length += its;
    }
  }
  return groups;
}

const longestCell = 300;

/** A row with a cell of any length becomes several rows, so that every cell is read in full. */
function cutRow(row: Cells): Cells[] {
  const cells = row.map((cell) => cutWords(cell, longestCell, longestCell));
  const lines = Math.max(1, ...cells.map((parts) => parts.length));
  return Array.from({ length: lines }, (_, at) => cells.map((parts) => parts[at] ?? ""));
}

const widestColumn = 60;

function alignedBlocks({ columns, rows }: Table): KnownBlock[] {
  const lines = [columns.map(({ label }) => label), ...rows];
  const widths = columns.map((_, at) =>
    Math.min(widestColumn, Math.max(...lines.map((line) => lengthOf(line[at] ?? "")))),
  );
  const set = (cell: string, at: number): string => {
    const gap = " ".repeat(Math.max(0, (widths[at] ?? 0) - lengthOf(cell)));
    return columns[at]?.align === "right" ? gap + cell : cell + gap;
  };
  const written = lines.map((line) => line.map(set).join("  ").trimEnd());
  const blocks: string[] = [];
  for (const line of written.flatMap((one) => pieces(one))) {
    const last = blocks.at(-1);
    if (last !== undefined && lengthOf(last) + lengthOf(line) < limits.text)
      blocks[blocks.length - 1] = `${last}\n${line}`;
    else blocks.push(line);
  }
  return blocks
    .filter((text) => text !== "")
    .map((text) => richText({ type: "rich_text_preformatted", elements: [{ type: "text", text }] }));
}

function pieces(line: string): string[] {
  const parts: string[] = [];
  for (let rest = line; rest !== ""; ) {
    const head = headOf(rest, limits.text - 1);
    parts.push(head);
    rest = rest.slice(head.length);
  }
  return parts;
}
