import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { projectFolder } from "../../src/project-folder.ts";

export type Migration = { name: string; sql: string; checksum: string };

export const migrationsFolder = join(projectFolder, "prisma", "migrations");
export const schemaFile = join(projectFolder, "prisma", "schema.prisma");

/** All migrations in the order they are applied, with the checksum Prisma keeps in its ledger. */
export async function readMigrations(folder = migrationsFolder): Promise<Migration[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}
