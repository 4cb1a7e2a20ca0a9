import { addDays, startOfWeek } from "../calendar/dates.ts";
import { localDateOf, localToInstant } from "../calendar/zones.ts";

/** The most that a person is written to without having asked. */
export const budget = { perDay: 2, perWeek: 6, batchesPerDay: 3 } as const;

/** What was written to a person, asked for or not. */
export type Written = { readonly at: Date; readonly isProactive: boolean };

export type BudgetWait = { readonly until: Date; readonly because: "day" | "week" | "batches" };

/** Messages this close together interrupt a person once. */
const batchGap = 60 * 60_000;

/**
 * Null when one more proactive message is within the budget now; otherwise the start of the local day or week that
 * brings a new one. Notices count as interruptions but not as proactive messages.
 */
export function budgetWait(written: readonly Written[], now: Date, zone: string): BudgetWait | null {
  const today = localDateOf(now, zone);
  const dayStart = localToInstant(today, "00:00", zone);
  const weekStart = localToInstant(startOfWeek(today), "00:00", zone);
  const tomorrow = localToInstant(addDays(today, 1), "00:00", zone);
  const proactive = written.filter(({ isProactive }) => isProactive);
  if (proactive.filter(({ at }) => at >= weekStart).length >= budget.perWeek) {
    return { until: localToInstant(addDays(startOfWeek(today), 7), "00:00", zone), because: "week" };
  }
  if (proactive.filter(({ at }) => at >= dayStart).length >= budget.perDay) return { until: tomorrow, because: "day" };
  const moments = written.filter(({ at }) => at >= dayStart).map(({ at }) => at.getTime());
  const joinsLast = now.getTime() - Math.max(...moments) <= batchGap;
  if (!joinsLast && batches(moments) >= budget.batchesPerDay) return { until: tomorrow, because: "batches" };
  return null;
}

function batches(moments: readonly number[]): number {
  let count = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const moment of [...moments].sort((a, b) => a - b)) {
    if (moment - last > batchGap) {
      count++;
      last = moment;
    }
  }
  return count;
}
