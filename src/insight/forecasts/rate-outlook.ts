import { betaBinomialAtLeast } from "../rules/distributions.ts";
import { forecastRate } from "../rules/forecast-rates.ts";
import { isDefined, type NotDefined, notDefined } from "../rules/not-defined.ts";
import type { NoOutlook, Outlook, OutlookInput } from "./outlook.ts";

/** A rate of fewer trials says nothing yet. */
const enoughTrials = 10;

/** Rates are kept in hundredths of a percent. */
const stored = 10_000;

/** The chance to end at or above a rate, from the trials so far and those that usually come. */
export function rateOutlook(input: OutlookInput): Outlook | NotDefined<NoOutlook> {
  const { trials, peers } = input;
  if (trials < enoughTrials) return notDefined("few_trials");
  const prior = peers.rate;
  if (!isDefined(prior)) return notDefined("no_trials");
  const successes = Math.min(trials, Math.max(0, Math.round((input.actual / stored) * trials)));
  const trialsPerDay = usualTrials(input);
  const further = Math.round(trialsPerDay * input.remaining.plain);
  const found = forecastRate({
    targetRate: input.target / stored,
    ...{ successes, trials, furtherTrials: further, prior },
  });
  if (!isDefined(found)) return found;
  const a = prior.a + successes;
  const b = prior.b + trials - successes;
  const rateWith = (more: number): number => ((successes + more) / (trials + further)) * stored;
  return {
    hitProbability: found.hitProbability,
    mean: rateWith((further * a) / (a + b)),
    low: rateWith(successesQuantile(0.1, further, a, b)),
    high: rateWith(successesQuantile(0.9, further, a, b)),
    ownWeight: trials / (prior.a + prior.b + trials),
    basis: {
      kind: "rate",
      people: peers.people,
      ...{ successes, trials, need: found.need, further, trialsPerDay, prior },
      remainingDays: input.remaining.plain,
    },
  };
}

/** Own trials a working day; everybody's, where there are no own ones yet. */
function usualTrials({ own, peers }: OutlookInput): number {
  if (own.exposure.events > 0 && own.workedDays > 0) return own.exposure.events / own.workedDays;
  const { events, workedDays } = peers.together;
  return workedDays > 0 ? events / workedDays : 0;
}

/** The smallest number of successes that is not passed with this probability (beta-binomial). */
function successesQuantile(probability: number, trials: number, a: number, b: number): number {
  let below = -1;
  let enough = trials;
  while (enough - below > 1) {
    const middle = Math.floor((below + enough) / 2);
    if (1 - betaBinomialAtLeast(middle + 1, trials, a, b) >= probability) enough = middle;
    else below = middle;
  }
  return enough;
}
