type Waiting<Result> = { readonly id: string; done(result: Result | undefined): void; failed(error: unknown): void };

export type Gathering = {
  /** The most that one call takes. */
  readonly size: number;
  /** How long the first waits for company. */
  readonly waitMs: number;
  /** How many calls may be under way; what comes meanwhile waits and is then taken together. */
  readonly atOnce: number;
  /** A call that takes longer, such as by a platform that hangs, no longer holds up the others. */
  readonly patienceMs: number;
};

/**
 * Turns single requests that come at the same moment into a few calls, so that thousands share their queries. Each is
 * told what the call returned for it, if anything.
 */
export function gather<Result>(
  run: (ids: readonly string[]) => Promise<ReadonlyMap<string, Result>>,
  { size, waitMs, atOnce, patienceMs }: Gathering,
): (id: string) => Promise<Result | undefined> {
  const waiting: Waiting<Result>[] = [];
  let underway = 0;
  let timer: NodeJS.Timeout | undefined;

  const start = async (): Promise<void> => {
    timer = undefined;
    const batch = waiting.splice(0, size);
    if (batch.length === 0) return;
    underway += 1;
    let isCounted = true;
    const giveWay = (): void => {
      if (isCounted) underway -= 1;
      isCounted = false;
      plan();
    };
    const patience = setTimeout(giveWay, patienceMs);
    plan();
    try {
      const results = await run(batch.map(({ id }) => id));
      for (const one of batch) one.done(results.get(one.id));
    } catch (error) {
      for (const one of batch) one.failed(error);
    } finally {
      clearTimeout(patience);
      giveWay();
    }
  };
  const plan = (): void => {
    if (timer === undefined && waiting.length > 0 && underway < atOnce) timer = setTimeout(start, waitMs);
  };
  return (id) =>
    new Promise((done, failed) => {
      waiting.push({ id, done, failed });
      plan();
    });
}
