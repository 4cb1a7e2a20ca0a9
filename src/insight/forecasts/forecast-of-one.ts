import type { GoalProgress } from "../../goals/progress.ts";
import type { Work } from "../../work.ts";
import type { GoalForecastNow } from "./forecast-now.ts";
import { goalForecast } from "./goal-forecast.ts";
import { teamForecasts } from "./team-forecasts.ts";

/** The forecast of a single goal, as of its owner's last completed date. */
export async function forecastOfOne(work: Work, progress: GoalProgress): Promise<GoalForecastNow> {
  const { goal, asOf } = progress;
  const { byGoal } = await teamForecasts(work, goal.teamId, [progress], asOf);
  return byGoal.get(goal.id) ?? goalForecast(undefined, progress, asOf);
}
