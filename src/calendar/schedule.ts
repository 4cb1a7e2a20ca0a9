import { addDays, type LocalDate, weekday } from "./dates.ts";
import { isLocalTime, type LocalTime, localDateOf, localToInstant } from "./zones.ts";

/** Weekdays are 1 (Monday) to 7 (Sunday). */
export type When = { days: readonly number[]; time: LocalTime };

/** A wall time on weekdays, resolved anew for each occurrence, so that it survives clock changes. */
export type Schedule = When & { zone: string };

/** The local date names the occurrence: there is one per date, whatever the clocks do. */
export type Occurrence = { date: LocalDate; at: Date };

/** The first occurrence strictly after the instant; null when the schedule has no days. */
export function nextOccurrence(schedule: Schedule, after: Date): Occurrence | null {
  // A time that a clock change leaves out near midnight moves into the next date, hence from the day before.
  const first = addDays(localDateOf(after, schedule.zone), -1);
  for (let offset = 0; offset <= 8; offset++) {
    const occurrence = occurrenceOn(schedule, addDays(first, offset));
    if (occurrence !== null && occurrence.at > after) return occurrence;
  }
  return null;
}

/** Null when the schedule leaves that weekday out. */
export function occurrenceOn(schedule: Schedule, date: LocalDate): Occurrence | null {
  if (!schedule.days.includes(weekday(date))) return null;
  return { date, at: localToInstant(date, schedule.time, schedule.zone) };
}

const dayNames: readonly (readonly string[])[] = [
  ["mon", "monday", "mondays", "пн", "пнд", "понедельник", "понедельникам"],
  ["tue", "tues", "tuesday", "tuesdays", "вт", "втр", "вторник", "вторникам"],
  ["wed", "wednesday", "wednesdays", "ср", "срд", "среда", "среду", "средам"],
  ["thu", "thur", "thurs", "thursday", "thursdays", "чт", "чтв", "четверг", "четвергам"],
  ["fri", "friday", "fridays", "пт", "птн", "пятница", "пятницу", "пятницам"],
  ["sat", "saturday", "saturdays", "сб", "сбт", "суббота", "субботу", "субботам"],
  ["sun", "sunday", "sundays", "вс", "вск", "воскресенье", "воскресеньям"],
];

const dayGroups: ReadonlyMap<string, readonly number[]> = new Map<string, readonly number[]>([
  ...["daily", "everyday", "ежедневно", "каждыйдень"].map((name) => [name, [1, 2, 3, 4, 5, 6, 7]] as const),
  ...["weekdays", "workdays", "будни", "побудням"].map((name) => [name, [1, 2, 3, 4, 5]] as const),
  ...["weekends", "weekend", "выходные", "повыходным"].map((name) => [name, [6, 7]] as const),
]);

const offWords = new Set(["off", "never", "none", "выкл", "выключить", "выключено", "никогда", "нет"]);

/** 1 to 7 for a weekday's name or short name in English or Russian. */
export function weekdayNamed(name: string): number | null {
  const index = dayNames.findIndex((names) => names.includes(name.toLowerCase()));
  return index < 0 ? null : index + 1;
}

/** Reads "mon-fri 09:30", "пн,ср 9:00", "daily 9:30", "off"; null for anything else. */
export function parseScheduleWhen(text: string): When | "off" | null {
  const clean = text.trim().toLowerCase().replace(/[–—]/g, "-");
  if (offWords.has(clean)) return "off";
  const match = /^(.+?)\s*(?:\s(?:at|в)\s+|\s)(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$/.exec(clean);
  if (match === null) return null;
  const time = wallTime(Number(match[2]), match[3] ?? "00", match[4]);
  const days = parseDays(match[1] ?? "");
  return time === null || days === null ? null : { days, time };
}

const shortNames = {
  en: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
  ru: ["пн", "вт", "ср", "чт", "пт", "сб", "вс"],
} as const;

/** The shortest text that reads back as the same: "mon-fri 09:30", "пн,ср 09:00". */
export function formatScheduleWhen(when: When, locale: "en" | "ru"): string {
  const days = [...when.days].sort();
  const name = (day: number) => shortNames[locale][day - 1] ?? "";
  const first = days[0] ?? 1;
  const last = days.at(-1) ?? first;
  if (days.length === 7) return `${locale === "en" ? "daily" : "ежедневно"} ${when.time}`;
  const unbroken = days.length > 2 && last - first === days.length - 1;
  return `${unbroken ? `${name(first)}-${name(last)}` : days.map(name).join(",")} ${when.time}`;
}

function wallTime(hour: number, minutes: string, half: string | undefined): LocalTime | null {
  if (half !== undefined && (hour < 1 || hour > 12)) return null;
  const hours = half === undefined ? hour : (hour % 12) + (half === "pm" ? 12 : 0);
  const time = `${String(hours).padStart(2, "0")}:${minutes}`;
  return isLocalTime(time) ? time : null;
}

function parseDays(text: string): number[] | null {
  const group = dayGroups.get(text.replace(/\s/g, ""));
  if (group !== undefined) return [...group];
  const words = text.replace(/\s*-\s*/g, "-").split(/[\s,;+&]+/);
  const parts = words.filter((word) => !["", "and", "и", "on", "every", "по", "каждый", "каждую"].includes(word));
  const days = new Set<number>();
  for (const part of parts) {
    const span = daySpan(part);
    if (span === null) return null;
    for (const day of span) days.add(day);
  }
  return days.size === 0 ? null : [...days].sort();
}

/** "fri-mon" runs over the week's end. */
function daySpan(part: string): number[] | null {
  const [from = "", to = from, ...rest] = part.split("-");
  const first = weekdayNamed(from);
  const last = weekdayNamed(to);
  if (first === null || last === null || rest.length > 0) return null;
  const length = ((last - first + 7) % 7) + 1;
  return Array.from({ length }, (_, index) => ((first - 1 + index) % 7) + 1);
}
