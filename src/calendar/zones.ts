import { Temporal } from "temporal-polyfill";
import type { LocalDate } from "./dates.ts";

/** A wall time, "HH:MM" of a 24-hour day. */
export type LocalTime = string;

export const isLocalTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

/** Making a format is the dear part of asking, and few names are asked about; what is no zone is never kept. */
const knownZones = new Set<string>();

/** Asks the engine, because its own list of names leaves out some that it accepts (Europe/Kyiv). */
export function isZone(name: string): boolean {
  if (knownZones.has(name)) return true;
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    knownZones.add(name);
    return true;
  } catch {
    return false;
  }
}

/** A time that the clock change leaves out moves forward by the gap; one that comes twice is the first. */
export function localToInstant(date: LocalDate, time: LocalTime, zone: string): Date {
  const wall = Temporal.PlainDateTime.from(`${date}T${time}`);
  return new Date(wall.toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds);
}

export const localDateOf = (instant: Date, zone: string): LocalDate => zoned(instant, zone).toPlainDate().toString();

export const localTimeOf = (instant: Date, zone: string): LocalTime =>
  zoned(instant, zone).toPlainTime().toString({ smallestUnit: "minute" });

/** "UTC+05:45", as it is at that instant. */
export const zoneOffsetLabel = (instant: Date, zone: string): string => `UTC${zoned(instant, zone).offset}`;

function zoned(instant: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);
}
