import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { serveDatabase } from "./server.ts";

export type OpenedDatabase = { url: string; close(): Promise<void> };

/** The application's tables come first, so that an unqualified CREATE TABLE in a migration lands beside them. */
const searchPath = "search_path=public,bullmq";

/** Opens a database folder, creating it when absent, and serves it on a loopback port (any free one for 0). */
export async function openFolder(folder: string, port = 0): Promise<OpenedDatabase> {
  await mkdir(dirname(folder), { recursive: true });
  const db = await PGlite.create({
    dataDir: folder,
    startParams: [...PGlite.defaultStartParams, "-c", searchPath],
    postgresqlconf: ["shared_buffers = 1MB"],
  });
  const server = await serveDatabase(db, { port }).catch(async (error: unknown) => {
    await db.close();
    throw error;
  });
  return {
    url: `postgresql://postgres@127.0.0.1:${server.port}/postgres`,
    async close() {
      await server.close();
      await db.close();
    },
  };
}
