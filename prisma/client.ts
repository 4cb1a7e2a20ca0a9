import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "../src/generated/prisma/client.ts";
import { statementNames } from "./prepared.ts";
import { type WaitsFor, watchedPool } from "./watch.ts";

export type Connection = { db: PrismaClient; pool: pg.Pool; close(): Promise<void> };

export type Connecting = {
  readonly max?: number;
  /** Notices a server that falls silent, soon where a person waits; without it TCP does, in its own time. */
  readonly waitsFor?: WaitsFor;
};

/**
 * The adapter writes and reads instants without their zone, so every session must be in UTC, whatever the server's. A
 * transaction whose program vanished without a farewell must not keep its locks for hours.
 */
const options = "-c TimeZone=UTC -c idle_in_transaction_session_timeout=60s -c tcp_keepalives_idle=20";

/** Connects Prisma and plain SQL to one database over one pool. */
export function connect(url: string, { max = 10, waitsFor }: Connecting = {}): Connection {
  const config = { connectionString: url, max, options, keepAlive: true };
  const pool = waitsFor ? watchedPool(config, waitsFor) : new pg.Pool(config);
  // An idle connection that breaks is replaced on its next use; without a listener it would end the process.
  pool.on("error", () => {});
  const db = new PrismaClient({ adapter: new PrismaPg(pool, { statementNameGenerator: statementNames() }) });
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
