import type { DateRange } from "../../calendar/dates.ts";
import { estimateInWords } from "../../goals/amounts.ts";
import { mathTexts as m } from "../../i18n/forecast-math.ts";
import type { Words } from "../../i18n/words.ts";
import { fewestToCompare } from "../activity/team-reps.ts";
import { isDefined } from "../rules/not-defined.ts";
import { chanceInWords, type Forecast, outlookInWords, rangeInWords, roughInWords } from "./forecast-words.ts";
import type { Outlook, OutlookBasis } from "./outlook.ts";

type Events = Extract<OutlookBasis, { kind: "events" }>;
type Rate = Extract<OutlookBasis, { kind: "rate" }>;

export type OutlookReading = {
  readonly window: DateRange | null;
  readonly isLearned: boolean;
  /** The reader sees everybody's goals of the team anyway. */
  readonly seesAll: boolean;
};

/** How the chance and the range were computed, one sentence a step; why there are none where there are none. */
export function outlookSteps(words: Words, forecast: Forecast, reading: OutlookReading): string[] {
  const { outlook } = forecast;
  const { window } = reading;
  if (!isDefined(outlook) || window === null) return [outlookInWords(words, forecast)];
  const { basis } = outlook;
  // An average over so few, less one's own part, is somebody's own number; so is all that is reckoned with it.
  const isHidden = !forecast.isTeam && !reading.seesAll && basis.people < fewestToCompare;
  return [
    words.plain(m.window, { start: words.date(window.start), end: words.date(window.end, "long") }),
    ...(basis.kind === "rate"
      ? rateSteps(words, forecast, basis, isHidden)
      : isHidden
        ? hiddenSteps(words, forecast, basis, reading)
        : eventSteps(words, forecast, basis, reading)),
    resultStep(words, forecast, outlook),
    words.plain(m.rounding),
  ];
}

const hiddenSteps = (words: Words, { metric }: Forecast, basis: Events, { isLearned }: OutlookReading): string[] => [
  words.plain(m.events, { kind: metric.unit }),
  ownStep(words, basis, isLearned),
  words.plain(m.averageHidden, { count: fewestToCompare }),
];

function eventSteps(
  words: Words,
  { metric, isTeam }: Forecast,
  basis: Events,
  { isLearned }: OutlookReading,
): string[] {
  const { remaining, sizes } = basis;
  const number = (value: number) => words.number(value, 2);
  const rate = rateOf(basis);
  return [
    ...(isTeam ? [words.plain(m.series)] : []),
    words.plain(m.events, { kind: metric.unit }),
    ...(isTeam ? teamSteps(words, basis) : ownSteps(words, basis, isLearned)),
    words.plain(m.further, {
      ...{ left: number(basis.remainingDays), rate: words.number(rate, 3), mu: number(remaining.mu) },
    }),
    words.plain(m.spread, {
      dispersion: number(basis.dispersion),
      deviation: number(Math.sqrt(remaining.variance)),
    }),
    ...(sizes
      ? [
          words.plain(sizes.team === 0 ? m.sizesOwn : m.sizes, {
            ...{ own: Math.min(50, sizes.own), team: words.number(sizes.team) },
            size: roughInWords(words, metric, sizes.mean, sizes.mean),
          }),
        ]
      : []),
  ];
}

/** Events a day, from the own history and everybody's. */
const rateOf = ({ own, prior }: Events): number => (prior.alpha + own.events) / (prior.beta + own.days);

function ownStep(words: Words, { own }: Events, isLearned: boolean): string {
  const values = { events: words.number(own.events, 2), days: Math.round(own.workedDays * 100) / 100 };
  return isLearned
    ? words.plain(m.own, { ...values, weighed: words.number(own.days, 2) })
    : words.plain(m.ownStraight, values);
}

function ownSteps(words: Words, basis: Events, isLearned: boolean): string[] {
  const { own, people, peers, prior, remaining } = basis;
  const number = (value: number) => words.number(value, 2);
  const weights = { alpha: number(prior.alpha), beta: number(prior.beta) };
  return [
    ownStep(words, basis, isLearned),
    words.plain(m.peers, {
      ...{ ...weights, people, events: number(peers.events), days: number(peers.days) },
      rate: words.number(prior.rate, 3),
    }),
    words.plain(m.posterior, {
      ...{ ...weights, events: number(own.events), days: number(own.days) },
      ...{ rate: words.number(rateOf(basis), 3), weight: words.percent(remaining.ownWeight) },
    }),
  ];
}

/** One series has nobody to be compared with. */
function teamSteps(words: Words, basis: Events): string[] {
  const events = words.number(basis.own.events, 2);
  const days = Math.round(basis.own.workedDays * 100) / 100;
  return [
    words.plain(m.seriesSoFar, { events, days, weighed: words.number(basis.own.days, 2) }),
    words.plain(m.seriesRate, { events, rate: words.number(rateOf(basis), 3) }),
  ];
}

function rateSteps(words: Words, { metric, target }: Forecast, basis: Rate, isHidden: boolean): string[] {
  const { successes, trials, prior, further, need } = basis;
  const number = (value: number) => words.number(value, 1);
  return [
    words.plain(m.rateSoFar, { successes: number(successes), trials }),
    isHidden
      ? words.plain(m.averageHidden, { count: fewestToCompare })
      : words.plain(m.ratePrior, {
          ...{ a: number(prior.a), all: number(prior.a + prior.b) },
          share: words.percent((prior.a + successes) / (prior.a + prior.b + trials)),
        }),
    words.plain(m.rateFurther, {
      ...{ perDay: number(basis.trialsPerDay), further: number(further), days: number(basis.remainingDays) },
    }),
    words.plain(m.rateNeed, {
      ...{ target: estimateInWords(words, metric, Number(target)), need: number(need), further: number(further) },
    }),
  ];
}

function resultStep(words: Words, { metric, actual, target }: Forecast, outlook: Outlook): string {
  return words.plain(m.result, {
    actual: estimateInWords(words, metric, Number(actual)),
    mean: roughInWords(words, metric, outlook.mean, Number(target)),
    range: rangeInWords(words, metric, outlook, target),
    target: estimateInWords(words, metric, Number(target)),
    chance: chanceInWords(words, outlook.hitProbability),
  });
}
