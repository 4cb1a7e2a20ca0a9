import type { DateRange, LocalDate } from "../../calendar/dates.ts";
import type { Metric } from "../../generated/prisma/client.ts";
import { groupBy } from "../rules/group-by.ts";
import type { Booking } from "./bookings.ts";
import { curveTime } from "./curve-time.ts";
import { type Evidence, evidenceIn, type Series } from "./evidence.ts";
import { type LearnedCurve, learnCurve } from "./learned-curve.ts";
import { type Peers, peersOf } from "./peers.ts";
import { earlierPeriods, type Kind, kindKey, recordedFrom, type TeamHistory, windowOf } from "./team-history.ts";
import { pooled, type WorkedDays } from "./worked-days.ts";

/** A person's or a team's bookings over their working time, and what of them a forecast rests on. */
export type Seen = { readonly series: Series; readonly evidence: Evidence };

/** What all goals of one kind have in common: their curve, their window, and what everybody did in it. */
export type KindContext = {
  readonly curve: LearnedCurve;
  readonly window: DateRange;
  /** Everybody who has such a goal or booked something. */
  readonly peers: Peers;
  readonly person: (personId: string) => Seen;
  /** The bookings and the working time of several people together. */
  readonly people: (personIds: readonly string[]) => Seen;
  /** What was booked in the team, by whomever, over its reps' working time. */
  readonly team: () => Seen;
  /** A series that stands alone. */
  readonly alone: (seen: Seen) => Peers;
};

export function kindContext(
  history: TeamHistory,
  metric: Pick<Metric, "id" | "unit">,
  kind: Kind,
  asOf: LocalDate,
): KindContext {
  const earlier = earlierPeriods(history.since, kind);
  const booked = history.days.get(metric.id) ?? new Map<LocalDate, number>();
  const curve = learnCurve(earlier, history.crew, booked, recordedFrom(history.since, kind));
  const window = windowOf(history.since, kind, asOf);
  const ofMetric = history.bookings.filter(({ metricId }) => metricId === metric.id);
  const byPerson = groupBy(ofMetric, ({ personId }) => personId ?? "");
  const seen = (worked: WorkedDays, bookings: readonly Booking[]): Seen => {
    const sorted = [...bookings].sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));
    const time = curveTime(worked, [...earlier, kind.period], curve.curve);
    const series = { worked, bookings: sorted, time };
    return { series, evidence: evidenceIn(metric.unit, series, window) };
  };
  const people = (ids: readonly string[]): Seen =>
    seen(
      pooled(ids.flatMap((id) => history.worked.get(id) ?? [])),
      ids.flatMap((id) => byPerson.get(id) ?? []).flatMap(({ bookings }) => bookings),
    );
  const known = new Map<string, Seen>();
  const person = (id: string): Seen => {
    const found = known.get(id) ?? people([id]);
    known.set(id, found);
    return found;
  };
  const owners = history.owners.get(kindKey(kind)) ?? [];
  const everybody = [...new Set([...owners, ...history.reps])];
  const peers = everybody
    .map((id) => ({ id, evidence: person(id).evidence }))
    .filter(({ id, evidence }) => evidence.exposure.events > 0 || owners.includes(id));
  return {
    ...{ curve, window, person, people },
    peers: peersOf(
      metric.unit,
      peers.map(({ evidence }) => evidence),
    ),
    team: () =>
      seen(
        history.crew,
        ofMetric.filter(({ isTeams }) => isTeams).flatMap(({ bookings }) => bookings),
      ),
    alone: ({ evidence }) => peersOf(metric.unit, [evidence]),
  };
}
