import { addDays } from "../calendar/dates.ts";
import { nthWorkingDayAfter } from "../calendar/working-days.ts";
import { addWorkingMinutes, nextProactive, type WorkingTime } from "../calendar/working-hours.ts";
import { localDateOf, localToInstant } from "../calendar/zones.ts";

/** Working minutes from the prompt to the first reminder, and from the last reminder to the close. */
const untilReminder = 240;

/** When one person's check-in is due, reminded of and closed. */
export type CheckInTimes = {
  readonly due: Date;
  readonly firstReminder: Date;
  readonly lastReminder: Date;
  readonly closes: Date;
};

/**
 * Due, +4 working hours, next working day 10:00, closed four working hours later. When the next round begins earlier,
 * it ends this one, so that nobody is asked about two rounds at once. Null when no working day comes.
 */
export function checkInTimes(wanted: Date, time: WorkingTime, nextRound: Date | null): CheckInTimes | null {
  const due = nextProactive(wanted, time);
  if (!due) return null;
  const firstReminder = addWorkingMinutes(due, untilReminder, time);
  const nextDay = nthWorkingDayAfter(time.calendar, localDateOf(due, time.zone), 1);
  if (!firstReminder || !nextDay) return null;
  const lastReminder = localToInstant(nextDay, "10:00", time.zone);
  const closes =
    addWorkingMinutes(lastReminder, untilReminder, time) ?? localToInstant(addDays(nextDay, 1), "00:00", time.zone);
  const end = nextRound && nextRound > due && nextRound < closes ? nextRound : closes;
  return { due, firstReminder: sooner(firstReminder, end), lastReminder: sooner(lastReminder, end), closes: end };
}

/** When a check-in that is asked for at another time, such as after a snooze, closes at the earliest. */
export const closesAfter = (asked: Date, time: WorkingTime): Date =>
  addWorkingMinutes(asked, untilReminder, time) ?? asked;

const sooner = (a: Date, b: Date): Date => (a < b ? a : b);
