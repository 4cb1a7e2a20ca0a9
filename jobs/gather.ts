type Waiting = { readonly id: string; done(): void; failed(error: unknown): void };

export type Gathering = {
  /** The most that one call takes. */
  readonly size: number;
  /** How long the first waits for company. */
  readonly waitMs: number;
  /** How many calls may be under way; what comes meanwhile waits and is then taken together. */
  readonly atOnce: number;
};

/** Turns single requests that come at the same moment into a few calls, so that thousands share their queries. */
export function gather(
  run: (ids: readonly string[]) => Promise<void>,
  { size, waitMs, atOnce }: Gathering,
): (id: string) => Promise<void> {
  const waiting: Waiting[] = [];
  let underway = 0;
  let timer: NodeJS.Timeout | undefined;

  const start = async (): Promise<void> => {
    timer = undefined;
    const batch = waiting.splice(0, size);
    if (batch.length === 0) return;
    underway += 1;
    plan();
    try {
      await run(batch.map(({ id }) => id));
      for (const one of batch) one.done();
    } catch (error) {
      for (const one of batch) one.failed(error);
    } finally {
      underway -= 1;
      plan();
    }
  };
  const plan = (): void => {
    if (timer === undefined && waiting.length > 0 && underway < atOnce) timer = setTimeout(start, waitMs);
  };
  return (id) =>
    new Promise<void>((done, failed) => {
      waiting.push({ id, done, failed });
      plan();
    });
}
