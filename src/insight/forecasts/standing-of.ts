import { workingDays } from "../../calendar/working-days.ts";
import type { Goal } from "../../generated/prisma/client.ts";
import { isDefined } from "../rules/not-defined.ts";
import type { GoalForecastNow, Status } from "./forecast-now.ts";
import type { SeenToday, Standing } from "./standing.ts";

type StoredStanding = Pick<Goal, keyof Standing>;

/** What the store keeps as text. */
export const standingOf = (goal: StoredStanding): Standing => ({
  standing: goal.standing as Status | null,
  standingSince: goal.standingSince,
  standingBefore: goal.standingBefore as Status | null,
  candidate: goal.candidate as Status | null,
  candidateSince: goal.candidateSince,
});

/** What a forecast says of its goal's class today. */
export const seenNow = ({ progress, outlook, status, asOf }: GoalForecastNow): SeenToday => ({
  status: status.status,
  probability: status.basis === "probability" && isDefined(outlook) ? outlook.hitProbability : null,
  asOf,
  lastedSince: (date) => workingDays(progress.calendar, date, asOf),
});
