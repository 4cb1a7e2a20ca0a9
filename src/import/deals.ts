import { randomUUID } from "node:crypto";
import type { Deal } from "../generated/prisma/client.ts";
import { toMinor } from "../goals/money.ts";
import type { Db } from "../store/db.ts";
import { type Directory, ensureMetric, personNamed, teamOn } from "./directory.ts";
import type { DealsMapping } from "./mapping.ts";
import type { DealRow } from "./read-row.ts";
import { type Importer, json, type WantedEntry } from "./reconcile.ts";

export type WantedDeal = Omit<Deal, "id" | "orgId" | "updatedAt">;
export type DealPlan = { readonly added: WantedDeal[]; readonly changed: WantedDeal[]; readonly same: number };

/** A deal as the store keeps it; throws a UserError when its owner is not known. */
export function wantedDeal(directory: Directory, row: DealRow): WantedDeal {
  const owner = personNamed(directory, row.owner);
  return {
    externalId: row.id,
    personId: owner.id,
    teamId: teamOn(owner, row.closed ?? row.opened ?? directory.today),
    ...{ state: row.state, stage: row.stage, product: row.product, account: row.account },
    ...{ openedOn: row.opened, closedOn: row.closed, currency: row.currency },
    value: row.value === null || row.currency === null ? null : toMinor(row.value, row.currency),
  };
}

export const dealEntryId = (deal: WantedDeal): string => `deal:${deal.externalId}`;

/** What deals count for: one when it opened; when it is won, one more and its value in its own currency. */
export async function entriesOfDeals(
  db: Db | null,
  directory: Directory,
  deals: readonly WantedDeal[],
  metrics: DealsMapping["metrics"],
): Promise<WantedEntry[]> {
  const entries: WantedEntry[] = [];
  for (const deal of deals) {
    const { personId, teamId, openedOn, value, currency } = deal;
    const common = { externalId: dealEntryId(deal), personId, teamId, trials: null, note: deal.account };
    if (metrics.opened && openedOn && openedOn <= directory.today) {
      const metric = await ensureMetric(db, directory, { key: metrics.opened, isOutcome: false });
      entries.push({ ...common, metricId: metric.id, amount: 1n, date: openedOn });
    }
    const closedOn = deal.closedOn ?? (deal.state === "won" ? openedOn : null);
    if (deal.state !== "won" || closedOn === null) continue;
    if (metrics.won) {
      const metric = await ensureMetric(db, directory, { key: metrics.won, isOutcome: true });
      entries.push({ ...common, metricId: metric.id, amount: 1n, date: closedOn });
    }
    if (metrics.value && value !== null && currency !== null) {
      const metric = await ensureMetric(db, directory, { key: metrics.value, currency, isOutcome: true });
      entries.push({ ...common, metricId: metric.id, amount: value, date: closedOn });
    }
  }
  return entries;
}

export async function planDeals(db: Db, orgId: string, wanted: readonly WantedDeal[]): Promise<DealPlan> {
  const externalIds = wanted.map(({ externalId }) => externalId);
  const rows = await db.deal.findMany({ where: { orgId, externalId: { in: externalIds } } });
  const stored = new Map(rows.map((row) => [row.externalId, row]));
  const added = wanted.filter(({ externalId }) => !stored.has(externalId));
  const changed = wanted.filter((deal) => {
    const known = stored.get(deal.externalId);
    return known !== undefined && compared.some((field) => known[field] !== deal[field]);
  });
  return { added, changed, same: wanted.length - added.length - changed.length };
}

/** The team is left out: where a deal once counted it goes on counting, wherever its owner is now. */
const compared = [
  ...(["personId", "state", "stage", "product", "account"] as const),
  ...(["openedOn", "closedOn", "value", "currency"] as const),
];

export async function storeDeals(db: Db, { orgId, now }: Importer, { added, changed }: DealPlan): Promise<void> {
  const rows = [...added, ...changed].map((deal) => ({ ...deal, id: randomUUID() }));
  if (rows.length === 0) return;
  await db.$executeRaw`
    insert into "Deal" (id, "orgId", "externalId", "personId", "teamId", state, stage, product, account, "openedOn",
      "closedOn", value, currency, "updatedAt")
    select x.id, ${orgId}::uuid, x."externalId", x."personId", x."teamId", x.state, x.stage, x.product, x.account,
      x."openedOn", x."closedOn", x.value, x.currency, ${now}
    from jsonb_to_recordset(${json(rows)}::jsonb) as x(id uuid, "externalId" text, "personId" uuid, "teamId" uuid,
      state "DealState", stage text, product text, account text, "openedOn" text, "closedOn" text, value bigint, currency text)
    on conflict ("orgId", "externalId") do update set "personId" = excluded."personId",
      "teamId" = case when "Deal"."personId" = excluded."personId" then "Deal"."teamId" else excluded."teamId" end,
      state = excluded.state, stage = excluded.stage, product = excluded.product, account = excluded.account,
      "openedOn" = excluded."openedOn", "closedOn" = excluded."closedOn", value = excluded.value,
      currency = excluded.currency, "updatedAt" = excluded."updatedAt"`;
}
