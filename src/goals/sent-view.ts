import { opens } from "../command/action.ts";
import type { Goal } from "../generated/prisma/client.ts";
import { agreementTexts as a } from "../i18n/goal-agreement.ts";
import { goalTexts as m } from "../i18n/goals.ts";
import type { Words } from "../i18n/words.ts";
import { plain as plainText, type Text } from "../view/text.ts";
import { type Block, buttons, heading, note, paragraph, type View, view } from "../view/view.ts";
import { amountInWords } from "./amounts.ts";
import { goalNumber, goalPiece } from "./goal-store.ts";
import type { GoalWithMetric } from "./progress.ts";

/** When an unaccepted goal is mentioned again: to its owner twice, then to whoever set it. */
export type ReminderTimes = { readonly first: Date | null; readonly second: Date | null; readonly listed: Date | null };

export type SentGoal = {
  readonly goal: GoalWithMetric;
  readonly because: "new" | "changed" | "kept";
  readonly byName: string;
  readonly reason?: string;
  readonly times: ReminderTimes;
};

const titles = { new: a.sentTitle, changed: a.changedTitle, kept: a.keptTitle } as const;

/** A goal put before its owner, with what they can do and what happens if they do nothing. */
export function sentView(words: Words, sent: SentGoal): View {
  const { goal, times } = sent;
  const { first, second, listed } = times;
  const when =
    first && second && listed
      ? words.text(a.whenReminded, {
          first: words.time(first),
          second: words.time(second),
          listed: words.time(listed),
          name: sent.byName,
        })
      : null;
  return view(
    titleOf(words, sent),
    heading(titleOf(words, sent)),
    termsOf(words, sent),
    paragraph(words.text(a.pleaseAccept)),
    agreementButtons(words, goal),
    when ? note(when) : null,
  );
}

const settledTexts = {
  accepted: a.accepted,
  superseded: a.superseded,
  closed: a.closedMeanwhile,
  live: a.madeLive,
} as const;

/** Why a message that asked for an answer no longer does. */
export type Settled = keyof typeof settledTexts;

/** The same message once there is nothing left to do in it. */
export function settledView(words: Words, sent: Omit<SentGoal, "times">, how: Settled): View {
  const title = titleOf(words, sent);
  return view(title, heading(title), termsOf(words, sent), paragraph(words.text(settledTexts[how])));
}

function titleOf(words: Words, { goal, because }: Pick<SentGoal, "goal" | "because">): string {
  return words.plain(titles[because], { goal: goalPiece(goal) });
}

function termsOf(words: Words, { goal, byName, reason }: Pick<SentGoal, "goal" | "byName" | "reason">): Block {
  const amount = (stored: bigint) => amountInWords(words, goal.metric, stored);
  const fields: { label: string; value: Text }[] = [
    { label: words.plain(m.optionTarget), value: [amount(goal.target)] },
    { label: words.plain(m.fieldPeriod), value: [periodInWords(words, goal)] },
    { label: words.plain(a.setBy), value: [byName] },
  ];
  if (goal.stretch !== null && goal.stretch > goal.target) {
    fields.push({ label: words.plain(m.fieldStretch), value: [amount(goal.stretch)] });
  }
  if (reason) fields.push({ label: words.plain(a.why), value: [reason] });
  return { kind: "fields", fields };
}

export const periodInWords = (words: Words, goal: Pick<Goal, "startsOn" | "endsOn">): string =>
  words.plain(m.period, { start: words.date(goal.startsOn), end: words.date(goal.endsOn, "long") });

function agreementButtons(words: Words, goal: Pick<Goal, "number">): Block | null {
  const values = { goal: goalNumber(goal) };
  return buttons(
    { label: words.plain(a.buttonAccept), action: opens("goal accept", values), style: "primary" },
    { label: words.plain(a.buttonAsk), action: opens("goal ask", values) },
    { label: words.plain(a.buttonObject), action: opens("goal object", values) },
  );
}

export type Reminder = {
  readonly goal: GoalWithMetric;
  readonly byName: string;
  /** Null for the first reminder; then when it goes on the setter's list. */
  readonly isLast: boolean;
  readonly listed: Date | null;
};

export function reminderView(words: Words, { goal, byName, isLast, listed }: Reminder): View {
  const values = {
    goal: goalPiece(goal),
    name: byName,
    target: amountInWords(words, goal.metric, goal.target),
    end: words.date(goal.endsOn),
  };
  const text = !isLast
    ? words.text(a.remindFirst, values)
    : listed
      ? words.text(a.remindSecond, { ...values, listed: words.time(listed) })
      : words.text(a.remindLast, values);
  return view(plainText(text), paragraph(text), agreementButtons(words, goal));
}
