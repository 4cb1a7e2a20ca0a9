import { addDays, type DateRange, daysBetween, earlier, fromDay, type LocalDate, toDay } from "../calendar/dates.ts";
import type { WorkCalendar } from "../calendar/working-days.ts";
import type { Metric } from "../generated/prisma/client.ts";
import type { NeededInput } from "../insight/activity/needed.ts";
import { type BookedBy, type Booking, bookingsIn } from "../insight/forecasts/bookings.ts";
import { periodsBefore } from "../insight/forecasts/comparable-periods.ts";
import { type Evidence, evidenceIn } from "../insight/forecasts/evidence.ts";
import { type WorkedDays, weightsOf, workedDays } from "../insight/forecasts/worked-days.ts";
import { percentile, sum } from "../insight/rules/order-statistics.ts";
import { timesOf } from "../org/calendars.ts";
import { activeMembership } from "../org/membership.ts";
import type { Work } from "../work.ts";
import { funnelTo } from "./fit-capacity.ts";
import { type PreviousGoal, previousGoals } from "./previous-goals.ts";
import { productivity, type RampTable } from "./ramp.ts";
import { rampTableOf } from "./team-ramp.ts";

export type Booked = { readonly amount: number; readonly trials: number };

/** What is known of one person before a goal is set for them. */
export type FitSubject = {
  readonly personId: string;
  /** The last six weeks; a newcomer's days count by how much of them is expected. */
  readonly evidence: Evidence;
  /** With the date of hire only where the person has one: joining a team is no new job. */
  readonly calendar: WorkCalendar;
  readonly worked: WorkedDays;
  /** The same days by how much of full productivity is expected on them. */
  readonly productive: WorkedDays;
  readonly hiredOn: LocalDate | null;
  /** Complete earlier periods of the same length, the oldest first. */
  readonly past: readonly (Booked & { readonly workingDays: number })[];
  /** What counts for the goal already. */
  readonly booked: Booked;
  /** The 90th percentile of what a working day brought; null where nothing was booked. */
  readonly busyDay: number | null;
  readonly previous: PreviousGoal | null;
};

export type FitEvidence = {
  readonly metric: Metric;
  readonly period: DateRange;
  readonly today: LocalDate;
  readonly table: RampTable;
  /** Everybody in the team who books this, newcomers left out. */
  readonly peers: readonly Evidence[];
  readonly subjects: ReadonlyMap<string, FitSubject>;
  /** The team's way from activity to this result; null where there is none. */
  readonly funnel: NeededInput | null;
};

export type FitQuestion = {
  readonly teamId: string;
  readonly personIds: readonly string[];
  readonly metric: Metric;
  readonly period: DateRange;
  readonly today: LocalDate;
  /** Whether the activity behind a result is wanted as well, for a few queries more. */
  readonly withActivity?: boolean;
};

const windowDays = 42;
const mostPeriods = 6;
/** Older results say little about the next period. */
const longestMemory = 730;
/** A newcomer is in no comparison before this day. */
const newcomerDays = 90;

/** What a goal of these people can be judged by, in a fixed number of queries whatever their number. */
export async function fitEvidence(work: Work, asked: FitQuestion): Promise<FitEvidence> {
  const { teamId, metric, period, today } = asked;
  const window = { start: addDays(today, -windowDays), end: addDays(today, -1) };
  const past = periodsBefore(period, mostPeriods).filter(
    ({ start, end }) => end < today && daysBetween(start, today) <= longestMemory,
  );
  const start = [window.start, period.start, ...past.map((one) => one.start)].reduce(earlier);
  const ids = [...new Set([...asked.personIds, ...(await repsOf(work, teamId, today))])];
  const times = await timesOf(work, teamId, ids, { start, end: period.end });
  const hires = await hireDates(work, ids);
  const table = await rampTableOf(work, teamId);
  const wanted = { teamIds: [teamId], others: [], personIds: ids, metricIds: [metric.id], start, end: today };
  const booked = await bookingsIn(work, wanted);
  const previous = await previousGoals(work, asked.personIds, metric, period);
  const read = { metric, period, today, table, window, past };
  const subjects = ids.map((id) => {
    const { calendar, hiredOn } = withHire(times.get(id)?.calendar, hires.get(id) ?? null);
    const known = { personId: id, calendar, hiredOn, previous: previous.get(id) ?? null };
    return subjectOf(read, known, bookingsOf(booked, id));
  });
  return {
    ...{ metric, period, today, table },
    peers: subjects.filter((one) => one.evidence.exposure.events > 0 && !isNew(one, today)).map((one) => one.evidence),
    subjects: new Map(subjects.map((one) => [one.personId, one])),
    funnel: asked.withActivity ? await funnelTo(work, teamId, metric, today) : null,
  };
}

