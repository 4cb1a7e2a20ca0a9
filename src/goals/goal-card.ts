import { opens, runs } from "../command/action.ts";
import type { GoalValue } from "../command/option.ts";
import { forecastTexts as f } from "../i18n/forecasts.ts";
import { agreementTexts as a } from "../i18n/goal-agreement.ts";
import { goalTexts as m } from "../i18n/goals.ts";
import type { Words } from "../i18n/words.ts";
import type { GoalForecastNow } from "../insight/forecasts/forecast-now.ts";
import { basisInWords, outlookInWords } from "../insight/forecasts/forecast-words.ts";
import { forecastOfGoal, learnedInWords } from "../insight/forecasts/report-parts.ts";
import { standingInWords } from "../insight/forecasts/status-words.ts";
import { strong, type Text } from "../view/text.ts";
import { type Block, type Button, buttons, heading, note, paragraph, type View, view } from "../view/view.ts";
import { amountInWords } from "./amounts.ts";
import { goalNumber } from "./goal-store.ts";
import { agreementInWords, bandInWords, figures, lineInWords, needInWords, statusTodayInWords } from "./goal-words.ts";
import type { GoalProgress } from "./progress.ts";
import { periodInWords } from "./sent-view.ts";
import { awaitsOwner } from "./states.ts";

/** What a card says besides the numbers. */
export type CardContext = {
  readonly teamName: string;
  readonly parent: Pick<GoalValue, "number" | "name"> | null;
  readonly hasOpenQuestion: boolean;
  /** How the reader stands to the goal decides which buttons they get. */
  readonly isOwner: boolean;
  readonly mayLog: boolean;
  readonly oversees: boolean;
  /** Null for a teammate who may see the numbers, but not what may come of them. */
  readonly forecast: GoalForecastNow | null;
};

export function goalCard(words: Words, progress: GoalProgress, context: CardContext): View {
  const { goal } = progress;
  const title = `#${goal.number} ${goal.name}`;
  const need = needInWords(words, progress);
  return view(
    `${title}: ${figures(words, progress)}`,
    heading(title),
    { kind: "fields", fields: fieldsOf(words, progress, context) },
    need ? paragraph([need]) : null,
    goal.lesson && (context.isOwner || context.oversees)
      ? note(words.text(m.lessonKept, { lesson: goal.lesson }))
      : null,
    buttons(...cardButtons(words, progress, context)),
    buttons(...readingButtons(words, progress, context)),
  );
}

function fieldsOf(words: Words, progress: GoalProgress, context: CardContext): { label: string; value: Text }[] {
  const { goal } = progress;
  const { forecast } = context;
  const line = forecast ? forecastLine(words, forecast) : lineInWords(words, progress);
  const band = bandInWords(words, progress);
  const owner = progress.ownerName ?? words.plain(m.wholeTeam, { team: context.teamName });
  const status = forecast ? standingInWords(words, forecast) : statusTodayInWords(words, progress);
  const stretch = goal.stretch !== null && goal.stretch > goal.target ? goal.stretch : null;
  const field = (label: string, value: string | null): { label: string; value: Text }[] =>
    value === null ? [] : [{ label, value: [value] }];
  return [
    ...field(words.plain(m.fieldOwner), owner),
    { label: words.plain(m.fieldSoFar), value: [strong(figures(words, progress))] },
    ...field(words.plain(m.fieldPeriod), periodInWords(words, goal)),
    ...field(words.plain(m.fieldLine), line),
    ...field(words.plain(m.fieldStatus), band ? `${status}; ${band}` : status),
    ...field(words.plain(f.field), forecast && forecastInWords(words, forecast)),
    ...field(words.plain(m.fieldStretch), stretch === null ? null : amountInWords(words, goal.metric, stretch)),
    ...field(words.plain(m.fieldParent), context.parent ? `#${context.parent.number} ${context.parent.name}` : null),
    ...field(words.plain(m.fieldAgreement), agreementInWords(words, goal, context.hasOpenQuestion)),
  ];
}

