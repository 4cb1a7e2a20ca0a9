import { opens } from "../../command/action.ts";
import { estimateInWords, overviewInWords } from "../../goals/amounts.ts";
import { goalNumber } from "../../goals/goal-store.ts";
import type { GoalWithMetric } from "../../goals/progress.ts";
import { toldStatus } from "../../goals/status.ts";
import { briefTexts as m } from "../../i18n/briefs.ts";
import type { Words } from "../../i18n/words.ts";
import { person, type Text } from "../../view/text.ts";
import { teamParts } from "../causes/team-parts.ts";
import type { GoalForecastNow } from "../forecasts/forecast-now.ts";
import { chanceInWords } from "../forecasts/forecast-words.ts";
import { kindKey } from "../forecasts/team-history.ts";
import type { GatherInsights, InsightContext } from "../insight.ts";
import { significanceOfProbability } from "../rules/insight-rank.ts";
import { isDefined } from "../rules/not-defined.ts";
import { proposalButton } from "./propose.ts";
import { stakeOfGoal, timeOfGoal } from "./stake.ts";

/** Where no chance can be told, the class alone speaks: its edge is a chance of 0.30. */
const behindsEdge = 0.3;

/** Below this chance, with so much time left that something reachable can be agreed, the target is the question. */
const slim = 0.05;
const enoughDays = 5;

/** People's goals that are agreed and stand behind, each with what may come of it. */
export const goalsBehind: GatherInsights = async (context) => {
  const { byGoal } = context.week.forecasts;
  const others = howOthersStand(context);
  return [...byGoal.values()].filter(isBehind).map((forecast) => {
    const { goal, ownerName } = forecast.progress;
    const key = `behind:${goal.id}`;
    const isOutOfReach = (chanceOf(forecast) ?? 1) < slim && forecast.progress.pace.daysLeft >= enoughDays;
    return {
      key,
      personId: goal.ownerId,
      unchanged: "behind",
      facts: {
        ...stakeOfGoal(context, forecast.progress),
        ...timeOfGoal(forecast.progress),
        significance: significanceOfProbability(chanceOf(forecast) ?? behindsEdge),
        control: "rep",
      },
      say: (words) => [...standing(words, forecast), ...others(forecast, words)],
      button: (words) =>
        isOutOfReach
          ? {
              label: words.plain(m.revise, { goal: goalNumber(goal) }),
              action: opens("goal edit", { goal: goalNumber(goal) }),
            }
          : proposalButton(words, "talk", key, ownerName ?? ""),
    };
  });
};

function isBehind({ progress: { goal }, status }: GoalForecastNow): boolean {
  if (goal.ownerId === null || goal.closedAt !== null || goal.state !== "understood") return false;
  return toldStatus(goal.standing, status.status) === "behind";
}

const chanceOf = ({ outlook }: GoalForecastNow): number | null => (isDefined(outlook) ? outlook.hitProbability : null);

/** Fact, comparison, certainty. */
function standing(words: Words, forecast: GoalForecastNow): Text {
  const { goal, pace, actual, ownerName } = forecast.progress;
  const values = {
    person: person(goal.ownerId ?? "", ownerName ?? ""),
    goal: `${goalNumber(goal)} ${goal.name}`,
    actual: overviewInWords(words, goal.metric, actual),
    target: overviewInWords(words, goal.metric, goal.target),
    elapsed: words.number(pace.daysElapsed),
    total: pace.days,
  };
  const fact =
    pace.expected === null
      ? words.text(m.behindNoLine, values)
      : words.text(m.behind, { ...values, expected: estimateInWords(words, goal.metric, pace.expected) });
  const chance = chanceOf(forecast);
  if (chance === null) return fact;
  return [
    ...fact,
    " ",
    words.plain(forecast.status.uncertain ? m.chanceUncertain : m.chance, { chance: chanceInWords(words, chance) }),
  ];
}

/**
 * Whether a person's distance is their own or what everybody met, by the goals of the same metric and dates; nothing
 * where too few can be compared, or the person is too new to be.
 */
function howOthersStand({ progress }: InsightContext): (forecast: GoalForecastNow, words: Words) => Text {
  const known = new Map<string, ReturnType<typeof teamParts>>();
  const partsOf = ({ metric, startsOn: start, endsOn: end }: GoalWithMetric) => {
    const key = kindKey({ metricId: metric.id, period: { start, end } });
    const parts = known.get(key) ?? teamParts({ metric, start, end }, progress);
    known.set(key, parts);
    return parts;
  };
  return ({ progress: { goal } }, words) => {
    const parts = partsOf(goal);
    if (!isDefined(parts) || !parts.reps.some(({ personId }) => personId === goal.ownerId)) return [];
    if (parts.isTeamWide) return [" ", words.plain(m.asMost)];
    return parts.middle >= 0.95 ? [" ", words.plain(m.teamAt, { share: words.percent(parts.middle) })] : [];
  };
}
