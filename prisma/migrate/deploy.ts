import { randomUUID } from "node:crypto";
import pg from "pg";
import { type Migration, readMigrations } from "./folder.ts";

/** The key Prisma's own engine locks while it migrates, so that neither runs beside the other. */
const lockKey = 72_707_369;
const lockTimeout = "120s";

const createLedger = `create table if not exists "_prisma_migrations" (
  "id" varchar(36) primary key not null,
  "checksum" varchar(64) not null,
  "finished_at" timestamptz,
  "migration_name" varchar(255) not null,
  "logs" text,
  "rolled_back_at" timestamptz,
  "started_at" timestamptz not null default now(),
  "applied_steps_count" integer not null default 0
)`;

class MigrationFailed extends Error {
  override readonly name = "MigrationFailed";
}

/**
 * Applies what is missing and returns its names. Each migration commits together with its ledger row, under a lock
 * that is held for that transaction only, so any number of starting processes may call this at once.
 */
export async function deployMigrations(url: string, migrations?: readonly Migration[]): Promise<string[]> {
  const wanted = migrations ?? (await readMigrations());
  return withClient(url, async (client) => {
    if (await isCurrent(client, wanted)) return [];
    await inTurn(client, () => prepareLedger(client));
    const applied: string[] = [];
    for (const migration of wanted) {
      if (await inTurn(client, () => applyIfMissing(client, migration))) applied.push(migration.name);
    }
    return applied;
  });
}

/** Looks without a lock first: nearly every start finds nothing to do. */
async function isCurrent(client: pg.Client, wanted: readonly Migration[]): Promise<boolean> {
  const ledger = await client.query(`select to_regclass('"_prisma_migrations"') is not null as found`);
  if (!ledger.rows[0]?.found) return false;
  const finished = new Set((await readLedger(client)).filter(isFinished).map((row) => row.name));
  return wanted.every((migration) => finished.has(migration.name));
}

async function inTurn<Result>(client: pg.Client, work: () => Promise<Result>): Promise<Result> {
  await client.query("begin");
  try {
    await client.query(`set local lock_timeout = '${lockTimeout}'`);
    await client.query("select pg_advisory_xact_lock($1)", [lockKey]);
    const result = await work();
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch(() => {});
    throw error;
  }
}

async function prepareLedger(client: pg.Client): Promise<void> {
  const { rows } = await client.query(
    `select to_regclass('"_prisma_migrations"') is not null as ledger,
       (select count(*)::int from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace) as tables`,
  );
  if (rows[0]?.ledger) return;
  if (rows[0]?.tables > 0) {
    throw new MigrationFailed(
      "This database already holds tables of another program. Give Goalkeeper an empty database of its own.",
    );
  }
  await client.query(createLedger);
}

async function applyIfMissing(client: pg.Client, migration: Migration): Promise<boolean> {
  const past = (await readLedger(client)).filter((row) => row.name === migration.name && !row.rolledBack);
  if (past.some(isFinished)) return false;
  if (past.length > 0) {
    throw new MigrationFailed(
      `Migration ${migration.name} was begun by another tool and did not finish; resolve it there first.`,
    );
  }
  await client.query(migration.sql).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new MigrationFailed(`Migration ${migration.name} failed and was undone: ${reason}`, { cause });
  });
  await client.query(
    `insert into "_prisma_migrations" (id, checksum, finished_at, migration_name, applied_steps_count) values ($1, $2, clock_timestamp(), $3, 1)`,
    [randomUUID(), migration.checksum, migration.name],
  );
  return true;
}

export type LedgerRow = { name: string; checksum: string; finished: boolean; rolledBack: boolean };

async function readLedger(client: pg.Client): Promise<LedgerRow[]> {
  const { rows } = await client.query<LedgerRow>(
    `select migration_name as name, checksum, finished_at is not null as finished, rolled_back_at is not null as "rolledBack"
     from "_prisma_migrations" order by started_at`,
  );
  return rows;
}

function isFinished(row: LedgerRow): boolean {
  return row.finished && !row.rolledBack;
}

export type MigrationStatus = { name: string; state: "applied" | "edited" | "pending" | "unknown" };

/** Compares the folder with the ledger; "edited" was changed after it was applied, "unknown" came from newer code. */
export async function migrationStatus(url: string): Promise<MigrationStatus[]> {
  const wanted = await readMigrations();
  return withClient(url, async (client) => {
    const ledger = await client.query(`select to_regclass('"_prisma_migrations"') is not null as found`);
    const applied = ledger.rows[0]?.found ? (await readLedger(client)).filter(isFinished) : [];
    const checksums = new Map(applied.map((row) => [row.name, row.checksum]));
    const known = wanted.map(({ name, checksum }): MigrationStatus => {
      const found = checksums.get(name);
      return { name, state: found === undefined ? "pending" : found === checksum ? "applied" : "edited" };
    });
    const names = new Set(wanted.map((migration) => migration.name));
    const unknown = applied.filter((row) => !names.has(row.name));
    return [...known, ...unknown.map(({ name }): MigrationStatus => ({ name, state: "unknown" }))];
  });
}

export async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
