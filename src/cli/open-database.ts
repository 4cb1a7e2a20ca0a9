import type { Duplex } from "node:stream";
import { connect } from "../../prisma/client.ts";
import { openEmbedded } from "../../prisma/embedded.ts";
import { deployMigrations } from "../../prisma/migrate/deploy.ts";
import { deployQueue } from "../../prisma/migrate/queue.ts";
import { watchedSockets } from "../../prisma/watch.ts";
import type { Config } from "../config.ts";
import type { PrismaClient } from "../generated/prisma/client.ts";

export type DatabaseInUse = {
  readonly db: PrismaClient;
  /** Its own connections, so that thousands of deliveries never stand in the way of a person's command. */
  readonly background: PrismaClient;
  readonly url: string;
  /** Where somebody else connects to it, such as the queue, who then notices as we do when it falls silent. */
  readonly stream?: () => Duplex;
  readonly kind: "embedded" | "postgresql";
  close(): Promise<void>;
};

/** Opens the database that the settings name, migrated: a served one, or the embedded one in DATA_DIR. */
export async function openDatabase(
  config: Pick<Config, "DATABASE_URL" | "DATA_DIR" | "REDIS_URL">,
  options: { readonly connections?: number } = {},
): Promise<DatabaseInUse> {
  const max = options.connections ?? 10;
  if (config.DATABASE_URL) {
    await deployMigrations(config.DATABASE_URL);
    if (!config.REDIS_URL) await deployQueue(config.DATABASE_URL);
    const front = connect(config.DATABASE_URL, { max, waitsFor: "person" });
    const back = connect(config.DATABASE_URL, { max, waitsFor: "nobody" });
    const close = () => Promise.all([front.close(), back.close()]).then(() => undefined);
    const { DATABASE_URL: url } = config;
    return { db: front.db, background: back.db, url, stream: watchedSockets(url), kind: "postgresql", close };
  }
  const embedded = await openEmbedded({ dataDir: config.DATA_DIR });
  const { db, close } = connect(embedded.url, { max });
  return {
    ...{ db, background: db, url: embedded.url, kind: "embedded" },
    async close() {
      await close();
      await embedded.close();
    },
  };
}
