/** Spearman's rank correlation with mid-ranks; null for fewer than two pairs or a constant side. */
export function spearman(xs: readonly number[], ys: readonly number[]): number | null {
  return pearson(midRanks(xs), midRanks(ys));
}

/** Values this close are one value: centring leaves such dust. */
const tie = 1e-9;

function midRanks(values: readonly number[]): number[] {
  const sorted = values.map((value, index) => ({ value, index })).sort((one, other) => one.value - other.value);
  const ranks = values.map(() => 0);
  let start = 0;
  while (start < sorted.length) {
    let end = start + 1;
    while (end < sorted.length && (sorted[end]?.value ?? 0) - (sorted[end - 1]?.value ?? 0) <= tie) end++;
    for (const { index } of sorted.slice(start, end)) ranks[index] = (start + end + 1) / 2;
    start = end;
  }
  return ranks;
}

export type Sorted = { readonly values: readonly (number | null)[]; readonly order: readonly number[] };

/** Values that are known, smallest first, as indices: sorted once, however many parts of them are ranked. */
export function sorted(values: readonly (number | null)[]): Sorted {
  const known = [...values.keys()].filter((index) => values[index] !== null);
  return { values, order: known.sort((one, other) => (values[one] ?? 0) - (values[other] ?? 0)) };
}

/** Mid-ranks of the values that have a slot, each written there; those without one (-1) do not exist. */
export function midRanksOfPart({ values, order }: Sorted, slotOf: (index: number) => number, slots: number): number[] {
  const ranks = new Array<number>(slots).fill(0);
  const ties: number[] = [];
  let ranked = 0;
  let last = 0;
  const settle = () => {
    for (const slot of ties) ranks[slot] = ranked + (ties.length + 1) / 2;
    ranked += ties.length;
    ties.length = 0;
  };
  for (const index of order) {
    const slot = slotOf(index);
    if (slot < 0) continue;
    const value = values[index] ?? 0;
    if (ties.length > 0 && value - last > tie) settle();
    ties.push(slot);
    last = value;
  }
  settle();
  return ranks;
}

/** Of ranks: small whole or half numbers, so that constant sides are exactly zero. */
export function pearson(xs: readonly number[], ys: readonly number[]): number | null {
  const count = Math.min(xs.length, ys.length);
  if (count < 2) return null;
  const centre = (count + 1) / 2;
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (let index = 0; index < count; index++) {
    const x = (xs[index] ?? 0) - centre;
    const y = (ys[index] ?? 0) - centre;
    xy += x * y;
    xx += x * x;
    yy += y * y;
  }
  if (xx === 0 || yy === 0) return null;
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}
