import type { PGlite } from "@electric-sql/pglite";
import { type Connection, connect } from "../../prisma/client.ts";
import { openEngine, urlOn } from "../../prisma/embedded/open.ts";
import { type DatabaseServer, serveDatabase } from "../../prisma/embedded/server.ts";
import { makeTemporary } from "../../prisma/embedded.ts";
import type { TestDatabase } from "./database.ts";

/** One engine with what it is reached by; the client stays, since it knows its queries by now. */
type Kept = {
  readonly engine: PGlite;
  readonly connection: Connection;
  readonly url: string;
  readonly port: number;
  readonly schema: string;
  readonly emptying: string;
  server: DatabaseServer;
  uses: number;
  remove(): Promise<void>;
};

/** Those of this process that nobody uses now. Opening one takes as long as a short story, emptying it a tenth of that. */
const spare: Kept[] = [];

const mostUses = 60;
const mostRows = 10_000;

/** A database that an earlier test may have used, emptied since. */
export async function embeddedDatabase(): Promise<TestDatabase> {
  const kept = spare.pop() ?? (await open());
  let closing: Promise<void> | undefined;
  return {
    ...{ db: kept.connection.db, url: kept.url },
    close() {
      closing ??= putBack(kept);
      return closing;
    },
  };
}

async function open(): Promise<Kept> {
  const { folder, remove } = await makeTemporary();
  const engine = await openEngine(folder);
  const server = await serveDatabase(engine);
  const url = urlOn(server.port);
  const connection = connect(url, { max: 5 });
  const [schema, emptying] = [await schemaOf(engine), await emptyingOf(engine)];
  return { engine, connection, url, port: server.port, schema, emptying, server, uses: 0, remove };
}

/** Whoever is still connected is cut off, so that nothing of one test reaches into the next. */
async function putBack(kept: Kept): Promise<void> {
  await kept.server.close();
  await cutOff(kept);
  kept.uses += 1;
  if (kept.uses < mostUses && (await isEmptied(kept))) {
    kept.server = await serveDatabase(kept.engine, { port: kept.port });
    spare.push(kept);
    return;
  }
  await kept.connection.close();
  await kept.engine.close();
  await kept.remove();
}

async function cutOff({ connection: { pool } }: Kept): Promise<void> {
  for (let turns = 0; pool.totalCount > 0; turns++) {
    if (turns > 10_000) throw new Error("A test still waits for its database");
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** False where what remains would not be as new: a test changed the tables, or left so much that it would be felt. */
async function isEmptied({ engine, emptying, schema }: Kept): Promise<boolean> {
  await engine.exec("rollback");
  await engine.exec("discard all");
  if ((await schemaOf(engine)) !== schema) return false;
  const done = await engine.exec(emptying);
  return done.reduce((sum, { affectedRows = 0 }) => sum + affectedRows, 0) < mostRows;
}

async function schemaOf(engine: PGlite): Promise<string> {
  const { rows } = await engine.query<{ schema: string }>(
    `select concat_ws(' ',
      (select string_agg(oid::text, ',' order by oid) from pg_class where relnamespace::regnamespace::text in ('public', 'bullmq')),
      (select string_agg(oid::text, ',' order by oid) from pg_trigger where not tgisinternal),
      (select string_agg(oid::text, ',' order by oid) from pg_proc where pronamespace = 'public'::regnamespace)) as schema`,
  );
  return rows[0]?.schema ?? "";
}

/** What has rows in a new database, such as the list of migrations, stays. */
async function emptyingOf(engine: PGlite): Promise<string> {
  const { rows } = await engine.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'bullmq')`,
  );
  const names: string[] = [];
  for (const { name } of rows) {
    const found = await engine.query(`select 1 from ${name} limit 1`);
    if (found.rows.length === 0) names.push(name);
  }
  const deletes = names.map((name) => `delete from ${name}`).join("; ");
  return `set session_replication_role = replica; ${deletes}; reset session_replication_role`;
}
