import { addDays } from "../../src/calendar/dates.ts";
import { localDateOf, localTimeOf, localToInstant } from "../../src/calendar/zones.ts";
import type { ShiftedClock } from "../../src/clock.ts";
import { type Core, runUntil } from "../../src/core.ts";
import { parseDate } from "../../src/goals/dates-written.ts";
import { HttpProblem } from "./http.ts";
import { roomTexts as m } from "./texts.ts";

/** Reads "+1h", "+2d", "fri 16:00", "tomorrow 9:00" or an ISO instant, in the room's zone; null for anything else. */
export function readMoment(typed: string, now: Date, zone: string): Date | null {
  const text = typed.trim();
  const step = /^\+(\d{1,4})\s*([mhdw])$/i.exec(text);
  if (step) return stepped(now, Number(step[1]), (step[2] ?? "").toLowerCase(), zone);
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(Z|[+-]\d{2}:?\d{2})$/.test(text)) {
    const instant = new Date(text);
    return Number.isNaN(instant.getTime()) ? null : instant;
  }
  const wall = /^(.*?)\s*(?<!\d)([01]?\d|2[0-3]):([0-5]\d)$/u.exec(text);
  return wall ? onDay(wall[1] ?? "", `${(wall[2] ?? "").padStart(2, "0")}:${wall[3]}`, now, zone) : null;
}

function stepped(now: Date, count: number, unit: string, zone: string): Date {
  if (unit === "m" || unit === "h") return new Date(now.getTime() + count * (unit === "m" ? 60_000 : 3_600_000));
  const days = unit === "w" ? count * 7 : count;
  return localToInstant(addDays(localDateOf(now, zone), days), localTimeOf(now, zone), zone);
}

/** A weekday or no day at all means the next time that it will be so. */
function onDay(day: string, time: string, now: Date, zone: string): Date | null {
  const today = localDateOf(now, zone);
  const date = day === "" ? today : parseDate(day.replace(/\s+(at|в)$/u, ""), today);
  if (date === null) return null;
  const instant = localToInstant(date, time, zone);
  if (instant > now || /\d/.test(day)) return instant;
  return localToInstant(addDays(date, day === "" ? 1 : 7), time, zone);
}

const furthest = 370 * 86_400_000;

/** The moment to move to, or an HttpProblem that says why not. */
export async function momentToMoveTo(typed: string, now: Date, zone: string, core?: Core): Promise<Date> {
  if (typed.trim().toLowerCase() === "next") {
    const due = (await core?.nextDueAt(now)) ?? null;
    if (!due) throw new HttpProblem(409, m.nothingDue);
    return due;
  }
  const moment = readMoment(typed, now, zone);
  if (!moment) throw new HttpProblem(400, m.badMoment, { typed });
  if (moment <= now) throw new HttpProblem(400, m.past);
  if (moment.getTime() - now.getTime() > furthest) throw new HttpProblem(400, m.tooFar);
  return moment;
}

/** Moves to the moment through everything that is due before it, in order, as if the time had really passed. */
export async function moveClock(
  clock: ShiftedClock,
  until: Date,
  core: Core | undefined,
  passed: (now: Date) => void,
): Promise<void> {
  if (!core) return clock.advanceTo(until);
  const advanceTo = (instant: Date) => {
    clock.advanceTo(instant);
    passed(clock.now());
  };
  await runUntil(core, { now: clock.now, advanceTo }, until);
}
