import { IntlMessageFormat } from "intl-messageformat";
import { type Piece, plain as plainText, type Text, type TimeFormat } from "../view/text.ts";
import type { Locale, Message } from "./texts.ts";

export type MessageArguments = Readonly<Record<string, Piece | Text | number | bigint>>;

/** The words of one reader: their language and zone. Every sentence a person sees passes here. */
export type Words = {
  readonly locale: Locale;
  readonly zone: string;
  text(message: Message, values?: MessageArguments): Text;
  plain(message: Message, values?: MessageArguments): string;
  number(value: number | bigint, digits?: number): string;
  /** `minor` units of an ISO currency, without needless cents. */
  money(minor: bigint | number, currency: string): string;
  percent(share: number, digits?: number): string;
  /** A local date: "27 Nov", with the year when asked. */
  date(date: string, style?: "short" | "long" | "weekday"): string;
  /** An instant, shown by the platform in the reader's own zone; the fallback names the zone. */
  time(at: Date, format?: TimeFormat): Piece;
  list(items: readonly string[]): string;
};

const formats = new Map<string, IntlMessageFormat>();

function compiled(message: Message, locale: Locale): IntlMessageFormat {
  const source = message[locale];
  const key = `${locale}\n${source}`;
  let format = formats.get(key);
  if (!format) {
    format = new IntlMessageFormat(source, locale, undefined, { ignoreTag: true });
    formats.set(key, format);
  }
  return format;
}

function isText(value: unknown): value is Text {
  return Array.isArray(value);
}

function format(message: Message, locale: Locale, values: MessageArguments): Text {
  const given = Object.entries(values).map(([key, value]) => [key, asPart(value)]);
  const parts = compiled(message, locale).formatToParts<Piece | Text>(Object.fromEntries(given));
  return withOneStop(
    parts.flatMap((part): Text => {
      const value: unknown = part.value;
      if (isText(value)) return value;
      return [typeof value === "object" && value !== null ? (value as Piece) : String(value)];
    }),
  );
}

/** A value that ends in a full stop stays a part of its own, so that the sentence's own one can be seen. */
function asPart(value: Piece | Text | number | bigint): Piece | Text | number {
  if (typeof value === "bigint") return Number(value);
  return typeof value === "string" && value.endsWith(".") ? [value] : value;
}

/** A sentence that ends in a shortened word, such as "30 нояб." or "2026 г.", has one full stop and not two. */
const withOneStop = (text: Text): Text =>
  text.map((piece, at) => {
    const before = text[at - 1];
    const isDoubled = typeof piece === "string" && /^\.(?!\.)/u.test(piece) && before !== undefined;
    return isDoubled && plainText([before]).endsWith(".") ? piece.slice(1) : piece;
  });

const cached = new Map<string, Words>();

export function wordsFor(locale: Locale, zone: string): Words {
  const key = `${locale} ${zone}`;
  const known = cached.get(key);
  if (known) return known;
  const words = makeWords(locale, zone);
  if (cached.size > 2_000) cached.clear();
  cached.set(key, words);
  return words;
}

const tags = { en: "en-GB", ru: "ru-RU" } as const;

function makeWords(locale: Locale, zone: string): Words {
  const tag = tags[locale];
  const timeFormats = timeFormatters(tag, zone);
  return {
    locale,
    zone,
    text: (message, values = {}) => format(message, locale, values),
    plain: (message, values = {}) => plainText(format(message, locale, values)),
    number: (value, digits = 2) => numberFormat(tag, { maximumFractionDigits: digits }).format(value),
    money: (minor, currency) => formatMoney(tag, minor, currency),
    percent: (share, digits = 0) =>
      numberFormat(tag, { style: "percent", maximumFractionDigits: digits }).format(share),
    date: (date, style = "short") => dateFormat(tag, style).format(new Date(`${date}T00:00:00Z`)),
    time: (at, shape = "datetime") => ({
      kind: "time",
      at: at.toISOString(),
      format: shape,
      fallback: shape === "date" ? timeFormats.date.format(at) : `${timeFormats[shape].format(at)} (${zone})`,
    }),
    list: (items) => new Intl.ListFormat(tag).format(items),
  };
}

function timeFormatters(tag: string, timeZone: string): Record<TimeFormat, Intl.DateTimeFormat> {
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const day = { weekday: "short", day: "numeric", month: "short" } as const;
  return {
    time: new Intl.DateTimeFormat(tag, { ...clock, timeZone }),
    date: new Intl.DateTimeFormat(tag, { ...day, timeZone }),
    datetime: new Intl.DateTimeFormat(tag, { ...day, ...clock, timeZone }),
  };
}

const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(tag: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = tag + JSON.stringify(options);
  let found = numberFormats.get(key);
  if (!found) {
    found = new Intl.NumberFormat(tag, options);
    numberFormats.set(key, found);
  }
  return found;
}

function formatMoney(tag: string, minor: bigint | number, currency: string): string {
  const exponent = numberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const unit = 10n ** BigInt(exponent);
  const whole = typeof minor === "bigint" ? minor : BigInt(Math.round(minor));
  const digits = whole % unit === 0n ? 0 : exponent;
  const style = { style: "currency", currency, currencyDisplay: "narrowSymbol" } as const;
  const formatter = numberFormat(tag, { ...style, minimumFractionDigits: digits, maximumFractionDigits: digits });
  return formatter.format(decimalText(whole, exponent) as Intl.StringNumericLiteral);
}

function decimalText(minor: bigint, exponent: number): string {
  const digits = (minor < 0n ? -minor : minor).toString().padStart(exponent + 1, "0");
  const cut = digits.length - exponent;
  const text = exponent === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
  return minor < 0n ? `-${text}` : text;
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(tag: string, style: "short" | "long" | "weekday"): Intl.DateTimeFormat {
  const key = `${tag} ${style}`;
  let found = dateFormats.get(key);
  if (!found) {
    const day = { day: "numeric", month: "short", timeZone: "UTC" } as const;
    const shapes = {
      short: day,
      long: { ...day, year: "numeric" },
      weekday: { ...day, weekday: "short" },
    } as const satisfies Record<string, Intl.DateTimeFormatOptions>;
    found = new Intl.DateTimeFormat(tag, shapes[style]);
    dateFormats.set(key, found);
  }
  return found;
}
