import { existsSync } from "node:fs";
import { join } from "node:path";
import { migrationStatus, withClient } from "../../prisma/migrate/deploy.ts";
import type { Config } from "../config.ts";
import type { Finding } from "./doctor.ts";

const oldestVersion = 140_000;

/** Beyond this our clock and the database's tell different stories of what is due. */
const worryingSkew = 2_000;

export async function checkDatabase(config: Config): Promise<Finding[]> {
  const { DATABASE_URL: url } = config;
  if (url) return checkServed(url);
  const exists = existsSync(join(config.DATA_DIR, "database"));
  const text = exists ? "embedded, in DATA_DIR" : "embedded; DATA_DIR is made at the first start";
  return [{ level: "ok", text: `${text}; good for trying it and for a small team` }];
}

async function checkServed(url: string): Promise<Finding[]> {
  const before = Date.now();
  const row = await withClient(url, async (client) => {
    const asked = Date.now();
    const { rows } = await client.query<{ version: string; server: string; now: Date; writes: boolean }>(
      `select current_setting('server_version_num') as version, current_setting('server_version') as server,
         clock_timestamp() as now, not pg_is_in_recovery() as writes`,
    );
    return { ...rows[0], asked, answered: Date.now() };
  });
  const findings: Finding[] = [{ level: "ok", text: `answers in ${row.answered - before} ms` }];
  const isNew = Number(row.version) >= oldestVersion;
  findings.push({
    level: isNew ? "ok" : "problem",
    text: `PostgreSQL ${row.server}${isNew ? "" : "; version 14 or newer is needed"}`,
  });
  if (row.writes === false) findings.push({ level: "problem", text: "it is a read-only replica" });
  const middle = (row.asked + row.answered) / 2;
  const skew = Math.round(Math.abs((row.now?.getTime() ?? middle) - middle));
  findings.push({
    level: skew > worryingSkew ? "warning" : "ok",
    text:
      skew > worryingSkew
        ? `its clock and ours differ by ${(skew / 1_000).toFixed(1)} s`
        : "its clock agrees with ours",
  });
  return [...findings, ...(await checkMigrations(url))];
}

async function checkMigrations(url: string): Promise<Finding[]> {
  const status = await migrationStatus(url);
  const named = (state: string) => status.filter((one) => one.state === state).map(({ name }) => name);
  const [pending, edited, unknown] = [named("pending"), named("edited"), named("unknown")];
  const findings: Finding[] = [
    ...(pending.length > 0
      ? [{ level: "warning", text: `migrations applied at the next start: ${pending.join(", ")}` } as const]
      : []),
    ...(edited.length > 0
      ? [{ level: "problem", text: `migrations changed after they were applied: ${edited.join(", ")}` } as const]
      : []),
    ...(unknown.length > 0
      ? [{ level: "warning", text: `the database was used by a newer release: ${unknown.join(", ")}` } as const]
      : []),
  ];
  return findings.length > 0 ? findings : [{ level: "ok", text: `all ${status.length} migrations are applied` }];
}
