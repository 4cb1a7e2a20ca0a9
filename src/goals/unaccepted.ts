import { addDays } from "../calendar/dates.ts";
import { workingDays } from "../calendar/working-days.ts";
import { localDateOf } from "../calendar/zones.ts";
import type { GoalProgress } from "./progress.ts";
import { awaitsOwner } from "./states.ts";

/** Working days that a goal may lie before somebody asks. */
const patience = 3;

/** For how many whole working days of its owner a goal has lain without an answer; null until that is worth a word. */
export function daysUnaccepted(
  { goal, zone, calendar }: Pick<GoalProgress, "goal" | "zone" | "calendar">,
  now: Date,
): number | null {
  if (!goal.sentAt || goal.closedAt || !goal.ownerId || !awaitsOwner(goal.state)) return null;
  const sentOn = localDateOf(goal.sentAt, zone);
  const yesterday = addDays(localDateOf(now, zone), -1);
  const days = Math.floor(workingDays(calendar, addDays(sentOn, 1), yesterday));
  return days < patience ? null : days;
}
