/** Whether a number is five times or a fifth of the median around it, likely a typo. Fewer than three do not judge. */
export function isOutlier(value: number, neighbours: readonly number[]): boolean {
  if (neighbours.length < 3) return false;
  const middle = median(neighbours);
  return middle > 0 && (value >= 5 * middle || value <= middle / 5);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2;
}
