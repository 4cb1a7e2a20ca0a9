import type { LocalDate } from "../calendar/dates.ts";
import { Prisma } from "../generated/prisma/client.ts";

/**
 * The entries that a goal counts, as a sub-select beside "Goal" g: those of its owner, or of the whole team where nobody
 * owns it, of its metric, inside its period and not after `until`. Two branches, so that each reads its own index.
 */
export function countedEntries(until: LocalDate): Prisma.Sql {
  return Prisma.sql`
    select amount, trials, date from "Entry" o
    where o."orgId" = g."orgId" and o."personId" = g."ownerId" and o."metricId" = g."metricId"
      and o."voidedAt" is null and o.date between g."startsOn" and least(g."endsOn", ${until})
    union all
    select amount, trials, date from "Entry" t
    where g."ownerId" is null and t."orgId" = g."orgId" and t."teamId" = g."teamId" and t."metricId" = g."metricId"
      and t."voidedAt" is null and t.date between g."startsOn" and least(g."endsOn", ${until})`;
}
