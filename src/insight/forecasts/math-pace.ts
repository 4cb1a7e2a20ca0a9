import { addDays, type LocalDate, later, toDay } from "../../calendar/dates.ts";
import { type WorkCalendar, workingDays, workOn } from "../../calendar/working-days.ts";
import { amountInWords, estimateInWords } from "../../goals/amounts.ts";
import { mathTexts as m } from "../../i18n/forecast-math.ts";
import type { Words } from "../../i18n/words.ts";
import type { GoalForecastNow } from "./forecast-now.ts";

/** How a goal's line, pace, need per day and projection were computed, one sentence a step. */
export function paceSteps(words: Words, forecast: GoalForecastNow): string[] {
  const { goal, pace, asOf, zone, calendar } = forecast.progress;
  return [
    words.plain(m.calendar, {
      ...{ total: pace.days, start: words.date(goal.startsOn), end: words.date(goal.endsOn, "long"), zone },
      ...{ elapsed: words.number(pace.daysElapsed), date: words.date(asOf, "weekday") },
    }),
    ...calendarSteps(words, calendar, goal.startsOn, goal.endsOn),
    countedStep(words, forecast),
    ...(goal.metric.unit === "percent" ? [words.plain(m.noLine)] : lineSteps(words, forecast)),
  ];
}

/** What the calendar takes away from the plain weekdays, and what it changes. */
function calendarSteps(words: Words, calendar: WorkCalendar, start: LocalDate, end: LocalDate): string[] {
  const dates = Array.from({ length: toDay(end) - toDay(start) + 1 }, (_, at) => addDays(start, at));
  const plain: WorkCalendar = { ...calendar, holidays: new Map(), leaves: [] };
  const holidays = dates.filter((date) => (calendar.holidays.get(date) ?? 0) > 0 && workOn(plain, date) > 0);
  const present = { ...calendar, leaves: [] };
  const away = workingDays(present, start, end) - workingDays(calendar, start, end);
  const began = calendar.hire !== undefined && calendar.hire > start ? calendar.hire : null;
  const out = [
    ...(holidays.length > 0
      ? [
          words.plain(m.holidays, {
            count: holidays.length,
            dates: holidays.map((date) => words.date(date)).join(", "),
          }),
        ]
      : []),
    ...(away > 0 ? [words.plain(m.away, { days: Math.round(away * 100) / 100 })] : []),
    ...(began ? [words.plain(m.before, { date: words.date(later(began, start)) })] : []),
  ];
  const changed = dates.filter((date) => calendar.overrides.has(date)).length;
  return [
    ...(out.length > 0 ? [words.plain(m.leftOut, { list: words.list(out) })] : []),
    ...(changed > 0 ? [words.plain(m.changedDays, { count: changed })] : []),
  ];
}

function countedStep(words: Words, { progress }: GoalForecastNow): string {
  const { goal, actual, entries, lastEntryOn } = progress;
  const values = { start: words.date(goal.startsOn), end: words.date(goal.endsOn) };
  if (entries === 0 || !lastEntryOn) return words.plain(m.countedNothing, values);
  const done = amountInWords(words, goal.metric, actual);
  return words.plain(m.counted, { ...values, actual: done, entries, last: words.date(lastEntryOn) });
}

function lineSteps(words: Words, forecast: GoalForecastNow): string[] {
  const { progress, curve } = forecast;
  const { goal, actual, pace } = progress;
  const amount = (stored: number) => estimateInWords(words, goal.metric, stored);
  const [done, target] = [amountInWords(words, goal.metric, actual), amountInWords(words, goal.metric, goal.target)];
  if (pace.expected === null || pace.expectedShare === null) return [];
  const line = { target, expected: amount(pace.expected) };
  const days = { elapsed: words.number(pace.daysElapsed), total: words.number(pace.days) };
  const isLimit = goal.metric.direction === "less";
  const share = words.number(pace.expectedShare, 3);
  return [
    curve.curve
      ? words.plain(m.learned, {
          ...{ ...line, share, time: words.percent(pace.timeShare ?? 0) },
          periods: words.list(curve.from.map(({ start, end }) => `${words.date(start)} – ${words.date(end, "long")}`)),
        })
      : words.plain(isLimit ? m.straightLimit : m.straight, { ...line, ...days }),
    ...(pace.attainment === null
      ? []
      : [words.plain(m.attainment, { actual: done, target, share: words.percent(pace.attainment) })]),
    ...(pace.paceIndex === null
      ? []
      : [
          words.plain(isLimit ? m.indexLimit : m.index, {
            ...{ actual: done, expected: line.expected, index: words.percent(pace.paceIndex) },
          }),
        ]),
    ...(pace.status === "too_early" ? [words.plain(m.early)] : []),
    ...needSteps(words, forecast, amount),
    ...(pace.projection === null
      ? []
      : [words.plain(m.projection, { actual: done, share, projection: amount(pace.projection) })]),
  ];
}

function needSteps(
  words: Words,
  { progress: { pace } }: GoalForecastNow,
  amount: (stored: number) => string,
): string[] {
  if (!pace.requiredPerDay || pace.daysLeft <= 0) return [];
  const values = {
    gap: amount(pace.gap),
    days: words.number(pace.daysLeft),
    amount: amount(Math.ceil(pace.requiredPerDay - 1e-9)),
  };
  return [words.plain(m.perDay, values)];
}
