import { addDays } from "../calendar/dates.ts";
import { workingDays } from "../calendar/working-days.ts";
import { opens } from "../command/action.ts";
import { amountInWords } from "../goals/amounts.ts";
import { statusInWords } from "../goals/goal-words.ts";
import { metricName } from "../goals/metrics.ts";
import type { GoalProgress } from "../goals/progress.ts";
import { briefTexts as m } from "../i18n/briefs.ts";
import type { Message } from "../i18n/texts.ts";
import type { Words } from "../i18n/words.ts";
import { isPersonalBest } from "../insight/rules/recognition.ts";
import { joinTexts, person, strong, type Text } from "../view/text.ts";
import { type Block, buttons, heading, list, paragraph, type View, view } from "../view/view.ts";
import type { BriefFacts } from "./brief-facts.ts";
import { gatherFindings, isTeamBelowLine, mostFindings } from "./findings.ts";
import { oddNumbers, weeklyHistories } from "./histories.ts";
import { weekDates } from "./week.ts";
import { hasNothingToSay, verdictText, withMore } from "./weekly-view.ts";

const mostNamed = 4;

/** One screen for one manager: the result, who needs them, what changed, and what only they may know. */
export function briefView(words: Words, facts: BriefFacts, managerId: string): View {
  const title = words.plain(m.title, { team: facts.week.team.name, dates: weekDates(words, facts.week.week) });
  const findings = gatherFindings(words, facts, managerId).slice(0, mostFindings);
  const lines = otherLines(words, facts);
  if (hasNothingToSay(facts.week) && findings.length === 0 && lines.length === 0) {
    return view(title, heading(title), paragraph(words.text(m.empty)));
  }
  const verdict = verdictText(words, facts.week);
  const isShared = isTeamBelowLine(facts);
  return view(
    `${title}. ${verdict.summary}`,
    heading(title),
    paragraph(isShared ? [...verdict.text, " ", words.plain(m.teamWide)] : verdict.text),
    ...needsYou(words, findings),
    lines.length > 0 ? list(lines) : null,
    answerButtons(words, facts),
  );
}

function needsYou(words: Words, findings: ReturnType<typeof gatherFindings>): (Block | null)[] {
  if (findings.length === 0) return [paragraph(words.text(m.quiet))];
  return [
    paragraph([strong(words.plain(m.needsYou))]),
    list(findings.map(({ text }) => text)),
    buttons(...findings.map(({ button }) => button ?? null)),
  ];
}

/** One line a subject, left out where there is nothing to say. */
function otherLines(words: Words, facts: BriefFacts): Text[] {
  const line = (label: Message, named: readonly Text[], most = mostNamed): Text[] => {
    if (named.length === 0) return [];
    const shown = withMore(words, named.slice(0, most), named.length);
    return [[strong(words.plain(label)), ": ", ...joinTexts(shown, "; ")]];
  };
  const people = facts.week.participation.missing.map((id): Text => [person(id, facts.names.get(id) ?? "")]);
  return [
    ...line(m.changed, changes(words, facts)),
    ...line(m.notReported, people, 12),
    ...line(
      m.notAccepted,
      facts.notAccepted.map((one) => goalOf(words, one)),
    ),
    ...line(
      m.questions,
      facts.questions.map(({ kind, goal, byPersonId }) =>
        words.text(kind === "objection" ? m.objection : m.question, {
          person: person(byPersonId, facts.names.get(byPersonId) ?? ""),
          goal: `#${goal.number} ${goal.name}`,
        }),
      ),
    ),
    ...line(m.recognise, recognition(words, facts).slice(0, 2)),
    ...line(m.gaps, gaps(words, facts)),
  ];
}

function goalOf(words: Words, { goal, ownerName }: GoalProgress): Text {
  return words.text(m.goalOf, {
    goal: `#${goal.number} ${goal.name}`,
    person: goal.ownerId ? person(goal.ownerId, ownerName ?? "") : "",
  });
}

const classes: readonly string[] = ["on_track", "at_risk", "behind", "achieved", "breached"];

function changes(words: Words, { week, before }: BriefFacts): Text[] {
  return week.progress.flatMap((now): Text[] => {
    const earlier = before.get(now.goal.id);
    const isChange = earlier && earlier.pace.status !== now.pace.status;
    if (!isChange || !classes.includes(earlier.pace.status) || !classes.includes(now.pace.status)) return [];
    const { goal, ownerName } = now;
    const values = {
      goal: `#${goal.number} ${goal.name}`,
      before: statusInWords(words, earlier),
      now: statusInWords(words, now),
    };
    if (!goal.ownerId || !ownerName) return [words.text(m.changeTeam, values)];
    return [words.text(m.change, { ...values, person: person(goal.ownerId, ownerName) })];
  });
}

/** Results that were reached, and personal bests against eight weeks or more of one's own. */
function recognition(words: Words, facts: BriefFacts): Text[] {
  const { week, names } = facts;
  const reached = week.reached.map(({ goal, ownerName }) =>
    goal.ownerId && ownerName
      ? words.text(m.reached, { person: person(goal.ownerId, ownerName), goal: goal.name })
      : words.text(m.reachedTeam, { goal: goal.name }),
  );
  const bests = weeklyHistories(facts).flatMap(({ personId, metric, past, last }) => {
    const name = names.get(personId);
    if (!name || metric.direction === "less" || metric.unit === "percent" || !isPersonalBest(last, past)) return [];
    const amount = amountInWords(words, metric, BigInt(last));
    return [words.text(m.best, { person: person(personId, name), metric: metricName(words, metric), amount })];
  });
  return [...reached, ...bests];
}

const quietDays = 5;

function gaps(words: Words, facts: BriefFacts): Text[] {
  const { asOf } = facts.week;
  const stale = facts.week.progress.filter(({ goal, lastEntryOn, calendar }) => {
    if (goal.closedAt || goal.endsOn <= asOf) return false;
    const since = lastEntryOn && lastEntryOn >= goal.startsOn ? addDays(lastEntryOn, 1) : goal.startsOn;
    return workingDays(calendar, since, asOf) >= quietDays;
  });
  const odd = oddNumbers(facts);
  const named = (ids: readonly string[]): string => words.list(ids.map((id) => facts.names.get(id) ?? ""));
  const goals = withMore(
    words,
    stale.slice(0, 3).map(({ goal }): Text => [`#${goal.number} ${goal.name}`]),
    stale.length,
  );
  return [
    ...(stale.length > 0 ? [words.text(m.stale, { goals: joinTexts(goals, ", ") })] : []),
    ...(odd.identical.length > 0 ? [words.text(m.identical, { people: named(odd.identical) })] : []),
    ...(odd.farAbove.length > 0 ? [words.text(m.farAbove, { people: named(odd.farAbove) })] : []),
  ];
}

function answerButtons(words: Words, { questions }: BriefFacts): Block | null {
  const numbers = [...new Set(questions.map(({ goal }) => goal.number))].slice(0, mostNamed);
  return buttons(
    ...numbers.map((number) => ({
      label: words.plain(m.answer, { number: String(number) }),
      action: opens("goal answer", { goal: `#${number}` }),
    })),
  );
}
