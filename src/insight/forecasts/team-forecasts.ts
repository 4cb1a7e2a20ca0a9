import type { LocalDate } from "../../calendar/dates.ts";
import type { GoalProgress } from "../../goals/progress.ts";
import { linesOf } from "../../summaries/goal-lines.ts";
import type { Work } from "../../work.ts";
import type { GoalForecastNow, TeamForecastNow } from "./forecast-now.ts";
import { goalForecast } from "./goal-forecast.ts";
import { type KindContext, kindContext } from "./kind-context.ts";
import { lineForecast } from "./line-forecast.ts";
import { noOutlook } from "./no-outlook.ts";
import { kindKey, teamHistory } from "./team-history.ts";

export type TeamForecasts = {
  readonly byGoal: ReadonlyMap<string, GoalForecastNow>;
  /** Every total of the team, the most important first. */
  readonly lines: readonly TeamForecastNow[];
  /** The most important total that has a target; null without any. */
  readonly team: TeamForecastNow | null;
};

/**
 * The forecasts of a team's goals as of the last completed date, in a fixed number of queries. Hand in goals of this team
 * only; `progress` decides what has been reached, and which goals make up the team's totals.
 */
export async function teamForecasts(
  work: Work,
  teamId: string,
  progress: readonly GoalProgress[],
  asOf: LocalDate,
): Promise<TeamForecasts> {
  const contexts = await contextsOf(work, teamId, progress, asOf);
  const contextOf = (metricId: string, start: LocalDate, end: LocalDate) =>
    contexts.get(kindKey({ metricId, period: { start, end } }));
  const goals = progress.map((one) =>
    goalForecast(contextOf(one.goal.metricId, one.goal.startsOn, one.goal.endsOn), one, asOf),
  );
  const byGoal = new Map(goals.map((one) => [one.progress.goal.id, one]));
  const lines = linesOf(
    goals.map((one) => one.progress),
    { weekAgo: new Map(), weekAgoOn: asOf, targetsVisible: true },
  ).map((line) => lineForecast(contextOf(line.metric.id, line.start, line.end), line, byGoal, asOf));
  return { byGoal, lines, team: lines.find(({ line }) => line.attainment !== null) ?? null };
}

async function contextsOf(
  work: Work,
  teamId: string,
  progress: readonly GoalProgress[],
  asOf: LocalDate,
): Promise<ReadonlyMap<string, KindContext>> {
  const kinds = new Map(
    progress
      .filter((one) => noOutlook(one, asOf) === null)
      .map(({ goal }) => {
        const kind = { metricId: goal.metricId, period: { start: goal.startsOn, end: goal.endsOn } };
        return [kindKey(kind), { kind, metric: goal.metric }];
      }),
  );
  if (kinds.size === 0) return new Map();
  const history = await teamHistory(
    work,
    teamId,
    [...kinds.values()].map(({ kind }) => kind),
    asOf,
  );
  return new Map([...kinds].map(([key, { kind, metric }]) => [key, kindContext(history, metric, kind, asOf)]));
}
