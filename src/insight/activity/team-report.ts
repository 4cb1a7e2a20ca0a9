import type { NamedValue } from "../../command/option.ts";
import { activityTexts as m } from "../../i18n/activity.ts";
import type { Words } from "../../i18n/words.ts";
import { csvButton } from "../../summaries/csv-button.ts";
import { joinTexts, person, strong, type Text } from "../../view/text.ts";
import { type Block, buttons, heading, list, note, paragraph, type View, view } from "../../view/view.ts";
import type { ActivityFacts } from "./activity-facts.ts";
import { usualCycle } from "./deal-counts.ts";
import { funnelChart } from "./funnel-chart.ts";
import { gapInWords } from "./gap-words.ts";
import { linkInWords } from "./link-words.ts";
import { neededInWords } from "./needed-words.ts";
import { stageName } from "./stages.ts";
import { cellInWords, stepInWords, stepName } from "./step-words.ts";
import { fewestToCompare } from "./team-reps.ts";
import { trendChart } from "./trend-chart.ts";

/** One message holds about this many rows and lines well; the others are in the file. */
const mostReps = 12;
const mostGoals = 4;
const mostGaps = 8;

/** What a team's managers see; observers see the team without its people. */
export function teamReport(words: Words, facts: ActivityFacts, showsPeople: boolean): View {
  const { team, start, asOf, steps } = facts;
  const values = { team: team.name, start: words.date(start), end: words.date(asOf, "long") };
  const title = words.plain(m.title, values);
  const subject: NamedValue = { id: team.id, name: team.name };
  return view(
    title,
    heading(title),
    steps.length === 0
      ? paragraph(words.text(m.funnelEmpty, { team: strong(team.name) }))
      : list(steps.map((step) => stepInWords(words, step, showsPeople))),
    ...(showsPeople ? repsTable(words, facts) : []),
    funnelChart(words, facts),
    trendChart(words, facts),
    ...links(words, facts),
    ...(showsPeople ? whatIsNeeded(words, facts.needed) : []),
    ...benchmarks(words, facts),
    ...(showsPeople ? gaps(words, facts) : []),
    ...(steps.length === 0 ? [] : how(words, facts)),
    buttons(csvButton(words, "activity", subject)),
  );
}

/** Everybody in the order of their names: a table by share would be a rank. */
function repsTable(words: Words, { steps, reps }: ActivityFacts): (Block | null)[] {
  const shown = reps.filter(({ id }) =>
    steps.some((step) => step.reps.some(({ rep, counts }) => rep.id === id && (counts.trials || counts.successes))),
  );
  if (shown.length === 0) return [];
  const rows = shown.slice(0, mostReps).map((rep) => [
    rep.isNewcomer ? words.plain(m.newcomer, { name: rep.name }) : rep.name,
    ...steps.map((step) => {
      const own = step.reps.find((one) => one.rep.id === rep.id);
      return own ? cellInWords(words, own) : words.plain(m.cellNone);
    }),
  ]);
  const columns = [
    { label: words.plain(m.columnRep) },
    ...steps.map((step) => ({ label: stepName(words, step), align: "right" as const })),
  ];
  const left = shown.length - rows.length;
  return [{ kind: "table", columns, rows }, left > 0 ? note(words.text(m.moreReps, { count: left })) : null];
}

function links(words: Words, { links: found }: ActivityFacts): Block[] {
  if (found.length === 0) return [];
  return [
    heading(words.plain(m.linkTitle)),
    list(found.map((link) => linkInWords(words, link))),
    note(words.text(m.linkEnd)),
  ];
}

/** The gaps of goals and what would close them. */
export function whatIsNeeded(words: Words, needed: ActivityFacts["needed"]): (Block | null)[] {
  if (needed.length === 0) return [];
  const shown = needed.slice(0, mostGoals);
  const left = needed.length - shown.length;
  const isLeast = shown.some((one) => "knowsCycle" in one && !one.knowsCycle);
  return [
    heading(words.plain(m.neededTitle)),
    list(shown.map((one) => neededInWords(words, one))),
    left > 0 ? note(words.text(m.neededMore, { count: left })) : null,
    isLeast ? note(words.text(m.neededNoCycle)) : null,
  ];
}

function benchmarks(words: Words, { benchmarks: known }: ActivityFacts): Block[] {
  if (known.length === 0) return [];
  const lines = known.map(({ stage, perWeek }) =>
    words.text(m.benchmark, { stage: stageName(words, stage), count: words.number(perWeek) }),
  );
  return [heading(words.plain(m.benchmarkTitle)), list(lines)];
}

function gaps(words: Words, { gaps: found, reps }: ActivityFacts): Block[] {
  if (found.length === 0) return [];
  const names = new Map(reps.map(({ id, name }) => [id, name]));
  const lines = found.slice(0, mostGaps).map(
    (gap): Text =>
      words.text(m.gapOf, {
        person: person(gap.personId, names.get(gap.personId) ?? ""),
        what: gapInWords(words, gap),
      }),
  );
  return [heading(words.plain(m.gapsTitle)), list(lines), note(words.text(m.gapsNote))];
}

function how(words: Words, { team, asOf, funnel, cycles, steps, links: found, needed }: ActivityFacts): Block[] {
  const stages = funnel.stages.map((stage) => stageName(words, stage)).join(" → ");
  const cycle = usualCycle(cycles);
  const isCompared = steps.some(({ comparable }) => comparable >= fewestToCompare);
  const rules = [
    words.text(m.howFunnel, { stages, isSet: funnel.isSet ? "yes" : "no" }),
    words.text(m.howWindow, { date: words.date(asOf), zone: team.zone }),
    ...(cycle === null ? [] : [words.text(m.howDeals, { days: cycle })]),
    ...(isCompared ? [words.text(m.howShrink)] : []),
    ...(found.some(({ verdict }) => verdict !== "insufficient") ? [words.text(m.howLink)] : []),
    ...(needed.length > 0 ? [words.text(m.howNeeded)] : []),
  ];
  return [note([strong(words.plain(m.howTitle)), ". ", ...joinTexts(rules, " ")])];
}
