import { forecastRate } from "../insight/rules/forecast-rates.ts";
import { betaPrior } from "../insight/rules/funnel.ts";
import { isDefined } from "../insight/rules/not-defined.ts";
import { sum } from "../insight/rules/order-statistics.ts";
import type { FitEvidence, FitSubject } from "./fit-evidence.ts";

/** Rates are kept in hundredths of a percent. */
const stored = 10_000;

/**
 * The chance to end at or above a rate over so many working days, from the team's rate, the person's own last weeks and
 * the trials that usually come in a day; null without any trials.
 */
export function rateFit(
  { peers }: FitEvidence,
  { evidence, booked }: FitSubject,
  target: number,
  days: number,
): { readonly expected: number; readonly hitProbability: number } | null {
  const team = betaPrior(peers.map(({ exposure, successes }) => ({ successes, trials: exposure.events })));
  if (!isDefined(team)) return null;
  const own = evidence.exposure.events;
  const prior = { a: team.a + evidence.successes, b: team.b + Math.max(0, own - evidence.successes) };
  const from = own > 0 && evidence.workedDays > 0 ? [evidence] : peers;
  const worked = sum(from.map(({ workedDays }) => workedDays));
  const perDay = worked > 0 ? sum(from.map(({ exposure }) => exposure.events)) / worked : 0;
  const furtherTrials = Math.round(perDay * days);
  const successes = Math.min(booked.trials, Math.max(0, booked.amount));
  const input = { targetRate: target / stored, successes, trials: booked.trials, furtherTrials, prior };
  const found = forecastRate(input);
  if (!isDefined(found)) return null;
  const rate = (prior.a + successes) / (prior.a + prior.b + booked.trials);
  const expected = ((successes + furtherTrials * rate) / (booked.trials + furtherTrials)) * stored;
  return { expected, hitProbability: found.hitProbability };
}
