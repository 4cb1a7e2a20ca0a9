import type { NamedValue } from "../../command/option.ts";
import { activityTexts as m } from "../../i18n/activity.ts";
import type { Words } from "../../i18n/words.ts";
import { plain } from "../../view/text.ts";
import type { PersonWork } from "../../work.ts";
import { isDefined } from "../rules/not-defined.ts";
import { type ActivityFacts, activityFacts } from "./activity-facts.ts";
import { managesTeam } from "./activity-readers.ts";
import { gapInWords } from "./gap-words.ts";
import { linkRemark } from "./link-words.ts";
import { goalInWords, neededInWords } from "./needed-words.ts";
import { stageName } from "./stages.ts";
import { stepName } from "./step-words.ts";
import type { Step, StepOfRep } from "./steps.ts";

type Row = readonly string[];

/** Everything of the report in one table; people only for those who manage them. */
export async function activityTable(work: PersonWork, team: NamedValue): Promise<Row[]> {
  const { words } = work;
  const facts = await activityFacts(work, team.id);
  const showsPeople = managesTeam(work.caller, team.id);
  const columns = [
    ...[m.csvWhat, m.csvWho, m.csvItem, m.csvValue, m.csvOf],
    ...[m.csvShare, m.csvLow, m.csvHigh, m.csvRemark],
  ];
  return [
    columns.map((column) => words.plain(column)),
    ...facts.steps.flatMap((step) => [teamRow(words, step), ...(showsPeople ? repRows(words, step) : [])]),
    ...facts.links.map((link) => [
      ...[words.plain(m.csvLink), words.plain(m.csvTeam)],
      words.plain(m.step, { from: stageName(words, link.activity), to: stageName(words, link.outcome) }),
      ...[decimal(link.rho), "", "", "", "", linkRemark(words, link)],
    ]),
    ...(showsPeople ? neededRows(words, facts) : []),
    ...facts.benchmarks.map(({ stage, perWeek }) => [
      ...[words.plain(m.csvBenchmark), words.plain(m.csvTeam), stageName(words, stage), String(perWeek)],
      ...["", "", "", "", ""],
    ]),
    ...(showsPeople ? gapRows(words, facts) : []),
  ];
}

const decimal = (value: number | null): string => (value === null ? "" : value.toFixed(4));

function teamRow(words: Words, step: Step): Row {
  const { team, share } = step;
  const rate = isDefined(share) ? share.rate : null;
  const start = [words.plain(m.csvStep), words.plain(m.csvTeam), stepName(words, step)];
  return [...start, String(team.successes), String(team.trials), decimal(rate), "", "", ""];
}

const standingTexts = { below: m.standingBelow, above: m.standingAbove, usual: m.standingUsual } as const;

function repRows(words: Words, step: Step): Row[] {
  return step.reps.map(({ rep, counts, share, compared }: StepOfRep) => [
    ...[words.plain(m.csvStep), rep.name, stepName(words, step), String(counts.successes), String(counts.trials)],
    ...[decimal(isDefined(share) ? share.rate : null), decimal(compared?.low ?? null), decimal(compared?.high ?? null)],
    words.plain(compared ? standingTexts[compared.standing] : m.standingNone),
  ]);
}

function neededRows(words: Words, { needed }: ActivityFacts): Row[] {
  return needed.flatMap((one): Row[] => {
    const { goal, ownerName } = one.progress;
    const who = ownerName ?? words.plain(m.csvTeam);
    const item = `#${goal.number} ${goal.name}`;
    const empty = (remark: string): Row => [words.plain(m.csvNeeded), who, item, "", "", "", "", "", remark];
    if ("reason" in one) return [empty(plain(neededInWords(words, one)))];
    return one.activities.map(({ activity, required }) => {
      const name = `${plain(goalInWords(words, one.progress))}: ${stageName(words, activity)}`;
      if (required.need === null) return empty(name);
      const figures = [String(required.need), "", "", String(required.low), String(required.high), ""];
      return [words.plain(m.csvNeeded), who, `${item}: ${stageName(words, activity)}`, ...figures];
    });
  });
}

function gapRows(words: Words, { gaps, reps }: ActivityFacts): Row[] {
  const names = new Map(reps.map(({ id, name }) => [id, name]));
  return gaps.map((gap) => [
    ...[words.plain(m.csvGap), names.get(gap.personId) ?? "", gapInWords(words, gap)],
    ...["", "", "", "", "", ""],
  ]);
}
