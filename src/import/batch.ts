import { UserError } from "../errors.ts";
import { importTexts as m } from "../i18n/import.ts";
import type { Db } from "../store/db.ts";
import { dealEntryId, entriesOfDeals, planDeals, storeDeals, wantedDeal } from "./deals.ts";
import { type SeenLines, wantedEntry } from "./entries.ts";
import { emptyPeoplePlan, planPerson } from "./people.ts";
import type { DealRow, EntryRow, PersonRow, RowContext } from "./read-row.ts";
import { planEntries, storeEntries, type WantedEntry } from "./reconcile.ts";
import type { FileReport } from "./report.ts";
import type { ImportRun } from "./run-import.ts";
import { storePeople } from "./store-people.ts";

/** Rows of one file that are planned and stored together. */
export type Batch = {
  readonly file: FileReport;
  readonly context: RowContext;
  readonly seen: SeenLines;
  rows: { people: PersonRow[]; deals: DealRow[]; entries: EntryRow[] };
};

/** Compares a batch with the store and writes the difference, unless it is a dry run. */
export async function takeBatch(db: Db, run: ImportRun, batch: Batch): Promise<void> {
  if (!run.isDryRun) await waitForOthers(db, run.importer.orgId);
  if (batch.rows.people.length > 0) await takePeople(db, run, batch);
  if (batch.rows.deals.length > 0) await takeDeals(db, run, batch);
  if (batch.rows.entries.length > 0) await takeEntries(db, run, batch);
}

/** Two imports into one organisation take turns batch by batch, so that each sees what the other stored. */
async function waitForOthers(db: Db, orgId: string): Promise<void> {
  await db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`import ${orgId}`}, 0))`;
}

async function takePeople(db: Db, run: ImportRun, batch: Batch): Promise<void> {
  const { directory, report } = run;
  const { section } = batch.context.binding;
  const since = (section.kind === "people" ? section.since : undefined) ?? directory.today;
  const plan = emptyPeoplePlan();
  for (const row of batch.rows.people) refusing(run, batch, row, () => planPerson(directory, plan, row, since));
  if (!run.isDryRun) await storePeople(db, directory, plan, run.importer.now);
  for (const { teamId } of [...plan.newMemberships, ...plan.changedMemberships]) run.touchedTeams.add(teamId);
  report.people.added += plan.newPeople.length;
  report.people.changed += changedPeople(plan);
  report.people.same += plan.same;
  report.teams.added += plan.newTeams.length;
}

function changedPeople(plan: ReturnType<typeof emptyPeoplePlan>): number {
  const fresh = new Set(plan.newPeople.map(({ id }) => id));
  const joined = plan.newMemberships.flatMap(({ personId }) => (fresh.has(personId) ? [] : [personId]));
  return new Set([...joined, ...[...plan.changedPeople].map(({ id }) => id)]).size;
}

async function takeDeals(db: Db, run: ImportRun, batch: Batch): Promise<void> {
  const { directory, importer, report, isDryRun } = run;
  const { section } = batch.context.binding;
  if (section.kind !== "deals") return;
  const rows = lastOfEach(run, batch, batch.rows.deals, ({ id }) => id);
  const deals = rows.flatMap((row) => refusing(run, batch, row, () => wantedDeal(directory, row)) ?? []);
  for (const row of rows) {
    if (row.opened && row.closed && row.closed < row.opened) {
      run.remark({ file: batch.file.name, line: row.line, isRefused: false, text: m.closedBeforeOpened });
    }
  }
  const wanted = await entriesOfDeals(isDryRun ? null : db, directory, deals, section.metrics);
  const dealPlan = await planDeals(db, directory.orgId, deals);
  const entryPlan = await planEntries(db, directory.orgId, deals.map(dealEntryId), wanted);
  if (!isDryRun) {
    await storeDeals(db, importer, dealPlan);
    await storeEntries(db, importer, entryPlan);
  }
  report.deals.added += dealPlan.added.length;
  report.deals.changed += dealPlan.changed.length;
  report.deals.same += dealPlan.same;
  countEntries(run, entryPlan);
}

async function takeEntries(db: Db, run: ImportRun, batch: Batch): Promise<void> {
  const { directory, importer } = run;
  const rows = lastOfEach(run, batch, batch.rows.entries, ({ id }) => id);
  const { dialect } = batch.context;
  const read = (row: EntryRow) => refusing(run, batch, row, () => wantedEntry(directory, row, dialect, batch.seen));
  const wanted: WantedEntry[] = rows.flatMap((row) => read(row) ?? []);
  const externalIds = wanted.map(({ externalId }) => externalId);
  const plan = await planEntries(db, directory.orgId, externalIds, wanted);
  if (!run.isDryRun) await storeEntries(db, importer, plan);
  countEntries(run, plan);
}

function countEntries({ report: { entries } }: ImportRun, plan: Awaited<ReturnType<typeof planEntries>>): void {
  entries.added += plan.added.length - plan.corrected.length;
  entries.corrected += plan.corrected.length;
  entries.voided += plan.withdrawn.length;
  entries.same += plan.same;
}

/** Within a batch the last line of an id counts, as it would if the lines came in two batches. */
function lastOfEach<Row extends { readonly line: number }>(
  run: ImportRun,
  batch: Batch,
  rows: readonly Row[],
  idOf: (row: Row) => string | null,
): Row[] {
  const last = new Map(rows.map((row) => [idOf(row), row.line]));
  return rows.filter((row) => {
    const id = idOf(row);
    const line = last.get(id);
    if (id === null || line === undefined || line === row.line) return true;
    const remark = { file: batch.file.name, line: row.line, text: m.repeated, with: { line: String(line) } };
    run.remark({ ...remark, isRefused: true });
    return false;
  });
}

function refusing<T>(run: ImportRun, batch: Batch, row: { readonly line: number }, read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { text, with: values } = error;
    run.remark({ file: batch.file.name, line: row.line, isRefused: true, text, with: values });
    return null;
  }
}
