import pg from "pg";
import type { Platform, PrismaClient } from "../src/generated/prisma/client.ts";
import { type Company, makeCompany } from "../test/support/story/cast.ts";

export type SeededGoal = { readonly id: string; readonly metricId: string; readonly number: number };
export type Seeded = { readonly company: Company; readonly goals: ReadonlyMap<string, SeededGoal> };

type Place = { readonly platform: Platform; readonly workspace: string; readonly channel: string };

/** A team of reps, known by these names on the platform, each with an accepted goal for the whole of 2026 and 2027. */
export async function seedTeam(db: PrismaClient, place: Place, reps: readonly string[]): Promise<Seeded> {
  const now = new Date("2026-01-01T09:00:00Z");
  const company = await makeCompany(db, now, {
    ...place,
    ...{ org: "Bench", team: "Sales", manager: "900", admin: "901", reps, locale: "en" },
  });
  const { orgId, teamId, players } = company;
  const metric = await db.metric.findFirstOrThrow({ where: { orgId, unit: "count" }, orderBy: { id: "asc" } });
  const goals = new Map<string, SeededGoal>();
  for (const [at, rep] of reps.entries()) {
    const { personId = "" } = players[rep] ?? {};
    const number = at + 1;
    const { id } = await db.goal.create({
      data: {
        ...{ orgId, teamId, number, name: `Calls ${number}`, ownerId: personId, createdById: personId },
        ...{ metricId: metric.id, target: 10_000_000n, startsOn: "2026-01-01", endsOn: "2027-12-31" },
        ...{ state: "understood", sentAt: now, acceptedAt: now },
      },
    });
    goals.set(rep, { id, metricId: metric.id, number });
  }
  return { company, goals };
}

/** A run in which commands were answered but not written would measure nothing. */
export async function mustHaveWritten(url: string, entries: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ count: string }>(`select count(*) from "Entry"`);
  await client.end();
  if (Number(rows[0]?.count) !== entries) throw new Error(`${rows[0]?.count} entries were written, not ${entries}`);
}
