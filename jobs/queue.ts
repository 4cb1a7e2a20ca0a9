import { UnrecoverableError } from "bullmq";
import { ZodError } from "zod";
import { systemClock } from "../src/clock.ts";
import type { Core } from "../src/core.ts";
import { TransientError } from "../src/errors.ts";
import type { Log } from "../src/explain.ts";
import type { Wake } from "../src/outbox/parts.ts";
import { isDatabaseDown } from "../src/store/errors.ts";
import { type Backend, type OpenQueue, type OpenWorker, openBackend, type QueueSetting, type Work } from "./backend.ts";
import { deliver, jobs } from "./catalog.ts";
import { type AnyJob, type Job, type JobContext, type Lane, lanes } from "./define-job.ts";
import { gather } from "./gather.ts";
import { jobMetrics } from "./metrics.ts";

export type JobQueue = {
  /** Asks for the delivery of outbox rows soon. Never fails and never waits: what is not added, the sweep finds. */
  readonly wake: Wake;
  startWorkers(core: Core, options?: { readonly concurrency?: Partial<Record<Lane, number>> }): Promise<Workers>;
  /** For Prometheus. */
  metrics(): Promise<string>;
  close(): Promise<void>;
};

export type Workers = { close(): Promise<void> };

export type QueueOptions = {
  readonly log: Log;
  /** Keeps several installations on one server apart. */
  readonly prefix?: string;
};

/** Finished jobs leave at once, so that their key can be used again; what failed is in the log and in the tables. */
const kept = { removeOnComplete: true, removeOnFail: true } as const;

/** Longer lists are added in pieces. */
const addedAtOnce = 1_000;

const closesWithin = 8_000;

export async function openQueue(
  setting: QueueSetting,
  { log, prefix = "goalkeeper" }: QueueOptions,
): Promise<JobQueue> {
  const backend = await openBackend(setting, prefix);
  const onError = (error: Error) => log.warn({ err: error }, "the queue is not answering");
  const queues: Record<Lane, OpenQueue> = {
    clock: backend.queue("clock"),
    occurrences: backend.queue("occurrences"),
    outbox: backend.queue("outbox"),
  };
  for (const queue of Object.values(queues)) queue.on("error", onError);
  const add = async <Data>(job: Job<Data>, data: readonly Data[], delay = 0): Promise<void> => {
    if (!backend.isReady()) throw new TransientError("The queue");
    for (let at = 0; at < data.length; at += addedAtOnce) {
      await queues[job.lane].addBulk(data.slice(at, at + addedAtOnce).map((one) => addition(job, one, delay)));
    }
  };
  const metrics = jobMetrics(async () => {
    const counts = await Promise.all(
      lanes.map(
        async (lane) => [lane, await queues[lane].getJobCounts("waiting", "active", "delayed", "failed")] as const,
      ),
    );
    return new Map(counts);
  });
  return {
    wake(outboxIds, inMs) {
      const data = outboxIds.map((outboxId) => ({ outboxId }));
      add(deliver, data, inMs).catch((error: unknown) =>
        log.warn({ why: String(error) }, "deliveries are left to the sweep"),
      );
    },
    startWorkers: (core, { concurrency = {} } = {}) =>
      startWorkers({
        ...{ backend, queues, core, add, log, onError, concurrency, measured: metrics.measured },
        tellOfOutage: nowAndThen(() =>
          log.warn({}, "the database is not answering, so jobs fail and will be found again"),
        ),
      }),
    metrics: () => metrics.registry.metrics(),
    async close() {
      // What is not connected cannot be closed in order, and must not be waited for.
      if (!backend.isReady()) backend.close();
      await closeAll(Object.values(queues), log);
      backend.close();
    },
  };
}

const seldom = 10_000;

function nowAndThen(act: () => void): () => void {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    if (performance.now() - last < seldom) return;
    last = performance.now();
    act();
  };
}

function addition<Data>(job: Job<Data>, data: Data, delay: number) {
  const backoff = { type: "exponential", delay: 1_000 } as const;
  return { name: job.name, data, opts: { ...kept, jobId: job.key(data), attempts: job.attempts, backoff, delay } };
}

