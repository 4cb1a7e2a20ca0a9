/** A past period as [share of working time, cumulative result], ending at share 1. */
export type History = readonly (readonly [share: number, total: number])[];

/** Expected share of the result at 21 even steps of working time. */
export type Curve = readonly number[];

const steps = 20;

/**
 * Pools the last four periods that sold anything and pulls them towards a straight line.
 * `pull` is the line's weight in periods; 1 had the best back-tested Brier score over both data sets together.
 */
export function seasonalCurve(histories: readonly History[], pull = 1): Curve {
  const sold = histories.filter((history) => totalAt(history, 1) > 0).slice(-4);
  const all = sold.reduce((sum, history) => sum + totalAt(history, 1), 0);
  return Array.from({ length: steps + 1 }, (_, step) => {
    const share = step / steps;
    if (sold.length === 0) return share;
    const pooled = sold.reduce((sum, history) => sum + totalAt(history, share), 0) / all;
    return (sold.length * pooled + pull * share) / (sold.length + pull);
  });
}

/** The expected share of the result at a share of working time. */
export function curveAt(curve: Curve, share: number): number {
  const last = curve.length - 1;
  const position = Math.min(1, Math.max(0, share)) * last;
  const below = Math.min(Math.floor(position), last - 1);
  const from = curve[below] ?? 0;
  return from + (position - below) * ((curve[below + 1] ?? from) - from);
}

/** One date of a period: its working weight and what was booked on it. */
export type DayResult = readonly [work: number, result: number];

/** A result on a day off counts at the working day before it, or at the first one. */
export function historyOf(days: readonly DayResult[]): History {
  const all = days.reduce((sum, [work]) => sum + work, 0);
  const points: [number, number][] = [];
  let worked = 0;
  let total = 0;
  for (const [work, result] of days) {
    worked += work;
    total += result;
    const last = points.at(-1);
    if (work > 0) points.push([worked / all, total]);
    else if (last !== undefined) last[1] = total;
  }
  return points;
}

/** Share of the result in the last fifth of the working time (0.2 is even); null when nothing was sold. */
export function hockeyIndex(days: readonly DayResult[]): number | null {
  const all = days.reduce((sum, [work]) => sum + work, 0);
  const total = days.reduce((sum, [, result]) => sum + result, 0);
  if (all === 0 || total <= 0) return null;
  const cut = all * 0.8;
  let worked = 0;
  let before = 0;
  for (const [work, result] of days) {
    // What is booked on a day off stands at the closing minute of the working day before.
    const part = work > 0 ? (cut - worked) / work : worked <= cut + 1e-9 ? 1 : 0;
    before += result * Math.min(1, Math.max(0, part));
    worked += work;
  }
  return 1 - before / total;
}

function totalAt(history: History, share: number): number {
  let [fromShare, fromTotal] = [0, 0];
  for (const [toShare, toTotal] of history) {
    if (toShare >= share) {
      const width = toShare - fromShare;
      return width === 0 ? toTotal : fromTotal + ((share - fromShare) / width) * (toTotal - fromTotal);
    }
    [fromShare, fromTotal] = [toShare, toTotal];
  }
  return fromTotal;
}
