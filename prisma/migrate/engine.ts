import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
} from "@prisma/driver-adapter-utils";
import * as glue from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";
import { openFolder } from "../embedded/open.ts";
import { migrationsFolder, readMigrations, schemaFile } from "./folder.ts";

type Target = Parameters<glue.SchemaEngine["diff"]>[0]["from"];

/** Node's types leave this global to the browser's. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: object): Promise<{ exports: Record<string, unknown> }>;
};

const charType = 18;
const textType = 25;
const filters = { externalTables: [], externalEnums: [] };

/**
 * The statements that turn what the migrations build into what the schema says; empty when they agree.
 * Runs Prisma's schema engine as WebAssembly against an embedded scratch database: for development only.
 */
export async function diffFromMigrations(): Promise<string> {
  const migrations = await readMigrations();
  const schema = await readFile(schemaFile, "utf8");
  return withEngine(schema, async (engine) => {
    const result = await engine.diff({
      from: migrations.length > 0 ? await listMigrations() : { tag: "empty" },
      to: { tag: "schemaDatamodel", files: [{ path: schemaFile, content: schema }] },
      script: true,
      exitCode: true,
      filters,
    });
    return result.exitCode === 0 ? "" : (result.stdout ?? "");
  });
}

async function listMigrations(): Promise<Target> {
  const lock = join(migrationsFolder, "migration_lock.toml");
  const content = existsSync(lock) ? await readFile(lock, "utf8") : null;
  const migrations = await readMigrations();
  return {
    tag: "migrations",
    baseDir: migrationsFolder,
    lockfile: { path: "migration_lock.toml", content },
    shadowDbInitScript: "",
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
    })),
  };
}

async function withEngine<Result>(
  schema: string,
  work: (engine: glue.SchemaEngine) => Promise<Result>,
): Promise<Result> {
  const parent = await mkdtemp(join(tmpdir(), "goalkeeper-scratch-"));
  const scratch = await openFolder(join(parent, "database"));
  const pool = new pg.Pool({ connectionString: scratch.url, max: 2 });
  try {
    await loadWasm();
    const connect = () => connectAdapter(pool);
    const factory = {
      provider: "postgres",
      adapterName: "@prisma/adapter-pg",
      connect,
      connectToShadowDb: connect,
    } as const;
    const bound = bindMigrationAwareSqlAdapterFactory(factory);
    return await work(await glue.SchemaEngine.new({ datamodels: [["schema.prisma", schema]] }, () => {}, bound));
  } finally {
    await pool.end();
    await scratch.close();
    await rm(parent, { recursive: true, force: true });
  }
}

/**
 * The adapter rejects the catalog's "char" columns, and runs a script by splitting it at every semicolon, even inside
 * function bodies and literals; here "char" passes as a character and a script is sent whole, as one implicit transaction.
 */
async function connectAdapter(pool: pg.Pool): Promise<SqlDriverAdapter> {
  const charColumns = new Map<string, number[]>();
  const adapter = await new PrismaPg(charAsText(pool, charColumns)).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const column of charColumns.get(query.sql) ?? []) result.columnTypes[column] = ColumnTypeEnum.Character;
    return result;
  };
  adapter.executeScript = async (script) => {
    await pool.query(script);
  };
  return adapter;
}

function charAsText(pool: pg.Pool, charColumns: Map<string, number[]>): pg.Pool {
  const query = async (config: pg.QueryArrayConfig) => {
    const result = await pool.query(config);
    const found = result.fields.flatMap((field, index) => (field.dataTypeID === charType ? [index] : []));
    if (found.length > 0) charColumns.set(config.text, found);
    for (const index of found) Object.assign(result.fields[index] ?? {}, { dataTypeID: textType });
    return result;
  };
  return Object.create(pool, { query: { value: query } });
}

/** The package's own loader wants a bundler, so its module is instantiated here, found by path as it is not exported. */
async function loadWasm(): Promise<void> {
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error(message) },
  });
  const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const module = await WebAssembly.compile(await readFile(join(folder, "schema_engine_bg.wasm")));
  const instance = await WebAssembly.instantiate(module, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === "function") start();
}
