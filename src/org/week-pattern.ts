import { parseScheduleWhen, weekdayNamed } from "../calendar/schedule.ts";
import type { Words } from "../i18n/words.ts";

const shortest = 0;
const full = 1;

/** Reads "mon-fri" or "mon-wed thu:0.5" as seven weights, Monday first; null when it is not a week. */
export function parseWeekPattern(typed: string): number[] | null {
  const pattern = Array.from({ length: 7 }, () => shortest);
  const parts = typed
    .trim()
    .toLowerCase()
    .split(/[\s,;]+/u)
    .filter(Boolean);
  if (parts.length === 0) return null;
  for (const part of parts) {
    const [days = "", weight] = part.split(/[:=]/u);
    const share = weight === undefined ? full : Number(weight.replace(",", "."));
    const named = daysNamed(days);
    if (!named || !Number.isFinite(share) || share < shortest || share > full) return null;
    for (const day of named) pattern[day - 1] = share;
  }
  return pattern.some((weight) => weight > 0) ? pattern : null;
}

function daysNamed(days: string): readonly number[] | null {
  const one = weekdayNamed(days);
  if (one !== null) return [one];
  const when = parseScheduleWhen(`${days} 09:00`);
  return when && when !== "off" ? when.days : null;
}

/** "Mon–Fri", "Mon–Wed, Thu ½": as people would say it. */
export function weekInWords(words: Words, pattern: readonly number[]): string {
  const names = new Intl.DateTimeFormat(words.locale, { weekday: "short", timeZone: "UTC" });
  const monday = Date.UTC(2024, 0, 1);
  const day = (index: number) => names.format(monday + index * 86_400_000);
  const parts: string[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const weight = pattern[at] ?? 0;
    if (weight === 0) continue;
    let end = at;
    while (end + 1 < pattern.length && pattern[end + 1] === weight) end += 1;
    const range = end > at ? `${day(at)}–${day(end)}` : day(at);
    parts.push(weight === full ? range : `${range} × ${words.number(weight)}`);
    at = end;
  }
  return parts.join(", ");
}

/** Seven weights make a week; a pattern of any other length is not set. */
export const fullWeek = 7;

export const usualWeek: readonly number[] = [1, 1, 1, 1, 1, 0, 0];
