import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { diffFromMigrations } from "./engine.ts";
import { migrationsFolder } from "./folder.ts";

/** Writes the migration that brings the database to the schema; nothing when they already agree. */
export async function newMigration(name: string, now: Date): Promise<string | undefined> {
  const words = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  if (words === "") throw new Error("A migration needs a name, such as add_snoozes.");
  const sql = await diffFromMigrations();
  if (sql === "") return undefined;
  const folder = `${now.toISOString().replace(/\D/g, "").slice(0, 14)}_${words}`;
  await mkdir(join(migrationsFolder, folder), { recursive: true });
  await writeFile(join(migrationsFolder, folder, "migration.sql"), sql);
  await writeFile(join(migrationsFolder, "migration_lock.toml"), 'provider = "postgresql"\n');
  return folder;
}

/** What the schema says and the migrations do not yet build, as SQL; empty when they agree. */
export function drift(): Promise<string> {
  return diffFromMigrations();
}
