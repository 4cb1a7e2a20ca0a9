import { deployMigrations, migrationStatus } from "./deploy.ts";
import { deployQueue } from "./queue.ts";

const usage = `Usage: npm run migrate -- <command>
  new <name>   write the migration that brings the database to prisma/schema.prisma
  drift        say what the schema holds and the migrations do not build; fails when they differ
  deploy       apply what is missing to DATABASE_URL, the queue's tables included
  status       list the migrations and their state in DATABASE_URL
  template     prepare the migrated database that a first start and the tests copy`;

async function main([command, name]: readonly string[]): Promise<number> {
  if (command === "new" && name) {
    const { newMigration } = await import("./develop.ts");
    const made = await newMigration(name, new Date());
    return say(made ? `Wrote prisma/migrations/${made}/migration.sql` : "The migrations already build the schema.");
  }
  if (command === "drift") {
    const { drift } = await import("./develop.ts");
    const sql = await drift();
    return say(sql || "The migrations build the schema exactly.", sql ? 1 : 0);
  }
  if (command === "deploy") {
    const applied = await deployMigrations(databaseUrl());
    await deployQueue(databaseUrl());
    return say(applied.length > 0 ? `Applied ${applied.join(", ")}` : "Nothing to apply.");
  }
  if (command === "status") {
    const rows = await migrationStatus(databaseUrl());
    return say(rows.map(({ name, state }) => `${state.padEnd(8)} ${name}`).join("\n") || "There are no migrations.");
  }
  if (command === "template") {
    const { ensureTemplate } = await import("../embedded/template.ts");
    return say(await ensureTemplate());
  }
  return say(usage, 2);
}

function say(text: string, code = 0): number {
  console.log(text);
  return code;
}

function databaseUrl(): string {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("Set DATABASE_URL to the PostgreSQL database this is about.");
  return url;
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 1;
});
