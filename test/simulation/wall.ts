import { DateTime } from "luxon";

/** Local dates and times reckoned without the product's code, from luxon's knowledge of zones. */

const minute = 60_000;

/** The instant of a wall time: moved on by the gap where a clock change leaves it out, the first where it comes twice. */
export function instantOf(date: string, time: string, zone: string): number {
  const naive = DateTime.fromISO(`${date}T${time}`, { zone: "UTC" }).toMillis();
  const before = DateTime.fromISO(new Date(naive - 26 * 60 * minute).toISOString(), { zone });
  const after = DateTime.fromISO(new Date(naive + 26 * 60 * minute).toISOString(), { zone });
  const offsets = [...new Set([before.offset, after.offset])];
  const fits = offsets
    .map((offset) => naive - offset * minute)
    .filter((at) => offsetAt(at, zone) * minute === naive - at);
  // In a gap nothing fits: the offset from before it puts the time as far behind the gap as it was inside it.
  return fits.length > 0 ? Math.min(...fits) : naive - before.offset * minute;
}

const offsets = new Map<string, number>();

/** Minutes east of UTC. Asked often, so each quarter of an hour is remembered; no zone changes in between. */
export function offsetAt(at: number, zone: string): number {
  const quarter = Math.floor(at / (15 * minute));
  const key = `${zone} ${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const { offset } = DateTime.fromISO(new Date(quarter * 15 * minute).toISOString(), { zone });
  offsets.set(key, offset);
  return offset;
}

export type Wall = { readonly date: string; readonly time: string; readonly weekday: number };

export function wallOf(at: number, zone: string): Wall {
  const local = new Date(at + offsetAt(at, zone) * minute);
  const [date = "", rest = ""] = local.toISOString().split("T");
  return { date, time: rest.slice(0, 5), weekday: local.getUTCDay() === 0 ? 7 : local.getUTCDay() };
}

export const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 24 * 60 * minute).toISOString().slice(0, 10);

export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7;

export const mondayOf = (date: string): string => plusDays(date, 1 - weekdayOf(date));
