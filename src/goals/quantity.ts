import { currencyNamed } from "./currency-words.ts";
import type { Currency } from "./money.ts";
import { digitsPattern, percentPattern, scaledValue, scaleNamed, scalePattern } from "./written-number.ts";

export type WrittenNumber = { value: number; percent: boolean };

/** `of` is the whole of "3 of 10"; `unit` is the word after the number, as written. */
export type Quantity = WrittenNumber & { currency?: Currency; of?: number; unit?: string };

const sign = "[-−+]?";

const inSentence = new RegExp(
  `(?<![\\p{L}\\d.,])(?<sign>[-−]?)[$€£₽¥₴₸₹]?(?<digits>${digitsPattern})(?<scale>${scalePattern.inSentence})?(?<percent>${percentPattern})?`,
  "giu",
);

/** Every number written in a sentence, in order. */
export function parseNumbers(text: string): WrittenNumber[] {
  return [...text.matchAll(inSentence)].flatMap(({ groups }) => {
    const size = scaledValue(groups?.digits ?? "", scaleNamed(groups?.scale ?? ""));
    if (size === null) return [];
    return [{ value: signed(size, groups?.sign), percent: groups?.percent !== undefined }];
  });
}

/** The first number in a sentence, "$45k by June"; null when there is none in digits. */
export const parseNumber = (text: string): WrittenNumber | null => parseNumbers(text)[0] ?? null;

const money = "\\p{Sc}|\\p{L}{1,2}\\p{Sc}|\\p{L}+\\.?";
const alone = new RegExp(
  `^(?<sign>${sign})\\s?(?<before>\\p{Sc}|\\p{L}{1,2}\\p{Sc}|\\p{L}{3}(?=[\\s\\d]))?\\s?(?<inner>[-−]?)(?<digits>${digitsPattern})` +
    `(?<scale>${scalePattern.alone})?(?<percent>${percentPattern})?(?:\\s?(?<after>${money}))?(?:\\s(?<unit>[\\p{L}][\\p{L}-]*))?$`,
  "iu",
);

const partOfWhole = /^(?<part>\d+)\s?(?:\/|of|out of|из)\s?(?<whole>\d+)(?:\s(?<unit>\p{L}[\p{L}-]*))?$/iu;

/** Reads text that is a quantity and nothing else: "5k", "1,2 млн ₽", "3 calls", "3 of 10"; else null. */
export function parseQuantity(text: string): Quantity | null {
  const clean = text.trim().replace(/\s+/g, " ");
  const fraction = partOfWhole.exec(clean)?.groups;
  if (fraction !== undefined) return fractionOf(fraction);
  const groups = alone.exec(clean)?.groups;
  if (groups === undefined || (groups.sign && groups.inner)) return null;
  const size = scaledValue(groups.digits ?? "", scaleNamed(groups.scale ?? ""));
  const words = size === null ? null : readWords(groups);
  if (size === null || words === null) return null;
  const percent = groups.percent !== undefined;
  if (percent && words.currency !== undefined) return null;
  return { value: signed(size, groups.sign || groups.inner), percent, ...words };
}

type Groups = { [name: string]: string | undefined };

/** The currency may stand on either side and the unit comes last; a date's words are neither. */
function readWords({ before, after, unit }: Groups): { currency?: Currency; unit?: string } | null {
  const first = before === undefined ? undefined : currencyNamed(before);
  if (first === null) return null;
  const second = after === undefined ? null : currencyNamed(after);
  if (first !== undefined && second !== null && first !== second) return null;
  const currency = first ?? second ?? undefined;
  const rest = [second === null ? after : undefined, unit].filter((word) => word !== undefined);
  const [word] = rest;
  if (rest.length > 1 || (word !== undefined && !isUnit(word))) return null;
  return { ...(currency !== undefined && { currency }), ...(word !== undefined && { unit: word }) };
}

function fractionOf({ part, whole, unit }: Groups): Quantity | null {
  const [value, of] = [Number(part), Number(whole)];
  if (of === 0 || value > of || (unit !== undefined && !isUnit(unit))) return null;
  return { value, percent: false, of, ...(unit !== undefined && { unit }) };
}

/** Months, days and little words show that the text is a date or a sentence. */
const notUnits =
  /^(?:am|pm|st|nd|rd|th|e|x|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august|september|october|november|december|mon|tue|wed|thu|fri|sat|sun|by|in|at|on|to|of|or|and|till|until|янв\p{L}*|фев\p{L}*|март\p{L}*|апр\p{L}*|мая|май|июн\p{L}*|июл\p{L}*|авг\p{L}*|сент?|сентябр\p{L}*|окт|октябр\p{L}*|ноя|ноябр\p{L}*|дек|декабр\p{L}*|пн|вт|ср|чт|пт|сб|вс|к|до|по|на|и|или|из|в|с|г|год\p{L}*)$/iu;

const isUnit = (word: string): boolean => /^\p{L}[\p{L}-]*\.?$/u.test(word) && !notUnits.test(word);

function signed(size: number, sign: string | undefined): number {
  return size !== 0 && (sign === "-" || sign === "−") ? -size : size;
}
