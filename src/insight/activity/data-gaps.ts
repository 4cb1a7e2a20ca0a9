import { addDays, type LocalDate } from "../../calendar/dates.ts";
import type { Metric } from "../../generated/prisma/client.ts";
import { type WeekSum, weekSums } from "../../summaries/week-sums.ts";
import type { Work } from "../../work.ts";
import {
  type DataFlag,
  hasIdenticalWeeks,
  hasResultWithoutActivity,
  isBackDated,
  isClosedBeforeEngaged,
  isFarAboveOwnMaximum,
  isMoreThanADayHolds,
} from "../rules/data-quality.ts";
import { groupBy } from "../rules/group-by.ts";

/** Something in one person's numbers that deserves a friendly question; no number is changed or hidden for it. */
export type DataGap = {
  readonly personId: string;
  readonly flag: DataFlag;
  /** What it is about: a metric or a deal, and when. */
  readonly metric: Metric | null;
  readonly deal: string | null;
  readonly date: LocalDate | null;
  readonly amount: bigint | null;
};

type About = {
  readonly asOf: LocalDate;
  readonly zone: string;
  readonly reps: readonly { readonly id: string }[];
};

const weeksBack = 13;
/** Deals older than this are no longer anybody's question. */
const dealDays = 182;

/** Everything odd in the seven days up to `asOf`, in person and flag order; each flag at most once a person. */
export async function dataGaps(work: Work, teamId: string, about: About): Promise<DataGap[]> {
  const { db, orgId } = work;
  const metrics = new Map((await db.metric.findMany({ where: { orgId } })).map((metric) => [metric.id, metric]));
  const span = { start: addDays(about.asOf, 1 - 7 * weeksBack), end: about.asOf };
  const sums = await weekSums(work, { teamId }, [...metrics.keys()], span);
  const found = [
    ...ofWeeks(sums, metrics),
    ...(await backDated(work, teamId, about, metrics)),
    ...(await closedBeforeEngaged(work, teamId, about.asOf)),
    ...(await fullDays(work, teamId, about.asOf, metrics)),
  ];
  const order = about.reps.map(({ id }) => id);
  return order.flatMap((id) => {
    const own = found.filter(({ personId }) => personId === id);
    return own.filter((gap, at) => own.findIndex(({ flag }) => flag === gap.flag) === at);
  });
}

const gap = (personId: string, flag: DataFlag, more: Partial<DataGap> = {}): DataGap => ({
  ...{ personId, flag, metric: null, deal: null, date: null, amount: null },
  ...more,
});

/** A week without an entry counts as nothing from the first week with one. */
function ofWeeks(sums: readonly WeekSum[], metrics: ReadonlyMap<string, Metric>): DataGap[] {
  const isActive = (metricId: string) => metrics.get(metricId)?.kind === "activity";
  const logsActivity = sums.some(({ metricId }) => isActive(metricId));
  return [...groupBy(sums, ({ personId }) => personId)].flatMap(([personId, own]) => {
    const oldest = Math.max(...own.map(({ weeksAgo }) => weeksAgo));
    const weeks = Array.from({ length: oldest + 1 }, (_, at) => oldest - at);
    const series = (wanted: (metricId: string) => boolean) =>
      weeks.map((ago) =>
        own
          .filter(({ metricId, weeksAgo }) => weeksAgo === ago && wanted(metricId))
          .reduce((sum, { amount }) => sum + Number(amount), 0),
      );
    const ids = [...new Set(own.map(({ metricId }) => metricId))];
    const byMetric = ids.map((id) => series((other) => other === id));
    const far = ids.flatMap((id, at): DataGap[] => {
      const metric = metrics.get(id);
      const one = byMetric[at] ?? [];
      const [last = 0, past] = [
        one.at(-1),
        one.slice(
          one.findIndex((value) => value !== 0),
          -1,
        ),
      ];
      if (!metric || metric.unit === "percent" || !isFarAboveOwnMaximum(last, past)) return [];
      return [gap(personId, "far_above_own_maximum", { metric, amount: BigInt(last) })];
    });
    const vectors = weeks.map((_, at) => byMetric.map((one) => one[at] ?? 0));
    const results = series((id) => metrics.get(id)?.kind === "outcome");
    const isQuiet = logsActivity && hasResultWithoutActivity(lastFour(results), lastFour(series(isActive)));
    return [
      ...(hasIdenticalWeeks(vectors) ? [gap(personId, "identical_weeks")] : []),
      ...far,
      ...(isQuiet ? [gap(personId, "result_without_activity")] : []),
    ];
  });
}

