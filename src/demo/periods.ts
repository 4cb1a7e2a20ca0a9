import {
  addDays,
  addMonths,
  type DateRange,
  endOfMonth,
  endOfQuarter,
  type LocalDate,
  startOfMonth,
  startOfQuarter,
} from "../calendar/dates.ts";
import { shareElapsed, workCalendar } from "../calendar/working-days.ts";

/** Three months so that something can be said about them today: the quarter, unless it has just begun or is nearly over. */
export function threeMonths(today: LocalDate): DateRange {
  const candidates = [
    { start: startOfQuarter(today), end: endOfQuarter(today) },
    ...[-1, -2].map((shift) => {
      const start = startOfMonth(addMonths(today, shift));
      return { start, end: endOfMonth(addMonths(start, 2)) };
    }),
  ];
  const usable = candidates.find(({ start, end }) => {
    const { share } = shareElapsed(workCalendar(), start, end, addDays(today, -1));
    return share !== null && share >= 0.25 && share <= 0.85;
  });
  return usable ?? { start: startOfQuarter(today), end: endOfQuarter(today) };
}

export const thisMonth = (today: LocalDate): DateRange => ({ start: startOfMonth(today), end: endOfMonth(today) });

export function lastMonth(today: LocalDate): DateRange {
  const end = addDays(startOfMonth(today), -1);
  return { start: startOfMonth(end), end };
}

/** Three months of history that cover every period above. */
export const historyStart = (today: LocalDate): LocalDate => startOfMonth(addMonths(today, -3));
