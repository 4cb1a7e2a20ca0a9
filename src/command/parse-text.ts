import type { Command, RawValues } from "./command.ts";
import type { Option } from "./option.ts";

/** What typed text says: raw values by option, and the words that fitted nowhere. */
export type ParsedText = { readonly values: RawValues; readonly extra: readonly string[] };

type Token = { readonly text: string; readonly quoted: boolean; readonly at: number };

/** Splits on spaces outside quotes; straight, curly and « » quotes all count, since phones change what was typed. */
function tokens(source: string): Token[] {
  const pattern = /(?:[^\s"“”„«»]+:)?(?:"[^"]*"?|[“„«][^”“»]*[”“»]?|[^\s"“„«]+)/gu;
  return [...source.matchAll(pattern)].map((match) => ({
    text: match[0],
    quoted: /^["“„«]/u.test(match[0]),
    at: match.index,
  }));
}

function unquote(text: string): string {
  return text.replace(/^["“„«]/u, "").replace(/["”“»]$/u, "");
}

/** `name:value` for a declared option; "12:30" and "https://…" are values, because no option has such a name. */
function named(token: Token, command: Command): [string, string] | null {
  if (token.quoted) return null;
  const cut = token.text.indexOf(":");
  if (cut <= 0) return null;
  const name = token.text.slice(0, cut).toLowerCase();
  return Object.hasOwn(command.options, name) ? [name, unquote(token.text.slice(cut + 1))] : null;
}

/**
 * Reads "revenue 5k note:\"Acme signed\"": named options anywhere, the rest by position in declared order.
 * The last position takes the rest of the line when it is free text.
 */
export function parseText(command: Command, source: string): ParsedText {
  const all = tokens(source);
  const values: Record<string, string> = {};
  const loose: Token[] = [];
  for (const token of all) {
    const pair = named(token, command);
    if (pair) values[pair[0]] = pair[1];
    else loose.push(token);
  }
  const open = Object.entries(command.options).filter(([name]) => !Object.hasOwn(values, name));
  return place(source, loose, open, values);
}

function place(
  source: string,
  loose: readonly Token[],
  open: readonly [string, Option][],
  values: Record<string, string>,
): ParsedText {
  let at = 0;
  for (const [index, [name, option]] of open.entries()) {
    const token = loose[at];
    if (!token) break;
    const isLast =
      index === open.length - 1 || (option.kind === "text" && option.required && onlyOptional(open, index));
    if (isLast && takesTheRest(option) && loose.length - at > 1) {
      values[name] = loose
        .slice(at)
        .map((item) => unquote(item.text))
        .join(" ");
      at = loose.length;
      break;
    }
    const words = option.kind === "quantity" || option.kind === "number" ? wordsOfNumber(loose, at) : 1;
    values[name] = loose
      .slice(at, at + words)
      .map((item) => unquote(item.text))
      .join(" ");
    at += words;
  }
  return { values, extra: loose.slice(at).map((token) => source.slice(token.at, token.at + token.text.length)) };
}

/** Numbers as people write them may hold spaces: "3 of 10", "1,2 млн ₽", "120 000", "45 EUR". */
const spaced = [
  /^\d+ (?:of|из) \d+$/iu,
  /^[\d.,]+ (?:k|m|thousand|million|тыс|млн|млрд|тысяч\p{L}?|миллион\p{L}*)\.?(?: (?:\p{Sc}|руб\p{L}*\.?|[A-Z]{3}))?$/u,
  /^\p{Sc}?\d{1,3}(?: \d{3})+$/u,
  /^[\d.,]+ (?:\p{Sc}|[A-Z]{3}|руб\p{L}*\.?)$/u,
];
const longestNumber = 3;

function wordsOfNumber(loose: readonly Token[], at: number): number {
  for (let count = longestNumber; count > 1; count--) {
    const window = loose.slice(at, at + count);
    const isTyped = window.length === count && window.every(({ quoted }) => !quoted);
    const text = window.map((item) => item.text).join(" ");
    if (isTyped && spaced.some((pattern) => pattern.test(text))) return count;
  }
  return 1;
}

function onlyOptional(open: readonly [string, Option][], index: number): boolean {
  return open.slice(index + 1).every(([, option]) => !option.required);
}

function takesTheRest(option: Option): boolean {
  return ["text", "goal", "person", "team", "date", "when", "command", "quantity"].includes(option.kind);
}
