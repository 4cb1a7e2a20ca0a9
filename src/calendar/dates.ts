/** A date on somebody's wall calendar, "YYYY-MM-DD", without a zone. */
export type LocalDate = string;

export type DateRange = { start: LocalDate; end: LocalDate };

/** Days since 1970-01-01, so that long ranges are counted with integers (Howard Hinnant, days_from_civil). */
export function toDay(date: LocalDate): number {
  const month = Number(date.slice(5, 7));
  const year = Number(date.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + Number(date.slice(8, 10)) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

export function fromDay(day: number): LocalDate {
  const shifted = day + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch + (monthFromMarch < 10 ? 3 : -9);
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return localDate(year, month, dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1);
}

/** Joins the parts as they are; whether such a day exists is for `isLocalDate` to say. */
export function localDate(year: number, month: number, day: number): LocalDate {
  return `${String(year).padStart(4, "0")}-${pad(month)}-${pad(day)}`;
}

export function isLocalDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && fromDay(toDay(text)) === text;
}

export const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));
export const monthOf = (date: LocalDate): number => Number(date.slice(5, 7));
export const dayOf = (date: LocalDate): number => Number(date.slice(8, 10));

export const addDays = (date: LocalDate, days: number): LocalDate => fromDay(toDay(date) + days);

/** From the first to the second: negative when the second is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => toDay(to) - toDay(from);

/** 1 is Monday, 7 is Sunday. */
export const weekday = (date: LocalDate): number => weekdayOfDay(toDay(date));

/** The weekday (1 Monday to 7 Sunday) of a day counted from 1970-01-01, which was a Thursday. */
export const weekdayOfDay = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

export const earlier = (a: LocalDate, b: LocalDate): LocalDate => (a <= b ? a : b);
export const later = (a: LocalDate, b: LocalDate): LocalDate => (a >= b ? a : b);

export const startOfWeek = (date: LocalDate): LocalDate => addDays(date, 1 - weekday(date));
export const endOfWeek = (date: LocalDate): LocalDate => addDays(date, 7 - weekday(date));

/** ISO 8601: a week belongs to the year that holds its Thursday. */
export function isoWeek(date: LocalDate): string {
  const thursday = addDays(date, 4 - weekday(date));
  const number = Math.floor(daysBetween(localDate(yearOf(thursday), 1, 1), thursday) / 7) + 1;
  return `${thursday.slice(0, 4)}-W${pad(number)}`;
}

/** A day of the month past its end becomes the last one: 31 January and a month is 28 or 29 February. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const index = yearOf(date) * 12 + monthOf(date) - 1 + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  return localDate(year, month, Math.min(dayOf(date), daysInMonth(year, month)));
}

export function daysInMonth(year: number, month: number): number {
  const next = month === 12 ? localDate(year + 1, 1, 1) : localDate(year, month + 1, 1);
  return daysBetween(localDate(year, month, 1), next);
}

export const startOfMonth = (date: LocalDate): LocalDate => `${date.slice(0, 7)}-01`;
export const endOfMonth = (date: LocalDate): LocalDate =>
  localDate(yearOf(date), monthOf(date), daysInMonth(yearOf(date), monthOf(date)));

/** 1 to 4. */
export const quarterOf = (date: LocalDate): number => Math.ceil(monthOf(date) / 3);
export const startOfQuarter = (date: LocalDate): LocalDate => localDate(yearOf(date), quarterOf(date) * 3 - 2, 1);
export const endOfQuarter = (date: LocalDate): LocalDate => endOfMonth(localDate(yearOf(date), quarterOf(date) * 3, 1));

export const startOfYear = (date: LocalDate): LocalDate => localDate(yearOf(date), 1, 1);
export const endOfYear = (date: LocalDate): LocalDate => localDate(yearOf(date), 12, 31);

const pad = (number: number): string => String(number).padStart(2, "0");
