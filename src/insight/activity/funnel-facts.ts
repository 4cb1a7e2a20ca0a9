import { addDays, type LocalDate } from "../../calendar/dates.ts";
import type { Work } from "../../work.ts";
import { type Cycle, cyclesOf, dealCohorts, usualCycle } from "./deal-counts.ts";
import { type StageCounts, stageCounts } from "./stage-counts.ts";
import { type Funnel, funnelDays, funnelOf } from "./stages.ts";
import { type Step, stepsOf } from "./steps.ts";
import { repsOf, type TeamRep } from "./team-reps.ts";

/** A team's way from activity to result over the last half year, as of its last completed date. */
export type FunnelFacts = {
  readonly teamId: string;
  readonly asOf: LocalDate;
  readonly start: LocalDate;
  readonly funnel: Funnel;
  readonly counts: StageCounts;
  readonly reps: readonly TeamRep[];
  readonly steps: readonly Step[];
  readonly cycles: readonly Cycle[];
};

/** `days` is how far back deals and counts are taken from. */
export async function funnelFacts(
  work: Work,
  teamId: string,
  asOf: LocalDate,
  days: number = funnelDays,
): Promise<FunnelFacts> {
  const start = addDays(asOf, 1 - days);
  const funnel = await funnelOf(work, teamId, asOf);
  const { stages } = funnel;
  const counts = await stageCounts(work, teamId, stages, { weeks: Math.ceil(days / 7), asOf });
  const hasDeals = stages.some(({ kind }) => kind === "deals");
  const cycles = hasDeals ? await cyclesOf(work, teamId, asOf) : [];
  const cohorts = hasDeals ? await dealCohorts(work, teamId, { start, asOf }, usualCycle(cycles)) : [];
  const reps = await repsOf(work, teamId, { start, end: asOf });
  return { teamId, asOf, start, funnel, counts, reps, cycles, steps: stepsOf({ stages, counts, cohorts, reps }) };
}
