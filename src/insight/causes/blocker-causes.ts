import { type DateRange, daysBetween, type LocalDate } from "../../calendar/dates.ts";
import { isRequested } from "../../checkins/blocker-requests.ts";
import { blockerAge } from "../../checkins/blockers.ts";
import type { Blocker } from "../../generated/prisma/client.ts";
import type { Work } from "../../work.ts";
import {
  type BlockerRow,
  type BlockerSighting,
  blockersPareto,
  byControl,
  hasTooManyOthers,
  type ParetoLine,
  systemicBlockers,
} from "../rules/blocker-report.ts";
import { blockerInfo, type Control, isBlockerCode } from "../rules/blocker-taxonomy.ts";
import { groupBy } from "../rules/group-by.ts";
import { sum } from "../rules/order-statistics.ts";

/** A reason with how many days its blockers were open, all added up. */
export type CauseLine = ParetoLine & { readonly daysLost: number };

export type BlockerCauses = {
  readonly lines: readonly CauseLine[];
  readonly byControl: Partial<Record<Control, number>>;
  /** Categories of which several people or deals tell. */
  readonly systemic: readonly string[];
  readonly hasTooManyOthers: boolean;
  /** Values are in minor units of this currency; without any, reasons are weighed by how often they came up. */
  readonly currency: string;
  readonly isPriced: boolean;
  /** How many have a value in another currency, which cannot be added. */
  readonly otherCurrencies: number;
  /** Value of open external blockers that somebody documented with a note or a deal. */
  readonly external: { readonly value: bigint; readonly count: number };
  /** The oldest first. */
  readonly open: readonly Blocker[];
  readonly requests: readonly Extract<ReturnType<typeof asRequested>, object>[];
  /** Open, a department's to remove, and nobody was asked yet. */
  readonly toAsk: readonly Blocker[];
};

const asRequested = (blocker: Blocker) => (isRequested(blocker) ? blocker : null);

/** More than this nobody notes in a period; the oldest are left out. */
const mostBlockers = 2_000;

/** What stood in a team's way in a span of dates, as it stood at the end of it. */
export async function blockerCauses(
  work: Work,
  teamId: string,
  { start, end }: DateRange,
  currency: string,
): Promise<BlockerCauses> {
  const { db, orgId } = work;
  const found = await db.blocker.findMany({
    where: { orgId, teamId, openedOn: { lte: end }, OR: [{ closedOn: null }, { closedOn: { gte: start } }] },
    orderBy: [{ openedOn: "desc" }, { number: "desc" }],
    take: mostBlockers,
  });
  const rows = found.map((blocker) => rowOf(blocker, end, currency));
  const open = found.filter(({ closedOn }) => closedOn === null || closedOn > end).reverse();
  const groups = groupBy(rows, ({ category }) => category);
  return {
    lines: blockersPareto(rows).map((line) => ({
      ...line,
      daysLost: sum((groups.get(line.category) ?? []).map(({ openDays }) => openDays)),
    })),
    byControl: byControl(rows),
    systemic: systemicBlockers(found.map((blocker) => sightingOf(blocker, end))),
    hasTooManyOthers: hasTooManyOthers(rows),
    currency,
    isPriced: rows.some(({ value }) => value > 0),
    otherCurrencies: found.filter((one) => (one.valueAtRisk ?? 0n) > 0n && one.currency !== currency).length,
    external: documentedOutside(open, currency),
    open,
    requests: open.flatMap((blocker) => asRequested(blocker) ?? []),
    toAsk: open.filter((one) => controlOf(one.category) === "company" && !isRequested(one)),
  };
}

export const controlOf = (category: string): Control =>
  blockerInfo(isBlockerCode(category) ? category : "other").control;

function rowOf(blocker: Blocker, on: LocalDate, currency: string): BlockerRow {
  const { category, closedOn } = blocker;
  const value = blocker.currency === currency ? Number(blocker.valueAtRisk ?? 0n) : 0;
  const openDays = blockerAge({ ...blocker, closedOn: closedOn !== null && closedOn > on ? null : closedOn }, on);
  return { category, control: controlOf(category), value, openDays };
}

const sightingOf = ({ category, personId, deal, openedOn }: Blocker, on: LocalDate): BlockerSighting => ({
  category,
  repId: personId,
  dealId: deal?.trim().toLowerCase() || null,
  openedDaysAgo: daysBetween(openedOn, on),
});

function documentedOutside(open: readonly Blocker[], currency: string): BlockerCauses["external"] {
  const documented = open.filter(
    (one) =>
      controlOf(one.category) === "external" &&
      one.currency === currency &&
      (one.valueAtRisk ?? 0n) > 0n &&
      (one.note !== null || one.deal !== null),
  );
  return {
    value: documented.reduce((total, { valueAtRisk }) => total + (valueAtRisk ?? 0n), 0n),
    count: documented.length,
  };
}
