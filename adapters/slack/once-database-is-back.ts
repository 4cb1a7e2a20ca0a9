import { setTimeout as wait } from "node:timers/promises";
import { isDatabaseDown } from "../../src/store/errors.ts";

/** Some minutes in all: as long as a database is away while it is being replaced. */
const pauses = [1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 60_000, 60_000, 60_000];

/** Slack does not repeat what was acknowledged, so that what cannot be stored now is done a little later. */
export async function onceDatabaseIsBack(
  work: () => Promise<void>,
  pausesMs: readonly number[] = pauses,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const [pause, ...rest] = pausesMs;
    if (pause === undefined || !isDatabaseDown(error)) throw error;
    await wait(pause, undefined, { ref: false });
    await onceDatabaseIsBack(work, rest);
  }
}