/** Weeks before the first entry had nothing in them either. */
const lastFour = (series: readonly number[]): number[] => [0, 0, 0, 0, ...series].slice(-4);

type Late = { personId: string; metricId: string; date: string; amount: bigint; late: number };

/** Written in the last week about a day more than a week before; imports and corrections are late by their nature. */
async function backDated(
  { db, orgId }: Work,
  teamId: string,
  { asOf, zone }: About,
  metrics: ReadonlyMap<string, Metric>,
): Promise<DataGap[]> {
  const rows = await db.$queryRaw<Late[]>`
    select "personId", "metricId", date, amount, (at at time zone ${zone})::date - date::date as late from "Entry"
    where "orgId" = ${orgId}::uuid and "teamId" = ${teamId}::uuid and "metricId" = any(${[...metrics.keys()]}::uuid[])
      and "voidedAt" is null and source in ('command', 'checkin') and date between ${addDays(asOf, -dealDays)} and ${asOf}
      and (at at time zone ${zone})::date between ${addDays(asOf, -6)}::date and ${asOf}::date
    order by late desc, id`;
  return rows
    .filter(({ late }) => isBackDated(late))
    .map(({ personId, metricId, date, amount }) =>
      gap(personId, "back_dated", { metric: metrics.get(metricId) ?? null, date, amount }),
    );
}

async function closedBeforeEngaged({ db, orgId }: Work, teamId: string, asOf: LocalDate): Promise<DataGap[]> {
  const deals = await db.deal.findMany({
    where: {
      ...{ orgId, teamId, state: { not: "open" as const }, closedOn: { lt: db.deal.fields.openedOn } },
      openedOn: { gte: addDays(asOf, -dealDays) },
    },
    select: { personId: true, externalId: true, account: true, openedOn: true, closedOn: true },
    orderBy: [{ openedOn: "desc" }, { externalId: "asc" }],
  });
  return deals
    .filter(({ openedOn, closedOn }) => isClosedBeforeEngaged(openedOn, closedOn))
    .map(({ personId, externalId, account, closedOn }) =>
      gap(personId, "closed_before_engaged", { deal: account ?? externalId, date: closedOn }),
    );
}

/** Less than it usually takes, so that only what no day holds is asked about. */
const minutesEach: readonly (readonly [RegExp, number])[] = [
  [/meet|demo|visit|appoint|встреч|демо|визит/iu, 15],
  [/call|dial|звон/iu, 2],
];

const minutesOf = ({ key, name, nameRu }: Metric): number =>
  minutesEach.find(([pattern]) => pattern.test(`${key} ${name} ${nameRu ?? ""}`))?.[1] ?? 1;

type Day = { personId: string; metricId: string; date: string; count: number };

async function fullDays(
  { db, orgId }: Work,
  teamId: string,
  asOf: LocalDate,
  metrics: ReadonlyMap<string, Metric>,
): Promise<DataGap[]> {
  const timed = [...metrics.values()].filter(({ kind, unit }) => kind === "activity" && unit === "count");
  const rows = await db.$queryRaw<Day[]>`
    select "personId", "metricId", date, sum(amount)::float8 as count from "Entry"
    where "orgId" = ${orgId}::uuid and "teamId" = ${teamId}::uuid and "metricId" = any(${timed.map(({ id }) => id)}::uuid[])
      and "voidedAt" is null and date between ${addDays(asOf, -6)} and ${asOf}
    group by 1, 2, 3 order by date desc`;
  return [...groupBy(rows, ({ personId, date }) => `${personId} ${date}`).values()].flatMap((day): DataGap[] => {
    const activities = day.flatMap(({ metricId, count }) => {
      const metric = metrics.get(metricId);
      return metric ? [{ count, minutesEach: minutesOf(metric) }] : [];
    });
    const [first] = day;
    return first && isMoreThanADayHolds(activities)
      ? [gap(first.personId, "more_than_a_day_holds", { date: first.date })]
      : [];
  });
}
