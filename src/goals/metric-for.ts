import type { NamedValue, QuantityValue } from "../command/option.ts";
import type { Metric } from "../generated/prisma/client.ts";
import { audit } from "../org/audit.ts";
import type { Work } from "../work.ts";
import { ensureStartingMetrics, metricKey, metricMeant } from "./metrics.ts";

export type MetricFound = { readonly metric: Metric; readonly isNew: boolean };

const found = (metric: Metric): MetricFound => ({ metric, isNew: false });

/**
 * The metric of a new goal: the one named, the one that its name or currency means, or a new one called like the goal.
 * An amount in another currency gets a metric of that currency, since different currencies are never added.
 */
export async function metricFor(
  work: Work,
  goalName: string,
  written: QuantityValue,
  named: NamedValue | undefined,
): Promise<MetricFound> {
  const { db, orgId } = work;
  if (named) return found(await db.metric.findFirstOrThrow({ where: { id: named.id, orgId } }));
  await ensureStartingMetrics(work);
  const metrics = await db.metric.findMany({ where: { orgId }, orderBy: { key: "asc" } });
  const meant = metricMeant(goalName, written, metrics);
  if (!meant) {
    const key = metricKey(goalName) || goalName;
    return makeMetric(work, { ...shapeOf(written), key, name: goalName, nameRu: null });
  }
  const { currency } = written;
  if (meant.unit !== "money" || currency === undefined || currency === meant.currency) return found(meant);
  const key = `${meant.key}-${currency.toLowerCase()}`;
  const nameRu = meant.nameRu === null ? null : `${meant.nameRu} (${currency})`;
  return makeMetric(work, { ...meant, key, name: `${meant.name} (${currency})`, nameRu, currency });
}

function shapeOf(written: QuantityValue): Pick<Metric, "unit" | "currency" | "kind" | "direction"> {
  const direction = "more" as const;
  if (written.currency !== undefined) return { unit: "money", currency: written.currency, kind: "outcome", direction };
  if (written.percent || written.of !== undefined)
    return { unit: "percent", currency: null, kind: "outcome", direction };
  return { unit: "count", currency: null, kind: "activity", direction };
}

type NewMetric = Pick<Metric, "key" | "name" | "nameRu" | "unit" | "currency" | "kind" | "direction">;

/** Finds the metric of that key when there is one already, also when somebody else makes it at the same moment. */
async function makeMetric(work: Work, given: NewMetric): Promise<MetricFound> {
  const { db, orgId } = work;
  const { key, name, nameRu, unit, currency, kind, direction } = given;
  const made = await db.metric.createManyAndReturn({
    data: [{ orgId, key, name, nameRu, unit, currency, kind, direction }],
    skipDuplicates: true,
  });
  const first = made[0];
  if (!first) return found(await db.metric.findUniqueOrThrow({ where: { orgId_key: { orgId, key } } }));
  await audit(work, { action: "metric add", subject: "metric", subjectId: first.id, after: { key, unit, currency } });
  return { metric: first, isNew: true };
}
