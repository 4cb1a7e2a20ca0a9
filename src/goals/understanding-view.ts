import { agreementTexts as a } from "../i18n/goal-agreement.ts";
import type { Words } from "../i18n/words.ts";
import { type Block, list, note } from "../view/view.ts";
import type { AckMetrics } from "./understanding.ts";
import { understandingDays } from "./understanding-metrics.ts";

/** How a team's goals were understood; whatever nobody answered is left out. */
export function understandingBlocks(words: Words, metrics: AckMetrics): Block[] {
  const { sent, ackRate, inTime, medianAckHours, matchRate, clarity, questionRate, index } = metrics;
  if (sent === 0 || ackRate === null || inTime === null) return [];
  const share = (value: number) => words.percent(value);
  return [
    note(words.text(a.understandingTitle, { days: understandingDays })),
    list([
      words.text(a.understandingSent, { sent, acknowledged: share(ackRate), inTime: share(inTime) }),
      ...(medianAckHours === null
        ? []
        : [words.text(a.understandingHours, { hours: words.number(medianAckHours, 1) })]),
      ...(matchRate === null ? [] : [words.text(a.understandingMatch, { share: share(matchRate) })]),
      ...(clarity === null ? [] : [words.text(a.understandingClarity, { clarity: words.number(clarity, 1) })]),
      ...(questionRate === null ? [] : [words.text(a.understandingQuestions, { share: share(questionRate) })]),
      ...(index === null ? [] : [words.text(a.understandingIndex, { index: Math.round(index * 100) })]),
    ]),
  ];
}
