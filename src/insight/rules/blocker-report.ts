import type { Control } from "./blocker-taxonomy.ts";
import { groupBy } from "./group-by.ts";
import { median, sum } from "./order-statistics.ts";

export type BlockerRow = {
  readonly category: string;
  readonly control: Control;
  /** Value at risk; 0 where nobody gave one. */
  readonly value: number;
  readonly openDays: number;
};

export type ParetoLine = {
  readonly category: string;
  readonly control: Control;
  readonly count: number;
  readonly value: number;
  readonly share: number;
  readonly cumulative: number;
  readonly medianDays: number;
  readonly oldestDays: number;
};

/** Blockers by value at risk, largest first; by count where no row has a value. */
export function blockersPareto(rows: readonly BlockerRow[]): ParetoLine[] {
  const weigh = weighing(rows);
  const total = sum(rows.map(weigh));
  const groups = [...groupBy(rows, (row) => row.category)].map(([category, group]) => ({ category, group }));
  const lines = groups.map(({ category, group }) => ({
    category,
    control: group[0]?.control ?? "rep",
    count: group.length,
    value: sum(group.map((row) => row.value)),
    share: sum(group.map(weigh)) / total,
    medianDays: median(group.map((row) => row.openDays)) ?? 0,
    oldestDays: Math.max(...group.map((row) => row.openDays)),
  }));
  lines.sort(
    (one, other) => other.value - one.value || other.count - one.count || (one.category < other.category ? -1 : 1),
  );
  let cumulative = 0;
  return lines.map((line) => {
    cumulative += line.share;
    return { ...line, cumulative };
  });
}

/** Share of the value at risk (or of the count) by who can remove it; those with nothing are left out. */
export function byControl(rows: readonly BlockerRow[]): Partial<Record<Control, number>> {
  const weigh = weighing(rows);
  const total = sum(rows.map(weigh));
  const groups = [...groupBy(rows, (row) => row.control)];
  return Object.fromEntries(groups.map(([control, group]) => [control, sum(group.map(weigh)) / total]));
}

function weighing(rows: readonly BlockerRow[]): (row: BlockerRow) => number {
  const priced = rows.some((row) => row.value > 0);
  return (row) => (priced ? Math.max(0, row.value) : 1);
}

export type BlockerSighting = {
  readonly category: string;
  readonly repId: string;
  /** Null where the blocker belongs to no deal. */
  readonly dealId: string | null;
  readonly openedDaysAgo: number;
};

/** Categories met in three deals or by two reps within four weeks: systemic, not personal. */
export function systemicBlockers(sightings: readonly BlockerSighting[]): string[] {
  const recent = sightings.filter(({ openedDaysAgo }) => openedDaysAgo >= 0 && openedDaysAgo < 28);
  return [...groupBy(recent, ({ category }) => category)]
    .filter(([, group]) => {
      const deals = new Set(group.flatMap(({ dealId }) => (dealId === null ? [] : [dealId])));
      return deals.size >= 3 || new Set(group.map(({ repId }) => repId)).size >= 2;
    })
    .map(([category]) => category)
    .sort();
}

/** Above 15 % "other" the list of reasons no longer says what is going on. */
export function hasTooManyOthers(rows: readonly { readonly category: string }[]): boolean {
  return rows.filter(({ category }) => category === "other").length > 0.15 * rows.length;
}
