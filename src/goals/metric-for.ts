import type { NamedValue, QuantityValue } from "../command/option.ts";
import type { Metric } from "../generated/prisma/client.ts";
import { audit } from "../org/audit.ts";
import type { Work } from "../work.ts";
import { ensureStartingMetrics, metricKey, metricMeant } from "./metrics.ts";

/** What a new metric is made of. */
export type NewMetric = Pick<Metric, "key" | "name" | "nameRu" | "unit" | "currency" | "kind" | "direction">;

/** The metric that a goal will count: one there is, or one to make when the goal is set. */
export type MetricWanted = Metric | NewMetric;

export const isKnownMetric = (metric: MetricWanted): metric is Metric => "id" in metric;

/**
 * The metric of a new goal: the one named, the one that its name or currency means, or a new one called like the goal.
 * An amount in another currency gets a metric of that currency, since different currencies are never added.
 */
export async function metricFor(
  work: Work,
  goalName: string,
  written: QuantityValue,
  named: NamedValue | undefined,
): Promise<MetricWanted> {
  const { db, orgId } = work;
  if (named) return db.metric.findFirstOrThrow({ where: { id: named.id, orgId } });
  await ensureStartingMetrics(work);
  const metrics = await db.metric.findMany({ where: { orgId }, orderBy: { key: "asc" } });
  const meant = metricMeant(goalName, written, metrics);
  if (!meant) {
    const key = metricKey(goalName) || goalName;
    return known(metrics, { ...shapeOf(written), key, name: goalName, nameRu: null });
  }
  const { currency } = written;
  if (meant.unit !== "money" || currency === undefined || currency === meant.currency) return meant;
  return known(metrics, inCurrency(meant, currency));
}

const known = (metrics: readonly Metric[], wanted: NewMetric): MetricWanted =>
  metrics.find(({ key }) => key === wanted.key) ?? wanted;

/** The same measure in another currency. */
export function inCurrency(metric: NewMetric, currency: string): NewMetric {
  const { name, nameRu, unit, kind, direction } = metric;
  return {
    ...{ unit, kind, direction, currency },
    key: `${metric.key}-${currency.toLowerCase()}`,
    name: `${name} (${currency})`,
    nameRu: nameRu === null ? null : `${nameRu} (${currency})`,
  };
}

function shapeOf(written: QuantityValue): Pick<NewMetric, "unit" | "currency" | "kind" | "direction"> {
  const direction = "more" as const;
  if (written.currency !== undefined) return { unit: "money", currency: written.currency, kind: "outcome", direction };
  if (written.percent || written.of !== undefined)
    return { unit: "percent", currency: null, kind: "outcome", direction };
  return { unit: "count", currency: null, kind: "activity", direction };
}

/** Finds the metric of that key when there is one already, also when somebody else makes it at the same moment. */
export async function makeMetric(work: Work, wanted: MetricWanted): Promise<Metric> {
  if (isKnownMetric(wanted)) return wanted;
  const { db, orgId } = work;
  const made = await db.metric.createManyAndReturn({ data: [{ ...wanted, orgId }], skipDuplicates: true });
  const first = made[0];
  const { key, unit, currency } = wanted;
  if (!first) return db.metric.findUniqueOrThrow({ where: { orgId_key: { orgId, key } } });
  await audit(work, { action: "metric add", subject: "metric", subjectId: first.id, after: { key, unit, currency } });
  return first;
}
