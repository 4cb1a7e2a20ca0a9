import type { Goal, Metric } from "../generated/prisma/client.ts";
import type { Work } from "../work.ts";
import { currencyExponent } from "./money.ts";

/** Another measure in which a goal's results come in, and what one stored unit of it is worth in the goal's own. */
export type PartRate = { readonly metricId: string; readonly factor: string };

type Whole = Pick<Goal, "id"> & { readonly metric: Pick<Metric, "unit"> };

type Row = { goalId: string; own: string; metricId: string; currency: string; rate: string };

/**
 * The other currencies of goals' parts, by goal: down through teams' parts to people's, rates multiplied on the way. One
 * measure counts once, at the rate of the part that was made last.
 */
export async function ratesOfParts(
  { db, orgId }: Work,
  goals: readonly Whole[],
): Promise<ReadonlyMap<string, readonly PartRate[]>> {
  const ids = goals.filter(({ metric }) => metric.unit === "money").map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw<Row[]>`
    with recursive parts(root, own, id, "metricId", rate) as (
      select g.id, g."metricId", g.id, g."metricId", 1::numeric from "Goal" g
      where g."orgId" = ${orgId}::uuid and g.id = any(${ids}::uuid[])
      union
      select p.root, p.own, c.id, c."metricId",
        case when c."metricId" = p."metricId" then p.rate else p.rate * c."planRate"::numeric end
      from parts p join "Goal" c on c."parentId" = p.id and c."orgId" = ${orgId}::uuid
      where case when c."metricId" = p."metricId" then c."ownerId" is null else c."planRate" is not null end
    )
    select distinct on (p.root, p."metricId") p.root as "goalId", o.currency as own, p."metricId", m.currency,
      p.rate::text as rate
    from parts p join "Metric" m on m.id = p."metricId" join "Metric" o on o.id = p.own
    where p."metricId" <> p.own and m.currency is not null and o.currency is not null
    order by p.root, p."metricId", p.id desc`;
  const found = new Map<string, PartRate[]>();
  for (const { goalId, own, metricId, currency, rate } of rows) {
    const factor = `${rate}e${currencyExponent(own) - currencyExponent(currency)}`;
    found.set(goalId, [...(found.get(goalId) ?? []), { metricId, factor }]);
  }
  return found;
}
