import type { z } from "zod";
import type { Core } from "../src/core.ts";

/** What a job may reach: the one core, and the queue for follow-up work. */
export type JobContext = {
  readonly core: Core;
  /** Delivers one message, together with others that ask at the same moment. */
  readonly deliverSoon: (outboxId: string) => Promise<void>;
  readonly add: <Data>(job: Job<Data>, data: readonly Data[]) => Promise<void>;
};

/** A piece of work, declared once. Its data holds ids only; running it twice must be harmless. */
export type Job<Data> = {
  readonly name: string;
  /** Deliveries are many and wait on platforms, so they never stand in the way of the clock. */
  readonly lane: "clock" | "outbox";
  readonly data: z.ZodType<Data>;
  /** The same key is the same work: while one is queued, another is not added. Letters, digits and dashes. */
  readonly key: (data: Data) => string;
  readonly attempts: number;
  /** Runs by itself this often, once across all processes. */
  readonly everyMs?: number;
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
