import type { LocalDate } from "../calendar/dates.ts";
import { addDays } from "../calendar/dates.ts";
import { UserError } from "../errors.ts";
import type { DealState } from "../generated/prisma/client.ts";
import { currencyNamed } from "../goals/currency-words.ts";
import { importTexts as m } from "../i18n/import.ts";
import type { Binding } from "./bind.ts";
import { readDate, readDecimal, readStage } from "./cells.ts";
import type { Dialect } from "./dialect.ts";
import type { CsvRecord } from "./read-csv.ts";

export type PersonRow = {
  readonly line: number;
  readonly name: string;
  readonly id: string | null;
  readonly email: string | null;
  readonly team: string | null;
  readonly manager: string | null;
  readonly office: string | null;
  readonly hired: LocalDate | null;
};

export type DealRow = {
  readonly line: number;
  readonly id: string;
  readonly owner: string;
  readonly state: DealState;
  readonly stage: string;
  readonly opened: LocalDate | null;
  readonly closed: LocalDate | null;
  /** In major units of the currency. */
  readonly value: number | null;
  readonly currency: string | null;
  readonly product: string | null;
  readonly account: string | null;
};

export type EntryRow = {
  readonly line: number;
  readonly id: string | null;
  readonly person: string;
  readonly metric: string;
  readonly amount: string;
  readonly date: LocalDate;
  readonly note: string | null;
};

export type RowContext = {
  readonly binding: Binding;
  readonly header: readonly string[];
  readonly dialect: Dialect;
  readonly zone: string;
  readonly today: LocalDate;
  /** Of values without a currency of their own. */
  readonly currency: string;
};

/** More would not fit a 64-bit amount in the minor units of every currency. */
const largest = 1e12;

/** One record's cells by field, with the mapping's other spellings put right. */
export function cellsOf(record: CsvRecord, context: RowContext) {
  const { binding, header } = context;
  const extra = record.cells.slice(header.length);
  if (record.cells.length < header.length || extra.some((cell) => cell !== "")) {
    throw new UserError(m.fewCells, { count: record.cells.length, wanted: header.length });
  }
  const columnOf = (field: string): string => header[binding.columns.get(field) ?? -1] ?? field;
  const maybe = (field: string): string | null => {
    const index = binding.columns.get(field);
    const cell = index === undefined ? "" : (record.cells[index] ?? "").trim();
    return cell === "" ? null : (binding.section.values[field]?.[cell] ?? cell);
  };
  const needed = (field: string): string => {
    const cell = maybe(field);
    if (cell === null) throw new UserError(m.emptyCell, { column: columnOf(field) });
    return cell;
  };
  const date = (field: string): LocalDate | null => {
    const typed = maybe(field);
    if (typed === null) return null;
    const read = readDate(typed, { dates: context.dialect.dates, zone: context.zone, today: context.today });
    if (read === "ambiguous") throw new UserError(m.ambiguousDate, { typed, column: columnOf(field) });
    if (read === null) throw new UserError(m.badDate, { typed, column: columnOf(field) });
    return read;
  };
  /** Somebody may already have tomorrow where the export was made. */
  const pastDate = (field: string): LocalDate | null => {
    const read = date(field);
    if (read !== null && read > addDays(context.today, 1)) {
      throw new UserError(m.futureDate, { typed: read, column: columnOf(field) });
    }
    return read;
  };
  const decimal = (field: string): number | null => {
    const typed = maybe(field);
    if (typed === null) return null;
    const value = readDecimal(typed, context.dialect.decimal);
    if (value === null) throw new UserError(m.badNumber, { typed, column: columnOf(field) });
    if (Math.abs(value) > largest) throw new UserError(m.largeNumber, { typed, column: columnOf(field) });
    return value;
  };
  return { line: record.line, maybe, needed, date, pastDate, decimal };
}

type Cells = ReturnType<typeof cellsOf>;

export function readPersonRow({ line, maybe, needed, date }: Cells): PersonRow {
  const email = maybe("email")?.toLowerCase() ?? null;
  if (email !== null && !/^[^@\s]+@[^@\s]+$/.test(email)) throw new UserError(m.badEmail, { typed: email });
  return {
    ...{ line, name: needed("name"), id: maybe("id"), email, hired: date("hired") },
    ...{ team: maybe("team"), manager: maybe("manager"), office: maybe("office") },
  };
}

export function readDealRow(cells: Cells, { binding, currency }: RowContext): DealRow {
  const { line, maybe, needed, date, pastDate, decimal } = cells;
  const stages = binding.section.kind === "deals" ? binding.section.stages : undefined;
  const stage = needed("stage");
  const state = readStage(stage, stages);
  if (state === null) throw new UserError(m.badStage, { typed: stage });
  // An open deal's closing date is a hope, not a fact.
  const closed = state === "open" ? null : pastDate("closed");
  if (state === "won" && closed === null && binding.columns.has("closed")) throw new UserError(m.wonWithoutDate);
  const value = decimal("value");
  if (value !== null && value < 0) throw new UserError(m.belowZero, { typed: String(value) });
  return {
    ...{ line, id: needed("id"), owner: needed("owner"), state, stage, opened: date("opened"), closed },
    ...{ value, currency: value === null ? null : currencyOf(maybe("currency"), currency) },
    ...{ product: maybe("product"), account: maybe("account") },
  };
}

function currencyOf(typed: string | null, otherwise: string): string {
  if (typed === null) return otherwise;
  const currency = currencyNamed(typed.trim());
  if (currency === null) throw new UserError(m.badCurrency, { typed });
  return currency;
}

export function readEntryRow({ line, maybe, needed, pastDate }: Cells): EntryRow {
  needed("date");
  return {
    ...{ line, id: maybe("id"), person: needed("person"), metric: needed("metric"), amount: needed("amount") },
    ...{ date: pastDate("date") ?? "", note: maybe("note") },
  };
}
