import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "../src/generated/prisma/client.ts";

export type Connection = { db: PrismaClient; pool: pg.Pool; close(): Promise<void> };

/** Connects Prisma and plain SQL to one database over one pool. */
export function connect(url: string, { max = 10 }: { max?: number } = {}): Connection {
  // The adapter writes and reads instants without their zone, so every session must be in UTC, whatever the server's.
  const pool = new pg.Pool({ connectionString: url, max, options: "-c TimeZone=UTC" });
  // An idle connection that breaks is replaced on its next use; without a listener it would end the process.
  pool.on("error", () => {});
  const db = new PrismaClient({ adapter: new PrismaPg(pool) });
  let closing: Promise<void> | undefined;
  return {
    db,
    pool,
    close() {
      closing ??= db.$disconnect().then(() => pool.end());
      return closing;
    },
  };
}
