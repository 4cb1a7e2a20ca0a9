import { activityTexts as m } from "../../i18n/activity.ts";
import type { Message } from "../../i18n/texts.ts";
import type { Words } from "../../i18n/words.ts";
import type { Text } from "../../view/text.ts";
import type { LagWarning } from "../rules/lag-verdict.ts";
import type { Link } from "./link.ts";
import { stageName } from "./stages.ts";

const warningTexts: Readonly<Record<LagWarning, Message>> = {
  few_data: m.warnFewData,
  between_and_within_differ: m.warnSimpson,
  reverse_as_strong: m.warnReverse,
  same_event_on_both_sides: m.warnSameEvent,
  self_reported_target: m.warnSelfReported,
  chosen_accounts: m.warnChosen,
  regression_to_the_mean: m.warnRegression,
  team_wide_shock: m.warnShock,
};

/** What may mislead a reader even where nothing is claimed. */
const alwaysTold: readonly LagWarning[] = ["few_data", "between_and_within_differ", "team_wide_shock"];

/** A verdict with whatever warns against reading too much into it. */
export function linkInWords(words: Words, link: Link): Text {
  const claims = link.verdict === "link" || link.verdict === "possible";
  const told = link.verdict === "insufficient" ? [] : link.warnings.filter((one) => claims || alwaysTold.includes(one));
  const values = {
    between: correlation(words, link.simpson.between),
    within: correlation(words, link.simpson.within),
  };
  return [verdictOf(words, link), ...told.flatMap((one) => [" ", words.plain(warningTexts[one], values)])];
}

function verdictOf(words: Words, { activity, outcome, verdict, lag, rho, p, reps, weeks }: Link): string {
  const named = { from: stageName(words, activity), to: stageName(words, outcome), reps, weeks };
  if (verdict === "insufficient" || rho === null || p === null || lag === null)
    return words.plain(m.linkInsufficient, named);
  const values = {
    ...{ ...named, rho: correlation(words, rho), p: chanceInWords(words, p) },
    when: lag === 0 ? words.plain(m.whenSame) : words.plain(m.whenLater, { lag }),
    direction: rho < 0 ? "fewer" : "more",
  };
  if (verdict === "no_reliable_link") return words.plain(m.linkNone, values);
  return words.plain(verdict === "link" ? m.linkFound : m.linkPossible, values);
}

const correlation = (words: Words, rho: number | null): string => (rho === null ? "—" : `ρ = ${words.number(rho, 2)}`);

const chanceInWords = (words: Words, p: number): string => words.number(p, p < 0.01 ? 3 : 2);

const verdictTexts = {
  insufficient: m.verdictInsufficient,
  no_reliable_link: m.verdictNone,
  possible: m.verdictPossible,
  link: m.verdictFound,
} as const;

/** For files: the verdict with its figures. */
export function linkRemark(words: Words, { verdict, lag, p }: Link): string {
  const said = words.plain(verdictTexts[verdict]);
  if (lag === null || p === null || verdict === "insufficient") return said;
  return words.plain(m.afterWeeks, { verdict: said, lag: String(lag), p: p.toFixed(4) });
}
