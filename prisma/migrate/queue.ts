import { runMigrations } from "bullmq";
import { withClient } from "./deploy.ts";

const queueSchema = "bullmq";

/** Prepares BullMQ's own tables; only needed where the queue lives in PostgreSQL rather than in Redis. */
export async function deployQueue(url: string): Promise<void> {
  await withClient(url, (client) => runMigrations(client, queueSchema));
}