type Starting = {
  readonly backend: Backend;
  readonly queues: Record<Lane, OpenQueue>;
  readonly core: Core;
  readonly add: JobContext["add"];
  readonly log: Log;
  readonly onError: (error: Error) => void;
  readonly concurrency: Partial<Record<Lane, number>>;
  /** Thousands of jobs fail in the same way then, and one line tells it. */
  readonly tellOfOutage: () => void;
  readonly measured: <Result>(job: string, work: () => Promise<Result>) => Promise<Result>;
};

/** What is under way when a process dies can stand on Slack twice, so more is not better without end. */
const usualConcurrency: Record<Lane, number> = { clock: 3, occurrences: 4, outbox: 200 };
const gathering = { size: 100, waitMs: 5, atOnce: 3, patienceMs: 3_000 } as const;

/** An emptied Redis has forgotten the schedulers too, so every process says them again this often. */
const redeclareEvery = 30_000;

async function startWorkers(starting: Starting): Promise<Workers> {
  const { backend, queues, core, add, log, onError } = starting;
  const waiting = async (lane: Lane) => (await queues[lane].getJobCounts("waiting")).waiting ?? 0;
  const context: JobContext = { core, add, waiting, deliverSoon: gather((ids) => core.deliver(ids), gathering) };
  const work: Work = (job) => run(starting, context, job);
  const workers = lanes.map((lane) => {
    const worker = backend.worker(lane, starting.concurrency[lane] ?? usualConcurrency[lane], work);
    worker.on("error", onError);
    return worker;
  });
  const declare = async (): Promise<void> => {
    if (!backend.isReady()) return;
    await declareSchedules(queues).catch((error: unknown) => log.warn({ why: String(error) }, "schedulers"));
  };
  await declare();
  backend.onReady(declare);
  const timer = setInterval(declare, redeclareEvery);
  timer.unref();
  return {
    close: () => {
      clearInterval(timer);
      return closeAll(workers, log);
    },
  };
}

async function run(
  { log, measured, tellOfOutage }: Starting,
  context: JobContext,
  { name, data, queuedAt }: { name: string; data: unknown; queuedAt: number },
): Promise<unknown> {
  const job = jobs.find((one) => one.name === name);
  if (!job) return laterOrNever(name, queuedAt);
  try {
    return await measured(name, () => job.runWith(data, context));
  } catch (error) {
    if (isDatabaseDown(error)) tellOfOutage();
    else log.error({ err: error, job: name, data }, "a job failed");
    if (error instanceof ZodError) throw new UnrecoverableError(error.message);
    throw error;
  }
}

const upgradesWithin = 3_600_000;

/** During an upgrade the other release knows it; after an hour nobody does. */
function laterOrNever(name: string, queuedAt: number): Date {
  const now = systemClock.now().getTime();
  if (now - queuedAt > upgradesWithin) throw new UnrecoverableError(`No job is called ${name}`);
  return new Date(now + 5_000);
}

/** What runs by itself is declared in the catalog; what is no longer there is removed. */
async function declareSchedules(queues: Record<Lane, OpenQueue>): Promise<void> {
  for (const lane of lanes) {
    const declared = jobs.filter(
      (job): job is AnyJob & { everyMs: number } => job.lane === lane && job.everyMs !== undefined,
    );
    const known = await queues[lane].getJobSchedulers();
    for (const { key } of known) {
      if (!declared.some(({ name }) => name === key)) await queues[lane].removeJobScheduler(key);
    }
    for (const { name, everyMs } of declared) {
      const is = known.find(({ key, every }) => key === name && Number(every) === everyMs);
      // A crash can leave a scheduler whose next job was never made: its time passes and nothing happens.
      if (is?.next && is.next + 2 * everyMs > systemClock.now().getTime()) continue;
      await queues[lane].upsertJobScheduler(name, { every: everyMs }, { name, data: {}, opts: kept });
    }
  }
}

/** Lets what runs finish, but does not wait for a server that is away: then the lock of a job runs out by itself. */
async function closeAll(opened: readonly Pick<OpenWorker, "close" | "disconnect">[], log: Log): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), closesWithin);
  });
  const closing = Promise.allSettled(opened.map((one) => one.close()));
  if ((await Promise.race([closing, patience])) === "late") {
    log.warn({}, "the queue did not close in time");
    for (const one of opened) one.disconnect().catch(() => {});
  }
  clearTimeout(timer);
}
