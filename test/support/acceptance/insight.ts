import { type BlockerRow, blockersPareto, byControl } from "../../../src/insight/rules/blocker-report.ts";
import type { Control } from "../../../src/insight/rules/blocker-taxonomy.ts";
import { bottomUp } from "../../../src/insight/rules/bottom-up.ts";
import { calibration } from "../../../src/insight/rules/calibration.ts";
import { adjustedAttainment, decompose, shareSplit, teamVsRep } from "../../../src/insight/rules/causes.ts";
import { dispersion, forecastCount, type GammaPrior, gammaPrior } from "../../../src/insight/rules/forecast-counts.ts";
import { forecastRevenue } from "../../../src/insight/rules/forecast-money.ts";
import { forecastRate } from "../../../src/insight/rules/forecast-rates.ts";
import { bayesFdr, betaPrior, shrink } from "../../../src/insight/rules/funnel.ts";
import { goalFit } from "../../../src/insight/rules/goal-fit.ts";
import { insightScore } from "../../../src/insight/rules/insight-rank.ts";
import { lagTest, pooledLag } from "../../../src/insight/rules/lag.ts";
import { lagVerdict, simpson } from "../../../src/insight/rules/lag-verdict.ts";
import { mulberry32 } from "../../../src/insight/rules/mulberry32.ts";
import { isDefined, type NotDefined } from "../../../src/insight/rules/not-defined.ts";
import { recognitionSlots } from "../../../src/insight/rules/recognition.ts";
import { requiredActivity } from "../../../src/insight/rules/required-activity.ts";
import { split } from "../../../src/insight/rules/split.ts";
import { splitBounds } from "../../../src/insight/rules/split-bounds.ts";

type Goal = { target: number; actual: number };
type Evidence = { prior: GammaPrior; y: number; e: number; remaining: number; phi: number; c2: number };
type Sizes = { own_sizes: number[]; team_sizes: number[]; m0: number; units: number };
type Fit = {
  target: number;
  prior: GammaPrior;
  y: number;
  e: number;
  W: number;
  ramp?: number;
  phi: number;
  c2: number;
};
type Rate = { target_rate: number; k: number; n: number; N: number; a: number; b: number };
type Split = { total: number; weights: number[]; unit: number; ids: string[] | null };
type Bounds = { total: number; weights: number[]; lo: number[]; hi: number[] };
type BottomUp = { total: number; proposals: number[]; expected: number[] | null; unit: number };
type Shrink = { k: number; n: number; prior: { a: number; b: number; mean: number; M: number } };
type Lag = { A: number[][]; Y: number[][]; lags: number[]; B: number; seed: number };
type Product = { opps: number; win: number; size: number };
type Share = { own0: number; market0: number; own1: number; market1: number };
type Adjust = { target: number; actual: number; external_value: number; cap: number };
type Insight = {
  value: number;
  team_target: number;
  prob_excess: number;
  days_left: number;
  period_days: number;
  control: Control;
  repeats: number;
};

function orNull<Value extends object>(result: Value | NotDefined<string>): Value | null {
  return isDefined(result) ? result : null;
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? 0;
}

const id = (index: number) => String(index).padStart(4, "0");
const method = (name: string) => (name === "moments" ? "mom" : name);
const finite = (value: number) => (Number.isFinite(value) ? value : String(value));
const exposures = (pairs: number[][]) => pairs.map((pair) => ({ events: at(pair, 0), days: at(pair, 1) }));

function evidence({ prior, y, e, remaining, phi, c2 }: Evidence) {
  return { prior, own: { events: y, days: e }, remainingDays: remaining, dispersion: phi, drift: c2 };
}

