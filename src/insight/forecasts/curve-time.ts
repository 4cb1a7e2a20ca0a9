import { addDays, type DateRange, earlier, type LocalDate, later } from "../../calendar/dates.ts";
import { type Curve, curveAt } from "../../goals/curve.ts";
import type { WorkedDays } from "./worked-days.ts";

/**
 * Working days weighed by how much of a result they usually bring: a period's working time W is spread over it as the
 * curve says, so that a date range inside it counts W·(S(τ₂) − S(τ₁)). Rates per such a day do not swing with the season.
 */
export type CurveTime = {
  between(start: LocalDate, end: LocalDate): number;
};

/** `periods` follow one another; what lies outside them counts its plain working days. */
export function curveTime(worked: WorkedDays, periods: readonly DateRange[], curve: Curve | null): CurveTime {
  const first = periods[0];
  const last = periods.at(-1);
  if (curve === null || !first || !last) return worked;
  return {
    between(start, end) {
      const outside = worked.between(start, earlier(end, addDays(first.start, -1)));
      const after = worked.between(later(start, addDays(last.end, 1)), end);
      return periods.reduce((sum, period) => sum + inside(worked, period, curve, start, end), outside + after);
    },
  };
}

function inside(worked: WorkedDays, period: DateRange, curve: Curve, start: LocalDate, end: LocalDate): number {
  const from = later(start, period.start);
  const to = earlier(end, period.end);
  if (to < from) return 0;
  const total = worked.between(period.start, period.end);
  if (total === 0) return 0;
  const shareBy = (date: LocalDate): number => curveAt(curve, worked.between(period.start, date) / total);
  return total * (shareBy(to) - shareBy(addDays(from, -1)));
}
