import { runs } from "../../command/action.ts";
import { amountInWords, estimateInWords } from "../../goals/amounts.ts";
import { goalNumber } from "../../goals/goal-store.ts";
import { forecastTexts as m } from "../../i18n/forecasts.ts";
import type { Words } from "../../i18n/words.ts";
import { lineName, paceInWords } from "../../summaries/line-words.ts";
import type { Block } from "../../view/view.ts";
import type { GoalForecastNow, TeamForecastNow } from "./forecast-now.ts";
import type { Forecast } from "./forecast-words.ts";
import type { LearnedCurve } from "./learned-curve.ts";

export const forecastOfGoal = ({ progress: { goal, actual }, outlook }: GoalForecastNow): Forecast => ({
  ...{ metric: goal.metric, actual, target: goal.target, end: goal.endsOn },
  isTeam: goal.ownerId === null,
  outlook,
});

export const forecastOfLine = ({ line, outlook }: TeamForecastNow): Forecast => ({
  ...{ metric: line.metric, actual: line.actual, target: line.target ?? 0n, end: line.end },
  isTeam: true,
  outlook,
});

/** "Revenue: $40,000 of $100,000 (40%), a little behind the line. The line through 22 Nov is $52,000." */
export function verdictInWords(words: Words, forecast: TeamForecastNow): string {
  const { line, asOf, curve, status } = forecast;
  const { metric, actual, target, attainment, expected } = line;
  if (target === null || attainment === null) return words.plain(m.noVerdict);
  const place = words.plain(m.verdict, {
    name: lineName(words, line),
    actual: amountInWords(words, metric, actual),
    target: amountInWords(words, metric, target),
    share: words.percent(attainment),
    pace: paceInWords(words, { ...line, status: status.status }),
  });
  if (expected === null) return place;
  const learned = learnedInWords(words, curve);
  const values = { date: words.date(asOf), expected: estimateInWords(words, metric, expected), learned };
  return `${place} ${words.plain(m.verdictLine, values)}`;
}

/** From how many periods a line was learned, to be put after it; nothing for a straight one. */
export const learnedInWords = (words: Words, { curve, from }: LearnedCurve): string =>
  curve ? words.plain(m.learnedIn, { learned: words.plain(m.learned, { count: from.length }) }) : "";

export const goalTitle = ({ progress: { goal } }: GoalForecastNow): string => `${goalNumber(goal)} ${goal.name}`;

export const ownerInWords = (words: Words, { progress }: GoalForecastNow): string =>
  progress.ownerName ?? words.plain(m.wholeTeam);

/** A menu holds this many on every platform. */
const mostChoices = 25;

export function mathChoice(words: Words, goals: readonly GoalForecastNow[]): Block {
  return {
    kind: "choice",
    label: words.plain(m.chooseMath),
    options: goals.slice(0, mostChoices).map((one) => ({
      label: goalTitle(one),
      action: runs("goal math", { goal: goalNumber(one.progress.goal) }),
    })),
  };
}