/** The line that the status rests on, and from which periods it was learned, if it was. */
function forecastLine(words: Words, { progress, curve }: GoalForecastNow): string | null {
  const line = lineInWords(words, progress);
  return line === null || progress.pace.expected === null ? line : line + learnedInWords(words, curve);
}

function forecastInWords(words: Words, forecast: GoalForecastNow): string {
  const told = forecastOfGoal(forecast);
  const basis = basisInWords(words, told);
  return [outlookInWords(words, told), ...(basis ? [basis] : [])].join(" ");
}

/** What only tells more. */
function readingButtons(words: Words, { goal }: GoalProgress, { forecast }: CardContext): (Button | null)[] {
  const values = { goal: goalNumber(goal) };
  return [
    forecast ? { label: words.plain(f.buttonMath), action: runs("goal math", values) } : null,
    { label: words.plain(m.buttonHistory), action: runs("goal history", values) },
  ];
}

/** At most five, the platforms' smallest row. */
function cardButtons(words: Words, { goal }: GoalProgress, context: CardContext): (Button | null)[] {
  const values = { goal: goalNumber(goal) };
  if (goal.closedAt) return [];
  const waits = context.isOwner && awaitsOwner(goal.state);
  const asks = context.isOwner && goal.state !== "objected";
  const answers = context.oversees && (context.hasOpenQuestion || goal.state === "objected");
  const all: (Button | null)[] = [
    waits ? { label: words.plain(a.buttonAccept), action: opens("goal accept", values), style: "primary" } : null,
    asks ? { label: words.plain(a.buttonAsk), action: opens("goal ask", values) } : null,
    asks && goal.createdById !== goal.ownerId
      ? { label: words.plain(a.buttonObject), action: opens("goal object", values) }
      : null,
    answers ? { label: words.plain(a.buttonAnswer), action: opens("goal answer", values), style: "primary" } : null,
    context.oversees && goal.ownerId !== null && (awaitsOwner(goal.state) || goal.state === "objected")
      ? { label: words.plain(a.buttonLive), action: opens("goal live", values) }
      : null,
    context.mayLog ? { label: words.plain(m.buttonLog), action: opens("goal log", values) } : null,
    context.oversees ? { label: words.plain(m.buttonEdit), action: opens("goal edit", values) } : null,
  ];
  return all.filter((button) => button !== null).slice(0, mostButtons);
}

const mostButtons = 5;

/** Where a goal stands, in the two or three lines under an answer. */
function standing(words: Words, progress: GoalProgress): Block[] {
  const line = lineInWords(words, progress);
  const need = needInWords(words, progress);
  const place = [strong(figures(words, progress)), `. ${statusTodayInWords(words, progress)}.`];
  return [
    paragraph(place),
    ...(need ? [paragraph([need])] : []),
    ...(line ? [note(words.text(m.lineBefore, { line }))] : []),
  ];
}

export type EntryAnswer = {
  readonly progress: GoalProgress;
  readonly first: Text;
  readonly notes: readonly Text[];
  /** The entry that "Undo" takes back; none when nothing was written. */
  readonly entryId: string | null;
};

/** The answer to a change of a goal's entries. */
export function entryView(words: Words, { progress, first, notes, entryId }: EntryAnswer): View {
  const { goal } = progress;
  const values = { goal: goalNumber(goal) };
  return view(
    `#${goal.number} ${goal.name}: ${figures(words, progress)}`,
    paragraph(first),
    ...standing(words, progress),
    ...notes.map((text) => paragraph(text)),
    buttons(
      entryId ? { label: words.plain(m.buttonUndo), action: runs("goal undo-entry", { entry: entryId }) } : null,
      { label: words.plain(m.buttonLogMore), action: opens("goal log", values) },
      { label: words.plain(m.buttonShow), action: runs("goal show", values) },
    ),
  );
}
