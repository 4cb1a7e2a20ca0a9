import { addDays, type LocalDate, later } from "../calendar/dates.ts";
import type { Metric } from "../generated/prisma/client.ts";
import { neededInput } from "../insight/activity/activity-facts.ts";
import { funnelFacts } from "../insight/activity/funnel-facts.ts";
import { activitiesFor, type NeededInput } from "../insight/activity/needed.ts";
import type { Stage } from "../insight/activity/stages.ts";
import type { Work } from "../work.ts";
import type { FitEvidence, FitSubject } from "./fit-evidence.ts";

/** The activity that a result would take most of, measured by the person's own busy days. */
export type Tightest = { readonly activity: Stage; readonly perDay: number; readonly busyDay: number };

/** A team's way to a result, by which the activity for a goal is reckoned; null where it has none, or the metric is no result. */
export async function funnelTo(
  work: Work,
  teamId: string,
  metric: Metric,
  today: LocalDate,
): Promise<NeededInput | null> {
  if (metric.kind !== "outcome" || metric.unit === "percent") return null;
  const facts = await funnelFacts(work, teamId, addDays(today, -1));
  return facts.funnel.stages.length < 2 ? null : neededInput(work, facts, [metric]);
}

/** Null where no activity has to be more than on the busy days, or nobody can tell. */
export function tightestActivity(
  { funnel, metric, period, today }: FitEvidence,
  { personId, worked, calendar, booked }: FitSubject,
  target: number,
): Tightest | null {
  const gap = Math.ceil(target - booked.amount);
  if (funnel === null || gap <= 0) return null;
  const from = later(period.start, today);
  const time = { endsOn: period.end, daysLeft: worked.between(from, period.end), calendar };
  const found = activitiesFor(funnel, { ...time, metric, ownerId: personId, gap: BigInt(gap) });
  if (found === null || "reason" in found) return null;
  const over = found.activities.flatMap(({ activity, perDay, busyDay, isOverCapacity }) =>
    isOverCapacity && perDay !== null && busyDay !== null ? [{ activity, perDay, busyDay }] : [],
  );
  const strain = ({ perDay, busyDay }: Tightest) => perDay / busyDay;
  return over.sort((one, other) => strain(other) - strain(one))[0] ?? null;
}
