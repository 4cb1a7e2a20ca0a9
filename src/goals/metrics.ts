import type { NamedValue, QuantityValue } from "../command/option.ts";
import { UserError } from "../errors.ts";
import type { Metric } from "../generated/prisma/client.ts";
import { readingTexts as m } from "../i18n/reading.ts";
import type { Words } from "../i18n/words.ts";
import type { Work } from "../work.ts";

/** What every new organisation can measure without setting anything up. */
export const startingMetrics = [
  { key: "revenue", name: "Revenue", nameRu: "Выручка", kind: "outcome", unit: "money" },
  { key: "deals", name: "Deals won", nameRu: "Сделки", kind: "outcome", unit: "count" },
  { key: "calls", name: "Calls", nameRu: "Звонки", kind: "activity", unit: "count" },
  { key: "meetings", name: "Meetings", nameRu: "Встречи", kind: "activity", unit: "count" },
  { key: "win-rate", name: "Win rate", nameRu: "Доля побед", kind: "outcome", unit: "percent" },
] as const;

/** Words by which people mean the starting metrics, in both languages. */
const synonyms: readonly (readonly [RegExp, string])[] = [
  [/revenue|sales|turnover|bookings|выручк|продаж|оборот/iu, "revenue"],
  [/deal|contract|order|сделк|договор|контракт|заказ/iu, "deals"],
  [/call|dial|звон/iu, "calls"],
  [/meeting|demo|visit|appointment|встреч|демо|визит/iu, "meetings"],
  [/win.?rate|conversion|конверси|доля побед/iu, "win-rate"],
];

export const metricName = (words: Words, metric: Pick<Metric, "name" | "nameRu">): string =>
  words.locale === "ru" ? (metric.nameRu ?? metric.name) : metric.name;

export const metricKey = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");

/** Makes the starting metrics of an organisation; money is in its currency. */
export async function ensureStartingMetrics({ db, orgId }: Work): Promise<void> {
  const { currency } = await db.organisation.findUniqueOrThrow({ where: { id: orgId }, select: { currency: true } });
  const data = startingMetrics.map((metric) => ({
    ...metric,
    orgId,
    currency: metric.unit === "money" ? currency : null,
  }));
  await db.metric.createMany({ data, skipDuplicates: true });
}

/** A metric by key or name in either language. */
export async function findMetric(work: Work, typed: string): Promise<NamedValue> {
  const all = () => work.db.metric.findMany({ where: { orgId: work.orgId }, orderBy: { name: "asc" } });
  let metrics = await all();
  if (metrics.length === 0) {
    await ensureStartingMetrics(work);
    metrics = await all();
  }
  const wanted = typed.trim().toLowerCase();
  const found =
    metrics.find(({ key, name, nameRu }) => [key, name.toLowerCase(), nameRu?.toLowerCase()].includes(wanted)) ??
    metrics.find(({ key, name, nameRu }) => `${key} ${name} ${nameRu ?? ""}`.toLowerCase().includes(wanted));
  if (found) return { id: found.id, name: found.name };
  const known = metrics.map(({ key }) => key).join(", ") || startingMetrics.map(({ key }) => key).join(", ");
  throw new UserError(m.noMetric, { typed, metrics: known });
}

/** The metric that a goal named like this most likely counts; null when nothing in the name or the number says it. */
export function metricMeant(goalName: string, written: QuantityValue, metrics: readonly Metric[]): Metric | null {
  const byName = metrics.find(({ name, nameRu }) =>
    [name, nameRu ?? ""].some((one) => one !== "" && sameWord(goalName, one)),
  );
  if (byName) return byName;
  const key = synonyms.find(([pattern]) => pattern.test(goalName))?.[1];
  const bySynonym = metrics.find((metric) => metric.key === key);
  if (bySynonym) return bySynonym;
  if (written.currency)
    return metrics.find((metric) => metric.unit === "money" && metric.currency === written.currency) ?? null;
  return null;
}

/** Whole words only: a metric called "Task 1" is not meant by "Task 12". */
function sameWord(text: string, word: string): boolean {
  const literal = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, "iu").test(text);
}
