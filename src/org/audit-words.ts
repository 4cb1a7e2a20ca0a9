import type { AuditEvent, Metric } from "../generated/prisma/client.ts";
import { amountInWords } from "../goals/amounts.ts";
import type { Words } from "../i18n/words.ts";
import { isId } from "../store/ids.ts";
import type { Work } from "../work.ts";

/** Names for the ids that events hold, and the metrics in which their amounts are counted. */
export type EventNames = {
  readonly names: ReadonlyMap<string, string>;
  readonly metrics: ReadonlyMap<string, Metric>;
};

type Event = Pick<AuditEvent, "subject" | "subjectId" | "byPersonId" | "before" | "after">;
type Fields = { readonly goalId?: unknown; readonly [field: string]: unknown };

/** Everything that a page of events names, in four queries whatever their number. */
export async function eventNames({ db, orgId }: Work, events: readonly Event[]): Promise<EventNames> {
  const values = events.flatMap((event) => [
    event.byPersonId,
    event.subjectId,
    ...Object.values(fields(event.before)),
    ...Object.values(fields(event.after)),
  ]);
  const ids = [...new Set(values.filter((value): value is string => typeof value === "string" && isId(value)))];
  const where = { orgId, id: { in: ids } };
  const people = await db.person.findMany({ where, select: { id: true, name: true } });
  const teams = await db.team.findMany({ where, select: { id: true, name: true } });
  const goals = await db.goal.findMany({ where, select: { id: true, number: true, name: true, metric: true } });
  const metrics = await db.metric.findMany({ where });
  const named = goals.map(({ id, number, name }) => ({ id, name: `#${number} ${name}` }));
  return {
    names: new Map([...people, ...teams, ...metrics, ...named].map(({ id, name }) => [id, name])),
    metrics: new Map([
      ...goals.map(({ id, metric }) => [id, metric] as const),
      ...metrics.map((metric) => [metric.id, metric] as const),
    ]),
  };
}

function fields(stored: unknown): Fields {
  return typeof stored === "object" && stored !== null && !Array.isArray(stored) ? (stored as Fields) : {};
}

export function subjectInWords({ names }: EventNames, { subjectId, after, before }: Event): string {
  const goalId = fields(after).goalId ?? fields(before).goalId;
  return names.get(subjectId) ?? (typeof goalId === "string" ? names.get(goalId) : undefined) ?? "";
}

/** "target: 200 → 250, reason: new quarter": what changed, and what is only known from one side. */
export function changeInWords(words: Words, names: EventNames, event: Event): string {
  const before = fields(event.before);
  const after = fields(event.after);
  const metric = metricOf(names, event);
  const value = (key: string, one: unknown) => valueInWords(words, names, metric, key, one);
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .flatMap((key) => {
      const was = value(key, before[key]);
      const is = value(key, after[key]);
      if (was === is) return [];
      if (!(key in after)) return event.after === null ? [`${key}: ${was} → ∅`] : [];
      return was === "" ? [`${key}: ${is}`] : [`${key}: ${was} → ${is === "" ? "∅" : is}`];
    })
    .join(", ");
}

function metricOf({ metrics }: EventNames, { subjectId, before, after }: Event): Metric | undefined {
  const goalId = fields(after).goalId ?? fields(before).goalId;
  return metrics.get(subjectId) ?? (typeof goalId === "string" ? metrics.get(goalId) : undefined);
}

/** Fields that hold amounts in the unit of the event's goal or metric. */
const amountFields: readonly string[] = ["target", "stretch", "threshold", "total", "actual", "amount"];
const wholeNumber = /^-?\d+$/u;

function valueInWords(
  words: Words,
  { names }: EventNames,
  metric: Metric | undefined,
  key: string,
  value: unknown,
): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "object") return JSON.stringify(value);
  const text = String(value);
  if (isId(text)) return names.get(text) ?? text.slice(0, 8);
  // A rate's entries hold successes, which are not percents.
  const isCounted = metric?.unit === "percent" && (key === "amount" || key === "total");
  if (metric && !isCounted && amountFields.includes(key) && wholeNumber.test(text)) {
    return amountInWords(words, metric, BigInt(text));
  }
  return text;
}
