/**
 * Turns single requests into few calls without making any wait: the first goes at once, and what comes while a call is
 * under way goes together in the next one.
 */
export function together<Item, Result>(
  act: (items: readonly Item[]) => Promise<readonly Result[]>,
  most: number,
): (item: Item) => Promise<Result> {
  type Waiting = { readonly item: Item; done(result: Result): void; failed(error: unknown): void };
  const waiting: Waiting[] = [];
  let isUnderway = false;
  const start = async (): Promise<void> => {
    isUnderway = true;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, most);
      try {
        const results = await act(batch.map(({ item }) => item));
        for (const [at, one] of batch.entries()) one.done(results[at] as Result);
      } catch (error) {
        for (const one of batch) one.failed(error);
      }
    }
    isUnderway = false;
  };
  return (item) =>
    new Promise<Result>((done, failed) => {
      waiting.push({ item, done, failed });
      if (!isUnderway) void start();
    });
}
