import { addDays, type DateRange, fromDay, type LocalDate, toDay } from "../../calendar/dates.ts";
import { type Curve, type DayResult, historyOf, hockeyIndex, seasonalCurve } from "../../goals/curve.ts";
import { median } from "../rules/order-statistics.ts";
import type { WorkedDays } from "./worked-days.ts";

/** How a team's result usually comes in over a period of one kind. */
export type LearnedCurve = {
  /** Null for a straight line. */
  readonly curve: Curve | null;
  /** The earlier periods that it was learned from, the oldest first. */
  readonly from: readonly DateRange[];
  /** The usual share of a result in the last fifth of the working time; null where too little was booked to say. */
  readonly hockeyIndex: number | null;
};

export const straightLine: LearnedCurve = { curve: null, from: [], hockeyIndex: null };

const mostPeriods = 4;
/** A period in which recording began later than in its first tenth is not a whole one. */
const mostUnrecorded = 0.1;
/** With fewer dates with a result a single one could make a hockey stick. */
const fewestDates = 10;

type Booked = ReadonlyMap<LocalDate, number>;

/** Learns from the latest whole periods that brought anything. */
export function learnCurve(
  periods: readonly DateRange[],
  worked: WorkedDays,
  booked: Booked,
  recordedFrom: LocalDate,
): LearnedCurve {
  const days = periods
    .map((period) => ({ period, days: daysOf(period, worked, booked) }))
    .filter(({ period, days }) => isWhole(period, worked, recordedFrom) && days.some(([, result]) => result > 0))
    .slice(-mostPeriods);
  if (days.length === 0) return straightLine;
  const indices = days.flatMap((one) =>
    one.days.filter(([, result]) => result > 0).length < fewestDates ? [] : (hockeyIndex(one.days) ?? []),
  );
  return {
    curve: seasonalCurve(days.map((one) => historyOf(one.days))),
    from: days.map(({ period }) => period),
    hockeyIndex: median(indices),
  };
}

function isWhole({ start, end }: DateRange, worked: WorkedDays, recordedFrom: LocalDate): boolean {
  const total = worked.between(start, end);
  return total > 0 && worked.between(start, addDays(recordedFrom, -1)) / total <= mostUnrecorded && recordedFrom <= end;
}

/** A correction may take back what another day brought; the curve itself never falls. */
function daysOf({ start, end }: DateRange, worked: WorkedDays, booked: Booked): DayResult[] {
  const first = toDay(start);
  return Array.from({ length: toDay(end) - first + 1 }, (_, at) => {
    const date = fromDay(first + at);
    return [worked.between(date, date), Math.max(0, booked.get(date) ?? 0)] as const;
  });
}
