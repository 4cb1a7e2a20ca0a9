import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export type Migration = { name: string; sql: string; checksum: string };

/** The folder that holds prisma/, found upwards from this file, because a bundle lies elsewhere than the sources. */
export const projectFolder = findProject(dirname(fileURLToPath(import.meta.url)));
export const migrationsFolder = join(projectFolder, "prisma", "migrations");
export const schemaFile = join(projectFolder, "prisma", "schema.prisma");

function findProject(from: string): string {
  if (existsSync(join(from, "prisma", "schema.prisma"))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error("The folder prisma/ with the schema and its migrations was not found.");
  return findProject(parent);
}

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
