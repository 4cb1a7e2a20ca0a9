import { amountInWords } from "../../goals/amounts.ts";
import { metricName } from "../../goals/metrics.ts";
import { activityTexts as m } from "../../i18n/activity.ts";
import type { Message } from "../../i18n/texts.ts";
import type { Words } from "../../i18n/words.ts";
import type { DataFlag } from "../rules/data-quality.ts";
import type { DataGap } from "./data-gaps.ts";

const flagTexts: Readonly<Record<DataFlag, Message>> = {
  identical_weeks: m.gapIdentical,
  far_above_own_maximum: m.gapFarAbove,
  back_dated: m.gapBackDated,
  closed_before_engaged: m.gapClosedFirst,
  more_than_a_day_holds: m.gapFullDay,
  result_without_activity: m.gapNoActivity,
};

/** What is odd, without a word about the person. */
export function gapInWords(words: Words, { flag, metric, deal, date, amount }: DataGap): string {
  return words.plain(flagTexts[flag], {
    metric: metric ? metricName(words, metric) : "",
    amount: metric && amount !== null ? amountOf(words, metric, amount) : "",
    deal: deal ?? "",
    date: date ? words.date(date) : "",
  });
}

/** Of rates, the successes. */
const amountOf = (words: Words, metric: NonNullable<DataGap["metric"]>, amount: bigint): string =>
  metric.unit === "percent" ? words.number(amount) : amountInWords(words, metric, amount);
