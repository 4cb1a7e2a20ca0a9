import { randomUUID } from "node:crypto";
import { UserError } from "../errors.ts";
import type { PrismaClient } from "../generated/prisma/client.ts";
import { currencyNamed } from "../goals/currency-words.ts";
import { ensureStartingMetrics, startingMetrics } from "../goals/metrics.ts";
import { importTexts as m } from "../i18n/import.ts";
import { audit } from "../org/audit.ts";
import { rescheduleTeam } from "../reminders/schedules.ts";
import type { Db } from "../store/db.ts";
import { type Batch, takeBatch } from "./batch.ts";
import { bindHeader } from "./bind.ts";
import { dialectOf } from "./dialect.ts";
import { type Directory, loadDirectory } from "./directory.ts";
import { importKinds } from "./fields.ts";
import type { Mapping } from "./mapping.ts";
import { type CsvSource, readRecords, sampleOf } from "./read-csv.ts";
import { cellsOf, type RowContext, readDealRow, readEntryRow, readPersonRow } from "./read-row.ts";
import type { Importer } from "./reconcile.ts";
import { emptyReport, type FileReport, type ImportReport, type Remark, shownRemarks } from "./report.ts";
import { startMemberships } from "./store-people.ts";

export type ImportProgress = { readonly file: string; readonly rows: number; readonly share: number };

export type ImportRequest = {
  readonly sources: readonly CsvSource[];
  readonly mapping: Mapping;
  readonly isDryRun: boolean;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Every remark, also those beyond the first that the report keeps. */
  readonly onRemark?: (remark: Remark) => void;
};

const batchSize = 1_000;
const batchLimits = { maxWait: 10_000, timeout: 120_000 } as const;

type File = { readonly source: CsvSource; readonly context: RowContext; readonly report: FileReport };

/** An import under way. `db` is null in a dry run wherever something would be written. */
export type ImportRun = {
  readonly importer: Importer;
  readonly mapping: Mapping;
  readonly directory: Directory;
  readonly report: ImportReport;
  readonly isDryRun: boolean;
  /** Teams whose people changed, to be planned again once at the end. */
  readonly touchedTeams: Set<string>;
  remark(remark: Remark): void;
};

/**
 * Brings CSV exports in: people first, then deals, then entries, streamed and stored in batches that each commit as a
 * whole. A repeat finds everything by its external id and changes only what differs. A broken off import is repeated.
 */
export async function importFiles(db: Db, importer: Importer, request: ImportRequest): Promise<ImportReport> {
  const { mapping, isDryRun } = request;
  const directory = await loadDirectory(db, importer.orgId, importer.now);
  const report = emptyReport();
  const files = await openFiles(request, directory);
  report.files.push(...files.map((file) => file.report));
  if (!isDryRun) await ensureStartingMetrics({ db, orgId: importer.orgId, now: importer.now, said: [] });
  await showStartingMetrics(db, directory);
  const remark = remarkInto(report, request);
  const run: ImportRun = { importer, mapping, directory, report, isDryRun, touchedTeams: new Set(), remark };
  for (const file of files) await importFile(db, run, file, request);
  if (!isDryRun) {
    await startMemberships(db, importer.orgId);
    for (const id of run.touchedTeams)
      await inTransaction(db, (tx) => rescheduleTeam({ ...importer, db: tx, said: [] }, id));
    await auditImport(db, importer, report);
  }
  return report;
}

/** A dry run sees the starting metrics too, though it does not make them. */
async function showStartingMetrics(db: Db, directory: Directory): Promise<void> {
  for (const metric of startingMetrics) {
    const currency = metric.unit === "money" ? directory.currency : null;
    directory.metrics.set(metric.key, { ...metric, id: randomUUID(), currency });
  }
  const metrics = await db.metric.findMany({ where: { orgId: directory.orgId } });
  for (const metric of metrics) directory.metrics.set(metric.key, metric);
}

