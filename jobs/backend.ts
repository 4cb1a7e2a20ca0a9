import { createPostgresBackend, Queue, runMigrations, Worker, withBackend } from "bullmq";
import pg from "pg";

/** Where the queue lives. It holds only work that the database knows too. */
export type QueueSetting = { readonly databaseUrl: string } | { readonly redisUrl: string };

/** What both of BullMQ's backends can do. */
export type OpenQueue = Pick<
  Queue,
  "addBulk" | "upsertJobScheduler" | "getJobSchedulers" | "removeJobScheduler" | "getJobCounts" | "close" | "disconnect"
> & { on(event: "error", listener: (error: Error) => void): unknown };

export type Work = (name: string, data: unknown) => Promise<unknown>;

export type OpenWorker = {
  close(force?: boolean): Promise<void>;
  on(event: "error", listener: (error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
};

export type Backend = {
  queue(name: string): OpenQueue;
  worker(name: string, concurrency: number, work: Work): OpenWorker;
};

/** BullMQ's tables live in this schema, apart from ours. */
const schema = "bullmq";

export async function openBackend(setting: QueueSetting, prefix: string): Promise<Backend> {
  return "redisUrl" in setting ? redisBackend(setting.redisUrl, prefix) : postgresBackend(setting.databaseUrl, prefix);
}

/** Adding must fail at once when Redis is away: both options are needed for that, either alone waits for it. */
function redisBackend(url: string, prefix: string): Backend {
  return {
    queue: (name) =>
      new Queue(name, {
        prefix,
        connection: { url, enableOfflineQueue: false },
        skipWaitingForReady: true,
      }),
    worker: (name, concurrency, work) =>
      new Worker(name, ({ name: job, data }) => work(job, data), {
        ...{ prefix, concurrency },
        connection: { url, maxRetriesPerRequest: null },
      }),
  };
}

const poolSize = 5;

async function postgresBackend(connectionString: string, prefix: string): Promise<Backend> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await runMigrations(client, schema).finally(() => client.end());
  const postgres = withBackend(createPostgresBackend);
  const connection = { connectionString, schema, max: poolSize };
  return {
    queue: (name) => new postgres.Queue(`${prefix}-${name}`, { connection }),
    worker: (name, concurrency, work) =>
      new postgres.Worker(`${prefix}-${name}`, ({ name: job, data }) => work(job, data), { connection, concurrency }),
  };
}
