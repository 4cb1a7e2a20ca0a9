import { addDays, type LocalDate } from "../../calendar/dates.ts";
import { workingDays } from "../../calendar/working-days.ts";
import { isTeamWideShortfall } from "../rules/causes.ts";
import { centre, type LagInput, type LagResult, lagRounds, pooledLag, type WeeklySeries } from "../rules/lag.ts";
import {
  type BetweenWithin,
  type LagVerdict,
  type LagWarning,
  lagVerdict,
  lagWarnings,
  simpson,
} from "../rules/lag-verdict.ts";
import { sum } from "../rules/order-statistics.ts";
import { firstWeek, type StageCounts } from "./stage-counts.ts";
import type { Stage } from "./stages.ts";
import type { TeamRep } from "./team-reps.ts";

export type Link = {
  readonly activity: Stage;
  readonly outcome: Stage;
  /** Weeks after which the outcome follows most closely; with fewer pairs than it takes there is no such figure. */
  readonly lag: number | null;
  readonly rho: number | null;
  readonly p: number | null;
  readonly verdict: LagVerdict;
  readonly warnings: readonly LagWarning[];
  readonly simpson: BetweenWithin;
  readonly reps: number;
  readonly weeks: number;
};

/** What is known of an activity's metric beyond its counts. */
export type ActivityNature = { readonly isSelfReported: boolean; readonly isTarget: boolean };

export type LinkInput = {
  readonly stages: readonly Stage[];
  readonly counts: StageCounts;
  readonly reps: readonly TeamRep[];
  readonly asOf: LocalDate;
  readonly natureOf: (stage: Stage) => ActivityNature;
  /** Random shifts that the observed is held against; the rule's own number where it is left out. */
  readonly permutations?: number;
};

/** A year: long enough for two seasons of everything but the year itself. */
export const linkWeeks = 52;
const reverseLags = [-1, -2, -3, -4, -5, -6, -7, -8];
/** The rule's own least number of pairs for one rep. */
const leastPairs = 8;

/** Whether weeks of more activity are followed by weeks of more outcome, within reps; one finding an activity. */
export async function linksOf({ stages, counts, reps, asOf, natureOf, ...more }: LinkInput): Promise<Link[]> {
  const outcome = stages.at(-1);
  const activities = stages.slice(0, -1).filter(({ key }) => key !== "deal-decided");
  if (!outcome || activities.length === 0) return [];
  const seasoned = reps.filter(({ isNewcomer }) => !isNewcomer);
  const known = seasoned.map((rep) => knownWeeks(rep, { stages, counts, asOf, outcome }));
  const seriesOf = (stage: Stage): WeeklySeries[] =>
    seasoned.map((rep, at) => known[at]?.map((isKnown, week) => (isKnown ? count(rep, stage, week) : null)) ?? []);
  const count = (rep: TeamRep, stage: Stage, week: number) => counts.of(rep.id, stage)[counts.weeks - 1 - week] ?? 0;
  const outcomes = seriesOf(outcome);
  const series = new Map(activities.map((stage) => [stage.key, seriesOf(stage)]));
  const lengths = known.map((weeks) => weeks.filter(Boolean).length);
  const enough = { reps: lengths.filter((length) => length >= leastPairs).length, weeks: Math.max(0, ...lengths) };
  const isEnough = enough.reps >= 3;
  const tested = isEnough ? await inTurns({ activities: Object.fromEntries(series), outcome: outcomes, ...more }) : [];
  const hasShock = hasTeamWideShock(outcomes);
  return activities.map((activity) => {
    const own = series.get(activity.key) ?? [];
    const best = strongest(tested.filter((one) => one.activity === activity.key));
    const finding = { rho: best?.rho ?? null, p: best?.p ?? null, ...enough };
    const both = simpson(own, outcomes);
    const nature = natureOf(activity);
    const warnings = lagWarnings({
      ...finding,
      lag: best?.lag ?? 0,
      simpson: both,
      reverse: isEnough ? reverse(own, outcomes) : [],
      activityIsPartOfOutcome: activity.kind === "deals" && outcome.kind === "deals",
      activityIsSelfReported: nature.isSelfReported,
      activityIsATarget: nature.isTarget,
      // Nobody tells the bot who assigns accounts, so it must be reckoned with.
      repsChooseAccounts: true,
      repsWerePickedForLowResults: false,
      teamShockInWindow: hasShock,
    });
    const verdict = cautious(lagVerdict(finding), warnings);
    return { activity, outcome, lag: best?.lag ?? null, ...finding, verdict, warnings, simpson: both };
  });
}