/** Reads every header before anything is stored: a file that does not fit stops the import while nothing has changed. */
async function openFiles({ sources, mapping }: ImportRequest, directory: Directory): Promise<File[]> {
  const files: File[] = [];
  for (const source of sources) {
    const dialect = dialectOf(await sampleOf(source), mapping, source.name);
    const header = await headerOf(source, dialect);
    const binding = bindHeader(mapping, header, source.name);
    const { zone, today } = directory;
    const currency = currencyNamed(mapping.currency ?? "") ?? directory.currency;
    const report = { name: source.name, kind: binding.section.kind, rows: 0, refused: 0 };
    files.push({ source, context: { binding, header, dialect, zone, today, currency }, report });
  }
  const order = ({ report }: File): number => importKinds.indexOf(report.kind);
  return files.sort((a, b) => order(a) - order(b));
}

async function headerOf(source: CsvSource, dialect: RowContext["dialect"]): Promise<readonly string[]> {
  for await (const { cells } of readRecords(source, dialect)) return cells;
  throw new UserError(m.emptyFile, { file: source.name });
}

function remarkInto(report: ImportReport, { onRemark }: ImportRequest) {
  return (remark: Remark): void => {
    if (report.remarks.length < shownRemarks) report.remarks.push(remark);
    report.remarkCount += 1;
    const file = report.files.find(({ name }) => name === remark.file);
    if (file && remark.isRefused) file.refused += 1;
    onRemark?.(remark);
  };
}

async function importFile(db: Db, run: ImportRun, file: File, { onProgress }: ImportRequest): Promise<void> {
  const batch: Batch = { file: file.report, context: file.context, seen: new Map(), rows: emptyRows() };
  let read = 0;
  const flush = async () => {
    await storeBatch(db, run, batch);
    batch.rows = emptyRows();
    const share = file.source.size === 0 ? 1 : Math.min(1, read / file.source.size);
    onProgress?.({ file: file.source.name, rows: file.report.rows, share });
  };
  let isHeader = true;
  for await (const record of readRecords(file.source, file.context.dialect)) {
    read = record.bytes;
    if (isHeader) {
      isHeader = false;
      continue;
    }
    file.report.rows += 1;
    try {
      addRow(batch, cellsOf(record, file.context));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const { text, with: values } = error;
      run.remark({ file: file.source.name, line: record.line, isRefused: true, text, with: values });
    }
    if (file.report.rows % batchSize === 0) await flush();
  }
  read = file.source.size;
  await flush();
}

const emptyRows = (): Batch["rows"] => ({ people: [], deals: [], entries: [] });

function addRow({ rows, context, file }: Batch, cells: ReturnType<typeof cellsOf>): void {
  switch (file.kind) {
    case "people":
      rows.people.push(readPersonRow(cells));
      return;
    case "deals":
      rows.deals.push(readDealRow(cells, context));
      return;
    case "entries":
      rows.entries.push(readEntryRow(cells));
  }
}

/** Inside somebody's transaction the batch is part of it; otherwise it gets its own. */
async function storeBatch(db: Db, run: ImportRun, batch: Batch): Promise<void> {
  if (run.isDryRun) return takeBatch(db, run, batch);
  await inTransaction(db, (tx) => takeBatch(tx, run, batch));
}

const inTransaction = (db: Db, act: (tx: Db) => Promise<void>): Promise<void> =>
  isClient(db) ? db.$transaction(act, batchLimits) : act(db);

/** A transaction has a `$transaction` too, which nests and writes into the limits that it is given. */
const isClient = (db: Db): db is PrismaClient => "$connect" in db;

async function auditImport(db: Db, importer: Importer, report: ImportReport): Promise<void> {
  const { files, people, teams, deals, entries } = report;
  const caller = importer.byPersonId === null ? {} : { caller: { personId: importer.byPersonId } };
  await audit(
    { db, orgId: importer.orgId, now: importer.now, said: [], ...caller },
    {
      action: "goalkeeper import",
      subject: "organisation",
      subjectId: importer.orgId,
      after: {
        files: files.map(({ name, kind, rows, refused }) => ({ name, kind, rows, refused })),
        people,
        teams,
        deals,
        entries,
      },
    },
  );
}
