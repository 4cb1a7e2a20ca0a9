import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "../../prisma/client.ts";
import { isDatabaseDown, isUniqueViolation } from "../../src/store/errors.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(() => database.close());

function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

async function newWorkspace() {
  const org = await database.db.organisation.create({ data: { name: "Acme" } });
  return { orgId: org.id, platform: "slack", externalId: "T1", name: "acme" } as const;
}

test("a second row under the same key is a unique violation of that key alone", async () => {
  const data = await newWorkspace();
  await database.db.workspace.create({ data });
  const failure = await failureOf(database.db.workspace.create({ data }));
  expect(isUniqueViolation(failure)).toBe(true);
  expect(isUniqueViolation(failure, "Workspace_platform_externalId_key")).toBe(true);
  expect(isUniqueViolation(failure, "Workspace_pkey")).toBe(false);
  expect(isDatabaseDown(failure)).toBe(false);
});

test("plain SQL and raw queries are read alike", async () => {
  const [connection, id] = [connect(database.url, { max: 1 }), "0198c000-0000-7000-8000-000000000001"];
  const sql = `insert into "Organisation" (id, name) values ('${id}', 'Acme')`;
  await connection.pool.query(sql);
  for (const failure of [
    await failureOf(connection.pool.query(sql)),
    await failureOf(connection.db.$executeRawUnsafe(sql)),
  ]) {
    expect(isUniqueViolation(failure, "Organisation_pkey")).toBe(true);
  }
  await connection.close();
});

test("other failures are neither", async () => {
  const orgId = "0198c000-0000-7000-8000-0000000000ff";
  const failure = await failureOf(
    database.db.workspace.create({ data: { orgId, platform: "slack", externalId: "T2", name: "lost" } }),
  );
  for (const error of [failure, new Error("no"), "text", undefined]) {
    expect(isUniqueViolation(error)).toBe(false);
    expect(isDatabaseDown(error)).toBe(false);
  }
});

test("a server that only reads, as after a fail-over, is down", async () => {
  const { db } = database;
  const readOnly = db.$executeRaw`set transaction read only`;
  for (const failure of [
    await failureOf(db.$transaction([readOnly, db.organisation.create({ data: { name: "Acme" } })])),
    await failureOf(db.$transaction([readOnly, db.$executeRaw`update "Organisation" set name = 'Acme'`])),
  ]) {
    expect(isDatabaseDown(failure)).toBe(true);
  }
});

test("a database that does not answer is down, whoever asks", async () => {
  const connection = connect("postgresql://postgres@127.0.0.1:9/nowhere");
  for (const failure of [
    await failureOf(connection.db.organisation.count()),
    await failureOf(connection.db.$queryRaw`select 1`),
    await failureOf(connection.pool.query("select 1")),
  ]) {
    expect(isDatabaseDown(failure)).toBe(true);
  }
  await connection.close();
});