/** With these a correlation is not concluded from, however small its p: it holds between people or backwards as well. */
const doubts: readonly LagWarning[] = ["between_and_within_differ", "reverse_as_strong"];

const cautious = (verdict: LagVerdict, warnings: readonly LagWarning[]): LagVerdict =>
  verdict === "link" && warnings.some((one) => doubts.includes(one)) ? "possible" : verdict;

/** A large team takes seconds: whatever else waits has its turn in between. */
async function inTurns(input: LagInput): Promise<LagResult[]> {
  const rounds = lagRounds(input);
  for (;;) {
    const round = rounds.next();
    if (round.done) return round.value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function strongest(results: readonly LagResult[]): LagResult | undefined {
  return [...results].sort((one, other) => Math.abs(other.rho ?? 0) - Math.abs(one.rho ?? 0))[0];
}

function reverse(activity: readonly WeeklySeries[], outcome: readonly WeeklySeries[]): (number | null)[] {
  const [own, theirs] = [centre(activity), centre(outcome)];
  return reverseLags.map((lag) => pooledLag(own, theirs, lag));
}

type Known = Pick<LinkInput, "stages" | "counts" | "asOf"> & { readonly outcome: Stage };

/**
 * Oldest first: from the first week in which the rep counted anything and the team had any outcome, without weeks that
 * were for the most part leave.
 */
function knownWeeks(rep: TeamRep, { stages, counts, asOf, outcome }: Known): boolean[] {
  const first = Math.min(
    firstWeek(rep.id, stages, counts),
    counts.ofAll(outcome).findLastIndex((count) => count !== 0),
  );
  return Array.from({ length: counts.weeks }, (_, week) => {
    const weeksAgo = counts.weeks - 1 - week;
    return weeksAgo <= first && isWorked(rep, weeksAgo, asOf);
  });
}

/** Whether a person worked at least half of what that week asked for. */
export function isWorked({ calendar }: TeamRep, weeksAgo: number, asOf: LocalDate): boolean {
  const end = addDays(asOf, -7 * weeksAgo);
  const start = addDays(end, -6);
  const usual = workingDays({ ...calendar, leaves: [] }, start, end);
  return usual > 0 && workingDays(calendar, start, end) >= usual / 2;
}

/** Four weeks at a time, so that a single weak week is no shock. */
const shockWeeks = 4;

/** Whether the whole team fell short for a month by more than chance does to counts (three standard deviations). */
function hasTeamWideShock(outcomes: readonly WeeklySeries[]): boolean {
  const weeks = Math.max(0, ...outcomes.map(({ length }) => length));
  const teams = Array.from({ length: weeks }, (_, week) => ({
    known: outcomes.filter((rep) => (rep[week] ?? null) !== null).length,
    total: sum(outcomes.map((rep) => rep[week] ?? 0)),
  })).filter(({ known }) => known > 0);
  const perRep = sum(teams.map(({ total }) => total)) / Math.max(1, sum(teams.map(({ known }) => known)));
  for (let at = 0; at + shockWeeks <= teams.length; at += shockWeeks) {
    const block = teams.slice(at, at + shockWeeks);
    const usual = perRep * sum(block.map(({ known }) => known));
    const total = sum(block.map((week) => week.total));
    if (usual > 0 && isTeamWideShortfall(total / usual, 0, 0) && usual - total > 3 * Math.sqrt(usual)) return true;
  }
  return false;
}
