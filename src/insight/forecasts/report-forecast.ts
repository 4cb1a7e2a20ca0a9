import { runs } from "../../command/action.ts";
import { amountInWords } from "../../goals/amounts.ts";
import { forecastTexts as m } from "../../i18n/forecasts.ts";
import type { Words } from "../../i18n/words.ts";
import { csvButton, shortTeam } from "../../summaries/csv-button.ts";
import { strong, type Text } from "../../view/text.ts";
import { type Block, buttons, heading, list, note, paragraph, type View, view } from "../../view/view.ts";
import { isDefined } from "../rules/not-defined.ts";
import type { GoalForecastNow } from "./forecast-now.ts";
import { basisInWords, decidesInWords, outlookInWords, rangeInWords } from "./forecast-words.ts";
import type { ReportGoals } from "./report-goals.ts";
import { addButton, chanceInShort } from "./report-now.ts";
import { forecastOfGoal, forecastOfLine, goalTitle, mathChoice, ownerInWords, verdictInWords } from "./report-parts.ts";
import type { TrackRecord } from "./track-record.ts";

/** The least sure are explained; the others take a line of a table each, and what is more is in the file. */
const mostExplained = 5;
const mostGoals = 25;

export type ForecastExtras = { readonly chart: Block | null; readonly record: TrackRecord };

/** What may come of the team's total and of each goal, the least sure first, and how such forecasts did so far. */
export function forecastView(words: Words, report: ReportGoals, { chart, record }: ForecastExtras): View {
  const { team, goals, isWhole, asOf, forecasts } = report;
  const title = isWhole
    ? words.plain(m.forecastTitle, { team: team.name, date: words.date(asOf, "weekday") })
    : words.plain(m.ownTitle);
  if (goals.length === 0) return view(title, heading(title), paragraph(words.text(m.empty)), addButton(words));
  const total = isWhole ? totalOf(words, report) : null;
  const shown = [...goals].sort((one, other) => order(one) - order(other)).slice(0, mostGoals);
  const hidden = goals.length - shown.length;
  const asks = { ...(isWhole ? shortTeam(team) : {}) };
  return view(
    total ? `${title}. ${total}` : title,
    heading(title),
    total ? paragraph([total]) : null,
    chart,
    list(shown.slice(0, mostExplained).map((one) => goalLine(words, one, isWhole))),
    ...othersIn(words, shown.slice(mostExplained), isWhole),
    hidden > 0 ? note(words.text(m.more, { count: hidden, report: "forecast" })) : null,
    note([recordInWords(words, record)]),
    mathChoice(words, shown),
    buttons(
      { label: words.plain(m.buttonNow), action: runs("report now", asks) },
      isWhole && forecasts.team ? { label: words.plain(m.buttonTeamMath), action: runs("report math", asks) } : null,
      isWhole ? csvButton(words, "forecast", team) : null,
    ),
  );
}

/** What is settled or cannot be told comes last. */
function order({ outlook, status }: GoalForecastNow): number {
  if (!isDefined(outlook)) return 3;
  return status.status === "achieved" ? 2 : outlook.hitProbability;
}

function othersIn(words: Words, goals: readonly GoalForecastNow[], isWhole: boolean): Block[] {
  if (goals.length === 0) return [];
  const columns = [
    { label: words.plain(m.columnGoal) },
    ...(isWhole ? [{ label: words.plain(m.columnOwner) }] : []),
    { label: words.plain(m.columnLikely), align: "right" as const },
    { label: words.plain(m.columnChance), align: "right" as const },
  ];
  const rows = goals.map((one) => [
    goalTitle(one),
    ...(isWhole ? [ownerInWords(words, one)] : []),
    likelyInShort(words, one),
    chanceInShort(words, one),
  ]);
  return [paragraph([strong(words.plain(m.others))]), { kind: "table", columns, rows }];
}

function likelyInShort(words: Words, { outlook, progress: { goal } }: GoalForecastNow): string {
  const range = isDefined(outlook) ? rangeInWords(words, goal.metric, outlook, goal.target) : words.plain(m.unknown);
  return `${range} / ${amountInWords(words, goal.metric, goal.target)}`;
}

function totalOf(words: Words, { forecasts: { team } }: ReportGoals): string {
  if (!team) return words.plain(m.noVerdict);
  const forecast = forecastOfLine(team);
  const daysLeft = team.line.goals[0]?.pace.daysLeft ?? 0;
  return [
    verdictInWords(words, team),
    outlookInWords(words, forecast),
    decidesInWords(words, forecast, daysLeft),
    basisInWords(words, forecast),
  ]
    .filter((one) => one !== null)
    .join(" ");
}

function goalLine(words: Words, one: GoalForecastNow, isWhole: boolean): Text {
  const forecast = forecastOfGoal(one);
  const whose = isWhole ? `, ${ownerInWords(words, one)}` : "";
  const parts = [
    outlookInWords(words, forecast),
    decidesInWords(words, forecast, one.progress.pace.daysLeft),
    basisInWords(words, forecast),
  ];
  return [strong(`${goalTitle(one)}${whose}`), ": ", parts.filter((part) => part !== null).join(" ")];
}

/** What was said against what came true, or how much is missing to say so. */
function recordInWords(words: Words, { count, calibration }: TrackRecord): string {
  if (!isDefined(calibration)) return words.plain(m.recordFew, { count });
  const [low = "", middle = "", high = ""] = calibration.bins.map((bin) =>
    bin.happened === null
      ? words.plain(m.recordNone)
      : words.plain(m.recordBin, { hit: Math.round(bin.happened * bin.count), count: bin.count }),
  );
  return words.plain(m.record, { count, low, middle, high });
}
