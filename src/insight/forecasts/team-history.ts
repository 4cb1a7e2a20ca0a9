import { addDays, type DateRange, daysBetween, earlier, type LocalDate, later } from "../../calendar/dates.ts";
import type { Goal, Metric } from "../../generated/prisma/client.ts";
import { ratesOfParts } from "../../goals/rates-of-parts.ts";
import { teamTime, timesOf } from "../../org/calendars.ts";
import { teamsUnder } from "../../org/team-tree.ts";
import type { Work } from "../../work.ts";
import { type BookedBy, bookingsIn, recordedSince, type TeamSources, teamDays } from "./bookings.ts";
import { periodsBefore } from "./comparable-periods.ts";
import { sharedWeights, type WorkedDays, weightsOf, workedDays } from "./worked-days.ts";

/** One kind of goal: those of one metric and period share a curve and a prior. */
export type Kind = { readonly metricId: string; readonly period: DateRange };

export const kindKey = ({ metricId, period }: Kind): string => `${metricId} ${period.start} ${period.end}`;

/** Forecasts rest on this many days before the period, and on the period so far. */
const windowDays = 42;
const fewestPeriods = 4;

/** What a team did before and during its goals' periods, read once for all of them. */
export type TeamHistory = {
  readonly worked: ReadonlyMap<string, WorkedDays>;
  /** The working days of the team's reps together; the team's calendar where it has none, or has teams below it. */
  readonly crew: WorkedDays;
  readonly reps: readonly string[];
  readonly bookings: readonly BookedBy[];
  readonly days: ReadonlyMap<string, ReadonlyMap<LocalDate, number>>;
  readonly since: ReadonlyMap<string, LocalDate>;
  /** Who has a goal of each kind. */
  readonly owners: ReadonlyMap<string, readonly string[]>;
};

/** Since when records count for a kind of goal: a goal asks for records from its beginning. */
export const recordedFrom = (since: TeamHistory["since"], { metricId, period }: Kind): LocalDate =>
  earlier(since.get(metricId) ?? period.start, period.start);

export const windowOf = (since: TeamHistory["since"], kind: Kind, asOf: LocalDate): DateRange => ({
  start: later(addDays(kind.period.start, -windowDays), recordedFrom(since, kind)),
  end: asOf,
});

/** Earlier periods of the same kind of which there are records, enough of them to cover the window too. */
export function earlierPeriods(since: TeamHistory["since"], kind: Kind): DateRange[] {
  const [last] = periodsBefore(kind.period, 1);
  const count = last ? Math.max(fewestPeriods, Math.ceil(windowDays / (daysBetween(last.start, last.end) + 1))) : 0;
  const from = recordedFrom(since, kind);
  return periodsBefore(kind.period, count).filter(({ end }) => end >= from);
}

/** A fixed number of queries, whatever the number of goals and people. */
export async function teamHistory(
  work: Work,
  teamId: string,
  kinds: readonly Kind[],
  asOf: LocalDate,
): Promise<TeamHistory> {
  const metricIds = [...new Set(kinds.map(({ metricId }) => metricId))];
  const goals = await goalsOfKinds(work, teamId, kinds);
  const sources = await sourcesOf(work, teamId, goals);
  const since = await recordedSince(work, sources, metricIds);
  const starts = kinds.map((kind) => earlierPeriods(since, kind)[0]?.start ?? kind.period.start);
  const range = {
    start: [...starts, ...kinds.map((kind) => windowOf(since, kind, asOf).start)].reduce(earlier),
    end: kinds.map(({ period }) => period.end).reduce(later),
  };
  const memberships = await repMemberships(work, teamId, range);
  const owners = ownersOf(goals);
  const reps = [...new Set(memberships.map(({ personId }) => personId))];
  const people = [...new Set([...reps, ...[...owners.values()].flat()])];
  const times = await timesOf(work, teamId, people, range);
  const weigh = sharedWeights(range);
  const weights = new Map([...times].map(([id, { calendar }]) => [id, weigh(calendar)]));
  const start = kinds.map((kind) => windowOf(since, kind, asOf).start).reduce(earlier);
  return {
    worked: new Map([...weights].map(([id, own]) => [id, workedDays(range, own)])),
    crew: await crewOf(work, teamId, range, sources.teamIds.length > 1 ? [] : memberships, weights),
    reps,
    bookings: await bookingsIn(work, { ...sources, personIds: people, metricIds, start, end: asOf }),
    days: await teamDays(work, { ...sources, metricIds, start: range.start, end: asOf }),
    since,
    owners,
  };
}

