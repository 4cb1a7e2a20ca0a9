/** Milliseconds that each call took, and all of them together. */
export type Measured = { readonly each: readonly number[]; readonly totalMs: number };

/** Runs a task so many times with so many at once; `at` counts from 0. */
export async function measure(
  times: number,
  atOnce: number,
  task: (at: number) => Promise<unknown>,
): Promise<Measured> {
  const each: number[] = [];
  let next = 0;
  const started = performance.now();
  const worker = async () => {
    for (let at = next++; at < times; at = next++) {
      const before = performance.now();
      await task(at);
      each.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { each, totalMs: performance.now() - started };
}

/** The value below which this share of the values lies (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Per second, p50 and p99, as cells. */
export function cells({ each, totalMs }: Measured): string[] {
  const perSecond = (each.length / totalMs) * 1000;
  return [perSecond.toFixed(0), percentile(each, 0.5).toFixed(1), percentile(each, 0.99).toFixed(1)];
}

export const speedColumns = ["per second", "p50 ms", "p99 ms"] as const;
