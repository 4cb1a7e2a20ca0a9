import { runs } from "../../command/action.ts";
import { estimateInWords } from "../../goals/amounts.ts";
import { goalNumber } from "../../goals/goal-store.ts";
import { metricName } from "../../goals/metrics.ts";
import { toldStatus } from "../../goals/status.ts";
import { forecastTexts as m } from "../../i18n/forecasts.ts";
import { shortTeam } from "../../summaries/csv-button.ts";
import { person } from "../../view/text.ts";
import { stakeOfGoal, timeOfGoal } from "../decisions/stake.ts";
import { type GatherInsights, type Insight, type InsightContext, teamKey } from "../insight.ts";
import { groupBy } from "../rules/group-by.ts";
import { significanceOfProbability } from "../rules/insight-rank.ts";
import { isDefined } from "../rules/not-defined.ts";
import type { GoalForecastNow, TeamForecastNow } from "./forecast-now.ts";
import { outlookInWords } from "./forecast-words.ts";
import { forecastOfGoal } from "./report-parts.ts";

/** Goals that are unlikely to be reached although they are not called behind, and results that come at the very end. */
export const forecastInsights: GatherInsights = async (context) => {
  const { byGoal, lines } = context.week.forecasts;
  return [
    ...[...byGoal.values()].flatMap((one) => slimChance(context, one)),
    ...[...groupBy(lines, ({ line }) => line.metric.id).values()].flatMap((same) =>
      same.slice(0, 1).flatMap((first) => endLoaded(context, first)),
    ),
  ];
};

const slim = 0.3;

/** People's goals that stand behind are told as such; this is for the others, and for those of the whole team. */
function slimChance(context: InsightContext, one: GoalForecastNow): Insight[] {
  const { progress, outlook, status } = one;
  const { goal, actual, ownerName } = progress;
  const isAgreed = goal.state === "understood" && goal.closedAt === null;
  const isTold = goal.ownerId !== null && toldStatus(goal.standing, status.status) === "behind";
  // The verdict above the findings tells of the team's main goal already.
  const isMain = goal.ownerId === null && context.week.main?.line.goals.some((main) => main.goal.id === goal.id);
  if (!isAgreed || isTold || isMain || !isDefined(outlook) || outlook.hitProbability >= slim) return [];
  if (goal.metric.unit !== "percent" && actual >= goal.target) return [];
  const title = `${goalNumber(goal)} ${goal.name}`;
  return [
    {
      key: `slim:${goal.id}`,
      personId: goal.ownerId,
      unchanged: "slim",
      facts: {
        ...stakeOfGoal(context, progress),
        ...timeOfGoal(progress),
        significance: significanceOfProbability(outlook.hitProbability),
        control: goal.ownerId === null ? "manager" : "rep",
      },
      say: (words) => {
        const said = outlookInWords(words, forecastOfGoal(one));
        if (goal.ownerId === null) return words.text(m.slimTeam, { goal: title, said });
        return words.text(m.slim, { goal: title, said, person: person(goal.ownerId, ownerName ?? "") });
      },
      button: (words) => ({
        label: words.plain(m.buttonMathOf, { goal: goalNumber(goal) }),
        action: runs("goal math", { goal: goalNumber(goal) }),
      }),
    },
  ];
}

/** A fifth would be even. */
const tooMuchAtTheEnd = 0.35;
/** Deals closed in a hurry at the end of a quarter cost 6 to 8 % of revenue (Larkin, one software vendor). */
const costOfHurry = 0.06;

function endLoaded(context: InsightContext, found: TeamForecastNow): Insight[] {
  if (found.line.metric.kind !== "outcome" || found.line.target === null) return [];
  const { line, curve } = found;
  const index = curve.hockeyIndex;
  const [first] = line.goals;
  if (index === null || index <= tooMuchAtTheEnd || !first) return [];
  const target = Number(line.target);
  return [
    {
      key: teamKey(context, "hockey", line.metric.id),
      personId: null,
      unchanged: line.start,
      facts: {
        ...{ valueAtStake: target * costOfHurry, teamTarget: target },
        ...timeOfGoal(first),
        ...{ significance: 1, control: "manager" },
      },
      say: (words) =>
        words.text(m.endLoaded, {
          ...{ name: metricName(words, line.metric), share: words.percent(index), count: curve.from.length },
          target: estimateInWords(words, line.metric, target),
        }),
      button: (words) => ({
        label: words.plain(m.buttonForecast),
        action: runs("report forecast", shortTeam({ id: context.teamId, name: context.week.team.name })),
      }),
    },
  ];
}
