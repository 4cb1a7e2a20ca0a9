import type { Words } from "../i18n/words.ts";
import { plain, type Text } from "./text.ts";
import type { Block, View } from "./view.ts";

/** A view as plain text, for logs, e-mail and screens without blocks. With words, times are in that reader's zone. */
export function viewAsText(shown: View, words?: Words): string {
  return shown.blocks.map((block) => blockAsText(block, words)).join("\n");
}

function blockAsText(block: Block, words?: Words): string {
  switch (block.kind) {
    case "heading":
      return block.text;
    case "text":
    case "note":
      return textAsText(block.text, words);
    case "fields":
      return block.fields.map(({ label, value }) => `${label}: ${textAsText(value, words)}`).join("\n");
    case "list":
      return block.items.map((item) => `• ${textAsText(item, words)}`).join("\n");
    case "table":
      return tableAsText(block);
    case "divider":
      return "—";
    case "buttons":
      return block.buttons.map(({ label }) => `[${label}]`).join(" ");
    case "choice":
      return `${block.label}: ${block.options.map(({ label }) => `[${label}]`).join(" ")}`;
    case "chart":
      return block.alt;
  }
}

function textAsText(text: Text, words?: Words): string {
  if (!words) return plain(text);
  return plain(
    text.map((piece) =>
      typeof piece === "object" && piece.kind === "time" ? words.time(new Date(piece.at), piece.format) : piece,
    ),
  );
}

/** Columns as wide as their longest cell, counted in characters. */
function tableAsText({ columns, rows }: Extract<Block, { kind: "table" }>): string {
  const lines = [columns.map(({ label }) => label), ...rows];
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => [...(line[at] ?? "")].length)));
  const padded = (cell: string, at: number): string => {
    const gap = " ".repeat(Math.max(0, (widths[at] ?? 0) - [...cell].length));
    return columns[at]?.align === "right" ? gap + cell : cell + gap;
  };
  return lines.map((line) => line.map(padded).join("  ").trimEnd()).join("\n");
}
