import { type TeamForecasts, teamForecasts } from "./forecasts/team-forecasts.ts";
import type { InsightContext } from "./insight.ts";

const known = new WeakMap<InsightContext, Promise<TeamForecasts>>();

/** A team's forecasts as of the week's last completed date, reckoned once however many findings rest on them. */
export function forecastsIn(context: InsightContext): Promise<TeamForecasts> {
  const found = known.get(context);
  if (found) return found;
  const made = teamForecasts(context.work, context.teamId, context.progress, context.week.asOf);
  known.set(context, made);
  return made;
}
