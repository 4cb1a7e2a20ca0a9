import type { Metric } from "../generated/prisma/client.ts";
import { fitTexts as m } from "../i18n/fit.ts";
import type { Words } from "../i18n/words.ts";
import { stageName } from "../insight/activity/stages.ts";
import { chanceInWords } from "../insight/forecasts/forecast-words.ts";
import type { FitClass, FitReason } from "../insight/rules/goal-fit.ts";
import type { Text } from "../view/text.ts";
import { amountInWords, estimateInWords } from "./amounts.ts";
import type { FitNow } from "./fit.ts";

const classes = {
  too_easy: m.classTooEasy,
  good_fit: m.classFits,
  stretch: m.classStretch,
  unrealistic: m.classUnrealistic,
} as const;

const shortClasses = {
  too_easy: m.classTooEasyShort,
  good_fit: m.classFitsShort,
  stretch: m.classStretchShort,
  unrealistic: m.classUnrealisticShort,
  insufficient_data: m.classUnknownShort,
} as const satisfies Record<FitClass, unknown>;

export const fitInShort = (words: Words, fit: FitClass): string => words.plain(shortClasses[fit]);

/** The class with its chance; "not enough data" is a full answer. */
function fitClassLine(words: Words, { fit, found }: FitNow): Text {
  if (fit === "insufficient_data" || found === null) return words.text(m.classUnknown);
  return words.text(classes[fit], { chance: chanceInWords(words, found.hitProbability) });
}

/** The class, what is expected, and on what that rests. */
export function fitLines(words: Words, fit: FitNow, metric: Metric, target: bigint): Text[] {
  const { found, math } = fit;
  if (found === null) return [fitClassLine(words, fit)];
  const values = {
    expected: estimateInWords(words, metric, found.expected),
    booked: estimateInWords(words, metric, math.booked),
    target: amountInWords(words, metric, target),
    days: words.number(math.workingDays, 1),
  };
  const own = { events: words.plain(m.events, { count: math.own.events }), days: Math.round(math.own.days) };
  return [
    fitClassLine(words, fit),
    words.text(math.booked > 0 ? m.expectedWithBooked : m.expected, values),
    found.basis === "own" ? words.text(m.basisOwn, own) : words.text(m.basisTeam),
  ];
}

/** Each reason as a question to whoever sets the goal. */
export function reasonLines(words: Words, fit: FitNow, metric: Metric): Text[] {
  return fit.reasons.map((reason) => reasonLine(words, fit, metric, reason));
}

function capacityLine(words: Words, { tightest, perDay, busyDay }: FitNow["math"]): Text {
  const figures = {
    need: words.number(tightest?.perDay ?? perDay, 1),
    busy: words.number(tightest?.busyDay ?? busyDay ?? 0, 1),
  };
  if (tightest === null) return words.text(m.reasonCapacity, figures);
  return words.text(m.reasonCapacityOf, { ...figures, activity: stageName(words, tightest.activity) });
}

function reasonLine(words: Words, { math }: FitNow, metric: Metric, reason: FitReason): Text {
  const amount = (stored: number | null) => (stored === null ? "—" : estimateInWords(words, metric, stored));
  switch (reason) {
    case "ABOVE_BEST":
      return words.text(m.reasonAboveBest, { count: math.periods, best: amount(math.best) });
    case "BELOW_WORST":
      return words.text(m.reasonBelowWorst, { count: math.periods, worst: amount(math.worst) });
    case "RAMP":
      return math.rampFactor > 0
        ? words.text(m.reasonRamp, { share: words.percent(math.rampFactor) })
        : words.text(m.reasonRampNothing);
    case "LEAVE":
      return words.text(m.reasonLeave, {
        days: words.number(math.workingDays, 1),
        normal: Math.round(math.normalDays * 10) / 10,
      });
    case "CAPACITY":
      return capacityLine(words, math);
    case "RATCHET":
      return words.text(m.reasonRatchet, { previous: amount(math.previous) });
    case "OUTLIER":
      return words.text(m.reasonOutlier, { usual: amount(math.usual) });
  }
}
