import type { LocalDate } from "../calendar/dates.ts";
import { opens } from "../command/action.ts";
import { estimateInWords } from "../goals/amounts.ts";
import { figures } from "../goals/goal-words.ts";
import type { GoalProgress } from "../goals/progress.ts";
import { reminderTexts as m } from "../i18n/reminders.ts";
import type { Words } from "../i18n/words.ts";
import { strong, type Text } from "../view/text.ts";
import { buttons, heading, list, note, type View, view } from "../view/view.ts";
import type { Reason } from "./goal-reasons.ts";

export type Reminder = {
  readonly progress: GoalProgress;
  readonly reason: Reason;
  /** Working days with today. */
  readonly daysLeft: number;
};

export type Escalation = { readonly on: LocalDate; readonly managers: readonly string[] };

/** As many as one row of buttons takes on every platform. */
const mostButtons = 5;

export function goalReminder(words: Words, reminders: readonly Reminder[], escalation: Escalation | null): View {
  const title = words.plain(m.goalsTitle, { count: reminders.length });
  const off = reminders.some(({ reason }) => reason === "pace");
  return view(
    title,
    heading(title),
    list(reminders.map((reminder) => line(words, reminder))),
    buttons(
      ...reminders.slice(0, mostButtons).map(({ progress: { goal } }) => ({
        label: words.plain(m.logFor, { goal: goal.name }),
        action: opens("goal log", { goal: `#${goal.number}` }),
      })),
    ),
    off && escalation
      ? note(
          words.text(m.escalation, {
            date: words.date(escalation.on, "weekday"),
            managers: words.list(escalation.managers),
          }),
        )
      : null,
  );
}

function line(words: Words, { progress, reason, daysLeft }: Reminder): Text {
  const { goal, pace } = progress;
  const values = { goal: strong(goal.name), figures: figures(words, progress), days: daysLeft };
  if (reason === "quiet") return words.text(m.quietLine, values);
  const more = pace.requiredPerDay ? [" ", ...perDay(words, progress, pace.requiredPerDay)] : [];
  if (reason === "deadline" || pace.expected === null)
    return [...words.text(m.deadlineLine, { ...values, end: words.date(goal.endsOn, "weekday") }), ...more];
  const expected = estimateInWords(words, goal.metric, pace.expected);
  return [...words.text(m.paceLine, { ...values, expected }), ...more];
}

function perDay(words: Words, { goal }: GoalProgress, amount: number): Text {
  if (goal.metric.direction === "less") return [];
  return words.text(m.neededPerDay, { amount: estimateInWords(words, goal.metric, Math.ceil(amount)) });
}
