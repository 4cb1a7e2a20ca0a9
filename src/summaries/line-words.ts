import { overviewInWords } from "../goals/amounts.ts";
import { metricName } from "../goals/metrics.ts";
import { summaryTexts as m } from "../i18n/summaries.ts";
import type { Message } from "../i18n/texts.ts";
import type { Words } from "../i18n/words.ts";
import type { Block } from "../view/view.ts";
import type { GoalLine } from "./goal-lines.ts";

/** Longer names would widen the table beyond a phone. */
const longestName = 40;

export function lineName(words: Words, line: GoalLine): string {
  const own = line.isTeam ? line.goals[0]?.goal.name : undefined;
  const name = own ?? metricName(words, line.metric);
  const dated = line.isOneOfSeveral ? words.plain(m.until, { name, date: words.date(line.end) }) : name;
  const letters = [...dated];
  return letters.length > longestName ? `${letters.slice(0, longestName - 1).join("")}…` : dated;
}

export function linesTable(words: Words, lines: readonly GoalLine[]): Block {
  return {
    kind: "table",
    columns: [
      { label: words.plain(m.columnGoal) },
      { label: words.plain(m.columnDone), align: "right" },
      { label: words.plain(m.columnShare), align: "right" },
      { label: words.plain(m.columnChange), align: "right" },
    ],
    rows: lines.map((line) => [
      lineName(words, line),
      doneCell(words, line),
      line.attainment === null ? words.plain(m.unknown) : words.percent(line.attainment),
      changeCell(words, line),
    ]),
  };
}

function doneCell(words: Words, { metric, actual, target, trials }: GoalLine): string {
  const done = trials === 0n ? words.plain(m.unknown) : overviewInWords(words, metric, actual);
  return target === null ? done : `${done} / ${overviewInWords(words, metric, target)}`;
}

function changeCell(words: Words, line: GoalLine): string {
  if (line.attainment === null) return words.plain(m.unknown);
  const points = changeInPoints(line);
  if (points === null) return words.plain(m.fresh);
  const arrow = points > 0 ? "▲ " : points < 0 ? "▼ " : "";
  return arrow + words.plain(m.points, { points: signed(words, points) });
}

/** Percentage points against the same day last week; null for what had not begun then. */
export const changeInPoints = ({ attainment, before }: GoalLine): number | null =>
  attainment === null || before === null ? null : Math.round((attainment - before) * 100);

export const signed = (words: Words, value: number): string => `${value > 0 ? "+" : ""}${words.number(value, 0)}`;

const paceTexts = {
  no_target: m.paceNoTarget,
  achieved: m.paceReached,
  missed: m.paceOver,
  not_started: m.paceNotStarted,
  not_applicable: m.paceNone,
  no_days_left: m.paceNoDays,
  too_early: m.paceEarly,
  on_track: m.paceOnTrack,
  at_risk: m.paceAtRisk,
  behind: m.paceBehind,
  breached: m.paceBreached,
} as const satisfies Record<GoalLine["status"], Message>;

const limitTexts: Partial<Record<GoalLine["status"], Message>> = {
  achieved: m.paceKept,
  at_risk: m.paceLittleAbove,
  behind: m.paceAbove,
};

export function paceInWords(words: Words, { metric, status, trials }: GoalLine): string {
  if (metric.unit === "percent" && status === "too_early" && (trials ?? 0n) >= 10n) return words.plain(m.paceRate);
  const limit = metric.direction === "less" ? limitTexts[status] : undefined;
  return words.plain(limit ?? paceTexts[status]);
}
