import { createHash } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { deployMigrations, migrationStatus } from "../../prisma/migrate/deploy.ts";
import { drift } from "../../prisma/migrate/develop.ts";
import { type Migration, readMigrations } from "../../prisma/migrate/folder.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await testDatabase();
  client = new pg.Client({ connectionString: database.url });
  client.on("error", () => {});
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.close();
});

beforeEach(() => client.query("drop schema public cascade; create schema public"));

function migration(name: string, sql: string): Migration {
  return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
}

async function ledger(): Promise<unknown[]> {
  const { rows } = await client.query(
    `select migration_name as name, checksum, finished_at is not null as finished from "_prisma_migrations" order by started_at`,
  );
  return rows;
}

test("the migrations build what the schema says", { timeout: 120_000 }, async () => {
  expect(await drift()).toBe("");
});

test("migrators that start together apply each migration once", async () => {
  const migrations = await readMigrations();
  const applied = await Promise.all([1, 2, 3].map(() => deployMigrations(database.url)));
  expect(applied.flat().sort()).toEqual(migrations.map(({ name }) => name));
  expect(await ledger()).toEqual(migrations.map(({ name, checksum }) => ({ name, checksum, finished: true })));
  expect(await deployMigrations(database.url)).toEqual([]);
});

test("a semicolon inside a function or a text ends nothing", async () => {
  const sql = `create function answer() returns int language plpgsql as $$ begin perform 1; return 42; end; $$;
    create table notes (text text default 'a;b');
    insert into notes default values;`;
  expect(await deployMigrations(database.url, [migration("1_function", sql)])).toEqual(["1_function"]);
  expect((await client.query("select answer() as n, text from notes")).rows).toEqual([{ n: 42, text: "a;b" }]);
});

test("a migration that fails leaves nothing behind and is tried again", async () => {
  const first = migration("1_first", "create table a (n int)");
  const broken = migration("2_second", "create table b (n int); insert into nowhere values (1)");
  await expect(deployMigrations(database.url, [first, broken])).rejects.toThrow(
    /2_second failed and was undone: .*nowhere/,
  );
  expect(
    (await client.query("select to_regclass('a') is not null as a, to_regclass('b') is not null as b")).rows,
  ).toEqual([{ a: true, b: false }]);
  const mended = migration("2_second", "create table b (n int)");
  expect(await deployMigrations(database.url, [first, mended])).toEqual(["2_second"]);
});

test("a database of another program is left alone", async () => {
  await client.query("create table customers (n int)");
  await expect(deployMigrations(database.url)).rejects.toThrow(/another program/);
  expect((await client.query(`select to_regclass('"_prisma_migrations"') as ledger`)).rows).toEqual([{ ledger: null }]);
});

test("the status tells applied, edited, pending and unknown apart", async () => {
  const [first] = await readMigrations();
  expect(await migrationStatus(database.url)).toContainEqual({ name: first?.name, state: "pending" });
  await deployMigrations(database.url);
  expect((await migrationStatus(database.url)).every(({ state }) => state === "applied")).toBe(true);
  await client.query(`update "_prisma_migrations" set checksum = 'x' where migration_name = $1`, [first?.name]);
  await deployMigrations(database.url, [migration("9_later", "select 1")]);
  const status = await migrationStatus(database.url);
  expect(status).toContainEqual({ name: first?.name, state: "edited" });
  expect(status).toContainEqual({ name: "9_later", state: "unknown" });
});
