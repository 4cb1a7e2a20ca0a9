import {
  addDays,
  addMonths,
  endOfMonth,
  endOfQuarter,
  endOfWeek,
  endOfYear,
  isLocalDate,
  type LocalDate,
  localDate,
  weekday,
  yearOf,
} from "../calendar/dates.ts";
import { weekdayNamed } from "../calendar/schedule.ts";
import { monthNamed } from "./month-names.ts";
import { parsePeriod } from "./periods-written.ts";

/** A deadline lies ahead and an entry behind: that decides which year "31.12" and which week "fri" means. */
export type DateReading = { prefer?: "future" | "past" };

/** Reads one date as people write it in English or Russian, against today's date; null for anything else. */
export function parseDate(text: string, today: LocalDate, { prefer = "future" }: DateReading = {}): LocalDate | null {
  const clean = text
    .trim()
    .toLowerCase()
    .replace(/ё/g, "е")
    .replace(/\s+/g, " ")
    .replace(/^(?:by|on|until|till|before|до|к|ко|на|в|во) (?:the )?/, "");
  return (
    named(clean, today) ??
    endNamed(clean, today) ??
    inDigits(clean, today, prefer) ??
    withMonth(clean, today, prefer) ??
    endOfPeriod(clean, today) ??
    withSlashes(clean, today, prefer) ??
    onWeekday(clean, today, prefer) ??
    counted(clean, today)
  );
}

const nearDays: ReadonlyMap<string, number> = new Map([
  ...["today", "now", "сегодня"].map((name) => [name, 0] as const),
  ...["tomorrow", "tmr", "завтра"].map((name) => [name, 1] as const),
  ...["yesterday", "вчера"].map((name) => [name, -1] as const),
  ...["day after tomorrow", "послезавтра"].map((name) => [name, 2] as const),
  ...["day before yesterday", "позавчера"].map((name) => [name, -2] as const),
]);

function named(text: string, today: LocalDate): LocalDate | null {
  const days = nearDays.get(text);
  return days === undefined ? null : addDays(today, days);
}

function endNamed(text: string, today: LocalDate): LocalDate | null {
  const short = /^eo([wmqy])$/.exec(text)?.[1];
  const english = /^(?:the )?end of (?:the |this )?(week|month|quarter|year)$/.exec(text)?.[1];
  const russian = /^кон(?:ец|ца|цу|це) (?:этой |этого |текущего |текущей )?(недел|месяц|квартал|год)[яиаую]?$/.exec(
    text,
  )?.[1];
  switch (short ?? english ?? russian) {
    case "w":
    case "week":
    case "недел":
      return endOfWeek(today);
    case "m":
    case "month":
    case "месяц":
      return endOfMonth(today);
    case "q":
    case "quarter":
    case "квартал":
      return endOfQuarter(today);
    case "y":
    case "year":
    case "год":
      return endOfYear(today);
    default:
      return null;
  }
}

function inDigits(text: string, today: LocalDate, prefer: "future" | "past"): LocalDate | null {
  const iso = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/.exec(text);
  if (iso !== null) return existing(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const dayFirst = /^(\d{1,2})\.(\d{1,2})\.?(?:(\d{4}|\d{2})\.?(?: ?г\.?)?)?$/.exec(text);
  if (dayFirst === null) return null;
  return inYear(dayFirst[3], Number(dayFirst[2]), Number(dayFirst[1]), today, prefer);
}

/** "31 dec", "dec 31st, 2026", "31 декабря 2026 г.", "end of march", "конец марта". */
function withMonth(text: string, today: LocalDate, prefer: "future" | "past"): LocalDate | null {
  const end = /^(?:the )?(?:end of|кон(?:ец|ца|цу)) (\p{L}+\.?)(?:,? (\d{4}))?$/u.exec(text);
  if (end !== null) return endOfNamedMonth(end[1] ?? "", end[2], today, prefer);
  const dayFirst =
    /^(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]?(\p{L}+)\.?(?:[, -]+(\d{4}|\d{2})(?: ?г(?:ода|\.)?)?)?$/u.exec(text);
  const monthFirst = dayFirst ? null : /^(\p{L}+)\.? ?(\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?$/u.exec(text);
  const month = monthNamed(dayFirst?.[2] ?? monthFirst?.[1] ?? "");
  if (month === null) return null;
  return inYear(dayFirst?.[3] ?? monthFirst?.[3], month, Number(dayFirst?.[1] ?? monthFirst?.[2]), today, prefer);
}

function endOfNamedMonth(name: string, year: string | undefined, today: LocalDate, prefer: "future" | "past") {
  const month = monthNamed(name);
  if (month === null) return null;
  if (year !== undefined) return endOfMonth(localDate(Number(year), month, 1));
  const ends = [-1, 0, 1].map((offset) => endOfMonth(localDate(yearOf(today) + offset, month, 1)));
  return nearest(ends, today, prefer);
}

/** "end of q1", "конец следующего месяца". */
function endOfPeriod(text: string, today: LocalDate): LocalDate | null {
  const period = /^(?:the )?(?:end of|кон(?:ец|ца|цу)) (.+)$/.exec(text)?.[1];
  return period === undefined ? null : (parsePeriod(period, today)?.end ?? null);
}

/** Taken only where one part cannot be a month: 3/4 is April in London and March in Chicago. */
function withSlashes(text: string, today: LocalDate, prefer: "future" | "past"): LocalDate | null {
  const match = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d{2}))?$/.exec(text);
  const [first, second] = [Number(match?.[1]), Number(match?.[2])];
  if (match === null || (first <= 12 && second <= 12 && first !== second)) return null;
  return inYear(match[3], Math.min(first, second), Math.max(first, second), today, prefer);
}

