import type { LocalDate } from "../calendar/dates.ts";
import { opens, runs } from "../command/action.ts";
import { amountInWords } from "../goals/amounts.ts";
import { planTexts as m } from "../i18n/plans.ts";
import type { Words } from "../i18n/words.ts";
import { type Block, type Button, buttons } from "../view/view.ts";
import { monthParts } from "./months.ts";
import { type Reckoned, sharePlan } from "./reckon.ts";
import { stampOf } from "./send-plan.ts";
import { allowsBasis } from "./shares.ts";

/** A menu on every platform holds this many. */
const mostChoices = 25;

/** What can be done with a plan: before it is sent everything, afterwards its log is read. */
export function planButtons(words: Words, reckoned: Reckoned, today: LocalDate): Block[] {
  const { plan, lines } = reckoned.full;
  const itself = { plan: plan.id };
  const log = { label: words.plain(m.log), action: runs("goal split-log", itself) };
  if (plan.state === "sent") return rowsOf([log]);
  const toPeople = lines.every(({ personId }) => personId !== null);
  const hasOffers = lines.some(({ proposal }) => proposal !== null);
  const given = sharePlan(reckoned.full, reckoned.facts);
  const basis = (as: typeof plan.basis, label: keyof typeof m): Button | null =>
    plan.basis === as || !allowsBasis(given, as)
      ? null
      : { label: words.plain(m[label]), action: runs("goal split-basis", { ...itself, as }) };
  return [
    {
      kind: "choice",
      label: words.plain(m.changeLine),
      options: lines
        .slice(0, mostChoices)
        .map(({ id, name }) => ({ label: name, action: opens("goal split-line", { line: id }) })),
    },
    ...rowsOf([
      sendButton(words, reckoned, today),
      { label: words.plain(m.changePlan), action: opens("goal split-change", itself) },
      toPeople && lines.some(({ askedAt }) => askedAt === null)
        ? { label: words.plain(m.ask), action: runs("goal split-ask", itself) }
        : null,
      { label: words.plain(m.anew), action: runs("goal split-anew", itself) },
    ]),
    ...rowsOf([
      ...(hasOffers
        ? [basis("keep", "useKeep"), basis("scale", "useScale"), basis("gap", "useGap"), basis("weights", "useWeights")]
        : []),
    ]),
    ...rowsOf([log, dropButton(words, itself)]),
  ];
}

function rowsOf(items: readonly (Button | null)[]): Block[] {
  const row = buttons(...items);
  return row === null ? [] : [row];
}

function sendButton(words: Words, { full, facts, shares }: Reckoned, today: LocalDate): Button | null {
  const { plan, lines, metric } = full;
  const period = { start: plan.startsOn, end: plan.endsOn };
  const partsOf = (line: (typeof lines)[number]) =>
    plan.byMonths
      ? monthParts(line.share, facts.get(line.id), { period, unit: plan.unit, today }).map(({ share }) => share ?? 0n)
      : [line.share];
  const count = lines.flatMap(partsOf).filter((share) => share > 0n).length;
  if (count === 0) return null;
  const unassigned = amountInWords(words, metric, shares.unassigned > 0n ? shares.unassigned : 0n);
  return {
    label: words.plain(m.send, { count }),
    action: runs("goal split-send", { plan: plan.id, seen: stampOf(full, today) }),
    style: "primary",
    confirm: {
      title: words.plain(m.sendTitle),
      text: words.plain(m.sendText, { count, unassigned }),
      ...{ yes: words.plain(m.sendYes), no: words.plain(m.sendNo) },
    },
  };
}

const dropButton = (words: Words, itself: { readonly plan: string }): Button => ({
  label: words.plain(m.drop),
  action: runs("goal split-drop", itself),
  style: "danger",
  confirm: {
    title: words.plain(m.dropTitle),
    text: words.plain(m.dropText),
    ...{ yes: words.plain(m.dropYes), no: words.plain(m.dropNo) },
  },
});
