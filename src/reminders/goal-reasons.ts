import { addDays, isoWeek, type LocalDate } from "../calendar/dates.ts";
import { type WorkCalendar, workingDays, workOn } from "../calendar/working-days.ts";
import type { PaceStatus } from "../goals/pace.ts";
import type { CeilingStatus } from "../goals/pace-ceiling.ts";

export type Reason = "deadline" | "pace" | "quiet";

export type GoalFacts = {
  readonly status: PaceStatus | CeilingStatus;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly lastEntryOn: LocalDate | null;
  readonly calendar: WorkCalendar;
  /** A limit to stay under is not reached by its end, and needs no entries. */
  readonly isLimit: boolean;
  /** Why and on which date its owner was reminded of it lately. */
  readonly reminded: readonly { readonly reason: Reason; readonly on: LocalDate }[];
};

const nearDays = 3;
const quietDays = 5;
const settled = ["achieved", "missed", "no_target", "not_started", "not_applicable", "breached"];

/**
 * Why to remind of a goal on a date, if at all: its end is near (once), it is off its line, or nothing was logged for
 * five working days (each at most once a week).
 */
export function reasonToRemind(goal: GoalFacts, today: LocalDate): Reason | null {
  if (settled.includes(goal.status) || today > goal.endsOn || workOn(goal.calendar, today) === 0) return null;
  const left = workingDays(goal.calendar, today, goal.endsOn);
  const thisWeek = goal.reminded.some(({ on }) => isoWeek(on) === isoWeek(today));
  const wasNear = goal.reminded.some(({ reason, on }) => reason === "deadline" && on >= addDays(today, -10));
  if (!goal.isLimit && left > 0 && left <= nearDays && !wasNear) return "deadline";
  if (thisWeek) return null;
  if (goal.status === "behind" || goal.status === "at_risk") return "pace";
  if (goal.isLimit) return null;
  const since = goal.lastEntryOn ?? addDays(goal.startsOn, -1);
  return workingDays(goal.calendar, addDays(since, 1), addDays(today, -1)) >= quietDays ? "quiet" : null;
}
