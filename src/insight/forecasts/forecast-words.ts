import type { Metric } from "../../generated/prisma/client.ts";
import { estimateInWords, type MetricShape } from "../../goals/amounts.ts";
import { metricName } from "../../goals/metrics.ts";
import { forecastTexts as m } from "../../i18n/forecasts.ts";
import type { Message } from "../../i18n/texts.ts";
import type { Words } from "../../i18n/words.ts";
import { probabilityWords } from "../../view/probability.ts";
import { isDefined, type NotDefined } from "../rules/not-defined.ts";
import type { NoOutlook, Outlook } from "./outlook.ts";

/** "about 35%", and nothing surer than "above 95%". */
export function chanceInWords(words: Words, probability: number): string {
  const said = probabilityWords(probability);
  const chance = words.percent(Number.parseInt(said.replace(/[<>]/u, ""), 10) / 100);
  if (said.startsWith("<")) return words.plain(m.below, { chance });
  return words.plain(said.startsWith(">") ? m.above : m.about, { chance });
}

/** Reckoned amounts of money in three digits at most, rates in whole percents: more would only look exact. */
export function roughInWords(words: Words, metric: MetricShape, stored: number, scale: number): string {
  return estimateInWords(words, metric, rough(metric, stored, scale));
}

export function rough(metric: MetricShape, stored: number, scale: number): number {
  if (metric.unit === "count") return Math.round(stored);
  const digits = Math.floor(Math.log10(Math.max(Math.abs(scale), Math.abs(stored), 1)));
  const step = metric.unit === "percent" ? 100 : 10 ** Math.max(0, digits - 2);
  return Math.round(stored / step) * step;
}

export function rangeInWords(
  words: Words,
  metric: MetricShape,
  { low, high }: { readonly low: number; readonly high: number },
  target: bigint,
): string {
  const [from, to] = [low, high].map((one) => roughInWords(words, metric, one, Number(target)));
  return from === to ? (from ?? "") : words.plain(m.range, { low: from ?? "", high: to ?? "" });
}

const reasons: Readonly<Record<NoOutlook, Message>> = {
  limit: m.noneLimit,
  no_target: m.noneTarget,
  not_started: m.noneNotStarted,
  over: m.noneOver,
  no_working_days: m.noneWorkingDays,
  too_early: m.noneTooEarly,
  no_history: m.noneHistory,
  no_events: m.noneEvents,
  no_deal_sizes: m.noneSizes,
  no_trials: m.noneTrials,
  few_trials: m.noneFewTrials,
};

/** What a forecast is about: a goal, or a team's total. */
export type Forecast = {
  readonly metric: MetricShape & Pick<Metric, "name" | "nameRu">;
  readonly actual: bigint;
  readonly target: bigint;
  readonly end: string;
  readonly isTeam: boolean;
  readonly outlook: Outlook | NotDefined<NoOutlook>;
};

/** "Likely 7–12 by 31 Mar (80% range); chance to reach 10: about 35%.", or why there is no forecast. */
export function outlookInWords(words: Words, { metric, actual, target, end, outlook }: Forecast): string {
  if (!isDefined(outlook)) return words.plain(m.none, { reason: words.plain(reasons[outlook.notDefined]) });
  const values = { range: rangeInWords(words, metric, outlook, target), date: words.date(end) };
  if (metric.unit !== "percent" && actual >= target) return words.plain(m.reached, values);
  return words.plain(m.likely, {
    ...values,
    target: estimateInWords(words, metric, Number(target)),
    chance: chanceInWords(words, outlook.hitProbability),
  });
}

const littleOwnWeight = 0.2;
/** With this many own working days it is not for want of history that the team's average weighs more. */
const aMonth = 20;

/** On how much of the own and of the team's history it rests; null where there is no forecast. */
export function basisInWords(words: Words, { metric, outlook, isTeam }: Forecast): string | null {
  if (!isDefined(outlook)) return null;
  const { basis } = outlook;
  if (basis.kind === "rate") {
    return words.plain(m.basisRate, { trials: basis.trials, further: words.number(basis.further) });
  }
  const days = Math.round(basis.own.workedDays);
  if (!isTeam && outlook.ownWeight < littleOwnWeight) {
    return words.plain(days < aMonth ? m.basisLittle : m.basisAlike);
  }
  const events = words.number(basis.own.events);
  if (isTeam) return words.plain(m.basisTeam, { events, days });
  if (basis.sizes) return words.plain(m.basisMoney, { events: basis.own.events, days });
  return words.plain(m.basis, { name: metricName(words, metric), events, days });
}

/** What has to happen for the target to be reached; null where there is no forecast or nothing left to do. */
export function decidesInWords(words: Words, forecast: Forecast, daysLeft: number): string | null {
  const { metric, actual, target, outlook } = forecast;
  if (!isDefined(outlook)) return null;
  const { basis } = outlook;
  if (basis.kind === "rate") return trialsInWords(words, basis);
  const gap = Number(target - actual);
  if (gap <= 0) return null;
  if (basis.remainingDays <= 0) return words.plain(m.nothingLeft);
  const further = furtherInWords(words, basis.remaining.mu);
  const missing = estimateInWords(words, metric, gap);
  if (!basis.sizes)
    return words.plain(m.needsUnits, { gap: missing, further, days: Math.max(1, Math.round(daysLeft)) });
  const size = roughInWords(words, metric, basis.sizes.mean, basis.sizes.mean);
  const deals = Math.ceil(gap / basis.sizes.mean);
  if (deals <= 1) return words.plain(m.oneDeal, { gap: missing, size });
  return words.plain(m.needsDeals, { gap: missing, deals, size, further });
}

const furtherInWords = (words: Words, mu: number): string =>
  mu < 0.5 ? words.plain(m.lessThanOne) : words.plain(m.aboutCount, { count: words.number(mu, 0) });

function trialsInWords(words: Words, { need, further }: { readonly need: number; readonly further: number }): string {
  if (further === 0) return words.plain(m.nothingLeft);
  if (need === 0) return words.plain(m.needsNoTrials, { further: words.number(further) });
  if (need > further) return words.plain(m.needsTooMany, { further: words.number(further) });
  return words.plain(m.needsTrials, { need: words.number(need), further: words.number(further) });
}
