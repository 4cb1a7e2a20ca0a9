import type { KnownBlock } from "@slack/types";
import type { Locale } from "../../src/i18n/texts.ts";
import { wordsFor } from "../../src/i18n/words.ts";
import type { Chart } from "../../src/view/chart.ts";
import type { View } from "../../src/view/view.ts";
import { blocksOf, type Reader, type Surface } from "./blocks.ts";
import { plainText } from "./controls.ts";
import { lengthOf, limits, shorten } from "./limits.ts";
import type { People } from "./rich-text.ts";
import { slackTexts as m } from "./texts.ts";

/** One message: its blocks, and its line for notifications and screen readers. */
export type Page = { readonly text: string; readonly blocks: KnownBlock[] };

export type Picture = { readonly chart: Chart; readonly alt: string };

export type Rendering = { readonly locale: Locale; readonly people: People; readonly surface: Surface };

/** In plain text fields only these three start anything: mentions, links, entities. */
export const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/**
 * A view as messages, none too large for Slack: what does not fit goes on in further ones, and each says so. Past `most`
 * messages the last one says how much is missing.
 */
export function pagesOf(view: View, rendering: Rendering, most: number): Page[] {
  const blocks = allBlocks(view, rendering);
  const groups = pack(blocks);
  const shown = groups.slice(0, most);
  const left = groups.slice(most).reduce((sum, group) => sum + group.length, 0);
  const words = wordsFor(rendering.locale, "UTC");
  const line = escaped(shorten(view.summary.trim() || "…", limits.message.text / 2));
  return shown.map((group, at) => {
    const isLast = at === shown.length - 1;
    const part = { at: at + 1, of: shown.length };
    const mark =
      isLast && left > 0 ? words.plain(m.shortened, { count: left }) : isLast ? null : words.plain(m.continued, part);
    return { text: line, blocks: mark === null ? group : [...group, noteOf(mark)] };
  });
}

/** The blocks of a form, a reply in a form's place or the Home tab; past the limit the last one says what is missing. */
export function viewBlocks(view: View, rendering: Rendering, most: number = limits.view.blocks): KnownBlock[] {
  const blocks = allBlocks(view, rendering);
  const shown = blocks.slice(0, most - 1);
  const left = blocks.length - shown.length;
  if (left === 0) return shown;
  return [...shown, noteOf(wordsFor(rendering.locale, "UTC").plain(m.shortened, { count: left }))];
}

/** Pictures of a view, in order; posts send them as files. */
export const picturesOf = (view: View): Picture[] =>
  view.blocks.flatMap((block) => (block.kind === "chart" ? [{ chart: block.chart, alt: block.alt }] : []));

const noteOf = (text: string): KnownBlock => ({ type: "context", elements: [plainText(text, limits.text)] });

function allBlocks(view: View, { people, surface }: Rendering): KnownBlock[] {
  const reader: Reader = { people, surface };
  const blocks = view.blocks.flatMap((block) => blocksOf(block, reader));
  return blocks.length > 0 ? blocks : blocksOf({ kind: "text", text: [view.summary.trim() || "…"] }, reader);
}

function pack(blocks: readonly KnownBlock[]): KnownBlock[][] {
  const groups: KnownBlock[][] = [];
  let length = 0;
  for (const block of blocks) {
    const its = charactersIn(block);
    const last = groups.at(-1);
    if (last && fits(last, block, length + its)) {
      last.push(block);
      length += its;
    } else {
      const held = last ? heldBack(last) : [];
      groups.push([...held, block]);
      length = its + held.reduce((sum, one) => sum + charactersIn(one), 0);
    }
  }
  return groups;
}

function fits(group: readonly KnownBlock[], block: KnownBlock, length: number): boolean {
  const isTable = block.type === "table";
  if (isTable && group.filter(({ type }) => type === "table").length >= limits.message.tables) return false;
  return group.length < limits.message.blocks && length <= limits.message.characters;
}

/** A heading goes along with what it heads. */
function heldBack(group: KnownBlock[]): KnownBlock[] {
  return group.length > 1 && group.at(-1)?.type === "header" ? group.splice(-1) : [];
}

/** Everything that is read, wherever it is nested. */
export function charactersIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + charactersIn(item), 0);
  if (typeof value !== "object" || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, inner]) => sum + (key === "text" && typeof inner === "string" ? lengthOf(inner) : charactersIn(inner)),
    0,
  );
}