const forecasts = {
  gamma_prior: ({ y, e }: { y: number[]; e: number[] }) => {
    const prior = orNull(gammaPrior(y.map((events, index) => ({ events, days: at(e, index) }))));
    return prior && { alpha: prior.alpha, beta: prior.beta, lam: prior.rate, method: method(prior.method) };
  },
  dispersion: ({ weekly }: { weekly: Record<string, number[][]> }) => dispersion(Object.values(weekly).map(exposures)),
  forecast_count: (input: Goal & Evidence) => {
    const found = forecastCount({ ...evidence(input), target: input.target, actual: input.actual });
    return {
      mean: found.mean,
      mu: found.mu,
      var: found.variance,
      k: finite(found.size),
      p_hit: found.hitProbability,
      lo80: found.low,
      hi80: found.high,
      own_weight: found.ownWeight,
    };
  },
  forecast_revenue: (input: Goal & Evidence & Sizes) => {
    const { target, actual, own_sizes: ownSizes, team_sizes: teamSizes, m0: teamWeight, units } = input;
    const goal = { target, actual, ownSizes, teamSizes, teamWeight, units };
    const found = orNull(forecastRevenue({ ...evidence(input), ...goal }));
    return (
      found && {
        mean: found.mean,
        mu: found.mu,
        k: finite(found.size),
        mean_size: found.meanSize,
        p_hit: found.hitProbability,
        lo80: found.low,
        hi80: found.high,
      }
    );
  },
  forecast_rate: ({ target_rate: targetRate, k, n, N, a, b }: Rate) => {
    const prior = { a, b };
    const found = orNull(forecastRate({ targetRate, successes: k, trials: n, furtherTrials: N, prior }));
    return found && { need: found.need, of: found.of, p_hit: found.hitProbability };
  },
  goal_fit: ({ target, prior, y, e, W, ramp, phi, c2 }: Fit) => {
    const own = { events: y, days: e };
    const days = { workingDays: W, ramp: ramp ?? 1 };
    const found = goalFit({ target, prior, priorReps: 3, own, ownPeriods: 3, ...days, dispersion: phi, drift: c2 });
    if (found.fit === "insufficient_data" || !("expected" in found)) return { fit: found.fit };
    return { expected: found.expected, ratio: found.ratio, p_hit: found.hitProbability, fit: found.fit };
  },
  calibration: ({ pairs }: { pairs: number[][] }) => {
    const outcomes = pairs.map((pair) => ({ said: at(pair, 0), happened: at(pair, 1) === 1 }));
    const found = orNull(calibration(outcomes));
    return (
      found && {
        brier: found.brier,
        bins: found.bins.map(({ count, said, happened }) => ({ n: count, said, happened })),
      }
    );
  },
};

const splits = {
  split: ({ total, weights, unit, ids }: Split) =>
    split(
      BigInt(total),
      weights.map((weight, index) => ({ id: ids?.[index] ?? id(index), weight })),
      BigInt(unit),
    ).map(Number),
  split_bounds: ({ total, weights, lo, hi }: Bounds) => {
    const bounded = weights.map((weight, index) => {
      return { id: id(index), weight, floor: BigInt(at(lo, index)), cap: BigInt(at(hi, index)) };
    });
    const shares = splitBounds(BigInt(total), bounded);
    return "infeasible" in shares ? { error: "infeasible" } : shares.map(Number);
  },
  bottom_up: ({ total, proposals, expected, unit }: BottomUp) => {
    const heard = proposals.map((proposed, index) => {
      const forecast = expected?.[index];
      return { id: id(index), proposed: BigInt(proposed), expected: forecast === undefined ? null : BigInt(forecast) };
    });
    const { coverage, gap, scaled, shared, overHeadroom } = bottomUp(BigInt(total), heard, BigInt(unit));
    return {
      coverage,
      gap: Number(gap),
      scaled: scaled?.map(Number) ?? null,
      shared: shared?.map(Number) ?? null,
      ...(overHeadroom === null ? {} : { over_headroom: overHeadroom }),
    };
  },
};

