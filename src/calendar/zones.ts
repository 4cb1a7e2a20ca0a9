import { Temporal } from "temporal-polyfill";
import type { LocalDate } from "./dates.ts";

/** A wall time, "HH:MM" of a 24-hour day. */
export type LocalTime = string;

export const isLocalTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

/** Asking is dear and few names are asked about; what is no zone is never kept. */
const knownZones = new Set<string>();

/**
 * Asks by reckoning with it: the list of names leaves out some that work (Europe/Kyiv), and the formatter takes
 * abbreviations (PST, IST) with which nothing can be reckoned.
 */
export function isZone(name: string): boolean {
  if (knownZones.has(name)) return true;
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    zoned(new Date(0), name);
    new Intl.DateTimeFormat("en", { timeZone: name });
    knownZones.add(name);
    return true;
  } catch {
    return false;
  }
}

/** The first of these that can be reckoned with, in the order in which they count; UTC when there is none. */
export const firstZone = (...candidates: readonly (string | null | undefined)[]): string =>
  candidates.find((zone) => typeof zone === "string" && isZone(zone)) ?? "UTC";

/** Which zones people mean by an abbreviation; several countries share some of them. */
const zonesBehind: Readonly<Record<string, readonly string[]>> = {
  PST: ["America/Los_Angeles"],
  PDT: ["America/Los_Angeles"],
  MDT: ["America/Denver"],
  CST: ["America/Chicago", "Asia/Shanghai"],
  CDT: ["America/Chicago"],
  EDT: ["America/New_York"],
  AST: ["America/Halifax", "Asia/Riyadh"],
  BST: ["Europe/London", "Asia/Dhaka"],
  IST: ["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"],
  CEST: ["Europe/Berlin"],
  EEST: ["Europe/Kyiv"],
  MSK: ["Europe/Moscow"],
  МСК: ["Europe/Moscow"],
  GST: ["Asia/Dubai"],
  SGT: ["Asia/Singapore"],
  HKT: ["Asia/Hong_Kong"],
  JST: ["Asia/Tokyo"],
  KST: ["Asia/Seoul"],
  AEST: ["Australia/Sydney"],
  AEDT: ["Australia/Sydney"],
  NZST: ["Pacific/Auckland"],
};

/** The zones that somebody may have meant by an abbreviation; none when it is not a usual one. */
export const zonesMeantBy = (typed: string): readonly string[] => zonesBehind[typed.trim().toUpperCase()] ?? [];

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
