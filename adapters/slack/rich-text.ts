import type { RichTextBlock, RichTextElement, RichTextSection } from "@slack/types";
import { type Piece, plain, type Text, type TimeFormat } from "../../src/view/text.ts";
import { headOf, lengthOf, limits } from "./limits.ts";

/** Slack's ids of the people whom a view may mention. */
export type People = ReadonlyMap<string, string>;

const dateFormats = {
  time: "{time}",
  date: "{date_short_pretty}",
  datetime: "{date_short_pretty} {time}",
} as const satisfies Record<TimeFormat, string>;

const isWebUrl = (url: string): boolean => /^https?:\/\/\S+$/u.test(url) && lengthOf(url) <= limits.url;

/** Elements rather than markup: nothing that somebody typed can become a mention, a link or a format. */
function elementsOf(text: Text, people: People): RichTextElement[] {
  return text.flatMap((piece) => elementOf(piece, people) ?? []);
}

function elementOf(piece: Piece, people: People): RichTextElement | null {
  if (typeof piece === "string") return worded(piece);
  switch (piece.kind) {
    case "strong":
      return worded(piece.text, { bold: true });
    case "emphasis":
      return worded(piece.text, { italic: true });
    case "code":
      return worded(piece.text, { code: true });
    case "person": {
      const id = piece.mention ? people.get(piece.personId) : undefined;
      return id ? { type: "user", user_id: id } : worded(piece.name);
    }
    case "time":
      return {
        type: "date",
        timestamp: Math.floor(new Date(piece.at).getTime() / 1000),
        format: dateFormats[piece.format],
        fallback: piece.fallback,
      };
    case "link":
      return isWebUrl(piece.url)
        ? { type: "link", url: piece.url, text: piece.text || piece.url }
        : worded(`${piece.text} (${piece.url})`);
  }
}

type Style = { bold?: boolean; italic?: boolean; code?: boolean };

function worded(text: string, style?: Style): RichTextElement | null {
  if (text === "") return null;
  return { type: "text", text, ...(style ? { style } : {}) };
}

export const isBlank = (text: Text): boolean => plain(text).trim() === "";

export const sectionOf = (text: Text, people: People): RichTextSection => ({
  type: "rich_text_section",
  elements: elementsOf(text, people),
});

export const richText = (...elements: RichTextBlock["elements"]): RichTextBlock => ({ type: "rich_text", elements });

const pieceLength = (piece: Piece): number => lengthOf(plain([piece]));

/** Texts of at most so many characters that are the given one when joined; cut at a space where there is one. */
export function splitText(text: Text, most: number): Text[] {
  const parts: Piece[][] = [[]];
  let room = most;
  const put = (piece: Piece, length: number): void => {
    if (length > room) {
      parts.push([]);
      room = most;
    }
    parts.at(-1)?.push(piece);
    room -= length;
  };
  for (const piece of text) {
    const length = pieceLength(piece);
    if (length <= room || (length <= most && typeof piece !== "string")) put(piece, length);
    else for (const part of cutPiece(piece, room, most)) put(part, pieceLength(part));
  }
  return parts.filter((part) => part.length > 0);
}

function cutPiece(piece: Piece, room: number, most: number): Piece[] {
  const words = typeof piece === "string" ? piece : plain([piece]);
  const cut = cutWords(words, room, most);
  if (typeof piece === "string" || piece.kind === "person" || piece.kind === "time") return cut;
  return cut.map((part) => ({ ...piece, text: part }));
}

/** The first part fills what room is left; the others are as long as they may be. */
export function cutWords(words: string, room: number, most: number): string[] {
  const parts: string[] = [];
  let rest = words;
  let space = room > most / 4 ? room : most;
  while (lengthOf(rest) > space) {
    const head = headOf(rest, space);
    const gap = Math.max(head.lastIndexOf("\n"), head.lastIndexOf(" "));
    const end = gap > head.length / 2 ? gap + 1 : head.length;
    parts.push(rest.slice(0, end));
    rest = rest.slice(end);
    space = most;
  }
  return rest === "" ? parts : [...parts, rest];
}
