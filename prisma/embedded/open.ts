import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { serveDatabase } from "./server.ts";

export type OpenedDatabase = { url: string; close(): Promise<void> };

/** The application's tables come first, so that an unqualified CREATE TABLE in a migration lands beside them. */
const searchPath = "search_path=public,bullmq";

/** Opens a database folder, creating it when absent, for this process alone. */
export async function openEngine(folder: string): Promise<PGlite> {
  await mkdir(dirname(folder), { recursive: true });
  return PGlite.create({
    dataDir: folder,
    startParams: [...PGlite.defaultStartParams, "-c", searchPath],
    postgresqlconf: ["shared_buffers = 1MB"],
  });
}

/** Opens a database folder and serves it on a loopback port (any free one for 0). */
export async function openFolder(folder: string, port = 0): Promise<OpenedDatabase> {
  const db = await openEngine(folder);
  const server = await serveDatabase(db, { port }).catch(async (error: unknown) => {
    await db.close();
    throw error;
  });
  return {
    url: urlOn(server.port),
    async close() {
      await server.close();
      await db.close();
    },
  };
}

export const urlOn = (port: number): string => `postgresql://postgres@127.0.0.1:${port}/postgres`;
