import { z } from "zod";
import { addDays, type LocalDate } from "../../calendar/dates.ts";
import type { Metric } from "../../generated/prisma/client.ts";
import { metricName } from "../../goals/metrics.ts";
import { activityTexts as m } from "../../i18n/activity.ts";
import type { Words } from "../../i18n/words.ts";
import type { Work } from "../../work.ts";

/** What the deals of a CRM are worth as stages: their rows say of each single one how far it got. */
export const dealStages = {
  "deal-opened": m.dealOpened,
  "deal-decided": m.dealDecided,
  "deal-won": m.dealWon,
} as const;

export type DealStageKey = keyof typeof dealStages;

/** A stage of a team's funnel: a metric that people log, or what became of deals. */
export type Stage =
  | { readonly kind: "metric"; readonly key: string; readonly metric: Metric }
  | { readonly kind: "deals"; readonly key: DealStageKey };

export type Funnel = {
  readonly stages: readonly Stage[];
  /** Set by people, or taken from what is logged. */
  readonly isSet: boolean;
};

export const isDealStage = (key: string): key is DealStageKey => Object.hasOwn(dealStages, key);

export const stageName = (words: Words, stage: Stage): string =>
  stage.kind === "deals" ? words.plain(dealStages[stage.key]) : metricName(words, stage.metric);

/** Days back from the last completed one in which a funnel is counted. */
export const funnelDays = 182;
/** A funnel that nobody set begins with so many kinds of activity at most. */
const mostActivities = 3;

const settingsSchema = z.looseObject({ funnel: z.array(z.string()).optional() });

/** What a team's settings say of its funnel; undefined where nobody set it. */
export const funnelIn = (settings: unknown): readonly string[] | undefined =>
  settingsSchema.safeParse(settings).data?.funnel;

export const withFunnel = (settings: unknown, funnel: readonly string[] | undefined): object => {
  const { funnel: _, ...rest } = settingsSchema.safeParse(settings).data ?? {};
  return funnel ? { ...rest, funnel: [...funnel] } : rest;
};

/** Only counts of which more is better can be steps on a way. */
export const canBeStage = ({ unit, direction }: Pick<Metric, "unit" | "direction">): boolean =>
  unit === "count" && direction === "more";

/** The stages from the first contact to the result, in the order in which they follow each other. */
export async function funnelOf(work: Work, teamId: string, asOf: LocalDate): Promise<Funnel> {
  const { db, orgId } = work;
  const { settings } = await db.team.findFirstOrThrow({ where: { id: teamId, orgId }, select: { settings: true } });
  const metrics = (await db.metric.findMany({ where: { orgId }, orderBy: { key: "asc" } })).filter(canBeStage);
  const set = funnelIn(settings);
  if (set) {
    const stages = set.flatMap((key): Stage[] => {
      if (isDealStage(key)) return [{ kind: "deals", key }];
      const metric = metrics.find((one) => one.key === key);
      return metric ? [{ kind: "metric", key, metric }] : [];
    });
    return { stages: withDecided(stages), isSet: true };
  }
  return { stages: await usualStages(work, teamId, metrics, asOf), isSet: false };
}

/** A deal that is won was decided before, so that leaving deals open is not taken for losing them. */
function withDecided(stages: readonly Stage[]): Stage[] {
  return stages.flatMap((stage, at): Stage[] => {
    const isJump = stage.key === "deal-won" && stages[at - 1]?.key === "deal-opened";
    return isJump ? [{ kind: "deals", key: "deal-decided" }, stage] : [stage];
  });
}

/** What the team logs: activities, the most frequent first, then its deals, or its results where there are no deals. */
async function usualStages(work: Work, teamId: string, metrics: readonly Metric[], asOf: LocalDate): Promise<Stage[]> {
  const start = addDays(asOf, 1 - funnelDays);
  const sums = await work.db.entry.groupBy({
    by: ["metricId"],
    where: {
      ...{ orgId: work.orgId, teamId, metricId: { in: metrics.map(({ id }) => id) }, voidedAt: null },
      date: { gte: start, lte: asOf },
    },
    _sum: { amount: true },
  });
  const total = new Map(sums.map(({ metricId, _sum }) => [metricId, Number(_sum.amount ?? 0n)]));
  const logged = metrics
    .filter(({ id }) => (total.get(id) ?? 0) > 0)
    .sort((one, other) => (total.get(other.id) ?? 0) - (total.get(one.id) ?? 0));
  const counted = await metricsOfDeals(work, teamId, start);
  const stage = (metric: Metric): Stage => ({ kind: "metric", key: metric.key, metric });
  const activities = logged.filter(({ id, kind }) => kind === "activity" && !counted?.has(id)).slice(0, mostActivities);
  if (!counted) return [...activities, ...logged.filter(({ kind }) => kind === "outcome")].map(stage);
  const deals = Object.keys(dealStages).filter(isDealStage);
  return [...activities.map(stage), ...deals.map((key): Stage => ({ kind: "deals", key }))];
}

/** Which metrics count the team's deals once more, as an import binds them; null where the team has no deals. */
export async function metricsOfDeals(
  { db, orgId }: Work,
  teamId: string,
  start: LocalDate,
): Promise<ReadonlySet<string> | null> {
  const deal = await db.deal.findFirst({ where: { orgId, teamId, openedOn: { gte: start } }, select: { id: true } });
  if (!deal) return null;
  const rows = await db.entry.groupBy({
    by: ["metricId"],
    where: { orgId, teamId, voidedAt: null, date: { gte: start }, externalId: { startsWith: "deal:" } },
  });
  return new Set(rows.map(({ metricId }) => metricId));
}
