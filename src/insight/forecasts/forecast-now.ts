import type { DateRange, LocalDate } from "../../calendar/dates.ts";
import type { GoalProgress } from "../../goals/progress.ts";
import type { GoalLine } from "../../summaries/goal-lines.ts";
import type { NotDefined } from "../rules/not-defined.ts";
import type { LearnedCurve } from "./learned-curve.ts";
import type { NoOutlook, Outlook } from "./outlook.ts";

export type Status = GoalProgress["pace"]["status"];

/** `basis` tells which method chose the class; `uncertain` that the two differ by two classes. */
export type StatusNow = {
  readonly status: Status;
  readonly uncertain: boolean;
  readonly basis?: "probability" | "pace";
};

/** What is known of a goal's or a team's outcome as of a date; amounts are in stored units. */
type ForecastNow = {
  readonly asOf: LocalDate;
  /** The chance and the 80 % range, or why there is none. */
  readonly outlook: Outlook | NotDefined<NoOutlook>;
  readonly curve: LearnedCurve;
  /** The dates that the outlook rests on; null where none was tried. */
  readonly window: DateRange | null;
  readonly status: StatusNow;
};

export type GoalForecastNow = ForecastNow & {
  /** Along the learned curve, where there is one. */
  readonly progress: GoalProgress;
};

/** The team's total of one metric and period, forecast from its own series and not from a sum of people's forecasts. */
export type TeamForecastNow = ForecastNow & {
  /** Along the learned curve, as its goals are. */
  readonly line: GoalLine;
  /** The 80 % range of the total by a later date of the period; null where there is none. */
  readonly rangeBy: (date: LocalDate) => { readonly low: number; readonly high: number } | null;
};
