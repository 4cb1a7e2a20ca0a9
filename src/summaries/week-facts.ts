import { addDays, type DateRange, daysBetween, earlier, type LocalDate } from "../calendar/dates.ts";
import { localDateOf } from "../calendar/zones.ts";
import type { Metric } from "../generated/prisma/client.ts";
import { type GoalProgress, loadProgress } from "../goals/progress.ts";
import { type LearnedCurve, straightLine } from "../insight/forecasts/learned-curve.ts";
import { type TeamForecasts, teamForecasts } from "../insight/forecasts/team-forecasts.ts";
import type { Work } from "../work.ts";
import { type GoalLine, isOnePersons, linesOf, type PastSum } from "./goal-lines.ts";
import { type Participation, participationIn } from "./participation.ts";
import type { Week } from "./week.ts";
import { dailySums, pastSums, type WeekSum, weekSums } from "./week-sums.ts";

export type NamedPerson = { readonly id: string; readonly name: string };

export type OpenBlocker = {
  readonly id: string;
  readonly number: number;
  readonly personId: string;
  readonly category: string;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly days: number;
  readonly valueAtRisk: bigint | null;
  readonly currency: string | null;
};

/** Everything a week's summary is made of, read in a fixed number of queries whatever the size of the team. */
export type WeekFacts = {
  readonly team: {
    readonly id: string;
    readonly name: string;
    readonly zone: string;
    readonly locale: string;
    readonly targetsVisible: boolean;
  };
  readonly week: Week;
  /** The last completed date of the week so far: the line is drawn up to it. */
  readonly asOf: LocalDate;
  /** The date that the numbers reach: today, or the end of a week that is over. */
  readonly through: LocalDate;
  readonly reps: readonly NamedPerson[];
  readonly metrics: ReadonlyMap<string, Metric>;
  /** As of that date, reckoned once however many findings rest on them. */
  readonly forecasts: TeamForecasts;
  /** The goals along their learned lines, as every total and finding is. */
  readonly progress: readonly GoalProgress[];
  readonly lines: readonly GoalLine[];
  readonly reached: readonly GoalProgress[];
  readonly participation: Participation;
  readonly blockers: readonly OpenBlocker[];
  readonly sums: readonly WeekSum[];
  /** The line that the verdict is about, with what was reached of it each day. */
  readonly main: {
    readonly line: GoalLine;
    readonly daily: ReadonlyMap<LocalDate, bigint>;
    readonly curve: LearnedCurve;
  } | null;
};

/** Whoever manages the team sees every target and may be told of one person's; the channel may not. */
type Reader = "channel" | "manager";

export async function weekFacts(
  work: Work,
  teamId: string,
  week: Week,
  reader: Reader = "channel",
): Promise<WeekFacts> {
  const { db, orgId, now } = work;
  const team = await db.team.findFirstOrThrow({
    where: { id: teamId, orgId },
    select: { id: true, name: true, zone: true, locale: true, targetsVisible: true },
  });
  const today = localDateOf(now, team.zone);
  const through = earlier(today, week.end);
  const asOf = earlier(addDays(today, -1), week.end);
  const reps = await repsIn(work, teamId, week);
  const metrics = await db.metric.findMany({ where: { orgId } });
  const forecasts = await teamForecasts(work, teamId, await progressIn(work, teamId, week, asOf), asOf);
  const progress = [...forecasts.byGoal.values()].map((one) => one.progress);
  const goals = progress.map(({ goal }) => goal);
  const weekAgoOn = addDays(through, -7);
  const past = await pastSums(work, goals, weekAgoOn, addDays(week.start, -1));
  const targetsVisible = team.targetsVisible || reader === "manager";
  const lines = linesOf(progress, { weekAgo: past.first, weekAgoOn, targetsVisible });
  return {
    team,
    week,
    asOf,
    through,
    reps,
    metrics: new Map(metrics.map((metric) => [metric.id, metric])),
    ...{ forecasts, progress, lines },
    reached: progress.filter((one) => wasReachedIn(week, one, past.second.get(one.goal.id))),
    participation: await participationIn(work, teamId, week),
    blockers: await openBlockers(work, teamId, through),
    sums: await weekSums(
      work,
      { teamId },
      metrics.map(({ id }) => id),
      week,
    ),
    main: await mainLine(
      work,
      forecasts,
      lines.filter((line) => reader === "manager" || !isOnePersons(line)),
      through,
    ),
  };
}