type Membership = { readonly personId: string; readonly startsOn: LocalDate; readonly endsOn: LocalDate | null };

function repMemberships({ db, orgId }: Work, teamId: string, { start, end }: DateRange): Promise<Membership[]> {
  return db.membership.findMany({
    where: {
      ...{ orgId, teamId, role: "rep", startsOn: { lte: end } },
      OR: [{ endsOn: null }, { endsOn: { gte: start } }],
    },
    select: { personId: true, startsOn: true, endsOn: true },
  });
}

type GoalOfKind = Pick<Goal, "id" | "ownerId" | "metricId" | "startsOn" | "endsOn"> & {
  readonly metric: Pick<Metric, "unit">;
};

function goalsOfKinds({ db, orgId }: Work, teamId: string, kinds: readonly Kind[]): Promise<GoalOfKind[]> {
  return db.goal.findMany({
    where: {
      ...{ orgId, teamId, state: { not: "draft" } },
      OR: kinds.map(({ metricId, period }) => ({ metricId, startsOn: period.start, endsOn: period.end })),
    },
    select: {
      ...{ id: true, ownerId: true, metricId: true, startsOn: true, endsOn: true },
      metric: { select: { unit: true } },
    },
    orderBy: { number: "asc" },
  });
}

/** What counts for the team; one measure counts once for a metric, at the rate of the latest goal. */
async function sourcesOf(work: Work, teamId: string, goals: readonly GoalOfKind[]): Promise<TeamSources> {
  const ofTeam = goals.filter(({ ownerId }) => ownerId === null);
  const rates = await ratesOfParts(work, ofTeam);
  const others = ofTeam.flatMap(({ id, metricId }) => (rates.get(id) ?? []).map((rate) => ({ ...rate, as: metricId })));
  return {
    teamIds: await teamsUnder(work, teamId),
    others: [...new Map(others.map((one) => [`${one.as} ${one.metricId}`, one])).values()],
  };
}

function ownersOf(goals: readonly GoalOfKind[]): TeamHistory["owners"] {
  const owners = new Map<string, string[]>();
  for (const { ownerId, metricId, startsOn, endsOn } of goals) {
    if (ownerId === null) continue;
    const key = kindKey({ metricId, period: { start: startsOn, end: endsOn } });
    owners.set(key, [...new Set([...(owners.get(key) ?? []), ownerId])]);
  }
  return owners;
}

/** A rep adds to the team's working time while they belong to it. */
async function crewOf(
  work: Work,
  teamId: string,
  range: DateRange,
  memberships: readonly Membership[],
  weights: ReadonlyMap<string, Float64Array>,
): Promise<WorkedDays> {
  if (memberships.length === 0) {
    const { calendar } = await teamTime(work, teamId, range);
    return workedDays(range, weightsOf(calendar, range));
  }
  const total = new Float64Array([...weights.values()][0]?.length ?? 0);
  for (const [personId, own] of weights) {
    for (const at of daysInTeam(memberships, personId, range)) total[at] = (total[at] ?? 0) + (own[at] ?? 0);
  }
  return workedDays(range, total);
}

/** The days of the range, counted from its first, on which a person belonged to the team; each once. */
function daysInTeam(memberships: readonly Membership[], personId: string, { start, end }: DateRange): Set<number> {
  const days = new Set<number>();
  for (const spell of memberships.filter((one) => one.personId === personId)) {
    const last = daysBetween(start, earlier(spell.endsOn ?? end, end));
    for (let at = daysBetween(start, later(spell.startsOn, start)); at <= last; at++) days.add(at);
  }
  return days;
}
