/** A piece of text. Pieces are data and never markup: what a person typed cannot become a mention or a format. */
export type Piece =
  | string
  | { readonly kind: "strong"; readonly text: string }
  | { readonly kind: "emphasis"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "person"; readonly personId: string; readonly name: string; readonly mention?: boolean }
  /** An instant (ISO); platforms show it in the reader's own zone, `fallback` says it where they cannot. */
  | { readonly kind: "time"; readonly at: string; readonly format: TimeFormat; readonly fallback: string }
  | { readonly kind: "link"; readonly url: string; readonly text: string };

export type TimeFormat = "time" | "date" | "datetime";

export type Text = readonly Piece[];

export const strong = (text: string): Piece => ({ kind: "strong", text });
export const emphasis = (text: string): Piece => ({ kind: "emphasis", text });
export const code = (text: string): Piece => ({ kind: "code", text });

/** Names a person. With `mention` the platform notifies them; use it only where that is meant. */
export const person = (personId: string, name: string, mention = false): Piece =>
  mention ? { kind: "person", personId, name, mention } : { kind: "person", personId, name };

export function plain(text: Text): string {
  return text.map(plainPiece).join("");
}

function plainPiece(piece: Piece): string {
  if (typeof piece === "string") return piece;
  switch (piece.kind) {
    case "strong":
    case "emphasis":
    case "code":
    case "link":
      return piece.text;
    case "person":
      return piece.name;
    case "time":
      return piece.fallback;
  }
}

/** Joins texts with a separator, as Array.join does for strings. */
export function joinTexts(parts: readonly Text[], separator: Piece): Text {
  return parts.flatMap((part, at) => (at === 0 ? part : [separator, ...part]));
}
