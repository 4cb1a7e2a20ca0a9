import { opens, runs } from "../../command/action.ts";
import { amountInWords } from "../../goals/amounts.ts";
import { forecastTexts as m } from "../../i18n/forecasts.ts";
import type { Words } from "../../i18n/words.ts";
import { csvButton, shortTeam } from "../../summaries/csv-button.ts";
import { type Block, buttons, heading, note, paragraph, type View, view } from "../../view/view.ts";
import { isDefined } from "../rules/not-defined.ts";
import type { GoalForecastNow } from "./forecast-now.ts";
import { chanceInWords, outlookInWords } from "./forecast-words.ts";
import type { ReportGoals } from "./report-goals.ts";
import { forecastOfLine, goalTitle, mathChoice, ownerInWords, verdictInWords } from "./report-parts.ts";
import { staleInWords, toldInWords } from "./status-words.ts";

/** A table holds this many goals on every platform; the others are in the file. */
const mostGoals = 25;

/** Where each goal stands: its place on the line, its class, its chance, and the team's verdict above them. */
export function nowView(words: Words, report: ReportGoals): View {
  const { team, goals, isWhole, forecasts, asOf } = report;
  const title = isWhole
    ? words.plain(m.nowTitle, { team: team.name, date: words.date(asOf, "weekday") })
    : words.plain(m.ownTitle);
  if (goals.length === 0) return view(title, heading(title), paragraph(words.text(m.empty)), addButton(words));
  const verdict = isWhole ? verdictOf(words, report) : null;
  const shown = goals.slice(0, mostGoals);
  const hidden = goals.length - shown.length;
  const asks = { ...(isWhole ? shortTeam(team) : {}) };
  return view(
    verdict ? `${title}. ${verdict}` : title,
    heading(title),
    verdict ? paragraph([verdict]) : null,
    tableOf(words, shown, isWhole),
    hidden > 0 ? note(words.text(m.more, { count: hidden, report: "now" })) : null,
    note(words.text(m.paceNote)),
    mathChoice(words, shown),
    buttons(
      { label: words.plain(m.buttonForecast), action: runs("report forecast", asks) },
      isWhole && forecasts.team ? { label: words.plain(m.buttonTeamMath), action: runs("report math", asks) } : null,
      isWhole ? csvButton(words, "now", team) : null,
    ),
  );
}

function verdictOf(words: Words, { forecasts }: ReportGoals): string {
  if (!forecasts.team) return words.plain(m.noVerdict);
  return `${verdictInWords(words, forecasts.team)} ${outlookInWords(words, forecastOfLine(forecasts.team))}`;
}

export const addButton = (words: Words): Block | null =>
  buttons({ label: words.plain(m.buttonAdd), action: opens("goal add") });

function tableOf(words: Words, goals: readonly GoalForecastNow[], isWhole: boolean): Block {
  return {
    kind: "table",
    columns: [
      { label: words.plain(m.columnGoal) },
      ...(isWhole ? [{ label: words.plain(m.columnOwner) }] : []),
      { label: words.plain(m.columnDone), align: "right" },
      { label: words.plain(m.columnPace), align: "right" },
      { label: words.plain(m.columnStatus) },
      { label: words.plain(m.columnChance), align: "right" },
    ],
    rows: goals.map((one) => [
      goalTitle(one),
      ...(isWhole ? [ownerInWords(words, one)] : []),
      doneInWords(words, one),
      paceInShort(words, one),
      [toldInWords(words, one), staleInWords(words, one)].filter((text) => text !== null).join(", "),
      chanceInShort(words, one),
    ]),
  };
}

/** A rate without trials has no value yet. */
function doneInWords(words: Words, { progress: { goal, actual, trials } }: GoalForecastNow): string {
  const target = amountInWords(words, goal.metric, goal.target);
  return `${trials === 0n ? words.plain(m.unknown) : amountInWords(words, goal.metric, actual)} / ${target}`;
}

const paceInShort = (words: Words, { progress: { pace } }: GoalForecastNow): string =>
  pace.paceIndex === null ? words.plain(m.unknown) : words.percent(pace.paceIndex);

/** What is reached already needs no chance. */
export function chanceInShort(words: Words, { outlook, status }: GoalForecastNow): string {
  const isOpen = isDefined(outlook) && status.status !== "achieved";
  return isOpen ? chanceInWords(words, outlook.hitProbability) : words.plain(m.unknown);
}
