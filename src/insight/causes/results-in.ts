import type { DateRange } from "../../calendar/dates.ts";
import type { Metric } from "../../generated/prisma/client.ts";
import type { Work } from "../../work.ts";
import { type NotDefined, notDefined } from "../rules/not-defined.ts";
import type { PeriodResult } from "./result-change.ts";

type Ranges = { readonly now: DateRange; readonly before: DateRange };
export type ComparedResults = { readonly before: PeriodResult; readonly after: PeriodResult };

/** The metrics by which people and imports count what was won, and out of how much. */
const wonKey = "deals";
const rateKey = "win-rate";

/**
 * What a team reached in two periods and how many deals stood behind it: as its CRM knows them where that agrees with
 * what was entered, else as people entered them.
 */
export async function comparedResults(
  work: Work,
  teamId: string,
  metric: Metric,
  { now, before }: Ranges,
): Promise<ComparedResults | NotDefined<"no_deals">> {
  if (metric.unit !== "money" && metric.key !== wonKey) return notDefined("no_deals");
  const entered = await enteredIn(work, teamId, metric, { now, before });
  const known = await dealsIn(work, teamId, metric, { now, before });
  const isSame = (one: PeriodResult, other: PeriodResult) => agrees(one.amount, other.amount);
  if (known && isSame(known.before, entered.before) && isSame(known.after, entered.after)) {
    return {
      before: { ...known.before, amount: entered.before.amount },
      after: { ...known.after, amount: entered.after.amount },
    };
  }
  return entered;
}

/** Within a hundredth: a correction or two may not have reached the CRM. */
function agrees(one: bigint, other: bigint): boolean {
  const difference = one > other ? one - other : other - one;
  return difference * 100n <= (one > other ? one : other);
}

type EntrySum = { id: string; amount: bigint; trials: bigint; amountBefore: bigint; trialsBefore: bigint };

async function enteredIn({ db, orgId }: Work, teamId: string, metric: Metric, { now, before }: Ranges) {
  const metrics = await db.metric.findMany({
    where: { orgId, OR: [{ id: metric.id }, { key: { in: [wonKey, rateKey] } }] },
    select: { id: true, key: true },
  });
  const ids = metrics.map(({ id }) => id);
  const rows = await db.$queryRaw<EntrySum[]>`
    select e."metricId" as id, coalesce(sum(e.amount) filter (where e.date >= ${now.start}), 0)::bigint as amount,
      coalesce(sum(e.trials) filter (where e.date >= ${now.start}), 0)::bigint as trials,
      coalesce(sum(e.amount) filter (where e.date <= ${before.end}), 0)::bigint as "amountBefore",
      coalesce(sum(e.trials) filter (where e.date <= ${before.end}), 0)::bigint as "trialsBefore"
    from "Entry" e
    where e."orgId" = ${orgId}::uuid and e."teamId" = ${teamId}::uuid and e."metricId" = any(${ids}::uuid[])
      and e.date between ${before.start} and ${now.end} and e."voidedAt" is null
    group by 1`;
  const keys = new Map(metrics.map(({ id, key }) => [id, key]));
  const byKey = new Map(rows.map((row) => [keys.get(row.id), row]));
  const side = (sum: (row: EntrySum) => readonly [amount: bigint, trials: bigint]): PeriodResult => {
    const of = (key: string) => {
      const row = byKey.get(key);
      return row ? sum(row) : ([0n, 0n] as const);
    };
    const [amount] = of(metric.key);
    const [won] = of(wonKey);
    const [successes, trials] = of(rateKey);
    const isCounted = successes > 0n && (won === 0n || won === successes);
    return { amount, won: isCounted ? successes : won, decided: trials > 0n && isCounted ? trials : null };
  };
  return {
    before: side((row) => [row.amountBefore, row.trialsBefore]),
    after: side((row) => [row.amount, row.trials]),
  };
}

type DealSum = { isNow: boolean; decided: bigint; won: bigint; value: bigint };

/** Null where the team has no CRM deals that were decided, or none of them in the metric's currency. */
async function dealsIn(
  { db, orgId }: Work,
  teamId: string,
  metric: Metric,
  { now, before }: Ranges,
): Promise<ComparedResults | null> {
  const rows = await db.$queryRaw<DealSum[]>`
    select d."closedOn" >= ${now.start} as "isNow", count(*) as decided, count(*) filter (where d.state = 'won') as won,
      coalesce(sum(d.value) filter (where d.state = 'won'), 0)::bigint as value
    from "Deal" d
    where d."orgId" = ${orgId}::uuid and d."teamId" = ${teamId}::uuid and d.state in ('won', 'lost')
      and (${metric.currency}::text is null or d.currency = ${metric.currency}
        or (d.state = 'lost' and d.currency is null))
      and (d."closedOn" between ${now.start} and ${now.end} or d."closedOn" between ${before.start} and ${before.end})
    group by 1`;
  if (rows.length === 0) return null;
  const side = (isNow: boolean): PeriodResult => {
    const { decided = 0n, won = 0n, value = 0n } = rows.find((row) => row.isNow === isNow) ?? {};
    return { amount: metric.unit === "money" ? value : won, won, decided };
  };
  return { before: side(false), after: side(true) };
}
