import { type NotDefined, notDefined } from "./not-defined.ts";
import { mean } from "./order-statistics.ts";

export type ForecastOutcome = { readonly said: number; readonly happened: boolean };

export type ReliabilityBin = {
  readonly count: number;
  /** Mean probability said; null for an empty bin. */
  readonly said: number | null;
  /** Share that came true; null for an empty bin. */
  readonly happened: number | null;
};

export type Calibration = { readonly brier: number; readonly bins: readonly ReliabilityBin[] };

/** Mean squared distance between what was said and what happened (Brier 1950): 0 is perfect, 0.25 a coin; null without any. */
export function brierScore(outcomes: readonly ForecastOutcome[]): number | null {
  return mean(outcomes.map(({ said, happened }) => (said - Number(happened)) ** 2));
}

/** Behind, at risk, on track: the bot's own track record is told in the words that it uses. */
const bounds = [0, 0.3, 0.7, Number.POSITIVE_INFINITY];
const fewest = 30;

/** The reliability table of past forecasts; fewer than thirty claim nothing. */
export function calibration(outcomes: readonly ForecastOutcome[]): Calibration | NotDefined<"fewer_than_30"> {
  const brier = brierScore(outcomes);
  if (brier === null || outcomes.length < fewest) return notDefined("fewer_than_30");
  const bins = bounds.slice(0, -1).map((from, index) => {
    const to = bounds[index + 1] ?? Number.POSITIVE_INFINITY;
    const inside = outcomes.filter(({ said }) => said >= from && said < to);
    return {
      count: inside.length,
      said: mean(inside.map(({ said }) => said)),
      happened: mean(inside.map(({ happened }) => Number(happened))),
    };
  });
  return { brier, bins };
}