const isNew = ({ hiredOn }: Pick<FitSubject, "hiredOn">, today: LocalDate): boolean =>
  hiredOn !== null && daysBetween(hiredOn, today) < newcomerDays;

async function repsOf({ db, orgId }: Work, teamId: string, today: LocalDate): Promise<string[]> {
  const found = await db.membership.findMany({
    where: { orgId, teamId, role: "rep", ...activeMembership(today), person: { state: "active" } },
    select: { personId: true },
  });
  return found.map(({ personId }) => personId);
}

async function hireDates({ db, orgId }: Work, ids: string[]): Promise<ReadonlyMap<string, LocalDate | null>> {
  const people = await db.person.findMany({ where: { orgId, id: { in: ids } }, select: { id: true, hiredOn: true } });
  return new Map(people.map(({ id, hiredOn }) => [id, hiredOn]));
}

function withHire(calendar: WorkCalendar | undefined, hiredOn: LocalDate | null) {
  if (!calendar) throw new Error("A person vanished while their working time was being read");
  const { hire: _joined, ...rest } = calendar;
  return { calendar: hiredOn === null ? rest : { ...rest, hire: hiredOn }, hiredOn };
}

const bookingsOf = (booked: readonly BookedBy[], id: string): Booking[] =>
  booked
    .filter(({ personId }) => personId === id)
    .flatMap(({ bookings }) => bookings)
    .sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));

type Read = Pick<FitEvidence, "metric" | "period" | "today" | "table"> & {
  readonly window: DateRange;
  readonly past: readonly DateRange[];
};

type Known = Pick<FitSubject, "personId" | "calendar" | "hiredOn" | "previous">;

function subjectOf(read: Read, known: Known, bookings: readonly Booking[]): FitSubject {
  const { metric, period, today, table, window, past } = read;
  const range = {
    start: [window.start, period.start, ...past.map(({ start }) => start)].reduce(earlier),
    end: period.end,
  };
  const weights = weightsOf(known.calendar, range);
  const shares = Float64Array.from(
    weights,
    (weight, at) => weight * expectedOn(known, table, addDays(range.start, at)),
  );
  const worked = workedDays(range, weights);
  const productive = workedDays(range, shares);
  const none = { start: today, end: addDays(today, -1) };
  const learned = bookings.filter(({ date }) => expectedOn(known, table, date) > 0);
  return {
    ...known,
    worked,
    productive,
    // Whoever never booked this has no history of nought, but none at all.
    evidence: evidenceIn(
      metric.unit,
      { bookings: learned, worked, time: productive },
      learned.length > 0 ? window : none,
    ),
    past: completePeriods(past, worked, bookings),
    booked: within(bookings, { start: period.start, end: today }),
    busyDay: busyDay(bookings, worked, window),
  };
}

function expectedOn({ hiredOn }: Known, table: RampTable, date: LocalDate): number {
  if (hiredOn === null) return 1;
  return date < hiredOn ? 0 : productivity(hiredOn, date, table);
}

function within(bookings: readonly Booking[], { start, end }: DateRange): Booked {
  const inside = bookings.filter(({ date }) => date >= start && date <= end);
  return { amount: sum(inside.map(({ amount }) => amount)), trials: sum(inside.map(({ trials }) => trials)) };
}

/** A period in which recording began later than in its first tenth is not a whole one. */
const mostUnrecorded = 0.1;

function completePeriods(past: readonly DateRange[], worked: WorkedDays, bookings: readonly Booking[]) {
  const first = bookings[0]?.date;
  if (first === undefined) return [];
  return past
    .map((period) => ({ period, workingDays: worked.between(period.start, period.end) }))
    .filter(({ period, workingDays }) => {
      if (workingDays <= 0 || period.end < first) return false;
      return worked.between(period.start, addDays(first, -1)) <= mostUnrecorded * workingDays;
    })
    .map(({ period, workingDays }) => ({ workingDays, ...within(bookings, period) }));
}

function busyDay(bookings: readonly Booking[], worked: WorkedDays, window: DateRange): number | null {
  const byDate = new Map<LocalDate, number>();
  for (const { date, amount } of bookings) byDate.set(date, (byDate.get(date) ?? 0) + amount);
  const days: number[] = [];
  for (let day = toDay(window.start); day <= toDay(window.end); day++) {
    const date = fromDay(day);
    if (worked.between(date, date) > 0) days.push(byDate.get(date) ?? 0);
  }
  const busy = percentile(days, 0.9);
  return busy !== null && busy > 0 ? busy : null;
}
