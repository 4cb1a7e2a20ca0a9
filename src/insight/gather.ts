import { planInsights } from "../plans/plan-insights.ts";
import { activityInsights } from "./activity/activity-insights.ts";
import { causeInsights } from "./causes/cause-insights.ts";
import { carriedOver } from "./decisions/carried-over.ts";
import { goalsBehind } from "./decisions/goals-behind.ts";
import { ownBlockers } from "./decisions/own-blockers.ts";
import { whatPeopleSay } from "./decisions/what-people-say.ts";
import { worthThanks } from "./decisions/worth-thanks.ts";
import { forecastInsights } from "./forecasts/forecast-insights.ts";
import type { GatherInsights, Insight, InsightContext } from "./insight.ts";

/** Each kind of finding is one function more in this list. */
const gatherers: readonly GatherInsights[] = [
  goalsBehind,
  whatPeopleSay,
  ownBlockers,
  worthThanks,
  carriedOver,
  activityInsights,
  forecastInsights,
  causeInsights,
  planInsights,
];

/** Everything found about a team, in no order yet. */
export async function gatherInsights(context: InsightContext): Promise<Insight[]> {
  const found: Insight[] = [];
  for (const gather of gatherers) found.push(...(await gather(context)));
  return found;
}
