import { randomBytes } from "node:crypto";
import { connect } from "../../prisma/client.ts";
import { templateKey } from "../../prisma/embedded/template.ts";
import { deployMigrations, withClient } from "../../prisma/migrate/deploy.ts";
import { deployQueue } from "../../prisma/migrate/queue.ts";
import type { PrismaClient } from "../../src/generated/prisma/client.ts";
import { embeddedDatabase } from "./embedded-database.ts";

export type TestDatabase = { db: PrismaClient; url: string; close(): Promise<void> };

/** A migrated, empty database of one's own: embedded, or on the server TEST_DATABASE_URL names. */
export function testDatabase(): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE_URL;
  return server ? servedDatabase(server) : embeddedDatabase();
}

async function servedDatabase(server: string): Promise<TestDatabase> {
  const { url, drop } = await createOn(server);
  const { db, close } = connect(url, { max: 5 });
  return {
    ...{ db, url },
    async close() {
      await close();
      await drop();
    },
  };
}

const templateLock = 7_305_101;

async function createOn(server: string): Promise<{ url: string; drop(): Promise<void> }> {
  const template = `goalkeeper_template_${await templateKey()}`;
  const name = `goalkeeper_test_${process.pid}_${randomBytes(4).toString("hex")}`;
  await withClient(server, async (client) => {
    await client.query("select pg_advisory_lock($1)", [templateLock]);
    await makeTemplate(server, template);
    await client.query(`create database "${name}" template "${template}"`);
  });
  return {
    url: databaseOn(server, name),
    drop: () => execute(server, `drop database if exists "${name}" with (force)`),
  };
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
