import pg from "pg";
import { deployMigrations, withClient } from "./migrate/deploy.ts";

export type MoveProgress = { table: string; copied: number; total: number };

export class MoveRefused extends Error {
  override readonly name = "MoveRefused";
}

type Column = { name: string; type: string };
type Table = { name: string; columns: Column[]; total: number };

const batchSize = 500;
const ledger = "_prisma_migrations";

/** Values travel as PostgreSQL's own text, the one form that every type reads back exactly. */
const asText = { getTypeParser: () => (value: string) => value };

/**
 * Copies every table from one database to another, empty one, in one transaction on each side: the target holds
 * everything or nothing. The queue is left behind, because its work is derived from these tables again.
 */
export async function moveTo(
  fromUrl: string,
  toUrl: string,
  { onProgress = () => {} }: { onProgress?: (progress: MoveProgress) => void } = {},
): Promise<{ tables: number; rows: number }> {
  await deployMigrations(fromUrl);
  await deployMigrations(toUrl);
  return withClient(fromUrl, (from) =>
    withClient(toUrl, async (to) => {
      await from.query("begin isolation level repeatable read read only");
      await to.query("begin");
      const tables = await listTables(from);
      await refuseUnlessEmpty(to, tables);
      await withLooseConstraints(to, async () => {
        for (const table of tables) await copyTable(from, to, table, onProgress);
      });
      await copySequences(from, to);
      await verifyCounts(to, tables);
      await to.query("commit");
      await from.query("commit");
      return { tables: tables.length, rows: tables.reduce((sum, table) => sum + table.total, 0) };
    }),
  );
}

async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; columns: Column[] }>(
    `select c.relname as name,
       json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> $1
     group by c.relname order by c.relname`,
    [ledger],
  );
  const tables: Table[] = [];
  for (const row of rows) tables.push({ ...row, total: await countRows(client, row.name) });
  return tables;
}

async function countRows(client: pg.Client, table: string): Promise<number> {
  const { rows } = await client.query<{ count: string }>(`select count(*) as count from public.${quote(table)}`);
  return Number(rows[0]?.count ?? 0);
}

async function refuseUnlessEmpty(to: pg.Client, tables: readonly Table[]): Promise<void> {
  for (const { name } of tables) {
    await to.query(`lock table public.${quote(name)} in exclusive mode`);
    if ((await countRows(to, name)) > 0) {
      throw new MoveRefused(
        `The target already holds data (in ${name}), so nothing was copied. Name an empty database.`,
      );
    }
  }
}

/** Tables refer to each other in circles, so keys are checked once everything is there; triggers already had their effect. */
async function withLooseConstraints(to: pg.Client, copy: () => Promise<void>): Promise<void> {
  const { rows } = await to.query<{ table: string; name: string }>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name from pg_constraint
     where contype = 'f' and connamespace = 'public'::regnamespace and not condeferrable and conparentid = 0`,
  );
  const { rows: triggers } = await to.query<{ table: string }>(
    `select distinct tgrelid::regclass::text as table from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where not tgisinternal and c.relnamespace = 'public'::regnamespace`,
  );
  for (const { table, name } of rows)
    await to.query(`alter table ${table} alter constraint ${name} deferrable initially deferred`);
  for (const { table } of triggers) await to.query(`alter table ${table} disable trigger user`);
  await copy();
  await to.query("set constraints all immediate");
  for (const { table } of triggers) await to.query(`alter table ${table} enable trigger user`);
  for (const { table, name } of rows) await to.query(`alter table ${table} alter constraint ${name} not deferrable`);
}

async function copyTable(
  from: pg.Client,
  to: pg.Client,
  table: Table,
  onProgress: (progress: MoveProgress) => void,
): Promise<void> {
  const names = table.columns.map((column) => quote(column.name)).join(", ");
  const insert = `insert into public.${quote(table.name)} (${names}) overriding system value select ${table.columns
    .map((column, index) => `c${index}::${column.type}`)
    .join(
      ", ",
    )} from unnest(${table.columns.map((_, index) => `$${index + 1}::text[]`).join(", ")}) as batch(${table.columns
    .map((_, index) => `c${index}`)
    .join(", ")})`;
  await from.query(`declare moving no scroll cursor for select ${names} from public.${quote(table.name)}`);
  for (let copied = 0; ; ) {
    const { rows } = await from.query<(string | null)[]>({
      text: `fetch ${batchSize} from moving`,
      rowMode: "array",
      types: asText,
    });
    if (rows.length === 0) break;
    await to.query(
      insert,
      table.columns.map((_, index) => rows.map((row) => row[index])),
    );
    copied += rows.length;
    onProgress({ table: table.name, copied, total: table.total });
  }
  await from.query("close moving");
}

async function copySequences(from: pg.Client, to: pg.Client): Promise<void> {
  const { rows } = await from.query<{ name: string; value: string }>(
    `select format('%I.%I', schemaname, sequencename) as name, last_value::text as value
     from pg_sequences where schemaname = 'public' and last_value is not null`,
  );
  for (const { name, value } of rows) await to.query("select setval($1::regclass, $2::bigint)", [name, value]);
}

async function verifyCounts(to: pg.Client, tables: readonly Table[]): Promise<void> {
  for (const { name, total } of tables) {
    const arrived = await countRows(to, name);
    if (arrived !== total) throw new Error(`${name} has ${total} rows here and ${arrived} there; nothing was kept.`);
  }
}

function quote(name: string): string {
  return pg.escapeIdentifier(name);
}
