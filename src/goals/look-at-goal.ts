import type { FitReason } from "../insight/rules/goal-fit.ts";
import type { PersonWork } from "../work.ts";
import { teamGoalLike, type WantedGoal } from "./add-goal.ts";
import { type FitNow, fitNow } from "./fit.ts";
import { fitEvidence } from "./fit-evidence.ts";
import { isKnownMetric } from "./metric-for.ts";
import { checkWording, type WordingCode } from "./wording.ts";

/** What there is to say about a goal before anybody else hears of it. */
export type LookedAt = {
  /** Null where there is nothing to compare with: a team's goal, a new metric, a limit. */
  readonly fit: FitNow | null;
  readonly codes: readonly WordingCode[];
  /** The number of the team's own goal that this one could be a part of. */
  readonly teamGoal: number | null;
};

export async function lookAtGoal(work: PersonWork, wanted: WantedGoal, isRamped = false): Promise<LookedAt> {
  const fit = await fitOf(work, wanted, isRamped);
  const teamGoal = await teamGoalLike(work, wanted);
  const { codes } = checkWording(wanted.name, { fit: fit?.fit ?? null, hasParent: teamGoal === null });
  // A goal's number and day have fields of their own, so only its name and its place among others are looked at.
  const isNamed = isKnownMetric(wanted.metric);
  const kept = codes.filter((code) => code !== "NO_NUMBER" && code !== "NO_DEADLINE");
  return { fit, teamGoal, codes: isNamed ? kept.filter((code) => code !== "NO_METRIC") : kept };
}

async function fitOf(work: PersonWork, wanted: WantedGoal, isRamped: boolean): Promise<FitNow | null> {
  const { owner, team, metric, period, target } = wanted;
  if (owner === null || !isKnownMetric(metric) || metric.direction === "less") return null;
  const asked = {
    teamId: team.id,
    personIds: [owner.id],
    metric,
    period,
    today: work.caller.today,
    withActivity: true,
  };
  return fitNow(await fitEvidence(work, asked), owner.id, { target, isRamped });
}

/** Hints that may be wrong about a word they do not know, or come as well after the goal is set. */
const quietCodes: readonly WordingCode[] = ["NO_PARENT", "NO_METRIC"];

/** They explain a class; where the goal fits all the same they are no reason to stop. */
const quietReasons: readonly FitReason[] = ["ABOVE_BEST", "BELOW_WORST"];

/** Whether somebody should look before it is sent; what merely fits, or has no history, goes out at once. */
export function needsALook({ fit, codes }: LookedAt): boolean {
  if (codes.some((code) => !quietCodes.includes(code))) return true;
  return fit !== null && (fit.fit === "stretch" || fit.reasons.some((reason) => !quietReasons.includes(reason)));
}
