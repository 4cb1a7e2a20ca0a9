import type { Work } from "../../work.ts";
import { type Calibration, calibration, type ForecastOutcome } from "../rules/calibration.ts";
import type { NotDefined } from "../rules/not-defined.ts";

/** How often what was said about a team's goals came true. */
export type TrackRecord = {
  /** Goals that are over and had a forecast in the middle of their time. */
  readonly count: number;
  readonly calibration: Calibration | NotDefined<"fewer_than_30">;
};

/**
 * One forecast a goal, the one nearest to the middle of its period: forecasts of the same goal on other days would count the
 * same outcome again. Those of an earlier version of the goal were about another target.
 */
export async function trackRecord({ db, orgId }: Work, teamId: string): Promise<TrackRecord> {
  const outcomes = await db.$queryRaw<ForecastOutcome[]>`
    select distinct on (f."goalId") f."hitProbability" as said, f."didHit" as happened
    from "Goal" g join "GoalForecast" f on f."goalId" = g.id and f.version = g.version and f."didHit" is not null
    where g."orgId" = ${orgId}::uuid and g."teamId" = ${teamId}::uuid
    order by f."goalId",
      abs((f."asOf"::date - g."startsOn"::date) * 2 - (g."endsOn"::date - g."startsOn"::date)), f."asOf"`;
  return { count: outcomes.length, calibration: calibration(outcomes) };
}
