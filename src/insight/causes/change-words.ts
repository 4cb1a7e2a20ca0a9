import type { DateRange } from "../../calendar/dates.ts";
import { amountInWords, type MetricShape } from "../../goals/amounts.ts";
import { causesTexts as m } from "../../i18n/causes.ts";
import type { Message } from "../../i18n/texts.ts";
import type { Words } from "../../i18n/words.ts";
import type { ChangeFactor, ResultChange } from "./result-change.ts";

export const factorNames = {
  decided: m.factorDecided,
  won: m.factorWon,
  winRate: m.factorWinRate,
  dealSize: m.factorDealSize,
} as const satisfies Record<ChangeFactor, Message>;

/** "+$1,200" or "-$300". */
export const signedAmount = (words: Words, metric: MetricShape, amount: bigint): string =>
  `${amount > 0n ? "+" : ""}${amountInWords(words, metric, amount)}`;

export const datesInWords = (words: Words, { start, end }: DateRange): string =>
  words.plain(m.dates, { start: words.date(start), end: words.date(end, "long") });

/** "decided deals -$3,000, win rate -$10,000, deal size +$600": adds up to the change. */
export const effectsInWords = (words: Words, metric: MetricShape, { effects }: ResultChange): string =>
  effects
    .map(({ factor, effect }) => `${words.plain(factorNames[factor])} ${signedAmount(words, metric, effect)}`)
    .join(", ");
