import { addDays } from "../../calendar/dates.ts";
import { workingDays } from "../../calendar/working-days.ts";
import { lowered, pendingInWords, statusInWords } from "../../goals/goal-words.ts";
import { isStale, toldStatus } from "../../goals/status.ts";
import { forecastTexts as m } from "../../i18n/forecasts.ts";
import type { Words } from "../../i18n/words.ts";
import type { GoalForecastNow, Status } from "./forecast-now.ts";
import { nextStanding } from "./standing.ts";
import { seenNow, standingOf } from "./standing-of.ts";

const classInWords = (words: Words, { progress }: GoalForecastNow, status: Status): string =>
  statusInWords(words, { ...progress, status });

/** What would be told if it were put down now: whoever asks is not kept waiting for the next time that it is. */
const toldNow = (forecast: GoalForecastNow) =>
  toldStatus(nextStanding(standingOf(forecast.progress.goal), seenNow(forecast)).standing, forecast.status.status);

/** The class that was told last; beside it what today's figures say, and that the two methods disagree. */
export function standingInWords(words: Words, forecast: GoalForecastNow): string {
  const { status, progress } = forecast;
  const told = toldNow(forecast);
  const now = status.uncertain
    ? words.plain(m.uncertain, {
        status: classInWords(words, forecast, status.status),
        other: lowered(classInWords(words, forecast, progress.pace.status)),
      })
    : classInWords(words, forecast, status.status);
  return told === status.status ? now : pendingInWords(words, classInWords(words, forecast, told), now);
}

/** The class alone, for a table's cell. */
export const toldInWords = (words: Words, forecast: GoalForecastNow): string =>
  classInWords(words, forecast, toldNow(forecast));

/** Nothing was logged for five working days of a goal that runs; a flag beside the status, never instead of it. */
export function staleInWords(words: Words, { progress, asOf }: GoalForecastNow): string | null {
  const { goal, lastEntryOn, calendar } = progress;
  if (goal.closedAt || asOf >= goal.endsOn || goal.metric.direction === "less") return null;
  const since = lastEntryOn && lastEntryOn >= goal.startsOn ? addDays(lastEntryOn, 1) : goal.startsOn;
  return isStale(workingDays(calendar, since, asOf)) ? words.plain(m.stale) : null;
}
