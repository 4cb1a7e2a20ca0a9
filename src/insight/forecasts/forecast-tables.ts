import type { NamedValue } from "../../command/option.ts";
import { amountInFile } from "../../goals/amounts.ts";
import { forecastTexts as m } from "../../i18n/forecasts.ts";
import type { Message } from "../../i18n/texts.ts";
import type { Words } from "../../i18n/words.ts";
import { unitInFile } from "../../summaries/csv.ts";
import { probabilityWords } from "../../view/probability.ts";
import type { PersonWork } from "../../work.ts";
import { isDefined } from "../rules/not-defined.ts";
import type { GoalForecastNow } from "./forecast-now.ts";
import { outlookInWords, rough } from "./forecast-words.ts";
import { reportGoals } from "./report-goals.ts";
import { forecastOfGoal, ownerInWords } from "./report-parts.ts";
import { staleInWords, standingInWords } from "./status-words.ts";

type Column = { readonly label: Message; readonly cell: (words: Words, one: GoalForecastNow) => string };

const goalColumns: readonly Column[] = [
  { label: m.csvNumber, cell: (_, { progress }) => String(progress.goal.number) },
  { label: m.csvGoal, cell: (_, { progress }) => progress.goal.name },
  { label: m.csvOwner, cell: ownerInWords },
  { label: m.csvStart, cell: (_, { progress }) => progress.goal.startsOn },
  { label: m.csvEnd, cell: (_, { progress }) => progress.goal.endsOn },
  { label: m.csvAsOf, cell: (_, { asOf }) => asOf },
  { label: m.csvUnit, cell: (words, { progress }) => unitInFile(words, progress.goal.metric) },
  { label: m.csvDone, cell: (_, { progress }) => (progress.trials === 0n ? "" : amount(progress, progress.actual)) },
  { label: m.csvTarget, cell: (_, { progress }) => amount(progress, progress.goal.target) },
];

const nowColumns: readonly Column[] = [
  ...goalColumns,
  {
    label: m.csvLine,
    cell: (_, { progress }) => (progress.pace.expected === null ? "" : reckoned(progress, progress.pace.expected)),
  },
  {
    label: m.csvPace,
    cell: (_, { progress: { pace } }) => (pace.paceIndex === null ? "" : (pace.paceIndex * 100).toFixed(0)),
  },
  { label: m.csvStatus, cell: standingInWords },
  { label: m.csvChance, cell: chance },
  { label: m.csvNote, cell: (words, one) => staleInWords(words, one) ?? "" },
];

const forecastColumns: readonly Column[] = [
  ...goalColumns,
  { label: m.csvChance, cell: chance },
  { label: m.csvLow, cell: (_, { outlook, progress }) => (isDefined(outlook) ? reckoned(progress, outlook.low) : "") },
  {
    label: m.csvHigh,
    cell: (_, { outlook, progress }) => (isDefined(outlook) ? reckoned(progress, outlook.high) : ""),
  },
  { label: m.csvNote, cell: (words, one) => outlookInWords(words, forecastOfGoal(one)) },
];

const amount = ({ goal }: GoalForecastNow["progress"], stored: bigint): string => amountInFile(goal.metric, stored);

const reckoned = ({ goal }: GoalForecastNow["progress"], stored: number): string =>
  amountInFile(goal.metric, BigInt(rough(goal.metric, stored, Number(goal.target))));

/** Rounded as it is said: a file claims no more than a message. */
function chance(_: Words, { outlook }: GoalForecastNow): string {
  return isDefined(outlook) ? probabilityWords(outlook.hitProbability) : "";
}

const tableOf =
  (act: "report now" | "report forecast", columns: readonly Column[]) =>
  async (work: PersonWork, team: NamedValue): Promise<string[][]> => {
    const { goals } = await reportGoals(work, act, team);
    return [
      columns.map(({ label }) => work.words.plain(label)),
      ...goals.map((one) => columns.map(({ cell }) => cell(work.words, one))),
    ];
  };

export const nowTable = tableOf("report now", nowColumns);
export const forecastTable = tableOf("report forecast", forecastColumns);
