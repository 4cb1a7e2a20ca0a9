import { createHash } from "node:crypto";
import { UserError } from "../errors.ts";
import { toMinor } from "../goals/money.ts";
import { importTexts as m } from "../i18n/import.ts";
import { readDecimal } from "./cells.ts";
import type { Dialect } from "./dialect.ts";
import { type Directory, type KnownMetric, nameKey, personNamed, teamOn } from "./directory.ts";
import type { EntryRow } from "./read-row.ts";
import type { WantedEntry } from "./reconcile.ts";

type Amount = Pick<WantedEntry, "amount" | "trials">;

/** How often the same line without an id was seen, so that two equal lines are two entries, in every import. */
export type SeenLines = Map<string, number>;

export function wantedEntry(directory: Directory, row: EntryRow, dialect: Dialect, seen: SeenLines): WantedEntry {
  const person = personNamed(directory, row.person);
  const metric = metricNamed(directory, row.metric);
  return {
    externalId: row.id === null ? lineId(row, person.id, metric.id, seen) : `entry:${row.id}`,
    ...{ metricId: metric.id, personId: person.id, teamId: teamOn(person, row.date), date: row.date, note: row.note },
    ...amountOf(metric, row.amount, dialect),
  };
}

function lineId({ amount, date, note }: EntryRow, personId: string, metricId: string, seen: SeenLines): string {
  const content = JSON.stringify([personId, metricId, date, amount, note]);
  const hash = createHash("sha256").update(content).digest("base64url").slice(0, 22);
  const count = (seen.get(hash) ?? 0) + 1;
  seen.set(hash, count);
  return `line:${hash}:${count}`;
}

function metricNamed(directory: Directory, typed: string): KnownMetric {
  const wanted = nameKey(typed);
  const metrics = [...directory.metrics.values()];
  const found = metrics.find(({ key, name, nameRu }) =>
    [key, name, nameRu ?? ""].some((one) => one !== "" && nameKey(one) === wanted),
  );
  if (found) return found;
  throw new UserError(m.noMetric, { typed, metrics: metrics.map(({ key }) => key).join(", ") || "—" });
}

/** Larger amounts do not fit 64 bits in the minor units of every currency. */
const largest = 1e12;

function amountOf(metric: KnownMetric, typed: string, { decimal }: Dialect): Amount {
  const name = metric.name;
  if (metric.unit === "percent") {
    const parts = /^(\d{1,9})\s*(?:of|out of|из|\/)\s*(\d{1,9})$/iu.exec(typed);
    const [amount, trials] = [Number(parts?.[1]), Number(parts?.[2])];
    if (!parts || amount > trials || trials === 0) throw new UserError(m.trialsNumber, { metric: name, typed });
    return { amount: BigInt(amount), trials: BigInt(trials) };
  }
  const value = readDecimal(typed, decimal);
  if (value === null) throw new UserError(m.badNumber, { typed, column: "amount" });
  if (Math.abs(value) > largest) throw new UserError(m.largeNumber, { typed, column: "amount" });
  if (metric.unit === "money") return { amount: toMinor(value, metric.currency ?? "USD"), trials: null };
  if (!Number.isInteger(value)) throw new UserError(m.wholeNumber, { metric: name, typed });
  return { amount: BigInt(value), trials: null };
}
