import type { LocalDate } from "../calendar/dates.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { teamsUnder } from "../org/team-tree.ts";
import type { Work } from "../work.ts";
import type { GoalWithMetric } from "./progress.ts";
import { ratesOfParts } from "./rates-of-parts.ts";

/** Entries that a team's goal counts beside those of its own team and metric; the factor is a decimal text. */
export type AlsoCounted = {
  readonly goalId: string;
  readonly teamId: string;
  readonly metricId: string;
  readonly factor: string;
};

/**
 * A team's goal counts what all teams below it do, and what comes in as one of its parts is measured, at the plan rate.
 * Nothing is asked where no goal is a team's.
 */
export async function alsoCounted(work: Work, goals: readonly GoalWithMetric[]): Promise<AlsoCounted[]> {
  const ofTeams = goals.filter(({ ownerId }) => ownerId === null);
  const under = new Map<string, readonly string[]>();
  for (const id of new Set(ofTeams.map(({ teamId }) => teamId))) under.set(id, await teamsUnder(work, id));
  const rates = await ratesOfParts(work, ofTeams);
  return ofTeams.flatMap(({ id: goalId, teamId: own, metricId }) => {
    const teams = [own, ...(under.get(own) ?? []).filter((id) => id !== own)];
    const measures = [{ metricId, factor: "1" }, ...(rates.get(goalId) ?? [])];
    const all = measures.flatMap((measure) => teams.map((teamId) => ({ goalId, teamId, ...measure })));
    return all.slice(1);
  });
}

/**
 * The entries that a goal counts, as a sub-select beside "Goal" g: those of its owner, or of the whole team where nobody
 * owns it, of its metric, inside its period and not after `until`. A branch each, so that each reads its own index.
 */
export function countedEntries(until: LocalDate, also: readonly AlsoCounted[]): Prisma.Sql {
  const others =
    also.length === 0
      ? Prisma.empty
      : Prisma.sql`
    union all
    select round(c.amount * a.factor)::bigint, c.trials, c.date
    from jsonb_to_recordset(${JSON.stringify(also)}::jsonb)
      as a("goalId" uuid, "teamId" uuid, "metricId" uuid, factor numeric)
    join "Entry" c on c."teamId" = a."teamId" and c."metricId" = a."metricId"
    where a."goalId" = g.id and c."orgId" = g."orgId"
      and c."voidedAt" is null and c.date between g."startsOn" and least(g."endsOn", ${until})`;
  return Prisma.sql`
    select amount, trials, date from "Entry" o
    where o."orgId" = g."orgId" and o."personId" = g."ownerId" and o."metricId" = g."metricId"
      and o."voidedAt" is null and o.date between g."startsOn" and least(g."endsOn", ${until})
    union all
    select amount, trials, date from "Entry" t
    where g."ownerId" is null and t."orgId" = g."orgId" and t."teamId" = g."teamId" and t."metricId" = g."metricId"
      and t."voidedAt" is null and t.date between g."startsOn" and least(g."endsOn", ${until})${others}`;
}
