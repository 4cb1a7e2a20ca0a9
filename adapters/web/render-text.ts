import type { Words } from "../../src/i18n/words.ts";
import type { Piece, Text } from "../../src/view/text.ts";
import { attributes, escapeHtml } from "./html.ts";

/** Who reads: their language and zone, and which person they are. */
export type Reader = { readonly words: Words; readonly personId?: string };

export function renderText(text: Text, reader: Reader): string {
  return text.map((piece) => renderPiece(piece, reader)).join("");
}

function renderPiece(piece: Piece, reader: Reader): string {
  if (typeof piece === "string") return escapeHtml(piece);
  switch (piece.kind) {
    case "strong":
      return `<strong>${escapeHtml(piece.text)}</strong>`;
    case "emphasis":
      return `<em>${escapeHtml(piece.text)}</em>`;
    case "code":
      return `<code>${escapeHtml(piece.text)}</code>`;
    case "person": {
      const isYou = piece.personId === reader.personId;
      return `<span${attributes({ class: isYou ? "person you" : "person" })}>${piece.mention ? "@" : ""}${escapeHtml(piece.name)}</span>`;
    }
    case "time":
      return `<time${attributes({ datetime: piece.at })}>${escapeHtml(timeText(piece, reader.words))}</time>`;
    case "link":
      return isWeb(piece.url)
        ? `<a${attributes({ href: piece.url, target: "_blank", rel: "noreferrer noopener" })}>${escapeHtml(piece.text)}</a>`
        : escapeHtml(piece.text);
  }
}

/** In the reader's own zone, which is named beside it. */
function timeText(piece: Extract<Piece, { kind: "time" }>, words: Words): string {
  const shown = words.time(new Date(piece.at), piece.format);
  return typeof shown !== "string" && shown.kind === "time" ? shown.fallback : piece.fallback;
}

function isWeb(url: string): boolean {
  return URL.canParse(url) && ["http:", "https:", "mailto:"].includes(new URL(url).protocol);
}
