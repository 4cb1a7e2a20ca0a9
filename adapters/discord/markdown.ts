import type { Piece, Text, TimeFormat } from "../../src/view/text.ts";
import { wholeCharacters } from "./limits.ts";

/** The Discord ids of the people whom a message names, by person id. */
export type People = ReadonlyMap<string, string>;

const zeroWidth = "\u200b";

/** Escapes what people typed, so that it stays text: no formats, no mentions, no previews. */
export function escaped(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>]+)/u)
    .map((part, at) => (at % 2 === 1 ? `<${part}>` : escapeWords(part)))
    .join("");
}

function escapeWords(text: string): string {
  return text
    .replace(/[\\*_~`|<[\]]/gu, "\\$&")
    .replace(/@(?=everyone|here)/giu, `@${zeroWidth}`)
    .replace(/^(\s*)([#>+-])/gmu, "$1\\$2")
    .replace(/^(\s*\d+)([.)])/gmu, "$1\\$2");
}

const timeStyles: Readonly<Record<TimeFormat, string>> = { time: "t", date: "D", datetime: "f" };

function renderPiece(piece: Piece, people: People): string {
  if (typeof piece === "string") return escaped(piece);
  switch (piece.kind) {
    case "strong":
      return wrapped(piece.text, "**");
    case "emphasis":
      return wrapped(piece.text, "*");
    case "code":
      return codeSpan(piece.text);
    case "person": {
      const id = people.get(piece.personId);
      return piece.mention && id ? `<@${id}>` : wrapped(piece.name, "**");
    }
    case "time":
      return `<t:${Math.floor(Date.parse(piece.at) / 1000)}:${timeStyles[piece.format]}>`;
    case "link":
      return link(piece.text, piece.url);
  }
}

/** A sign that touches a space formats nothing, so spaces stay outside. */
function wrapped(text: string, sign: string): string {
  const [, before = "", inside = "", after = ""] = /^(\s*)(.*?)(\s*)$/su.exec(text) ?? [];
  return inside === "" ? text : `${before}${sign}${escapeWords(inside)}${sign}${after}`;
}

function codeSpan(text: string): string {
  const line = text.replace(/\s*\n\s*/gu, " ");
  if (line.trim() === "") return line;
  if (!line.includes("`")) return `\`${line}\``;
  return `\`\` ${line.replace(/`(?=`)/gu, `\`${zeroWidth}`)} \`\``;
}

function link(text: string, url: string): string {
  if (!URL.canParse(url) || !/^https?:$/u.test(new URL(url).protocol)) return escaped(`${text} (${url})`);
  const address = new URL(url).href.replaceAll("(", "%28").replaceAll(")", "%29");
  return text.trim() === "" || text === url
    ? `<${address}>`
    : `[${escapeWords(text.replace(/\n/gu, " "))}](${address})`;
}

export function renderText(text: Text, people: People): string {
  return text.map((piece) => renderPiece(piece, people)).join("");
}

/** Discord ids of those who are meant to be notified by this text. */
export function mentionedIn(text: Text, people: People): string[] {
  return text.flatMap((piece) =>
    typeof piece === "object" && piece.kind === "person" && piece.mention ? (people.get(piece.personId) ?? []) : [],
  );
}

/** A text as one or more, each of at most `limit` characters when rendered; cut between words where it can be. */
export function splitText(text: Text, people: People, limit: number): string[] {
  const whole = renderText(text, people);
  if (whole.length <= limit) return [whole];
  const parts: string[] = [];
  let current = "";
  for (const piece of text.flatMap(atoms)) {
    const rendered = renderPiece(piece, people);
    if (current !== "" && current.length + rendered.length > limit) {
      parts.push(current);
      current = "";
    }
    current += rendered;
  }
  return current === "" ? parts : [...parts, current];
}

/** Short enough that one of them always fits, even when every character has to be escaped. */
const atomLength = 400;

function atoms(piece: Piece): Piece[] {
  if (typeof piece === "string") return words(piece);
  if (piece.kind === "time") return [piece];
  if (piece.kind === "person") {
    return piece.name.length <= atomLength ? [piece] : words(piece.name).map((text) => ({ kind: "strong", text }));
  }
  if (piece.kind === "link") {
    return piece.url.length + 2 * piece.text.length > 2 * atomLength ? words(`${piece.text} ${piece.url}`) : [piece];
  }
  return words(piece.text).map((text) => ({ ...piece, text }));
}

function words(text: string): string[] {
  return (text.match(/\s*\S+\s*|\s+/gu) ?? []).flatMap((word) => {
    const cut: string[] = [];
    for (let rest = word; rest !== ""; ) {
      const head = wholeCharacters(rest, atomLength);
      cut.push(head);
      rest = rest.slice(head.length);
    }
    return cut;
  });
}
