import { addDays, type LocalDate } from "../../calendar/dates.ts";
import { localDateOf } from "../../calendar/zones.ts";
import { loadProgress } from "../../goals/progress.ts";
import type { Work } from "../../work.ts";
import { isDefined } from "../rules/not-defined.ts";
import type { GoalForecastNow } from "./forecast-now.ts";
import { keepStandings } from "./keep-standings.ts";
import { teamForecasts } from "./team-forecasts.ts";

/** Entries of a period may still come in for this many days after its end, and change what happened. */
const settlingDays = 45;

/**
 * Keeps what is forecast today for a team's goals, puts down what people are told about them, and settles forecasts whose
 * period is over. It is done where something is about to be said, and doing it again on the same day changes nothing.
 */
export async function keepForecasts(work: Work, teamId: string): Promise<void> {
  const { db, orgId, now } = work;
  const team = await db.team.findFirstOrThrow({ where: { id: teamId, orgId }, select: { zone: true } });
  const asOf = addDays(localDateOf(now, team.zone), -1);
  const where = { teamId, state: { not: "draft" }, closedAt: null, startsOn: { lte: addDays(asOf, 1) } } as const;
  const progress = await loadProgress(
    work,
    { ...where, endsOn: { gte: addDays(asOf, -settlingDays) } },
    { asOf, through: asOf },
  );
  const forecasts = [...(await teamForecasts(work, teamId, progress, asOf)).byGoal.values()];
  await keepStandings(work, forecasts);
  await keepRows(work, forecasts, asOf);
  await settleForecasts(work, teamId, asOf);
}

/** Only what could still go either way is a forecast that the bot can be held to. */
async function keepRows({ db, orgId }: Work, forecasts: readonly GoalForecastNow[], asOf: LocalDate): Promise<void> {
  const data = forecasts.flatMap(({ progress: { goal, actual, pace }, outlook }) => {
    if (!isDefined(outlook) || pace.daysElapsed === 0) return [];
    if (goal.metric.unit !== "percent" && actual >= goal.target) return [];
    const { hitProbability, mean, ownWeight } = outlook;
    const range = { low: BigInt(Math.round(outlook.low)), high: BigInt(Math.round(outlook.high)) };
    return [{ orgId, goalId: goal.id, asOf, version: goal.version, actual, mean, ...range, hitProbability, ownWeight }];
  });
  await db.goalForecast.createMany({ data, skipDuplicates: true });
}

/** Says of each kept forecast whether its goal was reached; a dropped goal has no outcome. */
async function settleForecasts(work: Work, teamId: string, asOf: LocalDate): Promise<void> {
  const over = await loadProgress(work, {
    ...{ teamId, endsOn: { gte: addDays(asOf, -settlingDays), lte: asOf } },
    OR: [{ result: null }, { result: { not: "dropped" } }],
  });
  for (const didHit of [true, false]) {
    const ids = over
      .filter(({ goal, actual, trials }) => (actual >= goal.target && trials !== 0n) === didHit)
      .map(({ goal }) => goal.id);
    if (ids.length === 0) continue;
    await work.db.goalForecast.updateMany({
      where: { orgId: work.orgId, goalId: { in: ids }, OR: [{ didHit: null }, { didHit: !didHit }] },
      data: { didHit },
    });
  }
}
