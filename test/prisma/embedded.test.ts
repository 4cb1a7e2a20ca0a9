import { mkdtemp, rm } from "node:fs/promises";
import { connect as connectSocket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DirectoryInUse } from "../../prisma/embedded/lock.ts";
import type { OpenedDatabase } from "../../prisma/embedded/open.ts";
import { openEmbedded } from "../../prisma/embedded.ts";

let opened: OpenedDatabase;
const clients: pg.Client[] = [];

beforeAll(async () => {
  opened = await openEmbedded();
});

afterAll(async () => {
  for (const client of clients) await client.end().catch(() => {});
  await opened.close();
});

async function newClient(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: opened.url });
  client.on("error", () => {});
  await client.connect();
  clients.push(client);
  return client;
}

test("a notification from one connection reaches another", async () => {
  const [listener, speaker] = [await newClient(), await newClient()];
  const heard = new Promise((resolve) => listener.on("notification", ({ payload }) => resolve(payload)));
  await listener.query("listen news");
  await speaker.query("select pg_notify('news', $1)", ["three goals accepted"]);
  expect(await heard).toBe("three goals accepted");
});

test("connections that ask at the same time get their own answers", async () => {
  const pools = [1, 2, 3].map(() => new pg.Pool({ connectionString: opened.url, max: 5 }));
  const asked = Array.from({ length: 300 }, async (_, index) => {
    const pool = pools[index % 3] ?? pools[0];
    if (index % 3 === 0) return (await pool?.query("select $1::int as n", [index]))?.rows[0].n === index;
    if (index % 3 === 1) {
      return (await pool?.query("select $1::text as a, $2::text as b", [`x${index}`, "y"]))?.rows[0].a === `x${index}`;
    }
    const failure = await pool?.query(`select nothing_${index}`).catch((error: Error) => error.message);
    return failure === `column "nothing_${index}" does not exist`;
  });
  expect((await Promise.all(asked)).filter((right) => !right)).toHaveLength(0);
  for (const pool of pools) await pool.end();
});

test("a statement that several connections prepare under one name is there for each of them", async () => {
  const [one, two] = [await newClient(), await newClient()];
  const doubled = { name: "doubled", text: "select $1::int * 2 as n" };
  for (const client of [one, two, one]) {
    expect((await client.query({ ...doubled, values: [21] })).rows).toEqual([{ n: 42 }]);
  }
  await two.end();
  expect((await one.query({ ...doubled, values: [4] })).rows).toEqual([{ n: 8 }]);
});

test("a statement that failed to be prepared is prepared once it can be", async () => {
  const [one, two] = [await newClient(), await newClient()];
  const early = { name: "early", text: "select count(*)::int as n from late_table" };
  await expect(one.query(early)).rejects.toThrow("late_table");
  await one.query("create table late_table (n int)");
  expect((await one.query(early)).rows).toEqual([{ n: 0 }]);
  expect((await two.query(early)).rows).toEqual([{ n: 0 }]);
});

test("a name that another connection uses for something else is refused, and only that", async () => {
  const [one, two] = [await newClient(), await newClient()];
  await one.query({ name: "answer", text: "select 42 as n" });
  await expect(two.query({ name: "answer", text: "select 43 as n" })).rejects.toThrow("already exists");
  expect((await two.query("select 44 as n")).rows).toEqual([{ n: 44 }]);
});

test("a transaction is not seen or entered by others until it ends", async () => {
  const [writer, reader] = [await newClient(), await newClient()];
  await writer.query("create table ledger (n int)");
  await writer.query("begin");
  await writer.query("insert into ledger values (1)");
  const read = reader.query("select count(*)::int as n from ledger");
  await writer.query("insert into ledger values (2)");
  await writer.query("commit");
  expect((await read).rows).toEqual([{ n: 2 }]);
});

test("what a vanished connection had begun is undone and holds nobody up", async () => {
  const [vanishing, other] = [await newClient(), await newClient()];
  await other.query("create table visits (n int)");
  await vanishing.query("begin");
  await vanishing.query("insert into visits values (1)");
  const gone = new Promise((resolve) => vanishing.once("end", resolve));
  vanishing.end().catch(() => {});
  await gone;
  expect((await other.query("select count(*)::int as n from visits")).rows).toEqual([{ n: 0 }]);
});

test("a connection that speaks something else is closed and does no harm", async () => {
  const socket = connectSocket(Number(new URL(opened.url).port), "127.0.0.1");
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.on("error", () => {});
  socket.write("GET / HTTP/1.1\r\n\r\n");
  await closed;
  const client = await newClient();
  expect((await client.query("select 1 as n")).rows).toEqual([{ n: 1 }]);
});

test("a kept database opens migrated, is guarded, and keeps what was written", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "goalkeeper-kept-"));
  try {
    const first = await openEmbedded({ dataDir });
    await expect(openEmbedded({ dataDir })).rejects.toBeInstanceOf(DirectoryInUse);
    const writer = new pg.Client({ connectionString: first.url });
    await writer.connect();
    await writer.query(`insert into "Organisation" (id, name) values (gen_random_uuid(), 'Acme')`);
    await writer.end();
    await first.close();
    const second = await openEmbedded({ dataDir });
    const reader = new pg.Client({ connectionString: second.url });
    await reader.connect();
    expect((await reader.query(`select name from "Organisation"`)).rows).toEqual([{ name: "Acme" }]);
    expect((await reader.query("select max(version) > 0 as ready from bullmq.migration")).rows).toEqual([
      { ready: true },
    ]);
    await reader.end();
    await second.close();
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});
