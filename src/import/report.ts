import { importTexts as m } from "../i18n/import.ts";
import type { Message } from "../i18n/texts.ts";
import type { MessageArguments, Words } from "../i18n/words.ts";
import type { ImportKind } from "./fields.ts";

/** Something to say about one line; a refused line changed nothing. */
export type Remark = {
  readonly file: string;
  readonly line: number;
  readonly isRefused: boolean;
  readonly text: Message;
  readonly with?: MessageArguments;
};

export type FileReport = { readonly name: string; readonly kind: ImportKind; rows: number; refused: number };

export type ImportReport = {
  readonly files: FileReport[];
  people: { added: number; changed: number; same: number };
  teams: { added: number };
  deals: { added: number; changed: number; same: number };
  entries: { added: number; corrected: number; voided: number; same: number };
  /** The first remarks; the rest is only counted, so that a hopeless file does not fill the memory. */
  readonly remarks: Remark[];
  remarkCount: number;
};

export const shownRemarks = 20;

export const emptyReport = (): ImportReport => ({
  files: [],
  people: { added: 0, changed: 0, same: 0 },
  teams: { added: 0 },
  deals: { added: 0, changed: 0, same: 0 },
  entries: { added: 0, corrected: 0, voided: 0, same: 0 },
  remarks: [],
  remarkCount: 0,
});

/** Whether anything was, or in a dry run would be, different afterwards. */
export function changesAnything({ people, teams, deals, entries }: ImportReport): boolean {
  const changes = [people.added, people.changed, teams.added, deals.added, deals.changed];
  return [...changes, entries.added, entries.corrected, entries.voided].some((count) => count > 0);
}

export function remarkText(words: Words, remark: Remark): string {
  const text = words.plain(remark.text, remark.with ?? {});
  return words.plain(m.remark, { file: remark.file, line: String(remark.line), text });
}

export function countLines(words: Words, report: ImportReport): string[] {
  const { people, teams, deals, entries } = report;
  const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((a, b) => a + b, 0);
  return [
    ...report.files.map(({ name, kind, rows, refused }) => words.plain(m.rows, { file: name, kind, rows, refused })),
    ...(sum(people) > 0 ? [words.plain(m.people, people)] : []),
    ...(teams.added > 0 ? [words.plain(m.teams, teams)] : []),
    ...(sum(deals) > 0 ? [words.plain(m.deals, deals)] : []),
    ...(sum(entries) > 0 ? [words.plain(m.entries, entries)] : []),
  ];
}

export function remarkLines(words: Words, report: ImportReport): string[] {
  const hidden = report.remarkCount - report.remarks.length;
  const lines = report.remarks.map((remark) => remarkText(words, remark));
  return hidden > 0 ? [...lines, words.plain(m.moreRemarks, { count: hidden })] : lines;
}
