import { departmentName, requestInWords } from "../../checkins/blocker-requests.ts";
import { opens } from "../../command/action.ts";
import type { Blocker } from "../../generated/prisma/client.ts";
import { majorAmount } from "../../goals/amounts.ts";
import { causesTexts as m } from "../../i18n/causes.ts";
import type { Message } from "../../i18n/texts.ts";
import type { Words } from "../../i18n/words.ts";
import { blockerWhat } from "../../summaries/blocker-words.ts";
import type { Chart, ChartTone } from "../../view/chart.ts";
import { strong, type Text } from "../../view/text.ts";
import { type Block, type Button, heading, list, note, paragraph } from "../../view/view.ts";
import { blockerInfo, type Control, controls, isBlockerCode } from "../rules/blocker-taxonomy.ts";
import { sum } from "../rules/order-statistics.ts";
import type { BlockerCauses, CauseLine } from "./blocker-causes.ts";

const mostReasons = 8;
/** Columns with names below them fit up to this many. */
const mostBars = 6;
const mostRequests = 6;
const mostToAsk = 2;

export const controlNames = {
  rep: m.nameRep,
  manager: m.nameManager,
  company: m.nameCompany,
  external: m.nameExternal,
} as const satisfies Record<Control, Message>;

const controlShares = {
  rep: m.controlRep,
  manager: m.controlManager,
  company: m.controlCompany,
  external: m.controlExternal,
} as const satisfies Record<Control, Message>;

export function blockersPart(words: Words, causes: BlockerCauses): (Block | null)[] {
  const title = heading(words.plain(m.blockersTitle));
  if (causes.lines.length === 0) return [title, paragraph(words.text(m.noBlockers))];
  const left = causes.lines.length - mostReasons;
  return [
    title,
    reasonsTable(words, causes),
    left > 0 ? note(words.text(m.moreReasons, { count: left })) : null,
    paretoChart(words, causes),
    list([byControl(words, causes), ...remarks(words, causes)]),
  ];
}

function reasonsTable(words: Words, { lines, isPriced, currency }: BlockerCauses): Block {
  const right = (label: Message) => ({ label: words.plain(label), align: "right" as const });
  return {
    kind: "table",
    columns: [
      { label: words.plain(m.columnReason) },
      right(m.columnCount),
      ...(isPriced ? [right(m.columnStake)] : []),
      right(m.columnDays),
    ],
    rows: lines
      .slice(0, mostReasons)
      .map((line) => [
        blockerWhat(words, line.category),
        words.number(line.count),
        ...(isPriced ? [line.value > 0 ? words.money(line.value, currency) : words.plain(m.notNoted)] : []),
        words.plain(m.days, { days: words.number(line.daysLost), median: words.number(line.medianDays, 1) }),
      ]),
  };
}

function byControl(words: Words, { byControl: shares, isPriced }: BlockerCauses): Text {
  const known = controls.flatMap((control) => {
    const share = shares[control];
    return share ? [words.plain(controlShares[control], { share: words.percent(share) })] : [];
  });
  return words.text(isPriced ? m.control : m.controlByCount, { list: words.list(known) });
}

function remarks(words: Words, { systemic, hasTooManyOthers, otherCurrencies }: BlockerCauses): Text[] {
  const named = words.list(systemic.map((category) => blockerWhat(words, category)));
  return [
    ...(systemic.length > 0 ? [words.text(m.systemic, { list: named })] : []),
    ...(hasTooManyOthers ? [words.text(m.tooManyOthers)] : []),
    ...(otherCurrencies > 0 ? [words.text(m.otherCurrencies, { count: otherCurrencies })] : []),
  ];
}

const tones = { rep: "main", manager: "main", company: "warn", external: "muted" } as const satisfies Record<
  Control,
  ChartTone
>;

/** Fewer than two reasons need no picture; where values are known, a reason without one has no place in it. */
function paretoChart(words: Words, { lines: all, isPriced, currency }: BlockerCauses): Block | null {
  const lines = isPriced ? all.filter(({ value }) => value > 0) : all;
  if (lines.length < 2) return null;
  const size = (line: CauseLine) =>
    isPriced ? majorAmount({ unit: "money", currency }, BigInt(Math.round(line.value))) : line.count;
  const isCut = lines.length > mostBars;
  const shown = isCut ? lines.slice(0, mostBars - 1) : lines;
  const rest = lines.slice(shown.length);
  const bars = shown.map((line) => ({
    label: blockerWhat(words, line.category),
    note: words.plain(controlNames[line.control]),
    value: size(line),
    tone: tones[line.control],
  }));
  const others = { label: words.plain(m.chartRest), value: sum(rest.map(size)), tone: "muted" as const };
  const chart: Chart = {
    kind: "bars",
    title: words.plain(m.chartTitle),
    unit: isPriced ? currency : words.plain(m.chartCount),
    bars: isCut ? [...bars, others] : bars,
    cumulative: [...shown.map(({ cumulative }) => Math.min(1, cumulative)), ...(isCut ? [1] : [])],
  };
  const named = shown.map(({ category, share }) => `${blockerWhat(words, category)} ${words.percent(share)}`);
  return { kind: "chart", chart, alt: words.plain(m.chartAlt, { list: words.list(named) }) };
}

/** What departments were asked and have not removed yet, the earliest answer first. */
export function requestsPart(words: Words, { requests }: BlockerCauses, today: string): Block[] {
  const title = heading(words.plain(m.requestsTitle));
  if (requests.length === 0) return [title, paragraph(words.text(m.noRequests))];
  const order = requests.toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : 1));
  return [
    title,
    list(
      order.slice(0, mostRequests).map((blocker) =>
        words.text(m.request, {
          number: String(blocker.number),
          what: strong(blockerWhat(words, blocker.category)),
          asked: requestInWords(words, blocker, today),
        }),
      ),
    ),
  ];
}

/** Opens the request form for the oldest blockers that a department can remove and was not asked about. */
export const askButtons = (words: Words, { toAsk }: BlockerCauses): Button[] =>
  toAsk.slice(0, mostToAsk).flatMap((blocker) => askButton(words, blocker) ?? []);

/** Null where no department inside can be asked. */
export function askButton(words: Words, { number, category, department: asked }: Blocker): Button | null {
  const department = asked ?? (isBlockerCode(category) ? blockerInfo(category).owner : null);
  if (!department || department === "manager") return null;
  const values = { department: departmentName(words, department), number: String(number) };
  const action = opens("blocker request", { blocker: String(number), department });
  return { label: words.plain(m.askButton, values), action };
}
