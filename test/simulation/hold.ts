import pg from "pg";
import { testDatabase } from "../support/database.ts";
import { audit, type Verdict } from "./audit.ts";
import { productWiring, type Run, runSeed, type Wiring } from "./run.ts";

export type Judged = { readonly run: Run; readonly verdict: Verdict };

/** Runs seeds one after another in one database, each in an organisation of its own, and judges each. */
export async function judgeSeeds(
  seeds: readonly number[],
  tell: (judged: Judged) => boolean,
  wiring: Wiring = productWiring,
): Promise<void> {
  const database = await testDatabase();
  try {
    await withClient(database.url, wiring.prepare);
    for (const seed of seeds) {
      const run = await runSeed(seed, database.url, wiring);
      if (!tell({ run, verdict: audit(run) })) return;
    }
  } finally {
    await database.close();
  }
}

async function withClient(url: string, act: (sql: pg.Client) => Promise<void>): Promise<void> {
  const sql = new pg.Client({ connectionString: url });
  await sql.connect();
  await act(sql).finally(() => sql.end());
}

/** What a failing seed has to say: what was wrong, all that happened, and how to see it again. */
export function report({ run, verdict }: Judged): string {
  return [
    ...run.trace,
    `Seed ${run.plan.seed} does not hold:`,
    ...verdict.violations.map((violation) => `  ${violation}`),
    `Replay it exactly with: npm run simulate -- --seeds 1 --from ${run.plan.seed}`,
  ].join("\n");
}

export const seedsFrom = (first: number, count: number): number[] =>
  Array.from({ length: count }, (_, at) => first + at);
