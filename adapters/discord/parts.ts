import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from "discord.js";
import type { Text } from "../../src/view/text.ts";
import type { Block, Button, ChoiceAction, View } from "../../src/view/view.ts";
import { asking } from "./confirm.ts";
import { limits, shorten, wholeCharacters } from "./limits.ts";
import { escaped, mentionedIn, type People, splitText } from "./markdown.ts";
import type { Picture } from "./pictures.ts";
import { tableLines } from "./table.ts";

export type Row = APIActionRowComponent<APIButtonComponentWithCustomId | APIStringSelectComponent>;

/** What a message is put together from, in reading order; none is larger than a message may be. */
export type Part =
  | { readonly kind: "text"; readonly text: string; readonly mentions: readonly string[] }
  | { readonly kind: "row"; readonly row: Row }
  | { readonly kind: "divider" }
  /** `words` for where it cannot be shown, empty where they follow it in any case. */
  | { readonly kind: "picture"; readonly picture: Picture; readonly words: string }
  | { readonly kind: "file"; readonly name: string };

/** Small enough that messages are filled well and a heading stays with what it heads. */
const textLength = 1_500;

/** A message has to show something, so a view without words shows its summary. */
export function partsOf(view: View, people: People): Part[] {
  const parts = joined(view.blocks.flatMap((block) => partsOfBlock(block, people)));
  return parts.length > 0 ? parts : texts([view.summary.trim() || "…"], people);
}

function partsOfBlock(block: Block, people: People): Part[] {
  switch (block.kind) {
    case "heading":
      return texts(["### ", ...oneLine(block.text)], people, escapedHeading);
    case "text":
      return texts(block.text, people);
    case "fields":
      return block.fields.flatMap(({ label, value }) =>
        texts([{ kind: "strong", text: label }, " ", ...value], people),
      );
    case "list":
      return block.items.flatMap((item) => texts(item, people, (text) => `- ${text.replace(/\n(?=.*\S)/gu, "\n  ")}`));
    case "table":
      return tableParts(block);
    case "note":
      return texts(block.text, people, (text) => text.replace(/^(?=.*\S)/gmu, "-# "));
    case "divider":
      return [{ kind: "divider" }];
    case "buttons":
      return buttonParts(block.buttons);
    case "choice":
      return choiceParts(block.label, block.options);
    case "chart":
      return pictureParts(block);
  }
}

const oneLine = (text: string): Text => [text.replace(/\s*\n\s*/gu, " ")];

/** The sign of a heading is ours and not to be escaped. */
const escapedHeading = (text: string): string => text.replace(/^\\### /u, "### ");

function texts(text: Text, people: People, dress: (text: string) => string = (plain) => plain): Part[] {
  const mentions = mentionedIn(text, people);
  return splitText(text, people, textLength)
    .filter((part) => part.trim() !== "")
    .map((part) => ({ kind: "text", text: dress(part), mentions }));
}

function tableParts(table: Extract<Block, { kind: "table" }>): Part[] {
  const { isCode, head, lines } = tableLines(table);
  if (!isCode) return lines.flatMap((line) => cutLine(line).map(plainPart));
  const room = textLength - head.length - 16;
  const groups: string[][] = [[]];
  for (const line of lines) {
    const last = groups.at(-1) ?? [];
    if (last.length > 0 && last.join("\n").length + line.length > room) groups.push([line]);
    else last.push(line);
  }
  return groups.map((group) => plainPart(`\`\`\`\n${[head, ...group].join("\n")}\n\`\`\``));
}

export const plainPart = (text: string): Part => ({ kind: "text", text, mentions: [] });

function cutLine(line: string): string[] {
  const cut: string[] = [];
  for (let rest = line; rest !== ""; ) {
    const head = wholeCharacters(rest, textLength);
    cut.push(head);
    rest = rest.slice(head.length);
  }
  return cut;
}

const styles = { primary: ButtonStyle.Primary, danger: ButtonStyle.Danger } as const;

function buttonParts(buttons: readonly Button[]): Part[] {
  const made = buttons.map(
    (button): APIButtonComponentWithCustomId => ({
      type: ComponentType.Button,
      style: button.style ? styles[button.style] : ButtonStyle.Secondary,
      label: shorten(button.label, limits.button.label),
      custom_id: button.confirm ? asking(button.action) : button.action,
    }),
  );
  const long = buttons
    .filter(({ label }) => label.length > limits.button.label)
    .map(({ label }) => `-# ${escaped(label)}`);
  const warned = buttons.flatMap(({ label, confirm }) =>
    confirm ? [`-# **${escaped(label)}**: ${escaped(confirm.title)} ${escaped(confirm.text)}`] : [],
  );
  return [
    ...chunks(made, limits.button.inRow).map((components): Part => ({ kind: "row", row: rowOf(components) })),
    ...[...long, ...warned].flatMap((line) => cutLine(line).map(plainPart)),
  ];
}

function choiceParts(label: string, options: readonly ChoiceAction[]): Part[] {
  const menus = chunks(options, limits.select.options);
  return menus.flatMap((menu, at): Part[] => {
    const title =
      menus.length > 1 ? `${shorten(label, limits.select.placeholder - 8)} ${at + 1}/${menus.length}` : label;
    const select: APIStringSelectComponent = {
      type: ComponentType.StringSelect,
      custom_id: "choose",
      placeholder: shorten(title, limits.select.placeholder),
      options: menu.map((item) => ({ label: shorten(item.label || "…", limits.select.label), value: item.action })),
    };
    const long = menu.filter((item) => item.label.length > limits.select.label);
    return [
      ...long.flatMap((item) => cutLine(`- ${escaped(item.label)}`).map(plainPart)),
      { kind: "row", row: rowOf([select]) },
    ];
  });
}

const rowOf = (components: Row["components"]): Row => ({ type: ComponentType.ActionRow, components });

function pictureParts({ chart, alt }: Extract<Block, { kind: "chart" }>): Part[] {
  const picture = { chart, alt: shorten(alt, limits.altText) };
  if (alt.length <= limits.altText) return [{ kind: "picture", picture, words: escaped(alt) }];
  return [{ kind: "picture", picture, words: "" }, ...cutLine(escaped(alt)).map(plainPart)];
}

/** Neighbouring texts become one, which spares components and keeps a heading with its text. */
function joined(parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (part.kind === "text" && last?.kind === "text" && last.text.length + part.text.length < textLength) {
      const mentions = [...new Set([...last.mentions, ...part.mentions])];
      result.splice(-1, 1, { kind: "text", text: `${last.text}\n${part.text}`, mentions });
    } else result.push(part);
  }
  return result;
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}
