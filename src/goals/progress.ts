import { addDays, earlier, type LocalDate, later } from "../calendar/dates.ts";
import type { WorkCalendar } from "../calendar/working-days.ts";
import { localDateOf } from "../calendar/zones.ts";
import type { Goal, Metric, Prisma } from "../generated/prisma/client.ts";
import { allTimes } from "../org/calendars.ts";
import type { Work } from "../work.ts";
import { alsoCounted, countedEntries } from "./counted-entries.ts";
import { type Pace, type PaceStatus, pace } from "./pace.ts";
import { type CeilingStatus, paceCeiling } from "./pace-ceiling.ts";
import { toldStatus } from "./status.ts";

export type GoalWithMetric = Goal & { readonly metric: Metric };

/** A goal, what has been reached of it, and where that stands on its working-day line. */
export type GoalProgress = {
  readonly goal: GoalWithMetric;
  readonly ownerName: string | null;
  readonly actual: bigint;
  /** Percent goals: how many trials the rate came from; too few say nothing. */
  readonly trials: bigint | null;
  /** Entries counted, and the date of the newest one. */
  readonly entries: number;
  readonly lastEntryOn: LocalDate | null;
  /** The last completed local date of the owner; the line is drawn up to it. */
  readonly asOf: LocalDate;
  readonly zone: string;
  readonly calendar: WorkCalendar;
  /** Amounts are in stored units. Rates have no line: their expected value and pace are null. */
  readonly pace: Omit<Pace, "status"> & { readonly status: PaceStatus | CeilingStatus };
  /** What people are told: the line's class only once it has lasted, so that nothing wavers from day to day. */
  readonly status: PaceStatus | CeilingStatus;
};

/** Loads goals with their progress in a fixed number of queries per team, whatever the number of goals. */
export async function loadProgress(
  work: Work,
  where: Prisma.GoalWhereInput,
  options: { readonly asOf?: LocalDate; readonly through?: LocalDate } = {},
): Promise<GoalProgress[]> {
  const goals = await work.db.goal.findMany({
    where: { AND: [where, { orgId: work.orgId }] },
    include: { metric: true },
    orderBy: [{ endsOn: "asc" }, { number: "asc" }],
  });
  return progressOfGoals(work, goals, options);
}

type Options = { readonly asOf?: LocalDate; readonly through?: LocalDate };

/** The progress of goals that were read already, in their order. */
export async function progressOfGoals(
  work: Work,
  goals: readonly GoalWithMetric[],
  options: Options = {},
): Promise<GoalProgress[]> {
  const sums = await sumsOf(work, goals, options.through);
  const byId = new Map<string, GoalProgress>();
  for (const teamId of new Set(goals.map((goal) => goal.teamId))) {
    const ofTeam = goals.filter((goal) => goal.teamId === teamId);
    for (const progress of await progressOfTeam(work, ofTeam, sums, options)) byId.set(progress.goal.id, progress);
  }
  return goals.flatMap(({ id }) => byId.get(id) ?? []);
}

/** The same goal once more after its entries changed: its calendar is known, so only they are read. */
export async function progressAfresh(work: Work, before: GoalProgress): Promise<GoalProgress> {
  const sums = await sumsOf(work, [before.goal]);
  return standing(before, sums.get(before.goal.id));
}

async function progressOfTeam(
  work: Work,
  goals: readonly GoalWithMetric[],
  sums: ReadonlyMap<string, Sum>,
  options: Options,
): Promise<GoalProgress[]> {
  const [first] = goals;
  if (!first) return [];
  const range = {
    start: goals.map(({ startsOn }) => startsOn).reduce(earlier),
    end: goals.map(({ endsOn }) => endsOn).reduce(later),
  };
  const owners = goals.flatMap(({ ownerId }) => ownerId ?? []);
  const { people, team } = await allTimes(work, first.teamId, owners, range);
  return goals.map((goal) => {
    const owner = goal.ownerId ? people.get(goal.ownerId) : undefined;
    const { zone, calendar } = owner ?? team;
    const asOf = options.asOf ?? addDays(localDateOf(work.now, zone), -1);
    return standing({ goal, ownerName: owner?.name ?? null, asOf, zone, calendar }, sums.get(goal.id));
  });
}

