import { nextProactive, officeHours, type WorkingTime } from "../calendar/working-hours.ts";
import type { LocalTime } from "../calendar/zones.ts";

/** When a person may be written to without having asked. */
export type Reachable = WorkingTime & {
  /** The platform's do-not-disturb, and what the person chose here. */
  readonly dndUntil: Date | null;
  readonly mutedUntil: Date | null;
};

/** The hours outside a person's quiet ones, else office hours. */
export function hoursOf({ quietFrom, quietTo }: { quietFrom: LocalTime | null; quietTo: LocalTime | null }) {
  return quietFrom !== null && quietTo !== null ? { start: quietTo, end: quietFrom } : officeHours;
}

/** The instant itself if the person may be written to then, else the next such one; null when none comes. */
export function nextAllowedFor(instant: Date, person: Reachable): Date | null {
  const free = [instant, person.dndUntil, person.mutedUntil].map((at) => at?.getTime() ?? 0);
  return nextProactive(new Date(Math.max(...free)), person);
}
