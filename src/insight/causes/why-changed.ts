import type { DateRange, LocalDate } from "../../calendar/dates.ts";
import { metricName } from "../../goals/metrics.ts";
import type { GoalProgress } from "../../goals/progress.ts";
import { causesTexts as m } from "../../i18n/causes.ts";
import type { Words } from "../../i18n/words.ts";
import { teamTime } from "../../org/calendars.ts";
import type { GoalLine } from "../../summaries/goal-lines.ts";
import type { Text } from "../../view/text.ts";
import type { Work } from "../../work.ts";
import type { InsightContext } from "../insight.ts";
import { isDefined, type NotDefined, notDefined } from "../rules/not-defined.ts";
import { datesInWords, effectsInWords, signedAmount } from "./change-words.ts";
import { comparableParts, periodBefore } from "./comparable.ts";
import { type NoChange, type ResultChange, resultChange } from "./result-change.ts";
import { comparedResults } from "./results-in.ts";
import { teamParts } from "./team-parts.ts";

/** A win rate or a deal size of fewer deals says little about why. */
const fewestDeals = 10n;
/** Smaller differences need no reason. */
const smallestShare = 0.05;

/**
 * The one sentence why a team's result differs from its line, or from the period before: what the whole team met, or
 * what volume, win rate and deal size did. Null where nothing honest can be said.
 */
export function whyChanged(context: InsightContext): Promise<((words: Words) => Text) | null> {
  const { work, teamId, week, progress } = context;
  return whyLineChanged(work, teamId, { line: week.main?.line ?? null, progress, asOf: week.asOf });
}

type Standing = {
  readonly line: GoalLine | null;
  readonly progress: readonly GoalProgress[];
  readonly asOf: LocalDate;
};

export async function whyLineChanged(
  work: Work,
  teamId: string,
  { line, progress, asOf }: Standing,
): Promise<((words: Words) => Text) | null> {
  if (!line) return null;
  const parts = teamParts(line, progress);
  const isShort = isBelow(line) && isDefined(parts) && parts.total < -smallestShare * parts.expected;
  if (isShort && (parts.isTeamWide || parts.team < parts.total / 2)) {
    return (words) => words.text(m.whyTeam, { share: words.percent(parts.middle) });
  }
  const compared = await changeSincePeriodBefore(work, teamId, line, asOf);
  if (isDefined(compared) && isWorthSaying(compared.change)) {
    return (words) =>
      words.text(m.whyChange, {
        metric: metricName(words, line.metric),
        dates: datesInWords(words, compared.before),
        change: signedAmount(words, line.metric, compared.change.change),
        effects: effectsInWords(words, line.metric, compared.change),
      });
  }
  return isShort ? (words) => words.text(m.whyOwn, { share: words.percent(parts.middle) }) : null;
}

/** A team's own goal may be on its line while people's goals, which ask for more together, are not. */
const isBelow = ({ actual, expected }: GoalLine): boolean =>
  expected === null || Number(actual) < (1 - smallestShare) * expected;

function isWorthSaying({ before, after, change, held }: ResultChange): boolean {
  const isLarge = Math.abs(Number(change)) >= smallestShare * Number(before.amount);
  const deals = [before, after].map(({ decided, won }) => decided ?? won);
  return isLarge && before.amount > 0n && held.length === 0 && deals.every((count) => count >= fewestDeals);
}

export type ComparedChange = {
  readonly change: ResultChange;
  readonly now: DateRange;
  readonly before: DateRange;
};

/** A line's result against the same part of the period before it. */
export async function changeSincePeriodBefore(
  work: Work,
  teamId: string,
  line: Pick<GoalLine, "metric" | "start" | "end">,
  asOf: LocalDate,
): Promise<ComparedChange | NoChange | NotDefined<"not_begun">> {
  const period = { start: line.start, end: line.end };
  const { calendar } = await teamTime(work, teamId, { start: periodBefore(period).start, end: period.end });
  const ranges = comparableParts(period, asOf, calendar);
  if (!ranges) return notDefined("not_begun");
  const results = await comparedResults(work, teamId, line.metric, ranges);
  if (!isDefined(results)) return results;
  const change = resultChange(results.before, results.after, line.metric.unit === "money");
  return isDefined(change) ? { change, ...ranges } : change;
}
