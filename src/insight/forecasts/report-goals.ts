import { may, mustBeAbleTo } from "../../access.ts";
import { addDays, type LocalDate } from "../../calendar/dates.ts";
import { localDateOf } from "../../calendar/zones.ts";
import type { NamedValue } from "../../command/option.ts";
import { loadProgress } from "../../goals/progress.ts";
import type { PersonWork } from "../../work.ts";
import type { GoalForecastNow } from "./forecast-now.ts";
import { type TeamForecasts, teamForecasts } from "./team-forecasts.ts";

/** What a reader of a report may see of a team: all of it, or their own goals alone. */
export type ReportGoals = {
  readonly team: NamedValue;
  readonly asOf: LocalDate;
  readonly isWhole: boolean;
  readonly goals: readonly GoalForecastNow[];
  readonly forecasts: TeamForecasts;
};

/** The goals of a team that run now, as far as the caller may see them; a rep's own where they see no more. */
export async function reportGoals(
  work: PersonWork,
  act: "report now" | "report forecast",
  team: NamedValue,
): Promise<ReportGoals> {
  const { db, orgId, caller, now } = work;
  const isWhole = may(caller, act, { teamId: team.id });
  const isMember = caller.memberships.some(({ teamId }) => teamId === team.id);
  if (!isWhole) mustBeAbleTo(caller, act, { teamId: team.id, personId: isMember ? caller.personId : null });
  const { zone } = await db.team.findFirstOrThrow({ where: { id: team.id, orgId }, select: { zone: true } });
  const today = localDateOf(now, zone);
  const asOf = addDays(today, -1);
  const progress = await loadProgress(
    work,
    {
      ...{ teamId: team.id, state: { not: "draft" }, closedAt: null },
      ...{ startsOn: { lte: today }, endsOn: { gte: today } },
      ...(isWhole ? {} : { ownerId: caller.personId }),
    },
    { asOf },
  );
  const forecasts = await teamForecasts(work, team.id, progress, asOf);
  return { team, asOf, isWhole, goals: [...forecasts.byGoal.values()], forecasts };
}
