import { randomUUID } from "node:crypto";
import type { LocalDate } from "../calendar/dates.ts";
import type { Db } from "../store/db.ts";

/** An entry as the export wants it to be. `externalId` names it for ever, together with its metric. */
export type WantedEntry = {
  readonly externalId: string;
  readonly metricId: string;
  readonly personId: string;
  readonly teamId: string;
  readonly amount: bigint;
  readonly trials: bigint | null;
  readonly date: LocalDate;
  readonly note: string | null;
};

type StoredEntry = WantedEntry & { readonly id: string; readonly isVoided: boolean };

export type NewEntry = WantedEntry & { readonly id: string; readonly correctsId: string | null };
type Change = { readonly id: string; readonly before: StoredEntry; readonly after: WantedEntry };

export type EntryPlan = {
  readonly added: readonly NewEntry[];
  readonly corrected: readonly Change[];
  /** Live entries that the export no longer holds, such as of a deal that is open again. */
  readonly withdrawn: readonly StoredEntry[];
  readonly renoted: readonly { readonly id: string; readonly note: string | null }[];
  readonly same: number;
};

/** Compares what the export wants for these external ids with what earlier imports left. */
export async function planEntries(
  db: Db,
  orgId: string,
  externalIds: readonly string[],
  wanted: readonly WantedEntry[],
): Promise<EntryPlan> {
  const rows = await db.entry.findMany({ where: { orgId, source: "import", externalId: { in: [...externalIds] } } });
  const stored = new Map(
    rows.map((row): [string, StoredEntry] => {
      const entry = { ...row, externalId: row.externalId ?? "", isVoided: row.voidedAt !== null };
      return [keyOf(entry), entry];
    }),
  );
  const added: NewEntry[] = [];
  const corrected: Change[] = [];
  const renoted: { id: string; note: string | null }[] = [];
  for (const entry of wanted) {
    const known = stored.get(keyOf(entry));
    stored.delete(keyOf(entry));
    // What somebody took back by hand stays so, until the export says something new.
    if (known && isSame(known, entry)) {
      if (known.note !== entry.note) renoted.push({ id: known.id, note: entry.note });
      continue;
    }
    const id = randomUUID();
    added.push({ ...entry, id, correctsId: known?.id ?? null });
    if (known) corrected.push({ id, before: known, after: entry });
  }
  const withdrawn = [...stored.values()].filter(({ isVoided }) => !isVoided);
  return { added, corrected, withdrawn, renoted, same: wanted.length - added.length };
}

const keyOf = ({ externalId, metricId }: WantedEntry): string => `${metricId} ${externalId}`;

const isSame = (a: WantedEntry, b: WantedEntry): boolean =>
  a.amount === b.amount && a.trials === b.trials && a.date === b.date && a.personId === b.personId;

export type Importer = { readonly orgId: string; readonly now: Date; readonly byPersonId: string | null };

/**
 * Writes a plan. A replaced entry is voided and gives its external id to the new one, which names it; so the live
 * entry always has the plain id and the database itself refuses a second one.
 */
export async function storeEntries(db: Db, importer: Importer, plan: EntryPlan): Promise<void> {
  const { orgId, now, byPersonId } = importer;
  const gone = [...plan.corrected.map(({ before }) => before.id), ...plan.withdrawn.map(({ id }) => id)];
  if (gone.length > 0) {
    await db.$executeRaw`
      update "Entry" set "externalId" = "externalId" || '~' || id, "voidedAt" = coalesce("voidedAt", ${now}),
        "voidedById" = coalesce("voidedById", ${byPersonId}::uuid)
      where "orgId" = ${orgId}::uuid and id = any(${gone}::uuid[])`;
  }
  if (plan.added.length > 0) await insert(db, importer, plan.added);
  if (plan.renoted.length > 0) {
    await db.$executeRaw`
      update "Entry" e set note = x.note
      from jsonb_to_recordset(${JSON.stringify(plan.renoted)}::jsonb) as x(id uuid, note text)
      where e.id = x.id and e."orgId" = ${orgId}::uuid`;
  }
  await auditChanges(db, importer, plan);
}

async function insert(db: Db, { orgId, now, byPersonId }: Importer, entries: readonly NewEntry[]): Promise<void> {
  await db.$executeRaw`
    insert into "Entry" (id, "orgId", "personId", "teamId", "metricId", amount, trials, date, source, "externalId", note,
      "byPersonId", at, "correctsId")
    select x.id, ${orgId}::uuid, x."personId", x."teamId", x."metricId", x.amount, x.trials, x.date, 'import',
      x."externalId", x.note, coalesce(${byPersonId}::uuid, x."personId"), ${now}, x."correctsId"
    from jsonb_to_recordset(${json(entries)}::jsonb) as x(id uuid, "personId" uuid, "teamId" uuid, "metricId" uuid,
      amount bigint, trials bigint, date text, "externalId" text, note text, "correctsId" uuid)`;
}

async function auditChanges(db: Db, { orgId, now, byPersonId }: Importer, plan: EntryPlan): Promise<void> {
  const shown = ({ amount, date, personId, metricId }: WantedEntry) => ({
    ...{ amount: amount.toString(), date, personId, metricId },
  });
  const common = { orgId, at: now, byPersonId, action: "goalkeeper import", subject: "entry" } as const;
  const data = [
    ...plan.corrected.map(({ id, before, after }) => ({
      ...common,
      ...{ subjectId: id, before: shown(before), after: shown(after) },
    })),
    ...plan.withdrawn.map((entry) => ({ ...common, subjectId: entry.id, before: shown(entry) })),
  ];
  if (data.length > 0) await db.auditEvent.createMany({ data });
}

/** Whole numbers travel as text, so that no digit is lost on the way. */
export const json = (rows: readonly object[]): string =>
  JSON.stringify(rows, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value));
