import type { KnownBlock } from "@slack/types";
import { type Piece, plain, type Text } from "../../src/view/text.ts";
import type { Block } from "../../src/view/view.ts";
import { buttonBlocks, choiceBlocks } from "./controls.ts";
import { chunks, lengthOf, limits } from "./limits.ts";
import { isBlank, type People, richText, sectionOf, splitText } from "./rich-text.ts";
import { tableBlocks } from "./table.ts";

/** Where blocks are shown: only messages take tables, only posts take files, and the rest says pictures in words. */
export type Surface = "post" | "message" | "view";

export type Reader = { readonly people: People; readonly surface: Surface };

/** A block as Slack's blocks; an exhaustive switch, so that a new kind does not compile until Slack knows it. */
export function blocksOf(block: Block, reader: Reader): KnownBlock[] {
  switch (block.kind) {
    case "heading":
      return headingBlocks(block.text, reader);
    case "text":
      return textBlocks(block.text, reader);
    case "fields":
      return grouped(
        block.fields.map(({ label, value }): Text => [{ kind: "strong", text: label }, ": ", ...value]),
        reader,
      );
    case "list":
      return listBlocks(block.items, reader);
    case "table":
      return tableBlocks(block, reader.surface === "view");
    case "note":
      return noteBlocks(block.text, reader);
    case "divider":
      return [{ type: "divider" }];
    case "buttons":
      return [...longLabels(block.buttons, limits.button.label, reader), ...buttonBlocks(block.buttons)];
    case "choice":
      return [...longLabels(block.options, limits.option.label, reader), ...choiceBlocks(block.label, block.options)];
    case "chart":
      // Posts carry it as a file, with these words as its alternative text.
      return reader.surface === "post" ? [] : noteBlocks([block.alt], reader);
  }
}

function headingBlocks(text: string, reader: Reader): KnownBlock[] {
  const line = text.replace(/\s+/gu, " ").trim();
  if (line === "") return [];
  if (lengthOf(line) > limits.header) return textBlocks([{ kind: "strong", text: line }], reader);
  return [{ type: "header", text: { type: "plain_text", text: line, emoji: false } }];
}

function textBlocks(text: Text, { people }: Reader): KnownBlock[] {
  if (isBlank(text)) return [];
  return splitText(text, limits.text).map((part) => richText(sectionOf(part, people)));
}

/** Lines of text, as many in one block as fit. */
function grouped(lines: readonly Text[], { people }: Reader): KnownBlock[] {
  return fill(lines).map((group) =>
    richText(...group.map((line, at) => sectionOf(broken(line, at < group.length - 1), people))),
  );
}

/** Sections of one block follow each other without a break of their own. */
const broken = (line: Text, isFollowed: boolean): Text => (isFollowed ? [...line, "\n"] : line);

function listBlocks(items: readonly Text[], { people }: Reader): KnownBlock[] {
  return fill(items).map((group) =>
    richText({ type: "rich_text_list", style: "bullet", elements: group.map((item) => sectionOf(item, people)) }),
  );
}

const mostInGroup = 100;

function fill(lines: readonly Text[]): Text[][] {
  const short = lines.filter((line) => !isBlank(line)).flatMap((line) => splitText(line, limits.text));
  const groups: Text[][] = [];
  let room = 0;
  for (const line of short) {
    const length = lengthOf(plain(line)) + 1;
    const last = groups.at(-1);
    if (last && length <= room && last.length < mostInGroup) last.push(line);
    else groups.push([line]);
    room = (last && groups.at(-1) === last ? room : limits.text + 1) - length;
  }
  return groups;
}

/** Quiet small print. Where a typed character could turn into markup, or a piece needs an element, it is running text. */
function noteBlocks(text: Text, reader: Reader): KnownBlock[] {
  if (isBlank(text)) return [];
  const parts = splitText(text, limits.text);
  if (!text.every(isPlain)) return textBlocks(text, reader);
  return chunks(parts, 1).map(([part = []]) => ({
    type: "context",
    elements: [{ type: "plain_text", text: plain(part), emoji: false }],
  }));
}

const isPlain = (piece: Piece): boolean => typeof piece === "string" || (piece.kind === "person" && !piece.mention);

/** Whatever a control has no room for stands above it in full. */
function longLabels(items: readonly { readonly label: string }[], most: number, reader: Reader): KnownBlock[] {
  const long = items.filter(({ label }) => lengthOf(label) > most);
  return listBlocks(
    long.map(({ label }) => [label]),
    reader,
  );
}
