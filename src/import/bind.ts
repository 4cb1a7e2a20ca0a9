import { UserError } from "../errors.ts";
import { importTexts as m } from "../i18n/import.ts";
import { fieldsOf, headerKey } from "./fields.ts";
import type { FileMapping, Mapping } from "./mapping.ts";

/** Which column of a file holds which field. */
export type Binding = { readonly section: FileMapping; readonly columns: ReadonlyMap<string, number> };

type Attempt = Binding & { readonly missing: readonly string[] };

/** Finds the part of the mapping that this header is made for, or says which columns are missing and which there are. */
export function bindHeader(mapping: Mapping, header: readonly string[], file: string): Binding {
  const attempts = mapping.files.map((section) => attempt(section, header));
  const fitting = attempts.filter(({ missing }) => missing.length === 0);
  const best = [...fitting].sort((a, b) => b.columns.size - a.columns.size)[0];
  if (best) return best;
  const nearest = [...attempts].sort(
    (a, b) => b.columns.size - a.columns.size || a.missing.length - b.missing.length,
  )[0];
  throw new UserError(m.columnsMissing, {
    file,
    kind: nearest?.section.kind ?? "",
    missing: nearest?.missing.join(", ") ?? "",
    found: header.join(", ") || "—",
  });
}

function attempt(section: FileMapping, header: readonly string[]): Attempt {
  const keys = header.map(headerKey);
  const columns = new Map<string, number>();
  const missing: string[] = [];
  const named = new Map(Object.entries(section.columns));
  for (const [field, name] of named) {
    if (name === undefined) continue;
    const index = keys.indexOf(headerKey(name));
    if (index === -1) missing.push(`${name} (${field})`);
    else columns.set(field, index);
  }
  for (const [field, shape] of Object.entries(fieldsOf(section.kind))) {
    if (named.get(field) !== undefined) continue;
    const index = section.guess ? guessed(shape.headers, keys, columns) : -1;
    if (index !== -1) columns.set(field, index);
    else if (shape.required)
      missing.push(section.guess ? `${field} (${shape.headers.slice(0, 3).join(", ")}…)` : field);
  }
  return { section, columns, missing };
}

/** The first usual header that the file has and no other field took. */
function guessed(headers: readonly string[], keys: readonly string[], taken: ReadonlyMap<string, number>): number {
  const used = new Set(taken.values());
  for (const header of headers) {
    const index = keys.indexOf(headerKey(header));
    if (index !== -1 && !used.has(index)) return index;
  }
  return -1;
}