/** Today counts: "fri" said on a Friday is today, a deadline as well as an entry. */
function onWeekday(text: string, today: LocalDate, prefer: "future" | "past"): LocalDate | null {
  const match = /^(next |last |this |следующ\p{L}+ |прошл\p{L}+ |эт\p{L}+ |ближайш\p{L}+ )?(\p{L}+)\.?$/u.exec(text);
  const day = weekdayNamed(match?.[2] ?? "");
  if (day === null) return null;
  const which = match?.[1] ?? "";
  const inThisWeek = addDays(today, day - weekday(today));
  if (/^(next|след)/.test(which)) return addDays(inThisWeek, 7);
  if (/^(last|прош)/.test(which)) return addDays(inThisWeek, -7);
  return nearest(
    [-7, 0, 7].map((shift) => addDays(inThisWeek, shift)),
    today,
    prefer,
  );
}

const counts: ReadonlyMap<string, number> = new Map([
  ["a", 1],
  ["an", 1],
  ["one", 1],
  ["two", 2],
  ["three", 3],
]);

/** "in 2 weeks", "+10d", "3 days ago", "через неделю", "через 3 дня", "3 дня назад". */
function counted(text: string, today: LocalDate): LocalDate | null {
  const match =
    /^(?<lead>in|через|\+|-)? ?(?<count>\d{1,3}|an?|one|two|three)? ?(?<unit>\p{L}+)(?<ago> ago| назад)?$/u.exec(
      text,
    )?.groups;
  if (match === undefined) return null;
  const { lead, count, ago } = match;
  if ((lead === undefined) === (ago === undefined) || (count === undefined && lead !== "через" && ago !== " назад")) {
    return null;
  }
  const size = count === undefined ? 1 : (counts.get(count) ?? Number(count));
  const amount = lead === "-" || ago !== undefined ? -size : size;
  const unit = match.unit ?? "";
  if (/^(d|days?|день|дня|дней|д|дн)$/.test(unit)) return addDays(today, amount);
  if (/^(w|wks?|weeks?|недел[яиюь]|нед)$/.test(unit)) return addDays(today, amount * 7);
  if (/^(mo|months?|месяц|месяца|месяцев|мес)$/.test(unit)) return addMonths(today, amount);
  if (/^(y|years?|год|года|лет)$/.test(unit)) return addMonths(today, amount * 12);
  return null;
}

/** A written year is taken as it is; without one the nearest such date on the wanted side, today included. */
function inYear(written: string | undefined, month: number, day: number, today: LocalDate, prefer: "future" | "past") {
  if (written !== undefined) return existing(Number(written.length === 2 ? `20${written}` : written), month, day);
  // Eight years either way reach a 29 February over a century without a leap day.
  const years = Array.from({ length: 17 }, (_, index) => yearOf(today) - 8 + index);
  const dates = years.flatMap((year) => existing(year, month, day) ?? []);
  return nearest(dates, today, prefer);
}

function existing(year: number, month: number, day: number): LocalDate | null {
  const date = localDate(year, month, day);
  return isLocalDate(date) ? date : null;
}

function nearest(dates: readonly LocalDate[], today: LocalDate, prefer: "future" | "past"): LocalDate | null {
  const wanted = prefer === "future" ? dates.filter((date) => date >= today) : dates.filter((date) => date <= today);
  return (prefer === "future" ? wanted[0] : wanted.at(-1)) ?? null;
}
