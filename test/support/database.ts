import { randomBytes } from "node:crypto";
import type { QueryResult } from "pg";
import { openEngine, urlOn } from "../../prisma/embedded/open.ts";
import { serveDatabase } from "../../prisma/embedded/server.ts";
import { templateKey } from "../../prisma/embedded/template.ts";
import { makeTemporary } from "../../prisma/embedded.ts";
import { deployMigrations, withClient } from "../../prisma/migrate/deploy.ts";
import { deployQueue } from "../../prisma/migrate/queue.ts";
import type { PrismaClient } from "../../src/generated/prisma/client.ts";
import { afterUse, type Reused, reusable, type Source } from "./reused-database.ts";

export type TestDatabase = { db: PrismaClient; url: string; close(): Promise<void> };

/** Those of this process that nobody uses now. Making one takes as long as a short story, emptying it a tenth of that. */
const spare: Reused[] = [];

/** A migrated, empty database of one's own: embedded, or on the server TEST_DATABASE_URL names. */
export async function testDatabase(): Promise<TestDatabase> {
  const one = spare.pop() ?? (await reusable(await newDatabase(process.env.TEST_DATABASE_URL)));
  const putBack = async () => {
    if (await afterUse(one)) spare.push(one);
  };
  let closing: Promise<void> | undefined;
  return {
    ...{ db: one.connection.db, url: one.source.url },
    close() {
      closing ??= putBack();
      return closing;
    },
  };
}

const newDatabase = (server: string | undefined): Promise<Source> => (server ? createOn(server) : openOwn());

async function openOwn(): Promise<Source> {
  const { folder, remove } = await makeTemporary();
  const engine = await openEngine(folder);
  let server = await serveDatabase(engine);
  const { port } = server;
  return {
    url: urlOn(port),
    async run(sql) {
      const results = await engine.exec(sql);
      return results.map(({ rows, affectedRows = 0 }) => ({ rows, affected: affectedRows }));
    },
    async alone(act) {
      await server.close();
      // All clients share one session, so what they have set stays until it is set back.
      await engine.exec("rollback");
      await engine.exec("discard all");
      const result = await act();
      server = await serveDatabase(engine, { port });
      return result;
    },
    async drop() {
      await server.close();
      await engine.close();
      await remove();
    },
  };
}

const templateLock = 7_305_101;
const own = (pid: number | string) => `goalkeeper_test_${pid}_`;

async function createOn(server: string): Promise<Source> {
  const template = `goalkeeper_template_${await templateKey()}`;
  const name = `${own(process.pid)}${randomBytes(4).toString("hex")}`;
  await withClient(server, async (client) => {
    await client.query("select pg_advisory_lock($1)", [templateLock]);
    await makeTemplate(server, template);
    await dropAbandoned(server);
    await client.query(`create database "${name}" template "${template}"`);
  });
  const url = databaseOn(server, name);
  return {
    url,
    run: (sql) => withClient(url, (client) => client.query(sql).then(resultsOf)),
    async alone(act) {
      await execute(server, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
      return act();
    },
    drop: () => execute(server, `drop database if exists "${name}" with (force)`),
  };
}

/** The client answers several statements with a list, which its types do not tell. */
const resultsOf = (answer: QueryResult | QueryResult[]) =>
  [answer].flat().map(({ rows, rowCount }) => ({ rows, affected: rowCount ?? 0 }));

/** Those that a process kept for its next test and that ended meanwhile. */
async function dropAbandoned(server: string): Promise<void> {
  const { rows } = await withClient(server, (client) =>
    client.query<{ name: string }>(`select datname as name from pg_database where datname like '${own("%")}%'`),
  );
  for (const { name } of rows) {
    if (!isRunning(Number(name.split("_")[2]))) await execute(server, `drop database if exists "${name}" with (force)`);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Made under another name first, so that a half-migrated template is never copied. */
async function makeTemplate(server: string, template: string): Promise<void> {
  const found = await withClient(server, (client) =>
    client.query("select 1 from pg_database where datname = $1", [template]),
  );
  if (found.rowCount) return;
  const draft = `${template}_draft`;
  await execute(server, `drop database if exists "${draft}" with (force)`);
  await execute(server, `create database "${draft}"`);
  await deployMigrations(databaseOn(server, draft));
  await deployQueue(databaseOn(server, draft));
  await execute(server, `alter database "${draft}" rename to "${template}"`);
}

function execute(server: string, sql: string): Promise<void> {
  return withClient(server, async (client) => {
    await client.query(sql);
  });
}

function databaseOn(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
