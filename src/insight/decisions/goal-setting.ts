import { addDays, type LocalDate } from "../../calendar/dates.ts";
import { loadProgress } from "../../goals/progress.ts";
import { decisionTexts as m } from "../../i18n/decisions.ts";
import type { Message } from "../../i18n/texts.ts";
import type { Words } from "../../i18n/words.ts";
import type { Text } from "../../view/text.ts";
import type { Work } from "../../work.ts";
import { type GoalSetting, goalSettingCalibration } from "../rules/goal-fit.ts";
import { groupBy } from "../rules/group-by.ts";
import { isDefined } from "../rules/not-defined.ts";

/** Fewer goals than this say more about single people than about how goals are set. */
const fewestGoals = 10;
const daysBack = 460;

/** How many of the reps' goals were reached in the last four periods that are over; null where those are too few. */
export async function goalSetting(work: Work, teamId: string, today: LocalDate): Promise<GoalSetting | null> {
  const goals = await loadProgress(work, {
    ...{ teamId, ownerId: { not: null }, state: { in: ["understood", "closed"] } },
    ...{ endsOn: { lt: today, gte: addDays(today, -daysBack) }, target: { gt: 0 } },
    OR: [{ result: null }, { result: { not: "dropped" } }],
  });
  const periods = groupBy(goals, ({ goal }) => `${goal.endsOn} ${goal.startsOn}`);
  const inOrder = [...periods].sort(([one], [other]) => (one < other ? -1 : 1));
  const found = goalSettingCalibration(
    inOrder.map(([, some]) => some.map(({ pace }) => ({ attained: pace.status === "achieved" }))),
  );
  return isDefined(found) && found.goals >= fewestGoals ? found : null;
}

const verdicts: Readonly<Record<GoalSetting["verdict"], Message>> = {
  too_hard: m.settingTooHard,
  in_range: m.settingInRange,
  too_easy: m.settingTooEasy,
};

export const goalSettingInWords = (words: Words, { share, goals, verdict }: GoalSetting): Text =>
  words.text(verdicts[verdict], { share: words.percent(share), goals });
