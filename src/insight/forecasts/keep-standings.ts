import type { Work } from "../../work.ts";
import type { GoalForecastNow } from "./forecast-now.ts";
import { nextStanding, type Standing } from "./standing.ts";
import { seenNow, standingOf } from "./standing-of.ts";

/** Puts down what people are told about each goal from now on. Looking twice, or two at a time, changes nothing more. */
export async function keepStandings(work: Work, forecasts: readonly GoalForecastNow[]): Promise<void> {
  const kept = await lockStandings(
    work,
    forecasts.map(({ progress }) => progress.goal.id),
  );
  const changed = forecasts.flatMap((forecast) => {
    const { id } = forecast.progress.goal;
    const before = kept.get(id);
    if (!before) return [];
    const next = nextStanding(before, seenNow(forecast));
    return next === before ? [] : [{ id, ...next }];
  });
  if (changed.length === 0) return;
  await work.db.$executeRaw`
    update "Goal" g set standing = v.standing, "standingSince" = v.since, "standingBefore" = v.before,
      candidate = v.candidate, "candidateSince" = v.candidate_since
    from unnest(
      ${changed.map(({ id }) => id)}::uuid[],
      ${changed.map(({ standing }) => standing)}::text[],
      ${changed.map(({ standingSince }) => standingSince)}::text[],
      ${changed.map(({ standingBefore }) => standingBefore)}::text[],
      ${changed.map(({ candidate }) => candidate)}::text[],
      ${changed.map(({ candidateSince }) => candidateSince)}::text[]) v(id, standing, since, before, candidate, candidate_since)
    where g.id = v.id and g."orgId" = ${work.orgId}::uuid`;
}

type Row = { readonly id: string } & { readonly [Name in keyof Standing]: string | null };

/** In order, so that two who look at the same goals wait for each other instead of blocking each other. */
async function lockStandings({ db, orgId }: Work, ids: readonly string[]): Promise<ReadonlyMap<string, Standing>> {
  const rows = await db.$queryRaw<Row[]>`
    select id::text, standing, "standingSince", "standingBefore", candidate, "candidateSince" from "Goal"
    where "orgId" = ${orgId}::uuid and id = any(${[...ids]}::uuid[]) order by id for update`;
  return new Map(rows.map(({ id, ...row }) => [id, standingOf(row)]));
}
