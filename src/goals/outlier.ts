import { median } from "./median.ts";

/** Whether a number is five times or a fifth of the median around it, likely a typo. Fewer than three do not judge. */
export function isOutlier(value: number, neighbours: readonly number[]): boolean {
  const middle = neighbours.length < 3 ? null : median(neighbours);
  return middle !== null && middle > 0 && (value >= 5 * middle || value <= middle / 5);
}
