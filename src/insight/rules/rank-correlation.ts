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

/** Ranks are small whole or half numbers, so constant sides are exactly zero. */
function pearson(xs: readonly number[], ys: readonly number[]): number | null {
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
