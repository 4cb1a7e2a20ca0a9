import { summaryTexts as m } from "../i18n/summaries.ts";
import type { Words } from "../i18n/words.ts";
import { person } from "../view/text.ts";
import { heading, list, paragraph, type View, view } from "../view/view.ts";
import { blockerWhat } from "./blocker-words.ts";
import { linesTable } from "./line-words.ts";
import { weekDates } from "./week.ts";
import type { NamedPerson, WeekFacts } from "./week-facts.ts";
import { channelBlockers, hasNothingToSay, loggedInWords, mostLines, teamWords } from "./weekly-view.ts";

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

function hasSomething(facts: WeekFacts, rep: NamedPerson): boolean {
  const { sums, reached, blockers } = partsOf(facts, rep);
  return sums.length > 0 || reached.length > 0 || blockers.length > 0;
}

/**
 * What somebody did, reached and met, and nothing that they did not: everybody in the channel reads it. Results wait for
 * the team's choice to show targets.
 */
function partsOf(facts: WeekFacts, { id }: NamedPerson) {
  const own = facts.sums.filter(({ personId }) => personId === id);
  return {
    sums: facts.team.targetsVisible ? own : own.filter(({ metricId }) => isActivity(facts, metricId)),
    reached: facts.reached.filter(({ goal }) => goal.ownerId === id),
    blockers: channelBlockers(facts).filter(({ personId }) => personId === id),
  };
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
  const { sums, reached, blockers } = partsOf(facts, rep);
  const done = loggedInWords(words, facts, sums);
  const categories = [...new Set(blockers.map(({ category }) => blockerWhat(words, category)))];
  const goals = reached.slice(0, mostGoals).map(({ goal }) => goal.name);
  const lines = [
    ...(goals.length > 0 ? [words.text(m.reached, { list: goals.join("; ") })] : []),
    ...(done.length > 0 ? [words.text(m.repLogged, { list: words.list(done) })] : []),
    ...(categories.length > 0 ? [words.text(m.repBlockers, { list: words.list(categories) })] : []),
  ];
  return view(
    words.plain(m.repTitle, { ...values, name: rep.name }),
    paragraph(words.text(m.repTitle, { ...values, name: person(rep.id, rep.name) })),
    list(lines),
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
