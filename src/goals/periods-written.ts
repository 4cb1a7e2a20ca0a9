import {
  addDays,
  addMonths,
  type DateRange,
  endOfMonth,
  endOfQuarter,
  endOfWeek,
  endOfYear,
  type LocalDate,
  localDate,
  monthOf,
  startOfMonth,
  startOfQuarter,
  startOfWeek,
  startOfYear,
  yearOf,
} from "../calendar/dates.ts";
import { monthNamed } from "./month-names.ts";

/** Reads "march", "q1 2027", "1 квартал", "this month", "следующая неделя", "2026-03"; null for anything else. */
export function parsePeriod(text: string, today: LocalDate): DateRange | null {
  const clean = text
    .trim()
    .toLowerCase()
    .replace(/ё/g, "е")
    .replace(/\s+/g, " ")
    .replace(/^(?:in|for|в|на|за) /, "");
  return relative(clean, today) ?? quarter(clean, today) ?? month(clean, today) ?? week(clean) ?? year(clean);
}

const units: readonly (readonly [RegExp, (date: LocalDate, step: number) => DateRange])[] = [
  [/^(week|недел[яюие])$/, (date, step) => weekOf(addDays(date, 7 * step))],
  [/^(month|месяц[ае]?)$/, (date, step) => monthOfDate(addMonths(startOfMonth(date), step))],
  [/^(quarter|квартал[ае]?)$/, (date, step) => quarterOfDate(addMonths(startOfMonth(date), 3 * step))],
  [/^(year|год[ау]?)$/, (date, step) => ({ start: yearStart(date, step), end: endOfYear(yearStart(date, step)) })],
];

function relative(text: string, today: LocalDate): DateRange | null {
  const match = /^(?:the )?(?:(\p{L}+) )?(\p{L}+)$/u.exec(text);
  const step = stepOf(match?.[1]);
  const unit = units.find(([pattern]) => pattern.test(match?.[2] ?? ""));
  return step === null || unit === undefined ? null : unit[1](today, step);
}

function stepOf(word: string | undefined): number | null {
  if (word === undefined || /^(this|current|эт(а|от|у|ой|ом)|текущ\p{L}+)$/u.test(word)) return 0;
  if (/^(next|следующ\p{L}+)$/u.test(word)) return 1;
  return /^(last|previous|прошл\p{L}+|предыдущ\p{L}+)$/u.test(word) ? -1 : null;
}

/** Without a year the one that has not ended yet. */
function quarter(text: string, today: LocalDate): DateRange | null {
  const match =
    /^(?:q|к)(?<number>[1-4])(?:[ ,/]*(?<year>\d{4}))?$/.exec(text) ??
    /^(?<number>[1-4])(?:-?(?:й|ый|ий|м|ом|ем))? ?(?:квартал[ае]?|кв\.?)(?:,? (?<year>\d{4}))?(?: ?г(?:ода|\.)?)?$/.exec(
      text,
    ) ??
    /^(?<number>1st|2nd|3rd|4th|first|second|third|fourth) quarter(?:,? (?:of )?(?<year>\d{4}))?$/.exec(text) ??
    /^(?<number>перв|втор|трет|четверт)\p{L}+ квартал[ае]?(?:,? (?<year>\d{4}))?$/u.exec(text);
  if (match === null) return null;
  const words = ["first second third fourth", "перв втор трет четверт"].map((row) => row.split(" "));
  const name = match.groups?.number ?? "";
  const inWords = Math.max(...words.map((row) => row.indexOf(name))) + 1;
  const number = inWords > 0 ? inWords : Number(name.charAt(0));
  return unended((year) => quarterOfDate(localDate(year, number * 3, 1)), match.groups?.year, today);
}

function month(text: string, today: LocalDate): DateRange | null {
  const iso = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text);
  if (iso !== null) return monthOfDate(`${text}-01`);
  const match = /^(\p{L}+)\.?(?:,? (\d{4}))?(?: ?г(?:ода|\.)?)?$/u.exec(text);
  const number = monthNamed(match?.[1] ?? "");
  return number === null ? null : unended((year) => monthOfDate(localDate(year, number, 1)), match?.[2], today);
}

/** "2026-w48" and the same with a space. */
function week(text: string): DateRange | null {
  const match = /^(\d{4})[- ]?w(\d{1,2})$/.exec(text);
  const number = Number(match?.[2]);
  // 4 January is in the first ISO week of its year, 28 December in the last one.
  const start = match === null ? null : addDays(startOfWeek(`${match[1]}-01-04`), (number - 1) * 7);
  return start === null || number < 1 || start > `${match?.[1]}-12-28` ? null : weekOf(start);
}

function year(text: string): DateRange | null {
  const match = /^(20\d{2})(?: ?(?:год|г\.?))?$/.exec(text);
  return match === null ? null : { start: `${match[1]}-01-01`, end: `${match[1]}-12-31` };
}

function unended(period: (year: number) => DateRange, written: string | undefined, today: LocalDate): DateRange {
  if (written !== undefined) return period(Number(written));
  const thisYear = period(yearOf(today));
  return thisYear.end < today ? period(yearOf(today) + 1) : thisYear;
}

const yearStart = (date: LocalDate, step: number): LocalDate =>
  startOfYear(localDate(yearOf(date) + step, monthOf(date), 1));
const weekOf = (date: LocalDate): DateRange => ({ start: startOfWeek(date), end: endOfWeek(date) });
const monthOfDate = (date: LocalDate): DateRange => ({ start: startOfMonth(date), end: endOfMonth(date) });
const quarterOfDate = (date: LocalDate): DateRange => ({ start: startOfQuarter(date), end: endOfQuarter(date) });
