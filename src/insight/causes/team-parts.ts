import { statusOfIndex } from "../../goals/pace.ts";
import type { GoalProgress } from "../../goals/progress.ts";
import type { GoalLine } from "../../summaries/goal-lines.ts";
import { newcomersAmong } from "../newcomers.ts";
import { isTeamWideShortfall, type TeamVsRep, teamVsRep } from "../rules/causes.ts";
import { groupBy } from "../rules/group-by.ts";
import { type NotDefined, notDefined } from "../rules/not-defined.ts";
import { median, sum } from "../rules/order-statistics.ts";

export type RepParts = {
  readonly personId: string;
  readonly name: string;
  readonly actual: number;
  readonly expected: number;
  readonly parts: TeamVsRep;
};

/** How far a team's people are from their lines, split into what all of them met and what is each one's own. */
export type TeamParts = {
  readonly reps: readonly RepParts[];
  /** Left out until their ninetieth day. */
  readonly newcomers: number;
  /** Median of actual / line over the people compared. */
  readonly middle: number;
  readonly behind: number;
  readonly isTeamWide: boolean;
  /** Sums in stored units: total is exactly team + own. */
  readonly expected: number;
  readonly team: number;
  readonly own: number;
  readonly total: number;
};

export type NoTeamParts = NotDefined<"no_line" | "limit" | "rate" | "too_few_people">;

/** Three others to compare with, and oneself. */
const fewestToSplit = 4;

/** Of the goals of one metric and period. */
export type PartsOf = Pick<GoalLine, "metric" | "start" | "end">;

export function teamParts(line: PartsOf, progress: readonly GoalProgress[]): TeamParts | NoTeamParts {
  if (line.metric.direction === "less") return notDefined("limit");
  if (line.metric.unit === "percent") return notDefined("rate");
  const own = ownGoals(line, progress);
  const isNewcomer = newcomersAmong(own.flatMap(({ calendar }) => calendar.hire ?? []));
  const isNew = ({ calendar, asOf }: GoalProgress) => isNewcomer(calendar.hire, asOf);
  const compared = [
    ...groupBy(
      own.filter((one) => !isNew(one)),
      ({ goal }) => goal.ownerId ?? "",
    ),
  ].flatMap(([personId, goals]) => standingOf(personId, goals));
  if (own.length > 0 && compared.length === 0) return notDefined("no_line");
  if (compared.length < fewestToSplit) return notDefined("too_few_people");
  const reps = compared.map((rep) => ({
    ...rep,
    parts: teamVsRep(
      rep,
      compared.filter((one) => one !== rep),
    ),
  }));
  const middle = median(compared.map(({ actual, expected }) => actual / expected)) ?? 1;
  const behind = compared.filter(({ actual, expected }) => statusOfIndex(actual / expected) === "behind").length;
  const total = sum(reps.map(({ parts }) => parts.total));
  const team = sum(reps.map(({ parts }) => parts.team));
  return {
    reps: reps.sort((one, other) => (one.name < other.name ? -1 : 1)),
    newcomers: new Set(own.filter(isNew).map(({ goal }) => goal.ownerId)).size,
    middle,
    behind,
    isTeamWide: isTeamWideShortfall(middle, behind, compared.length),
    expected: sum(compared.map(({ expected }) => expected)),
    team,
    own: total - team,
    total,
  };
}

/** People's goals of the line's metric and dates, or parts of them where the team's own goal is split by months. */
function ownGoals(line: PartsOf, progress: readonly GoalProgress[]): GoalProgress[] {
  const all = progress.filter(({ goal }) => goal.ownerId !== null && goal.metricId === line.metric.id);
  const same = all.filter(({ goal }) => goal.startsOn === line.start && goal.endsOn === line.end);
  if (same.length > 0) return same;
  return all.filter(({ goal }) => goal.startsOn >= line.start && goal.endsOn <= line.end);
}

function standingOf(personId: string, goals: readonly GoalProgress[]) {
  const expected = sum(goals.map(({ pace }) => pace.expected ?? 0));
  if (expected <= 0) return [];
  const name = goals[0]?.ownerName ?? "";
  return [{ personId, name, actual: sum(goals.map(({ actual }) => Number(actual))), expected }];
}
