import type { NamedValue } from "../command/option.ts";
import { amountInFile } from "../goals/amounts.ts";
import { summaryTexts as m } from "../i18n/summaries.ts";
import type { PersonWork } from "../work.ts";
import { unitInFile } from "./csv.ts";
import { changeInPoints, lineName, paceInWords } from "./line-words.ts";
import { weekFacts } from "./week-facts.ts";
import { weekToShow } from "./week-to-show.ts";

/** The lines of the weekly summary: all of them, not only those for which a message has room. */
export async function weekTable(work: PersonWork, team: NamedValue): Promise<string[][]> {
  const { words } = work;
  const { week, asOf, lines } = await weekFacts(work, team.id, await weekToShow(work, team.id));
  const columns = [
    m.csvWeek,
    m.csvAsOf,
    m.columnGoal,
    m.csvDone,
    m.csvTarget,
    m.csvUnit,
    m.csvLine,
    m.csvPoints,
    m.csvPace,
  ];
  return [
    columns.map((column) => words.plain(column)),
    ...lines.map((line) => {
      const { metric, actual, target, expected, trials } = line;
      return [
        week.key,
        asOf,
        lineName(words, line),
        trials === 0n ? "" : amountInFile(metric, actual),
        target === null ? "" : amountInFile(metric, target),
        unitInFile(words, metric),
        expected === null ? "" : amountInFile(metric, BigInt(Math.round(expected))),
        String(changeInPoints(line) ?? ""),
        paceInWords(words, line),
      ];
    }),
  ];
}
