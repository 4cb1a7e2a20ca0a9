import { parseScheduleWhen } from "../calendar/schedule.ts";
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

/** Options whose names are the words that people put before such a value anyway: "for Ana", "by Friday", "к пятнице". */
const prepositions: Readonly<Record<string, string>> = {
  ...{ for: "for", by: "by", from: "from", on: "on", to: "to" },
  ...{ для: "for", до: "by", к: "by", с: "from", за: "on" },
};

function prepositionIn(token: Token | undefined, command: Command): string | null {
  if (!token || token.quoted) return null;
  const word = token.text.toLowerCase();
  const name = Object.hasOwn(prepositions, word) ? (prepositions[word] ?? "") : "";
  return Object.hasOwn(command.options, name) ? name : null;
}

/**
 * Takes "for Ana by end of month" out of the words after the required ones. A value ends at the next preposition; where
 * the command ends in free text, it is one word, and only the first place counts, because a note may hold any word.
 */
function takeSpoken(loose: readonly Token[], command: Command, values: Record<string, string>): Token[] {
  const options = Object.entries(command.options).filter(([name]) => !Object.hasOwn(values, name));
  const required = options.filter(([, option]) => option.required);
  const last = options.at(-1);
  const endsInText = last?.[1].kind === "text" && !Object.values(prepositions).includes(last[0]);
  const start = loose.findIndex(
    (token, at) => at >= required.length && at > 0 && prepositionIn(token, command) !== null,
  );
  if (start < 0) return [...loose];
  const before = place("", loose.slice(0, start), options, {}).values;
  if (endsInText && Object.keys(before).length > required.length) return [...loose];
  const kept = loose.slice(0, start);
  let at = start;
  for (let name = prepositionIn(loose[at], command); name !== null; name = prepositionIn(loose[at], command)) {
    const first = at + 1;
    at = first + 1;
    while (!endsInText && at < loose.length && prepositionIn(loose[at], command) === null) at++;
    const value = loose.slice(first, at).map((token) => unquote(token.text));
    if (value.length > 0) values[name] = value.join(" ");
    if (endsInText) break;
  }
  return [...kept, ...loose.slice(at)];
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
  const positional = takeSpoken(loose, command, values);
  const open = Object.entries(command.options).filter(([name]) => !Object.hasOwn(values, name));
  return place(source, positional, open, values);
}

function place(
  source: string,
  loose: readonly Token[],
  open: readonly [string, Option][],
  given: RawValues,
): ParsedText {
  const values: Record<string, string> = { ...given };
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
    const words = wordsOf(option, loose, at);
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
const isNumber = (text: string): boolean => spaced.some((pattern) => pattern.test(text));

/** "mon-fri 09:30", "mon wed fri at 9:30". */
const longestWhen = 9;
const isWhen = (text: string): boolean => parseScheduleWhen(text) !== null;

function wordsOf({ kind }: Option, loose: readonly Token[], at: number): number {
  if (kind === "quantity" || kind === "number") return longestRead(loose, at, longestNumber, isNumber);
  return kind === "when" ? longestRead(loose, at, longestWhen, isWhen) : 1;
}

/** The most words from here on that belong together, or else one. */
function longestRead(loose: readonly Token[], at: number, most: number, reads: (text: string) => boolean): number {
  for (let count = most; count > 1; count--) {
    const window = loose.slice(at, at + count);
    const isTyped = window.length === count && window.every(({ quoted }) => !quoted);
    if (isTyped && reads(window.map((item) => item.text).join(" "))) return count;
  }
  return 1;
}

function onlyOptional(open: readonly [string, Option][], index: number): boolean {
  return open.slice(index + 1).every(([, option]) => !option.required);
}

function takesTheRest(option: Option): boolean {
  return ["text", "goal", "person", "team", "date", "when", "command", "quantity"].includes(option.kind);
}
