import { estimateInWords, overviewInWords } from "../goals/amounts.ts";
import { metricName } from "../goals/metrics.ts";
import { summaryTexts as m } from "../i18n/summaries.ts";
import { localeFor } from "../i18n/texts.ts";
import { type Words, wordsFor } from "../i18n/words.ts";
import { learnedInWords } from "../insight/forecasts/report-parts.ts";
import { blockerInfo, isBlockerCode } from "../insight/rules/blocker-taxonomy.ts";
import { joinTexts, person, strong, type Text } from "../view/text.ts";
import { type Block, heading, paragraph, type View, view } from "../view/view.ts";
import { blockerOwnerName, blockerWhat } from "./blocker-words.ts";
import { lineChart } from "./line-chart.ts";
import { changeInPoints, lineName, linesTable, paceInWords, signed } from "./line-words.ts";
import { isIncomplete } from "./participation.ts";
import { weekDates } from "./week.ts";
import type { OpenBlocker, WeekFacts } from "./week-facts.ts";
import type { WeekSum } from "./week-sums.ts";

/** One screen holds this many lines of goals; the others go to the thread. */
export const mostLines = 8;
const mostNamed = 3;

/** The team's own words, whatever the zone of the organisation. */
export const teamWords = (words: Words, { team }: WeekFacts): Words => wordsFor(words.locale, team.zone);

export const wordsOfTeam = ({ team }: WeekFacts): Words => wordsFor(localeFor(team.locale), team.zone);

export const hasNothingToSay = ({ progress, sums, participation, blockers }: WeekFacts): boolean =>
  progress.length === 0 && sums.length === 0 && participation.answered === 0 && blockers.length === 0;

/** The message in the channel: one screen, praise only, no single person's targets. */
export function weeklyView(reader: Words, facts: WeekFacts): View {
  const words = teamWords(reader, facts);
  const { team, week } = facts;
  if (hasNothingToSay(facts)) return quietView(words, facts);
  const title = words.plain(m.title, { team: team.name, dates: weekDates(words, week), zone: team.zone });
  const verdict = verdictText(words, facts);
  return view(
    `${title}. ${verdict.summary}`,
    heading(title),
    paragraph(verdict.text),
    facts.lines.length > 0 ? linesTable(words, facts.lines.slice(0, mostLines)) : null,
    wins(words, facts),
    blockers(words, facts),
    paragraph([participation(words, facts), " ", words.plain(m.inThread)]),
    lineChart(words, facts),
  );
}

function quietView(words: Words, facts: WeekFacts): View {
  const { team, week } = facts;
  const title = words.plain(m.nothingTitle, { team: team.name });
  const values = { start: words.date(week.start), end: words.date(week.end, "long") };
  return view(
    title,
    heading(title),
    paragraph([...words.text(m.nothing, values), ` ${participation(words, facts)} `, words.plain(m.firstGoal)]),
  );
}

type Verdict = { readonly summary: string; readonly text: Text };

export function verdictText(words: Words, facts: WeekFacts): Verdict {
  const { participation: taken } = facts;
  const sentences = facts.main ? mainSentences(words, facts.main, facts) : otherSentences(words, facts);
  const [first = "", ...others] = sentences;
  const missing = isIncomplete(taken)
    ? [words.plain(m.incomplete, { missing: taken.asked - taken.answered, asked: taken.asked })]
    : [];
  return {
    summary: [...missing, first].join(" "),
    text: joinTexts(
      [...missing, first, ...others].map((one, at) => (at === 0 ? [strong(one)] : [one])),
      " ",
    ),
  };
}

type Main = NonNullable<WeekFacts["main"]>;

function mainSentences(words: Words, { line, curve }: Main, { asOf }: WeekFacts): string[] {
  const { metric, actual, target, attainment, expected } = line;
  const isLimit = metric.direction === "less";
  const points = changeInPoints(line);
  return [
    words.plain(isLimit ? m.verdictLimit : m.verdict, {
      name: lineName(words, line),
      actual: overviewInWords(words, metric, actual),
      target: overviewInWords(words, metric, target ?? 0n),
      pace: paceInWords(words, line),
      ...(isLimit ? {} : { share: words.percent(attainment ?? 0) }),
    }),
    ...(expected === null || asOf < line.start
      ? []
      : [
          words.plain(m.verdictLine, {
            date: words.date(asOf < line.end ? asOf : line.end),
            expected: estimateInWords(words, metric, expected),
            learned: learnedInWords(words, curve),
          }),
        ]),
    points === null
      ? words.plain(m.verdictNew)
      : points === 0
        ? words.plain(m.verdictSame)
        : words.plain(m.verdictChange, { points: signed(words, points) }),
  ];
}

function otherSentences(words: Words, facts: WeekFacts): string[] {
  const done = loggedInWords(words, facts, facts.sums);
  const logged = done.length > 0 ? [words.plain(m.logged, { list: words.list(done) })] : [];
  const { length: count } = facts.progress;
  return [count === 0 ? words.plain(m.noGoals) : words.plain(m.noCommonTarget, { count }), ...logged];
}

/** "Calls 45", one a metric: sums of the week, rates as how many out of how many. */
export function loggedInWords(
  words: Words,
  { metrics }: Pick<WeekFacts, "metrics">,
  sums: readonly WeekSum[],
): string[] {
  return [...metrics.values()].flatMap((metric) => {
    const own = sums.filter(({ metricId }) => metricId === metric.id);
    if (own.length === 0) return [];
    const amount = own.reduce((sum, one) => sum + one.amount, 0n);
    const trials = own.reduce((sum, one) => sum + one.trials, 0n);
    const value =
      metric.unit === "percent"
        ? `${words.number(amount)}/${words.number(trials)}`
        : overviewInWords(words, metric, amount);
    return [`${metricName(words, metric)} ${value}`];
  });
}

function wins(words: Words, { reached }: WeekFacts): Block | null {
  if (reached.length === 0) return null;
  const named = reached.slice(0, mostNamed).map(({ goal, ownerName }): Text => {
    if (!goal.ownerId || !ownerName) return [goal.name];
    return words.text(m.reachedBy, { person: person(goal.ownerId, ownerName), goal: goal.name });
  });
  return paragraph(words.text(m.reached, { list: joinTexts(withMore(words, named, reached.length), "; ") }));
}

/** What somebody lacks themselves is between them and their manager. */
export const channelBlockers = ({ blockers: open }: Pick<WeekFacts, "blockers">): OpenBlocker[] =>
  open.filter(({ category }) => !isBlockerCode(category) || blockerInfo(category).control !== "rep");

function blockers(words: Words, facts: WeekFacts): Block | null {
  const open = channelBlockers(facts);
  if (open.length === 0) return null;
  const named = open.slice(0, mostNamed).map(
    (one): Text => [
      words.plain(m.blocker, {
        what: blockerWhat(words, one.category),
        days: one.days,
        owner: blockerOwnerName(words, one),
      }),
    ],
  );
  const list = joinTexts(withMore(words, named, open.length), "; ");
  return paragraph(words.text(m.blockers, { count: open.length, list }));
}

export function withMore(words: Words, named: readonly Text[], all: number): Text[] {
  const left = all - named.length;
  return left > 0 ? [...named, [words.plain(m.andMore, { count: left })]] : [...named];
}

function participation(words: Words, { participation: taken }: WeekFacts): string {
  if (taken.asked === 0) return words.plain(m.participationNone);
  return words.plain(taken.rounds > 1 ? m.participationMany : m.participation, {
    answered: taken.answered,
    asked: taken.asked,
  });
}
