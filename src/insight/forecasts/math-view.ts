import { runs } from "../../command/action.ts";
import { estimateInWords } from "../../goals/amounts.ts";
import { goalNumber, goalPiece } from "../../goals/goal-store.ts";
import { mathTexts as m } from "../../i18n/forecast-math.ts";
import { goalTexts } from "../../i18n/goals.ts";
import type { Words } from "../../i18n/words.ts";
import { lineName, paceInWords } from "../../summaries/line-words.ts";
import { type Block, buttons, heading, list, paragraph, type View, view } from "../../view/view.ts";
import type { GoalForecastNow, StatusNow, TeamForecastNow } from "./forecast-now.ts";
import { outlookSteps } from "./math-outlook.ts";
import { paceSteps } from "./math-pace.ts";
import { forecastOfGoal, forecastOfLine, verdictInWords } from "./report-parts.ts";
import { standingInWords, toldInWords } from "./status-words.ts";

/** Every figure of a goal's pace and forecast: how it was computed, from which numbers, with which calendar. */
export function goalMath(words: Words, forecast: GoalForecastNow, seesAll: boolean): View {
  const { progress, window, curve } = forecast;
  const title = words.plain(m.title, { goal: goalPiece(progress.goal) });
  return view(
    title,
    heading(title),
    ...section(words.plain(m.paceHeading), paceSteps(words, forecast)),
    ...section(
      words.plain(m.outlookHeading),
      outlookSteps(words, forecastOfGoal(forecast), { window, isLearned: curve.curve !== null, seesAll }),
    ),
    ...section(words.plain(m.statusHeading), statusSteps(words, forecast)),
    buttons({
      label: words.plain(goalTexts.buttonShow),
      action: runs("goal show", { goal: goalNumber(progress.goal) }),
    }),
  );
}

/** The same of a team's total. */
export function totalMath(words: Words, teamName: string, forecast: TeamForecastNow): View {
  const { line, window, curve } = forecast;
  const title = words.plain(m.totalTitle, { team: teamName, name: lineName(words, line) });
  const people = new Set(line.goals.flatMap(({ goal }) => goal.ownerId ?? [])).size;
  const sum =
    line.isTeam || line.expected === null
      ? []
      : [
          words.plain(m.sum, {
            ...{ count: line.goals.length, people },
            expected: estimateInWords(words, line.metric, line.expected),
          }),
        ];
  return view(
    title,
    heading(title),
    ...section(words.plain(m.paceHeading), [verdictInWords(words, forecast), ...sum]),
    ...section(
      words.plain(m.outlookHeading),
      outlookSteps(words, forecastOfLine(forecast), { window, isLearned: curve.curve !== null, seesAll: true }),
    ),
    ...section(words.plain(m.statusHeading), [
      statusStep(words, forecast.status, paceInWords(words, { ...line, status: forecast.status.status })),
    ]),
  );
}

function section(title: string, steps: readonly string[]): Block[] {
  return [heading(title), steps.length === 1 ? paragraph([steps[0] ?? ""]) : list(steps.map((step) => [step]))];
}

function statusSteps(words: Words, forecast: GoalForecastNow): string[] {
  const { goal } = forecast.progress;
  const now = statusStep(words, forecast.status, standingInWords(words, forecast));
  if (!goal.standing || !goal.standingSince) return [now];
  const values = { status: toldInWords(words, forecast), date: words.date(goal.standingSince) };
  return [now, words.plain(m.told, values)];
}

function statusStep(words: Words, { basis }: StatusNow, status: string): string {
  if (basis === undefined) return words.plain(m.byFact, { status });
  return words.plain(basis === "probability" ? m.byChance : m.byPace, { status });
}
