import { addDays } from "../calendar/dates.ts";
import { workingDays } from "../calendar/working-days.ts";
import { statusInWords } from "../goals/goal-words.ts";
import type { GoalProgress } from "../goals/progress.ts";
import { isStale } from "../goals/status.ts";
import { briefTexts as m } from "../i18n/briefs.ts";
import type { Message } from "../i18n/texts.ts";
import type { Words } from "../i18n/words.ts";
import { dueNext } from "../insight/decisions/decisions-of.ts";
import type { Status } from "../insight/forecasts/forecast-now.ts";
import { joinTexts, person, strong, type Text } from "../view/text.ts";
import { blockerWhat } from "./blocker-words.ts";
import { openAction } from "./brief-decisions.ts";
import type { BriefFacts } from "./brief-facts.ts";
import type { BriefFor } from "./brief-for.ts";
import { withMore } from "./weekly-view.ts";

/** A screen names so many of a kind; the second message names them all. */
export const mostNamed = 3;
export const mostChanges = 2;
export const mostPeople = 5;

/** One line a subject, left out where there is nothing to say. */
export function otherLines(words: Words, brief: BriefFor): Text[] {
  const line = (label: Message, named: readonly Text[], most = mostNamed): Text[] => {
    if (named.length === 0) return [];
    const some = withMore(words, named.slice(0, most), named.length);
    return [[strong(words.plain(label)), ": ", ...joinTexts(some, "; ")]];
  };
  return [
    ...line(m.changed, changes(words, brief.facts), mostChanges),
    ...line(m.remove, toRemove(words, brief)),
    ...line(
      m.recognise,
      brief.shown.recognise.map(({ say }) => say(words)),
    ),
    ...line(m.ownList, ownList(words, brief), 5),
    ...line(m.gaps, gaps(words, brief), 4),
  ];
}

/** Classes that people were told in the last week instead of another one. */
export function changes(words: Words, { week }: BriefFacts): Text[] {
  const since = addDays(week.asOf, -6);
  return week.progress.flatMap((progress): Text[] => {
    const { goal, ownerName } = progress;
    const { standing, standingBefore, standingSince } = goal;
    if (!standing || !standingBefore || standing === standingBefore) return [];
    if (!standingSince || standingSince < since || standingSince > week.through) return [];
    const values = {
      goal: `#${goal.number} ${goal.name}`,
      before: classInWords(words, progress, standingBefore),
      now: classInWords(words, progress, standing),
    };
    if (!goal.ownerId || !ownerName) return [words.text(m.changeTeam, values)];
    return [words.text(m.change, { ...values, person: person(goal.ownerId, ownerName) })];
  });
}

/** The database keeps the class that was told as its name. */
const classInWords = (words: Words, progress: GoalProgress, status: string): string =>
  statusInWords(words, { ...progress, status: status as Status });

/** Oldest first, as they come from the week's facts. */
export const toRemove = (words: Words, { blockers }: BriefFor): Text[] =>
  blockers.map(({ number, category, days }) =>
    words.text(m.removeOne, { number: String(number), what: blockerWhat(words, category), days }),
  );

function ownList(words: Words, { facts, decisions, managerId, notAccepted }: BriefFor): Text[] {
  const named = (texts: readonly Text[]): Text =>
    joinTexts(withMore(words, texts.slice(0, mostNamed), texts.length), ", ");
  const waiting = notAccepted.map((one) => goalOf(words, one));
  const unsent = facts.notSent
    .filter(({ createdById }) => createdById === managerId)
    .map(({ number, name }): Text => [`#${number} ${name}`]);
  const due = dueNext(decisions, facts.week.asOf).map((action): Text => [openAction(words, action)]);
  return [
    ...facts.questions
      .map(({ kind, goal, byPersonId }) =>
        words.text(kind === "objection" ? m.objection : m.question, {
          person: person(byPersonId, facts.names.get(byPersonId) ?? ""),
          goal: `#${goal.number} ${goal.name}`,
        }),
      )
      .slice(0, mostNamed),
    ...(due.length > 0 ? [words.text(m.dueThisWeek, { list: named(due) })] : []),
    ...(unsent.length > 0 ? [words.text(m.notSent, { list: named(unsent) })] : []),
    ...(waiting.length > 0 ? [words.text(m.notAccepted, { list: named(waiting) })] : []),
  ];
}

function goalOf(words: Words, { goal, ownerName }: GoalProgress): Text {
  return words.text(m.goalOf, {
    goal: `#${goal.number} ${goal.name}`,
    person: goal.ownerId ? person(goal.ownerId, ownerName ?? "") : "",
  });
}

function gaps(words: Words, { facts, shown }: BriefFor): Text[] {
  const { week, names } = facts;
  const missing = week.participation.missing.map((id): Text => [person(id, names.get(id) ?? "")]);
  const unreached = week.participation.unreached.length;
  const stale = week.progress
    .filter((one) => isQuiet(one, week.asOf))
    .map(({ goal }): Text => [`#${goal.number} ${goal.name}`]);
  const some = (all: readonly Text[], most: number) => joinTexts(withMore(words, all.slice(0, most), all.length), ", ");
  return [
    ...(missing.length > 0 ? [words.text(m.notReported, { people: some(missing, mostPeople) })] : []),
    ...(unreached > 0 ? [words.text(m.unreached, { count: unreached })] : []),
    ...(stale.length > 0 ? [words.text(m.stale, { goals: some(stale, mostNamed) })] : []),
    ...(shown.gaps.length === 1 && shown.gaps[0] ? [shown.gaps[0].say(words)] : []),
    ...(shown.gaps.length > 1 ? [words.text(m.oddNumbers, { count: shown.gaps.length })] : []),
  ];
}

function isQuiet({ goal, lastEntryOn, calendar }: GoalProgress, asOf: string): boolean {
  if (goal.closedAt || goal.endsOn <= asOf || goal.metric.direction === "less") return false;
  const since = lastEntryOn && lastEntryOn >= goal.startsOn ? addDays(lastEntryOn, 1) : goal.startsOn;
  return isStale(workingDays(calendar, since, asOf));
}
