import type { MetricUnit } from "../../generated/prisma/client.ts";
import {
  type CountForecast,
  type Exposure,
  forecastCount,
  type RemainingCount,
  type TeamPrior,
} from "../rules/forecast-counts.ts";
import { forecastRevenue } from "../rules/forecast-money.ts";
import { isDefined, type NotDefined, notDefined } from "../rules/not-defined.ts";
import type { Evidence } from "./evidence.ts";
import type { Peers } from "./peers.ts";
import { rateOutlook } from "./rate-outlook.ts";

/** Why there is no forecast. */
export type NoOutlook =
  | "limit"
  | "no_target"
  | "not_started"
  | "over"
  | "no_working_days"
  | "too_early"
  | "no_history"
  | "no_events"
  | "no_deal_sizes"
  | "no_trials"
  | "few_trials";

/** What a forecast was computed from, for "See the math". */
export type OutlookBasis =
  | {
      readonly kind: "events";
      /** How many people the prior was learned from. */
      readonly people: number;
      /** Days weighed by the curve, and plain ones. */
      readonly own: Exposure & { readonly workedDays: number };
      /** All of them together. */
      readonly peers: Exposure;
      readonly prior: TeamPrior;
      readonly dispersion: number;
      readonly remaining: RemainingCount;
      readonly remainingDays: number;
      /** Money: the usual size of a booking, and how many own ones it rests on. */
      readonly sizes: { readonly mean: number; readonly own: number; readonly team: number } | null;
    }
  | {
      readonly kind: "rate";
      readonly people: number;
      readonly successes: number;
      readonly trials: number;
      readonly need: number;
      readonly further: number;
      readonly trialsPerDay: number;
      readonly remainingDays: number;
      readonly prior: { readonly a: number; readonly b: number };
    };

/** What may come of a goal: amounts are in stored units, the range holds the result four times out of five. */
export type Outlook = {
  readonly hitProbability: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** 0…1: below 0.2 it is mostly the team's average. */
  readonly ownWeight: number;
  readonly basis: OutlookBasis;
};

export type OutlookInput = {
  readonly unit: MetricUnit;
  readonly target: number;
  readonly actual: number;
  /** Rates: how many trials the actual rate came from. */
  readonly trials: number;
  readonly own: Evidence;
  /** Everybody with this metric, the own series among them; a team's series stands alone. */
  readonly peers: Peers;
  /** Working days left, weighed by the curve, and plain. */
  readonly remaining: { readonly weighed: number; readonly plain: number };
  /** Too little of the period is over to judge by it alone. */
  readonly isEarly: boolean;
};

/** The chance to reach a goal and an 80 % range, by the kind of its metric. */
export function outlookOf(input: OutlookInput): Outlook | NotDefined<NoOutlook> {
  return input.unit === "percent" ? rateOutlook(input) : eventsOutlook(input);
}

function eventsOutlook(input: OutlookInput): Outlook | NotDefined<NoOutlook> {
  const { own, peers, target, actual } = input;
  const prior = peers.events;
  if (!isDefined(prior)) return notDefined("no_history");
  // Nobody booked anything: whether nothing came or nobody wrote it down cannot be told apart, however long it lasts.
  if (prior.method === "no_events") return notDefined(input.isEarly ? "too_early" : "no_events");
  const remainingDays = input.remaining.weighed;
  const evidence = { prior, own: own.exposure, remainingDays, dispersion: peers.dispersion };
  const found: (CountForecast & { readonly meanSize?: number }) | NotDefined<"no_deal_sizes"> =
    input.unit === "money"
      ? forecastRevenue({ ...evidence, target, actual, ownSizes: own.sizes, teamSizes: peers.sizes })
      : forecastCount({ ...evidence, target, actual });
  if (!isDefined(found)) return found;
  const { meanSize } = found;
  const sizes = meanSize === undefined ? null : { mean: meanSize, own: own.sizes.length, team: peers.sizes.length };
  return {
    hitProbability: found.hitProbability,
    mean: found.mean,
    low: found.low,
    high: found.high,
    ownWeight: found.ownWeight,
    basis: {
      kind: "events",
      people: peers.people,
      own: { ...own.exposure, workedDays: own.workedDays },
      peers: peers.together,
      prior,
      dispersion: evidence.dispersion,
      remaining: { mu: found.mu, variance: found.variance, size: found.size, ownWeight: found.ownWeight },
      remainingDays: evidence.remainingDays,
      sizes,
    },
  };
}
