import { addDays, endOfWeek } from "../calendar/dates.ts";
import type { Metric } from "../generated/prisma/client.ts";
import { estimateInWords } from "../goals/amounts.ts";
import { metricName } from "../goals/metrics.ts";
import { summaryTexts as m } from "../i18n/summaries.ts";
import type { Words } from "../i18n/words.ts";
import { ownQuestions } from "../insight/activity/own-questions.ts";
import type { Text } from "../view/text.ts";
import { type Block, heading, list, paragraph, type View, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { goalLines, lastPromise, ownActions, ownBlockers, ownGoals, promise } from "./own-things.ts";
import { weekDates, weekOf } from "./week.ts";
import { type WeekSum, weekSums } from "./week-sums.ts";

/** Whole weeks before this one that make somebody's own usual. */
const usualWeeks = 8;

/** One's own goals and one's own past; nobody else is in it. */
export async function myReport(work: PersonWork): Promise<View> {
  const { words, caller } = work;
  const title = words.plain(m.mineTitle, { dates: weekDates(words, weekOf(caller.today)) });
  return view(
    title,
    heading(title),
    goalLines(words, await ownGoals(work)),
    heading(words.plain(m.mineUsual)),
    await usual(work),
    ...promise(words, await lastPromise(work)),
    ...(await ownActions(work)),
    ...(await ownBlockers(work)),
    ...(await ownQuestions(work)),
  );
}

async function usual(work: PersonWork): Promise<Block> {
  const { db, orgId, caller, words } = work;
  const metrics = await db.metric.findMany({ where: { orgId }, orderBy: { name: "asc" } });
  const end = endOfWeek(caller.today);
  const span = { start: addDays(end, -7 * (usualWeeks + 1) + 1), end };
  const sums = await weekSums(
    work,
    { personId: caller.personId },
    metrics.map(({ id }) => id),
    span,
  );
  const lines = metrics.flatMap((metric) =>
    usualLine(
      words,
      metric,
      sums.filter((one) => one.metricId === metric.id),
    ),
  );
  return lines.length > 0 ? list(lines) : paragraph(words.text(m.mineNothing));
}

/** A week without an entry counts as nothing from the first week with one. */
function usualLine(words: Words, metric: Metric, sums: readonly WeekSum[]): Text[] {
  if (sums.length === 0) return [];
  const past = sums.filter(({ weeksAgo }) => weeksAgo > 0);
  const now = sums.filter(({ weeksAgo }) => weeksAgo === 0);
  const weeks = Math.max(0, ...past.map(({ weeksAgo }) => weeksAgo));
  const values = { name: metricName(words, metric), now: inWords(words, metric, now, 1) };
  if (weeks === 0) return [words.text(m.mineUsualNew, values)];
  return [words.text(m.mineUsualLine, { ...values, weeks, usual: inWords(words, metric, past, weeks) })];
}

function inWords(words: Words, metric: Metric, sums: readonly WeekSum[], weeks: number): string {
  const amount = sums.reduce((sum, one) => sum + one.amount, 0n);
  if (metric.unit === "percent") {
    const trials = sums.reduce((sum, one) => sum + one.trials, 0n);
    return trials === 0n ? words.plain(m.unknown) : words.percent(Number(amount) / Number(trials));
  }
  if (metric.unit === "money") return estimateInWords(words, metric, Number(amount) / weeks);
  return words.number(Number(amount) / weeks, 1);
}