type Known = Pick<GoalProgress, "goal" | "ownerName" | "asOf" | "zone" | "calendar">;

function standing({ goal, ownerName, asOf, zone, calendar }: Known, sum: Sum = nothing): GoalProgress {
  const isRate = goal.metric.unit === "percent";
  const actual = isRate ? rateOf(sum) : sum.amount;
  const own = paceOf(goal, actual, asOf, calendar);
  return {
    ...{ goal, ownerName, asOf, zone, calendar, actual },
    trials: isRate ? sum.trials : null,
    entries: sum.entries,
    lastEntryOn: sum.last,
    pace: own,
    status: toldStatus(goal.standing, own.status),
  };
}

type Sum = { amount: bigint; trials: bigint; entries: number; last: LocalDate | null };
type SumRow = { id: string; amount: bigint | null; trials: bigint | null; entries: bigint; last: string | null };

const nothing: Sum = { amount: 0n, trials: 0n, entries: 0, last: null };

/** One aggregate for all goals: an entry counts for every goal of its person (or team) and metric in whose period it falls. */
async function sumsOf(
  work: Work,
  goals: readonly GoalWithMetric[],
  through?: LocalDate,
): Promise<ReadonlyMap<string, Sum>> {
  const { db, orgId } = work;
  const also = await alsoCounted(work, goals);
  const ids = goals.map(({ id }) => id);
  const until = through ?? "9999-12-31";
  const rows = await db.$queryRaw<SumRow[]>`
    select g.id, s.amount, s.trials, s.entries, s.last
    from "Goal" g, lateral (
      select sum(e.amount)::bigint as amount, sum(e.trials)::bigint as trials, count(*) as entries, max(e.date) as last
      from (${countedEntries(until, also)}) e
    ) s
    where g."orgId" = ${orgId}::uuid and g.id = any(${ids}::uuid[])`;
  return new Map(
    rows.map((row) => [
      row.id,
      { amount: row.amount ?? 0n, trials: row.trials ?? 0n, entries: Number(row.entries), last: row.last },
    ]),
  );
}

/** A rate in hundredths of a percent; entries of percent metrics hold successes and trials. */
function rateOf({ amount, trials }: Sum): bigint {
  return trials === 0n ? 0n : BigInt(Math.round((Number(amount) / Number(trials)) * 10_000));
}

function paceOf(goal: GoalWithMetric, actual: bigint, asOf: LocalDate, calendar: WorkCalendar): GoalProgress["pace"] {
  const common = { actual: Number(actual), start: goal.startsOn, end: goal.endsOn, asOf, calendar };
  const shape = pace({
    ...common,
    target: Number(goal.target),
    ...(goal.threshold === null ? {} : { threshold: Number(goal.threshold) }),
    ...(goal.stretch === null ? {} : { stretch: Number(goal.stretch) }),
  });
  if (goal.metric.direction === "less") {
    const ceiling = paceCeiling({ ...common, limit: Number(goal.target) });
    return {
      ...shape,
      expected: ceiling.expected,
      paceIndex: ceiling.paceIndex,
      gap: 0,
      requiredPerDay: null,
      projection: null,
      status: ceiling.status,
    };
  }
  if (goal.metric.unit !== "percent") return shape;
  const open = shape.status !== "achieved" && shape.status !== "missed" && shape.status !== "not_started";
  return {
    ...shape,
    expected: null,
    paceIndex: null,
    requiredPerDay: null,
    projection: null,
    status: open ? "too_early" : shape.status,
  };
}