const activity = {
  beta_prior: ({ k, n }: { k: number[]; n: number[] }) => {
    const found = orNull(betaPrior(k.map((successes, index) => ({ successes, trials: at(n, index) }))));
    if (!found) return null;
    const { a, b, mean, strength, correlation } = found;
    return { a, b, mean, M: strength, rho: correlation, method: method(found.method) };
  },
  shrink: ({ k, n, prior }: Shrink) => {
    const found = shrink({ successes: k, trials: n }, { ...prior, strength: prior.M });
    const { raw, mean, low, high } = found;
    return { raw, mean, lo: low, hi: high, p_below: found.belowProbability, own_weight: found.ownWeight };
  },
  bayes_fdr: ({ errors, q }: { errors: number[]; q: number }) => bayesFdr(errors, q),
  lag_test: ({ A, Y, lags, B, seed }: Lag) => {
    const found = lagTest({ activities: { activity: A }, outcome: Y, lags, permutations: B, seed });
    return Object.fromEntries(found.map(({ lag, rho, p }) => [lag, { rho, p }]));
  },
  simpson: ({ A, Y }: { A: number[][]; Y: number[][] }) => simpson(A, Y),
  pooled_lag: ({ A, Y, lag, min_pairs }: { A: number[][]; Y: number[][]; lag: number; min_pairs: number }) =>
    pooledLag(A, Y, lag, min_pairs),
  lag_verdict: (finding: { rho: number; p: number; reps: number; weeks: number }) => lagVerdict(finding),
  mulberry32: ({ seed, n }: { seed: number; n: number }) => {
    const random = mulberry32(seed);
    return Array.from({ length: n }, () => random());
  },
  required_activity: ({ gap, rates, landed }: { gap: number; rates: number[][]; landed: number }) => {
    const chain = rates.map((rate) => ({ a: at(rate, 0), b: at(rate, 1) }));
    const found = requiredActivity({ gapDeals: gap, rates: chain, landed });
    if (found.need === null) return { need: null, lo: null, hi: null };
    const { need, low, high, chance } = found;
    return { need, lo: low, hi: high, ...(chance === null ? {} : { p: chance }) };
  },
};

const causes = {
  team_vs_rep: ({ actual, expected, i }: { actual: number[]; expected: number[]; i: number }) => {
    const all = actual.map((value, index) => ({ actual: value, expected: at(expected, index) }));
    const rep = { actual: at(actual, i), expected: at(expected, i) };
    const found = teamVsRep(
      rep,
      all.filter((_, index) => index !== i),
    );
    return { m: found.teamFactor, team: found.team, own: found.own, total: found.total };
  },
  decompose: ({ before, after }: { before: Product; after: Product }) =>
    orNull(decompose(["opps", "win", "size"], before, after)),
  share_split: ({ own0, market0, own1, market1 }: Share) => {
    const found = orNull(shareSplit({ own: own0, market: market0 }, { own: own1, market: market1 }));
    return found && { market: found.market, share: found.share, s0: found.shareBefore, s1: found.shareAfter };
  },
  adjusted_attainment: ({ target, actual, external_value: externalValue, cap }: Adjust) =>
    orNull(adjustedAttainment({ target, actual, externalValue }, cap)),
  blockers: ({ rows }: { rows: [string, Control, number, number][] }) => {
    const read: BlockerRow[] = rows.map(([category, control, value, openDays]) => {
      return { category, control, value, openDays };
    });
    const pareto = blockersPareto(read).map(({ category, control, count, value, share, cumulative, medianDays }) => {
      return { category, control, n: count, value, share, cum: cumulative, median_days: medianDays };
    });
    return { pareto, by_control: byControl(read) };
  },
};

const people = {
  insight_score: ({ value, team_target, prob_excess, days_left, period_days, control, repeats }: Insight) =>
    insightScore({
      valueAtStake: value,
      teamTarget: team_target,
      significance: prob_excess,
      daysLeft: days_left,
      periodDays: period_days,
      control,
      repeats,
    }),
  recognition_slots: ({ team, triggers }: { team: number; triggers: number }) => recognitionSlots(team, triggers),
};

export const cases: Record<string, (input: never) => unknown> = {
  ...forecasts,
  ...splits,
  ...activity,
  ...causes,
  ...people,
};
