import { expect, it } from "vitest";
import { connect } from "../../prisma/client.ts";
import { withClient } from "../../prisma/migrate/deploy.ts";

const server = process.env.TEST_DATABASE_URL;

it.skipIf(!server)("means the same instant in raw SQL whatever zone the server's sessions start in", async () => {
  const name = `goalkeeper_zone_${process.pid}`;
  const url = new URL(server ?? "");
  await withClient(url.href, async (client) => {
    await client.query(`create database ${name}`);
    await client.query(`alter database ${name} set timezone = 'Asia/Tokyo'`);
  });
  const { pathname } = url;
  url.pathname = name;
  const connection = connect(url.href, { max: 1 });
  const at = new Date("2026-11-23T10:00:00Z");
  const rows = await connection.db.$queryRaw<{ same: boolean; back: Date }[]>`
    select ${at}::timestamptz = '2026-11-23T10:00:00Z'::timestamptz same, '2026-11-23T10:00:00Z'::timestamptz back`;
  await connection.close();
  url.pathname = pathname;
  await withClient(url.href, async (client) => {
    await client.query(`drop database ${name} with (force)`);
  });
  expect(rows).toEqual([{ same: true, back: at }]);
});
