import { requestInWords } from "../../checkins/blocker-requests.ts";
import type { NamedValue } from "../../command/option.ts";
import { amountInFile, type MetricShape } from "../../goals/amounts.ts";
import { metricName } from "../../goals/metrics.ts";
import { causesTexts as m } from "../../i18n/causes.ts";
import type { Message } from "../../i18n/texts.ts";
import type { Words } from "../../i18n/words.ts";
import { blockerWhat } from "../../summaries/blocker-words.ts";
import { unitInFile } from "../../summaries/csv.ts";
import type { PersonWork } from "../../work.ts";
import { isDefined } from "../rules/not-defined.ts";
import { controlNames } from "./blockers-part.ts";
import { type CausesFacts, causesFacts } from "./causes-facts.ts";
import { datesInWords, factorNames } from "./change-words.ts";
import { missingInWords } from "./missing.ts";
import { fewestToShow } from "./result-parts.ts";

type Row = {
  readonly what: string;
  readonly control?: string;
  readonly amount?: string;
  readonly unit?: string;
  readonly share?: number;
  readonly cumulative?: number;
  readonly days?: readonly [lost: number, median: number, oldest: number];
  readonly note?: string;
};

/** Every figure of the report, one a row; a part without figures has a row that says what is missing. */
export async function causesTable(work: PersonWork, team: NamedValue): Promise<string[][]> {
  const { words, caller } = work;
  const facts = await causesFacts(work, team.id, null);
  const columns = [
    ...[m.csvPart, m.csvWhat, m.csvControl, m.csvAmount, m.csvUnit, m.csvShare, m.csvCumulative],
    ...[m.csvDaysLost, m.csvMedian, m.csvOldest, m.csvNote],
  ];
  const parts: readonly (readonly [Message, readonly Row[]])[] = [
    [m.blockersTitle, blockerRows(words, facts)],
    [m.requestsTitle, requestRows(words, facts, caller.today)],
    [m.partsTitle, teamRows(words, facts)],
    [m.changeTitle, changeRows(words, facts)],
    [m.marketTitle, marketRows(words, facts)],
    [m.adjustedTitle, adjustedRows(words, facts)],
  ];
  return [
    columns.map((column) => words.plain(column)),
    ...parts.flatMap(([part, rows]) => rows.map((row) => cells(words.plain(part), row))),
  ];
}

function cells(part: string, { what, control, amount, unit, share, cumulative, days, note }: Row): string[] {
  const shares = [share, cumulative].map((one) => (one === undefined ? "" : one.toFixed(4)));
  const times = days ? days.map(String) : ["", "", ""];
  return [part, what, control ?? "", amount ?? "", unit ?? "", ...shares, ...times, note ?? ""];
}

const missing = (words: Words, part: Parameters<typeof missingInWords>[1]): Row[] => [
  { what: "", note: missingInWords(words, part) },
];

function amountRow(words: Words, metric: MetricShape, what: string, amount: bigint, more: Partial<Row> = {}): Row {
  return { what, amount: amountInFile(metric, amount), unit: unitInFile(words, metric), ...more };
}

const rounded = (value: number): bigint => BigInt(Math.round(value));

function blockerRows(words: Words, { blockers: { lines, isPriced, currency } }: CausesFacts): Row[] {
  if (lines.length === 0) return [{ what: "", note: words.plain(m.noBlockers) }];
  const metric = isPriced ? ({ unit: "money", currency } as const) : ({ unit: "count", currency: null } as const);
  return lines.map((line) =>
    amountRow(words, metric, blockerWhat(words, line.category), rounded(isPriced ? line.value : line.count), {
      control: words.plain(controlNames[line.control]),
      ...{ share: line.share, cumulative: line.cumulative },
      days: [line.daysLost, line.medianDays, line.oldestDays],
      note: `${words.plain(m.columnCount)}: ${line.count}`,
    }),
  );
}

function requestRows(words: Words, { blockers: { requests } }: CausesFacts, today: string): Row[] {
  if (requests.length === 0) return [{ what: "", note: words.plain(m.noRequests) }];
  return requests.map((blocker) => ({
    what: `№${blocker.number} ${blockerWhat(words, blocker.category)}`,
    note: requestInWords(words, blocker, today),
  }));
}

function teamRows(words: Words, { parts, line }: CausesFacts): Row[] {
  if (!line || !isDefined(parts)) return "notDefined" in parts ? missing(words, parts) : [];
  const { metric } = line;
  const row = (what: string, value: number) => amountRow(words, metric, what, rounded(value));
  const people = parts.reps.length >= fewestToShow ? parts.reps : [];
  const named = (who: string, label: Message) => [who, words.plain(label)].filter(Boolean).join(": ");
  const three = (who: string, split: { total: number; team: number; own: number }) => [
    row(named(who, m.columnTotal), split.total),
    row(named(who, m.columnTeam), split.team),
    row(named(who, m.columnOwn), split.own),
  ];
  return [...three("", parts), ...people.flatMap((rep) => three(rep.name, rep.parts))];
}

function changeRows(words: Words, { change: compared, line }: CausesFacts): Row[] {
  if (!line || !isDefined(compared)) return "notDefined" in compared ? missing(words, compared) : [];
  const { metric } = line;
  const { change, now, before } = compared;
  const name = metricName(words, metric);
  return [
    amountRow(words, metric, name, change.before.amount, { note: datesInWords(words, before) }),
    amountRow(words, metric, name, change.after.amount, { note: datesInWords(words, now) }),
    ...change.effects.map(({ factor, effect }) => amountRow(words, metric, words.plain(factorNames[factor]), effect)),
  ];
}

function marketRows(words: Words, { market, line }: CausesFacts): Row[] {
  if (!line || !isDefined(market)) return "notDefined" in market ? missing(words, market) : [];
  const { metric } = line;
  const { now, growth } = market;
  const name = metricName(words, metric);
  const share = { share: now.share, note: datesInWords(words, now.range) };
  const own = amountRow(words, metric, name, now.own, share);
  const whole = amountRow(words, metric, words.plain(m.csvMarket), now.market, { note: share.note });
  if (!isDefined(growth)) return [own, whole, ...missing(words, growth)];
  return [
    own,
    whole,
    amountRow(words, metric, words.plain(m.csvWithMarket), growth.market),
    amountRow(words, metric, words.plain(m.csvFromOthers), growth.share),
  ];
}

function adjustedRows(words: Words, { adjusted }: CausesFacts): Row[] {
  if (!isDefined(adjusted)) return missing(words, adjusted);
  return [
    { what: words.plain(m.csvRaw), share: adjusted.raw },
    { what: words.plain(m.csvAdjusted), share: adjusted.adjusted },
  ];
}
