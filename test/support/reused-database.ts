import { type Connection, connect } from "../../prisma/client.ts";

type Result = { readonly rows: readonly Record<string, unknown>[]; readonly affected: number };

/** A migrated database, by whatever serves it. */
export type Source = {
  readonly url: string;
  /** Past all clients; several statements are one transaction. */
  run(sql: string): Promise<readonly Result[]>;
  /** Cuts off whoever is connected, so that nothing of one test reaches into the next, and takes nobody in meanwhile. */
  alone<T>(act: () => Promise<T>): Promise<T>;
  drop(): Promise<void>;
};

/** A database with its client, which stays, since it knows its queries by now. */
export type Reused = {
  readonly source: Source;
  readonly connection: Connection;
  readonly schema: unknown;
  readonly emptying: string;
  uses: number;
};

const mostUses = 60;
const mostRows = 10_000;

export async function reusable(source: Source): Promise<Reused> {
  const connection = connect(source.url, { max: 5 });
  return { source, connection, schema: await schemaOf(source), emptying: await emptyingOf(source), uses: 0 };
}

/** Whether it can be used again; otherwise it is gone. */
export async function afterUse(one: Reused): Promise<boolean> {
  const { source, connection } = one;
  one.uses += 1;
  const isAsNew = await source.alone(async () => {
    await cutOff(one);
    return one.uses < mostUses && (await isEmptied(one));
  });
  if (isAsNew) return true;
  await connection.close();
  await source.drop();
  return false;
}

/** The client notices that its connections are gone only when the news has come. */
async function cutOff({ connection: { pool } }: Reused): Promise<void> {
  const until = performance.now() + 10_000;
  while (pool.totalCount > 0) {
    if (performance.now() > until) throw new Error("A test still waits for its database");
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** False where what remains would not be as new: a test changed the tables, or left so much that it would be felt. */
async function isEmptied({ source, emptying, schema }: Reused): Promise<boolean> {
  if ((await schemaOf(source)) !== schema) return false;
  const results = await source.run(emptying);
  return results.reduce((sum, { affected }) => sum + affected, 0) < mostRows;
}

async function schemaOf(source: Source): Promise<unknown> {
  const [result] = await source.run(
    `select concat_ws(' ',
      (select string_agg(oid::text, ',' order by oid) from pg_class where relnamespace::regnamespace::text in ('public', 'bullmq')),
      (select string_agg(oid::text, ',' order by oid) from pg_constraint where connamespace::regnamespace::text = 'public'),
      (select string_agg(oid::text, ',' order by oid) from pg_trigger where not tgisinternal),
      (select string_agg(oid::text, ',' order by oid) from pg_proc where pronamespace::regnamespace::text = 'public')) as schema`,
  );
  return result?.rows[0]?.schema;
}

/** What has rows in a new database, such as the list of migrations, stays. */
async function emptyingOf(source: Source): Promise<string> {
  const [tables] = await source.run(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'bullmq')`,
  );
  const names = (tables?.rows ?? []).map(({ name }) => String(name));
  const counted = await source.run(names.map((name) => `select exists (select 1 from ${name}) as filled`).join("; "));
  const empty = names.filter((_, at) => counted[at]?.rows[0]?.filled === false);
  const deletes = empty.map((name) => `delete from ${name}`).join("; ");
  return `set session_replication_role = replica; ${deletes}; reset session_replication_role`;
}
