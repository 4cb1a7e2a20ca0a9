import type { GoalProgress } from "../../goals/progress.ts";
import { statusByProbability } from "../../goals/status.ts";
import { isDefined, type NotDefined } from "../rules/not-defined.ts";
import type { Status, StatusNow } from "./forecast-now.ts";
import type { NoOutlook, Outlook } from "./outlook.ts";

/** A rate that runs but is not known yet is neither reached nor missed. */
const unknownRate: readonly NoOutlook[] = ["few_trials", "no_trials", "no_history", "too_early"];

/** The class of a goal: by its chance where there is one, else by its pace; a rate has no pace, only a chance. */
export function statusNow(
  { goal, pace: { status } }: GoalProgress,
  outlook: Outlook | NotDefined<NoOutlook>,
): StatusNow {
  if (goal.metric.direction === "less") return { status, uncertain: false, basis: "pace" };
  const known = isDefined(outlook) ? outlook : null;
  if (goal.metric.unit !== "percent") return byBoth(status, known);
  if (known === null) {
    const isEarly = !isDefined(outlook) && unknownRate.includes(outlook.notDefined);
    return { status: isEarly ? "too_early" : status, uncertain: false };
  }
  // The class of the chance alone: a rate that stands well today may still fall.
  return { ...statusByProbability("at_risk", { probability: known.hitProbability, ownWeight: 1 }), uncertain: false };
}

/** A status that is no class, such as "reached" or "over the limit", is no matter of chance. */
export function byBoth(status: Status, outlook: Outlook | null): StatusNow {
  if (status === "breached") return { status, uncertain: false };
  return statusByProbability(status, {
    probability: outlook?.hitProbability ?? null,
    ownWeight: outlook?.ownWeight ?? null,
  });
}
