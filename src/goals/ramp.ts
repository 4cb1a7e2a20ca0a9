import { addDays, addMonths, daysBetween, earlier, type LocalDate, later, monthOf, yearOf } from "../calendar/dates.ts";
import { type Leave, type WorkCalendar, workingDays, workOn } from "../calendar/working-days.ts";

/** Share of full productivity in each month since hire; after the last month it is whole. */
export type RampTable = readonly number[];

/** Published ranges: transactional 1-3 months, mid-market 3-6, enterprise 6-12. */
export const rampTables = {
  smb_3m: [0.33, 0.67, 1],
  mid_5m: [0, 0.25, 0.5, 0.75, 1],
  ent_9m: [0, 0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1],
} as const satisfies Record<string, RampTable>;

export type RampInput = {
  full: number;
  start: LocalDate;
  end: LocalDate;
  table: RampTable;
  /** With the person's hire date and leaves; nobody ramps without a hire date. */
  calendar: WorkCalendar;
  /** Long leave (10 working days or more) stops the clock of the ramp. */
  freezeOnLeave?: boolean;
};

/** The full target weighed by tenure and own working time; null when the period has no working time at all. */
export function rampedTarget(input: RampInput): { target: number; factor: number } | null {
  const { full, start, end, table, calendar } = input;
  const present = employedThroughout(calendar);
  const whole = workingDays(present, start, end);
  if (whole === 0) return null;
  const frozen = input.freezeOnLeave === true ? longLeaves(calendar, present) : [];
  let weighed = 0;
  for (let date = start; date <= end; date = addDays(date, 1)) {
    weighed += workOn(calendar, date) * productivity(calendar.hire, date, table, frozen);
  }
  const factor = weighed / whole;
  return { target: full * factor, factor };
}

/** Completed months since hire; the last day of a shorter month counts as the anniversary. Negative before. */
export function tenureMonth(hire: LocalDate, date: LocalDate): number {
  const months = (yearOf(date) - yearOf(hire)) * 12 + monthOf(date) - monthOf(hire);
  return addMonths(hire, months) <= date ? months : months - 1;
}

/** What share of full productivity the table expects on a date; whole without a hire date. */
export function productivity(
  hire: LocalDate | undefined,
  date: LocalDate,
  table: RampTable,
  frozen: readonly Leave[] = [],
): number {
  if (hire === undefined) return 1;
  let start = hire;
  for (const leave of frozen) {
    if (leave.start <= date) {
      start = addDays(start, daysBetween(later(leave.start, hire), earlier(leave.end, date)) + 1);
    }
  }
  return table[Math.max(0, tenureMonth(start, date))] ?? 1;
}

function longLeaves(calendar: WorkCalendar, present: WorkCalendar): Leave[] {
  return calendar.leaves.filter((leave) => leave.fraction >= 1 && workingDays(present, leave.start, leave.end) >= 10);
}

function employedThroughout({ pattern, overrides, holidays }: WorkCalendar): WorkCalendar {
  return { pattern, overrides, holidays, leaves: [] };
}
