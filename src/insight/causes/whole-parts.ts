/** Parts in whole stored units that add up to the total to the last one; what rounding left over goes to the largest remainders. */
export function wholeParts(parts: readonly number[], total: bigint): bigint[] {
  const floors = parts.map((part) => BigInt(Math.floor(part)));
  let left = total - floors.reduce((sum, one) => sum + one, 0n);
  const order = parts
    .map((part, index) => ({ index, remainder: part - Math.floor(part) }))
    .sort((one, other) => other.remainder - one.remainder || one.index - other.index);
  for (const { index } of order) {
    if (left <= 0n) break;
    floors[index] = (floors[index] ?? 0n) + 1n;
    left -= 1n;
  }
  // Amounts beyond the precision of a double: the largest part, where it weighs least, takes the difference.
  const largest = parts.reduce((best, part, index) => (Math.abs(part) > Math.abs(parts[best] ?? 0) ? index : best), 0);
  return floors.map((part, index) => (index === largest ? part + left : part));
}
