import { mulberry32 } from "./mulberry32.ts";
import { mean } from "./order-statistics.ts";
import { midRanksOfPart, pearson, type Sorted, sorted } from "./rank-correlation.ts";

/** One number per week, all series over the same weeks; null for a week of leave. */
export type WeeklySeries = readonly (number | null)[];

type RepLag = { readonly rho: number; readonly pairs: number };

/**
 * One rep: activity of week t, taken from `shift` weeks later around the end, against the outcome of week t + lag; a
 * negative lag looks the other way.
 */
function repLag(activity: Sorted, outcome: Sorted, lag: number, minPairs: number, shift = 0): RepLag | null {
  const weeks = activity.values.length;
  const slots = new Array<number>(weeks).fill(-1);
  let pairs = 0;
  for (let week = 0; week < weeks; week++) {
    const x = activity.values[(week + shift) % weeks];
    const y = outcome.values[week + lag];
    if (x !== null && y !== null && y !== undefined) slots[week] = pairs++;
  }
  if (pairs < minPairs) return null;
  const xs = midRanksOfPart(activity, (index) => slots[(index - shift + weeks) % weeks] ?? -1, pairs);
  const ys = midRanksOfPart(outcome, (index) => slots[index - lag] ?? -1, pairs);
  const rho = pearson(xs, ys);
  return rho === null ? null : { rho, pairs };
}

function pool(reps: number, lagOf: (rep: number) => RepLag | null): number | null {
  let weighted = 0;
  let pairs = 0;
  for (let at = 0; at < reps; at++) {
    const rep = lagOf(at);
    if (rep === null) continue;
    weighted += rep.rho * rep.pairs;
    pairs += rep.pairs;
  }
  return pairs === 0 ? null : weighted / pairs;
}

/** Mean of the reps' own Spearman correlations at one lag, weighted by pairs; null where no rep has enough. */
export function pooledLag(
  activities: readonly WeeklySeries[],
  outcomes: readonly WeeklySeries[],
  lag: number,
  minPairs = 8,
): number | null {
  return pool(activities.length, (rep) =>
    repLag(sorted(activities[rep] ?? []), sorted(outcomes[rep] ?? []), lag, minPairs),
  );
}

/**
 * Two-way centring: rep mean and week mean taken off, grand mean put back, which removes "big book of business"
 * and season. With fewer than three reps a week's mean would be the rep itself, so nothing is changed.
 */
export function centre(series: readonly WeeklySeries[]): WeeklySeries[] {
  if (series.length < 3) return [...series];
  const known = (values: WeeklySeries) => values.filter((value) => value !== null);
  const grand = mean(series.flatMap(known)) ?? 0;
  const weeks = Math.max(...series.map((rep) => rep.length));
  const weekMeans = Array.from(
    { length: weeks },
    (_, week) => mean(known(series.map((rep) => rep[week] ?? null))) ?? 0,
  );
  return series.map((rep) => {
    const own = mean(known(rep)) ?? 0;
    return rep.map((value, week) => (value === null ? null : value - own - (weekMeans[week] ?? 0) + grand));
  });
}

export type LagInput = {
  /** Every kind of activity tested together; each has one series per rep, in the reps' order. */
  readonly activities: Readonly<Record<string, readonly WeeklySeries[]>>;
  readonly outcome: readonly WeeklySeries[];
  readonly lags?: readonly number[];
  readonly permutations?: number;
  readonly seed?: number;
  readonly minPairs?: number;
};

export type LagResult = {
  readonly activity: string;
  readonly lag: number;
  /** Null where no rep has enough pairs; then p is null, too. */
  readonly rho: number | null;
  /** Adjusted for all lags and activities tested together. */
  readonly p: number | null;
};

const usualLags = [0, 1, 2, 3, 4, 5, 6, 7, 8];

/**
 * Lagged within-rep rank correlation with a permutation test: each rep's activity is rotated by a random shift, which keeps
 * its own rhythm, and the maximum over everything tested guards against chance finds (Westfall and Young's max-T).
 */
export function lagTest(input: LagInput): LagResult[] {
  const rounds = lagRounds(input);
  for (;;) {
    const round = rounds.next();
    if (round.done) return round.value;
  }
}

/** The same, pausing after each round, for large teams in a program that has other things to do. */
export function* lagRounds(input: LagInput): Generator<void, LagResult[]> {
  const { lags = usualLags, permutations = 2000, seed = 12345, minPairs = 8 } = input;
  const outcome = centre(input.outcome).map(sorted);
  const tests = Object.entries(input.activities).flatMap(([activity, series]) => {
    const centred = centre(series).map(sorted);
    return lags.map((lag) => ({ activity, lag, rhoAt: rotatedRho(centred, outcome, lag, minPairs) }));
  });
  const unshifted = outcome.map(() => 0);
  const observed = tests.map(({ rhoAt }) => rhoAt(unshifted));
  const exceeded = observed.map(() => 0);
  const random = mulberry32(seed);
  for (let round = 0; round < permutations; round++) {
    const shifts = outcome.map(({ values }) => Math.floor(random() * values.length));
    const strongest = Math.max(0, ...tests.map(({ rhoAt }) => Math.abs(rhoAt(shifts) ?? 0)));
    for (const [index, rho] of observed.entries())
      if (rho !== null && strongest >= Math.abs(rho)) exceeded[index] = (exceeded[index] ?? 0) + 1;
    yield;
  }
  return tests.map(({ activity, lag }, index) => {
    const rho = observed[index] ?? null;
    return { activity, lag, rho, p: rho === null ? null : (1 + (exceeded[index] ?? 0)) / (permutations + 1) };
  });
}

/** A rep has only as many rotations as weeks, so each is worked out once and remembered. */
function rotatedRho(
  activities: readonly Sorted[],
  outcomes: readonly Sorted[],
  lag: number,
  minPairs: number,
): (shifts: readonly number[]) => number | null {
  const memory = activities.map((): (RepLag | null | undefined)[] => []);
  const nothing = sorted([]);
  const found = (rep: number, shift: number): RepLag | null => {
    const known = memory[rep]?.[shift];
    if (known !== undefined) return known;
    const worked = repLag(activities[rep] ?? nothing, outcomes[rep] ?? nothing, lag, minPairs, shift);
    const own = memory[rep];
    if (own) own[shift] = worked;
    return worked;
  };
  return (shifts) => pool(activities.length, (rep) => found(rep, shifts[rep] ?? 0));
}
