import { addDays } from "../calendar/dates.ts";
import type { Goal } from "../generated/prisma/client.ts";
import { forecastTexts as f } from "../i18n/forecasts.ts";
import { agreementTexts as a } from "../i18n/goal-agreement.ts";
import { goalTexts as m } from "../i18n/goals.ts";
import type { Message } from "../i18n/texts.ts";
import type { Words } from "../i18n/words.ts";
import { amountInWords, estimateInWords, type MetricShape } from "./amounts.ts";
import type { GoalProgress } from "./progress.ts";

/** An entry's amount; for rates how many out of how many. */
export function entryInWords(
  words: Words,
  metric: MetricShape,
  entry: { amount: bigint; trials: bigint | null },
): string {
  if (metric.unit !== "percent") return amountInWords(words, metric, entry.amount);
  return `${words.number(entry.amount)}/${words.number(entry.trials ?? 0n)}`;
}

/** "46 of 200 (23%)"; what is not defined is left out with its reason, never shown as a zero. */
export function figures(words: Words, { goal, actual, trials, pace }: GoalProgress): string {
  const target = amountInWords(words, goal.metric, goal.target);
  if (goal.metric.unit === "percent") {
    if (!trials) return words.plain(m.rateUnknown, { target });
    return words.plain(m.rateSoFar, { actual: amountInWords(words, goal.metric, actual), trials, target });
  }
  const values = { actual: amountInWords(words, goal.metric, actual), target };
  if (goal.metric.direction === "less") return words.plain(m.ofLimit, values);
  if (pace.attainment === null) return words.plain(m.ofTargetOnly, values);
  return words.plain(m.ofTarget, { ...values, share: words.percent(pace.attainment) });
}

const statusTexts = {
  no_target: m.statusNoTarget,
  achieved: m.statusReached,
  missed: m.statusMissed,
  not_started: m.statusNotStarted,
  not_applicable: m.statusNotApplicable,
  no_days_left: m.statusNoDaysLeft,
  too_early: m.statusTooEarly,
  on_track: m.statusOnTrack,
  at_risk: m.statusAtRisk,
  behind: m.statusBehind,
  breached: m.statusBreached,
} as const satisfies Record<GoalProgress["pace"]["status"], Message>;

const limitTexts: Partial<Record<GoalProgress["pace"]["status"], Message>> = {
  at_risk: m.statusLittleAbove,
  behind: m.statusAbove,
};

/** Enough trials for a rate to say anything. */
const enoughTrials = 10n;

/** What people are told of where it stands. */
export function statusInWords(words: Words, progress: GoalProgress): string {
  const { goal, status, trials } = progress;
  if (isFirstDay(progress)) return words.plain(m.statusFirstDay);
  if (goal.metric.unit === "percent" && status === "too_early" && (trials ?? 0n) >= enoughTrials) {
    return words.plain(m.statusRate);
  }
  const text = (goal.metric.direction === "less" ? limitTexts[status] : undefined) ?? statusTexts[status];
  return words.plain(text, { date: words.date(goal.startsOn) });
}

/** The same, and what today's line says where that has not lasted yet. */
export function statusTodayInWords(words: Words, progress: GoalProgress): string {
  const { status, pace } = progress;
  const told = statusInWords(words, progress);
  if (status === pace.status) return told;
  return pendingInWords(words, told, lineStatusInWords(words, progress));
}

/** What its line says alone, so that two dates can be compared. */
export const lineStatusInWords = (words: Words, progress: GoalProgress): string =>
  statusInWords(words, { ...progress, status: progress.pace.status });

export const pendingInWords = (words: Words, status: string, now: string): string =>
  words.plain(f.pending, { status, other: lowered(now) });

export const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** No day is completed yet, but the goal runs. */
const isFirstDay = ({ goal, pace, asOf }: GoalProgress): boolean =>
  pace.status === "not_started" && addDays(asOf, 1) >= goal.startsOn;

/** The expected amount, up to which date and by which calendar; null where there is no line. */
export function lineInWords(words: Words, { goal, pace, asOf, zone }: GoalProgress): string | null {
  if (asOf < goal.startsOn || pace.days === 0) return null;
  const values = {
    elapsed: words.number(pace.daysElapsed),
    total: pace.days,
    date: words.date(asOf < goal.endsOn ? asOf : goal.endsOn, "weekday"),
    zone,
  };
  if (pace.expected === null) return words.plain(m.days, values);
  const expected = estimateInWords(words, goal.metric, pace.expected);
  return words.plain(m.line, { ...values, expected });
}

/** What a working day has to bring from here; null when there is nothing to say. */
export function needInWords(words: Words, progress: GoalProgress): string | null {
  const { goal, pace, trials } = progress;
  if (goal.metric.unit === "percent") return (trials ?? 0n) < enoughTrials ? words.plain(m.fewTrials) : null;
  const isOpen = ["on_track", "at_risk", "behind", "too_early"].includes(pace.status) || isFirstDay(progress);
  if (!isOpen || !pace.requiredPerDay || pace.daysLeft < 1) return null;
  const amount = estimateInWords(words, goal.metric, Math.ceil(pace.requiredPerDay - 1e-9));
  return words.plain(m.perDay, { amount, days: pace.daysLeft });
}

export function bandInWords(words: Words, { pace }: GoalProgress): string | null {
  if (pace.band === "stretch") return words.plain(m.bandStretch);
  return pace.band === "threshold" ? words.plain(m.bandThreshold) : null;
}

export const resultTexts = { reached: m.resultReached, missed: m.resultMissed, dropped: m.resultDropped } as const;

const stateTexts = {
  draft: a.stateDraft,
  sent: a.stateSent,
  acknowledged: a.stateAcknowledged,
  understood: a.stateUnderstood,
  objected: a.stateObjected,
  expired: a.stateExpired,
  closed: a.stateClosed,
} as const satisfies Record<Goal["state"], Message>;

const liveTexts: Readonly<Record<string, Message>> = {
  own: a.stateLiveOwn,
  team: a.stateLiveTeam,
  manager: a.stateLiveManager,
};

/** Where the agreement on a goal stands. */
export function agreementInWords(
  words: Words,
  goal: Pick<Goal, "state" | "liveReason" | "result">,
  hasOpenQuestion: boolean,
): string {
  const live = goal.state === "understood" ? liveTexts[goal.liveReason ?? ""] : undefined;
  const result = goal.result ? words.plain(resultTexts[goal.result]) : "—";
  const state = words.plain(live ?? stateTexts[goal.state], { result });
  return hasOpenQuestion ? words.plain(a.stateQuestion, { state }) : state;
}
