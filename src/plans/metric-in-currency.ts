import type { Metric } from "../generated/prisma/client.ts";
import { inCurrency, type NewMetric } from "../goals/metric-for.ts";
import type { Work } from "../work.ts";

/** A money metric as it was called before it got a currency in its name. */
function plainMetric(metric: Metric): NewMetric {
  const currency = metric.currency ?? "";
  const without = (text: string, mark: string) => (text.endsWith(mark) ? text.slice(0, -mark.length) : text);
  const name = without(metric.name, ` (${currency})`);
  const nameRu = metric.nameRu === null ? null : without(metric.nameRu, ` (${currency})`);
  return { ...metric, name, nameRu, key: without(metric.key, `-${currency.toLowerCase()}`) };
}

export const newInCurrency = (metric: Metric, currency: string): NewMetric => inCurrency(plainMetric(metric), currency);

/** The same measure in another currency; null where nobody has used it yet. */
export function metricInCurrency({ db, orgId }: Work, metric: Metric, currency: string): Promise<Metric | null> {
  const { key } = plainMetric(metric);
  const keys = [key, newInCurrency(metric, currency).key];
  return db.metric.findFirst({ where: { orgId, unit: "money", currency, key: { in: keys } }, orderBy: { key: "asc" } });
}
