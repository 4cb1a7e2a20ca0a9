import { connect } from "../../prisma/client.ts";
import { openEmbedded } from "../../prisma/embedded.ts";
import { deployMigrations } from "../../prisma/migrate/deploy.ts";
import { deployQueue } from "../../prisma/migrate/queue.ts";
import type { Config } from "../config.ts";
import type { PrismaClient } from "../generated/prisma/client.ts";

export type DatabaseInUse = {
  readonly db: PrismaClient;
  readonly url: string;
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
    const { db, close } = connect(config.DATABASE_URL, { max });
    return { db, url: config.DATABASE_URL, kind: "postgresql", close };
  }
  const embedded = await openEmbedded({ dataDir: config.DATA_DIR });
  const { db, close } = connect(embedded.url, { max });
  return {
    ...{ db, url: embedded.url, kind: "embedded" },
    async close() {
      await close();
      await embedded.close();
    },
  };
}
