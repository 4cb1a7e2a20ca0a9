import { addDays, type LocalDate } from "../../calendar/dates.ts";
import type { GoalProgress } from "../../goals/progress.ts";
import type { NoOutlook } from "./outlook.ts";

/** What keeps a goal from being forecast before any of its history is read; null where nothing does. */
export function noOutlook({ goal, pace }: GoalProgress, asOf: LocalDate): NoOutlook | null {
  if (goal.metric.direction === "less") return "limit";
  if (goal.target === 0n) return "no_target";
  if (asOf >= goal.endsOn) return "over";
  if (addDays(asOf, 1) < goal.startsOn) return "not_started";
  return pace.days === 0 ? "no_working_days" : null;
}
