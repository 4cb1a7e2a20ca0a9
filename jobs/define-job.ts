import type { z } from "zod";
import type { Core } from "../src/core.ts";

/** What a job may reach: the one core, and the queue for follow-up work. */
export type JobContext = {
  readonly core: Core;
  /** Delivers one message, together with others that ask at the same moment; an instant if it has to wait until then. */
  readonly deliverSoon: (outboxId: string) => Promise<Date | undefined>;
  readonly add: <Data>(job: Job<Data>, data: readonly Data[]) => Promise<void>;
  /** How many jobs stand in a lane and have not begun. */
  readonly waiting: (lane: Lane) => Promise<number>;
};

/**
 * Deliveries are many and wait on platforms, and thousands of teams have their briefs at the same hour: neither stands in
 * the way of the clock.
 */
export const lanes = ["clock", "occurrences", "outbox"] as const;
export type Lane = (typeof lanes)[number];

/** A piece of work, declared once. Its data holds ids only; running it twice must be harmless. */
export type Job<Data> = {
  readonly name: string;
  readonly lane: Lane;
  readonly data: z.ZodType<Data>;
  /** The same key is the same work: while one is queued, another is not added. Letters, digits and dashes. */
  readonly key: (data: Data) => string;
  readonly attempts: number;
  /** Runs by itself this often, once across all processes. */
  readonly everyMs?: number;
  /** Runs again at an instant that it returns. */
  readonly run: (data: Data, context: JobContext) => Promise<unknown>;
};

/** A job whose data is still to be read. */
export type AnyJob = Omit<Job<never>, "data" | "key" | "run"> & {
  readonly runWith: (raw: unknown, context: JobContext) => Promise<unknown>;
};

export const defineJob = <Data>(job: Job<Data>): Job<Data> & AnyJob => ({
  ...job,
  runWith: (raw, context) => job.run(job.data.parse(raw), context),
});