/** The goals of a span of dates: whatever runs in it and was not dropped. */
export function progressIn(
  work: Work,
  teamId: string,
  { start, end }: Readonly<DateRange>,
  asOf: LocalDate,
): Promise<GoalProgress[]> {
  const where = {
    teamId,
    state: { not: "draft" as const },
    startsOn: { lte: end },
    endsOn: { gte: start },
    OR: [{ closedAt: null }, { result: { in: ["reached" as const, "missed" as const] } }],
  };
  return loadProgress(work, where, { asOf, through: end });
}

async function mainLine(work: Work, { byGoal }: TeamForecasts, lines: readonly GoalLine[], through: LocalDate) {
  const line = lines.find(({ attainment }) => attainment !== null);
  if (!line) return null;
  const daily = line.metric.unit === "percent" ? new Map() : await dailySums(work, line, through);
  const curve = byGoal.get(line.goals[0]?.goal.id ?? "")?.curve ?? straightLine;
  return { line, daily, curve };
}

async function repsIn({ db, orgId }: Work, teamId: string, week: Week): Promise<NamedPerson[]> {
  const memberships = await db.membership.findMany({
    where: {
      orgId,
      teamId,
      role: "rep",
      startsOn: { lte: week.end },
      OR: [{ endsOn: null }, { endsOn: { gte: week.start } }],
      person: { state: "active" },
    },
    select: { person: { select: { id: true, name: true } } },
    orderBy: [{ person: { name: "asc" } }, { personId: "asc" }],
  });
  return [...new Map(memberships.map(({ person }) => [person.id, person])).values()];
}

/** A limit is kept when its time is over; anything else is reached by the entry that reaches it. */
function wasReachedIn(week: Week, { goal, actual, trials, pace }: GoalProgress, before: PastSum | undefined): boolean {
  if (pace.status !== "achieved") return false;
  if (goal.metric.direction === "less") return goal.endsOn >= week.start && goal.endsOn <= week.end;
  if (goal.metric.unit === "percent") {
    if ((trials ?? 0n) < 10n || !before) return false;
    return before.trials < 10n || (Number(before.amount) / Number(before.trials)) * 10_000 < Number(goal.target);
  }
  return actual >= goal.target && (before?.amount ?? 0n) < goal.target;
}

const mostBlockers = 200;

async function openBlockers({ db, orgId }: Work, teamId: string, on: LocalDate): Promise<OpenBlocker[]> {
  const rows = await db.blocker.findMany({
    where: { orgId, teamId, openedOn: { lte: on }, OR: [{ closedOn: null }, { closedOn: { gt: on } }] },
    orderBy: [{ openedOn: "asc" }, { number: "asc" }],
    take: mostBlockers,
  });
  const ids = [...new Set(rows.flatMap(({ ownerId }) => ownerId ?? []))];
  const owners = await db.person.findMany({ where: { orgId, id: { in: ids } }, select: { id: true, name: true } });
  const names = new Map(owners.map(({ id, name }) => [id, name]));
  return rows.map(({ id, number, personId, category, ownerId, openedOn, valueAtRisk, currency }) => ({
    id,
    number,
    personId,
    category,
    ownerId,
    ownerName: ownerId ? (names.get(ownerId) ?? null) : null,
    days: Math.max(0, daysBetween(openedOn, on)),
    valueAtRisk,
    currency,
  }));
}
