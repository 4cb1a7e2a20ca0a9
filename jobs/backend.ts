import { once } from "node:events";
import type { Duplex } from "node:stream";
import { createPostgresBackend, DelayedError, type Job, Queue, runMigrations, Worker, withBackend } from "bullmq";
import { Redis } from "ioredis";
import pg from "pg";

/** Where the queue lives. It holds only work that the database knows too. */
export type QueueSetting =
  | { readonly databaseUrl: string; readonly stream?: (() => Duplex) | undefined }
  | { readonly redisUrl: string };

/** What both of BullMQ's backends can do. */
export type OpenQueue = Pick<
  Queue,
  "addBulk" | "upsertJobScheduler" | "getJobSchedulers" | "removeJobScheduler" | "getJobCounts" | "close" | "disconnect"
> & { on(event: "error", listener: (error: Error) => void): unknown };

/** Done, or to be done again at the instant that it returns. */
export type Work = (job: {
  readonly name: string;
  readonly data: unknown;
  readonly queuedAt: number;
}) => Promise<unknown>;

export type OpenWorker = {
  close(force?: boolean): Promise<void>;
  disconnect(): Promise<void>;
  on(event: "error", listener: (error: Error) => void): unknown;
};

export type Backend = {
  queue(name: string): OpenQueue;
  worker(name: string, concurrency: number, work: Work): OpenWorker;
  /** Whether adding can work now. Without asking, adding would wait for a server that is away. */
  isReady(): boolean;
  /** Calls back whenever the server has come back. */
  onReady(act: () => void): void;
  /** Drops the connection that adds, if it is ours. */
  close(): void;
};

/** BullMQ's tables live in this schema, apart from ours. */
const schema = "bullmq";

export async function openBackend(setting: QueueSetting, prefix: string): Promise<Backend> {
  return "redisUrl" in setting ? redisBackend(setting.redisUrl, prefix) : postgresBackend(setting, prefix);
}

/**
 * Queues add over a connection of ours that rejects at once while Redis is away. BullMQ's own options for that break the
 * queue for good when Redis is not connected yet at the start, so it waits for the connection and we ask before adding.
 */
async function redisBackend(url: string, prefix: string): Promise<Backend> {
  const connection = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: null, retryStrategy });
  // Queues report errors; without a listener of its own the connection would print them besides.
  connection.on("error", () => {});
  const patience = new AbortController();
  const late = setTimeout(() => patience.abort(), readyWithin);
  await once(connection, "ready", { signal: patience.signal }).catch(() => undefined);
  clearTimeout(late);
  return {
    queue: (name) => new Queue(name, { prefix, connection }),
    worker: (name, concurrency, work) =>
      new Worker(name, processor(work), {
        ...{ prefix, concurrency },
        connection: { url, maxRetriesPerRequest: null, retryStrategy },
      }),
    isReady: () => connection.status === "ready",
    onReady: (act) => void connection.on("ready", act),
    close: () => connection.disconnect(),
  };
}

type Processed = Pick<Job, "name" | "data" | "timestamp" | "moveToDelayed">;

const processor =
  (work: Work) =>
  async (job: Processed, token?: string): Promise<void> => {
    const again = await work({ name: job.name, data: job.data, queuedAt: job.timestamp });
    if (!(again instanceof Date)) return;
    await job.moveToDelayed(again.getTime(), token);
    throw new DelayedError();
  };

/** How long the start waits for a server that may just be coming up; it goes on without. */
const readyWithin = 2_000;

const retryStrategy = (times: number): number => Math.min(times * 250, 5_000);

const poolSize = 5;

async function postgresBackend(
  { databaseUrl: connectionString, stream }: Extract<QueueSetting, { databaseUrl: string }>,
  prefix: string,
): Promise<Backend> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await runMigrations(client, schema).finally(() => client.end());
  const postgres = withBackend(createPostgresBackend);
  const connection = { connectionString, schema, max: poolSize, ...(stream ? { stream } : {}) };
  return {
    queue: (name) => new postgres.Queue(`${prefix}-${name}`, { connection }),
    worker: (name, concurrency, work) =>
      new postgres.Worker(`${prefix}-${name}`, processor(work), { connection, concurrency }),
    isReady: () => true,
    // PostgreSQL keeps what was declared, and every addition connects by itself.
    onReady: () => {},
    close: () => {},
  };
}
