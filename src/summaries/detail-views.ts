import { figures } from "../goals/goal-words.ts";
import { summaryTexts as m } from "../i18n/summaries.ts";
import type { Words } from "../i18n/words.ts";
import { person, strong, type Text } from "../view/text.ts";
import { heading, list, paragraph, type View, view } from "../view/view.ts";
import { blockerWhat } from "./blocker-words.ts";
import { linesTable } from "./line-words.ts";
import { weekDates } from "./week.ts";
import type { NamedPerson, WeekFacts } from "./week-facts.ts";
import { hasNothingToSay, loggedInWords, mostLines, teamWords } from "./weekly-view.ts";

/** A message of the thread; `name` makes its key unique within the week. */
export type Detail = { readonly name: string; readonly view: (words: Words) => View };

/** The thread under the summary: more goals, one message a rep who has something to show, and how it is counted. */
export function detailsOf(facts: WeekFacts): Detail[] {
  if (hasNothingToSay(facts)) return [];
  const reps = facts.reps.filter((rep) => hasSomething(facts, rep));
  return [
    ...(facts.lines.length > mostLines ? [{ name: "more", view: (words: Words) => moreView(words, facts) }] : []),
    ...reps.map((rep) => ({ name: rep.id, view: (words: Words) => repView(words, facts, rep) })),
    { name: "how", view: (words) => howView(words, facts) },
  ];
}

function hasSomething({ team, progress, sums, blockers }: WeekFacts, { id }: NamedPerson): boolean {
  return (
    sums.some(({ personId }) => personId === id) ||
    blockers.some(({ personId }) => personId === id) ||
    (team.targetsVisible && progress.some(({ goal }) => goal.ownerId === id))
  );
}

function moreView(reader: Words, facts: WeekFacts): View {
  const words = teamWords(reader, facts);
  const title = words.plain(m.moreTitle);
  return view(title, heading(title), linesTable(words, facts.lines.slice(mostLines)));
}

const mostGoals = 10;

function repView(reader: Words, facts: WeekFacts, rep: NamedPerson): View {
  const words = teamWords(reader, facts);
  const values = { dates: weekDates(words, facts.week) };
  const goals = facts.team.targetsVisible ? facts.progress.filter(({ goal }) => goal.ownerId === rep.id) : [];
  const own = facts.sums.filter(({ personId }) => personId === rep.id);
  const shown = facts.team.targetsVisible ? own : own.filter(({ metricId }) => isActivity(facts, metricId));
  const done = loggedInWords(words, facts, shown);
  const blocked = facts.blockers.filter(({ personId }) => personId === rep.id);
  const categories = [...new Set(blocked.map(({ category }) => blockerWhat(words, category)))];
  return view(
    words.plain(m.repTitle, { ...values, name: rep.name }),
    paragraph(words.text(m.repTitle, { ...values, name: person(rep.id, rep.name) })),
    goals.length > 0
      ? list(goals.slice(0, mostGoals).map((one): Text => [strong(one.goal.name), ": ", figures(words, one)]))
      : null,
    paragraph([
      done.length > 0 ? words.plain(m.repLogged, { list: words.list(done) }) : words.plain(m.repQuiet),
      ...(categories.length > 0 ? [" ", words.plain(m.repBlockers, { list: words.list(categories) })] : []),
    ]),
  );
}

const isActivity = ({ metrics }: WeekFacts, metricId: string): boolean => metrics.get(metricId)?.kind === "activity";

function howView(reader: Words, facts: WeekFacts): View {
  const words = teamWords(reader, facts);
  const title = words.plain(m.howTitle);
  return view(
    title,
    heading(title),
    list([
      words.text(m.howWeek, { zone: facts.team.zone }),
      words.text(m.howLine),
      words.text(m.howChange),
      words.text(m.howSums),
      words.text(m.howPeople),
      ...(facts.team.targetsVisible ? [] : [words.text(m.howHidden)]),
    ]),
  );
}
