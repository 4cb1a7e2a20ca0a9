import { amountInWords } from "../../goals/amounts.ts";
import type { GoalProgress } from "../../goals/progress.ts";
import { activityTexts as m } from "../../i18n/activity.ts";
import type { Words } from "../../i18n/words.ts";
import { joinTexts, person, type Text } from "../../view/text.ts";
import type { Needed, NeededOf, NoNeeded } from "./needed.ts";
import { stageName } from "./stages.ts";

export function goalInWords(words: Words, { goal, ownerName }: GoalProgress): Text {
  const name = `#${goal.number} ${goal.name}`;
  if (!goal.ownerId || !ownerName) return [name];
  return words.text(m.neededOwner, { person: person(goal.ownerId, ownerName), goal: name });
}

/** The gap of a goal and what would close it, or which figure is missing for that. */
export function neededInWords(words: Words, needed: Needed | NoNeeded): Text {
  const goal = goalInWords(words, needed.progress);
  if ("reason" in needed) return withoutNeed(words, needed, goal);
  const { progress, gap, gapResults } = needed;
  const { metric, endsOn } = progress.goal;
  const missing = words.plain(m.neededGap, { amount: amountInWords(words, metric, gap), date: words.date(endsOn) });
  const results =
    metric.unit === "money" ? ` (${words.plain(m.neededResults, { count: Math.max(1, Math.ceil(gapResults)) })})` : "";
  const activities = needed.activities.map((one) => [activityInWords(words, one, needed.knowsCycle)]);
  return [...goal, `: ${missing}${results}. `, ...joinTexts(activities, "; "), "."];
}

function withoutNeed(words: Words, { reason, step }: NoNeeded, goal: Text): Text {
  if (reason === "no_sizes") return words.text(m.neededNoSizes, { goal });
  if (reason === "not_in_funnel" || !step) return words.text(m.neededNotInFunnel, { goal });
  const names = { from: stageName(words, step.from), to: stageName(words, step.to) };
  return words.text(m.neededNoShare, { goal, ...names });
}

function activityInWords(words: Words, one: NeededOf, knowsCycle: boolean): string {
  const { activity, required, perDay, busyDay, isOverCapacity } = one;
  const name = { activity: stageName(words, activity) };
  if (required.need === null) {
    return words.plain(required.reason === "too_late_to_land" ? m.neededTooLate : m.neededNoConversion, name);
  }
  const line = words.plain(knowsCycle ? m.neededLine : m.neededLeast, {
    ...name,
    need: words.number(required.need),
    low: words.number(required.low),
    high: words.number(required.high),
    perDay: perDay === null ? "" : words.plain(m.neededPerDay, { perDay: words.number(perDay, perDay < 10 ? 1 : 0) }),
  });
  if (!isOverCapacity || busyDay === null) return line;
  return words.plain(m.neededOver, { line, busy: words.number(busyDay, 1) });
}
