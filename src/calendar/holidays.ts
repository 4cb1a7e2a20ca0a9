import PublicHolidays, { type HolidaysTypes } from "date-holidays";
import { addDays, type LocalDate } from "./dates.ts";
import { russianHolidayName } from "./russian-holiday-names.ts";
import { russianTransfers } from "./russian-transfers.ts";

/** `off` is the fraction of the working day. */
export type Holiday = { off: number; name: { en: string; ru: string } };

export type HolidayYear = {
  holidays: ReadonlyMap<LocalDate, Holiday>;
  /** Weekend dates that are worked in exchange, with their working weight. */
  worked: ReadonlyMap<LocalDate, number>;
};

/** ISO 3166-1 in capitals. */
export const isCountry = (code: string): boolean => countries.has(code);

/** A state or region of the country: "BY" of "DE". */
export const isRegion = (country: string, region: string): boolean =>
  isCountry(country) && Object.hasOwn(directory.getStates(country) ?? {}, region);

const directory = new PublicHolidays();
const countries = new Set(Object.keys(directory.getCountries()));

/** Computing a year takes milliseconds and planning asks for it for everybody, so it is kept. */
const years = new Map<string, HolidayYear>();

/** Public holidays of a country, or of its region; an unknown country has none. */
export function holidaysOf(place: { country: string; region?: string }, year: number): HolidayYear {
  const key = `${place.country}-${place.region ?? ""}-${year}`;
  const known = years.get(key);
  if (known !== undefined) return known;
  const found = readYear(place.country, place.region, year);
  years.set(key, found);
  return found;
}

/** The holidays and exchanged days of every year that the range touches, as a work calendar wants them. */
export function holidaysBetween(
  place: { country: string; region?: string },
  start: LocalDate,
  end: LocalDate,
): { holidays: Map<LocalDate, number>; overrides: Map<LocalDate, number> } {
  const holidays = new Map<LocalDate, number>();
  const overrides = new Map<LocalDate, number>();
  for (let year = Number(start.slice(0, 4)); year <= Number(end.slice(0, 4)); year++) {
    const found = holidaysOf(place, year);
    for (const [date, { off }] of found.holidays) holidays.set(date, off);
    for (const [date, work] of found.worked) overrides.set(date, work);
  }
  return { holidays, overrides };
}

function readYear(country: string, region: string | undefined, year: number): HolidayYear {
  const holidays = new Map<LocalDate, Holiday>();
  const worked = new Map<LocalDate, number>();
  if (!isCountry(country)) return { holidays, worked };
  const known = region !== undefined && isRegion(country, region);
  const source = known ? new PublicHolidays(country, region) : new PublicHolidays(country);
  const russian = source.getHolidays(year, "ru");
  for (const [index, entry] of source.getHolidays(year, "en").entries()) {
    if (entry.type !== "public") continue;
    const name = { en: entry.name, ru: russianName(entry, russian[index]) };
    for (const [date, off] of datesOf(entry)) {
      if (off > (holidays.get(date)?.off ?? 0)) holidays.set(date, { off, name });
    }
  }
  if (country === "RU") addTransfers(year, holidays, worked);
  return { holidays, worked };
}

/** The library lists both languages in one order and leaves what it cannot translate in another language. */
function russianName(entry: HolidaysTypes.Holiday, translated: HolidaysTypes.Holiday | undefined): string {
  const matches = translated?.date === entry.date && translated.rule === entry.rule;
  if (matches && /\p{Script=Cyrillic}/u.test(translated.name)) return translated.name;
  return russianHolidayName(entry.name) ?? entry.name;
}

/** Entries may last days (Russia's 2-6 January) or part of one; hours outside nine to six take no work away. */
function datesOf({ date: text, start, end }: HolidaysTypes.Holiday): [LocalDate, number][] {
  const date = text.slice(0, 10);
  const from = Number(text.slice(11, 13)) + Number(text.slice(14, 16)) / 60;
  const to = from + (end.getTime() - start.getTime()) / 3_600_000;
  const dates: [LocalDate, number][] = [];
  for (let day = 0; day * 24 < to; day++) {
    const hours = Math.min(to, day * 24 + 18) - Math.max(from, day * 24 + 9);
    const off = Math.round((hours / 9) * 2) / 2;
    if (off > 0) dates.push([addDays(date, day), off]);
  }
  return dates;
}

const dayOff = { en: "Day off (moved)", ru: "Выходной (перенос)" };
const shortDay = { en: "Short day before a holiday", ru: "Сокращённый предпраздничный день" };

function addTransfers(year: number, holidays: Map<LocalDate, Holiday>, worked: Map<LocalDate, number>): void {
  const transfers = russianTransfers[year];
  if (transfers === undefined) return;
  for (const date of transfers.off) if (!holidays.has(date)) holidays.set(date, { off: 1, name: dayOff });
  for (const date of transfers.short) holidays.set(date, { off: 0.125, name: shortDay });
  for (const date of transfers.worked) worked.set(date, 1);
}
