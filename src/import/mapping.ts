import { z } from "zod";
import { isLocalDate } from "../calendar/dates.ts";
import { UserError } from "../errors.ts";
import { currencyNamed } from "../goals/currency-words.ts";
import { importTexts as m } from "../i18n/import.ts";
import { type ImportKind, importFields } from "./fields.ts";

const column = z.string().trim().min(1).optional();

function columnsOf<const K extends ImportKind>(kind: K) {
  const shape: Record<string, typeof column> = {};
  for (const field of Object.keys(importFields[kind])) shape[field] = column;
  return z.strictObject(shape).default({});
}

const words = z.array(z.string().min(1));

const common = {
  /** Columns that are not named are looked for under their usual headers. */
  guess: z.boolean().default(false),
  /** Other spellings of a cell, by field: { "product": { "GTXPro": "GTX Pro" } }. */
  values: z.record(z.string(), z.record(z.string(), z.string())).default({}),
};

const people = z.strictObject({
  ...common,
  kind: z.literal("people"),
  columns: columnsOf("people"),
  /** Since when people without a hiring date count as members; otherwise since the import. */
  since: z.string().refine(isLocalDate, { error: "must be a date such as 2026-01-31" }).optional(),
});

const deals = z.strictObject({
  ...common,
  kind: z.literal("deals"),
  columns: columnsOf("deals"),
  /** Which words in the stage column mean what. Without "open", every other stage is open. */
  stages: z.strictObject({ open: words.optional(), won: words.min(1), lost: words.default([]) }).optional(),
  /** The metrics that a deal counts for: when it opens, when it is won, and by its value; null for none. */
  metrics: z
    .strictObject({
      opened: z.string().min(1).nullable().default(null),
      won: z.string().min(1).nullable().default("deals"),
      value: z.string().min(1).nullable().default("revenue"),
    })
    .prefault({}),
});

const entries = z.strictObject({ ...common, kind: z.literal("entries"), columns: columnsOf("entries") });

export const mappingSchema = z.strictObject({
  files: z.array(z.discriminatedUnion("kind", [people, deals, entries])).min(1),
  currency: z
    .string()
    .refine((text) => currencyNamed(text) !== null, { error: "must be a currency such as USD" })
    .optional(),
  /** How numbers are written; otherwise told by the file. */
  decimal: z.enum([".", ","]).optional(),
  /** What 03/04/2026 means: the day or the month first; otherwise told by the file where it can be. */
  dates: z.enum(["dmy", "mdy"]).optional(),
  delimiter: z.enum([",", ";", "\t", "|"]).optional(),
  encoding: z.string().min(1).optional(),
});

export type Mapping = z.infer<typeof mappingSchema>;
export type FileMapping = Mapping["files"][number];
export type PeopleMapping = z.infer<typeof people>;
export type DealsMapping = z.infer<typeof deals>;

/** Reads a mapping from JSON text; a UserError names every place that is wrong. */
export function parseMapping(text: string): Mapping {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new UserError(m.mappingNotJson, { reason: error instanceof Error ? error.message : String(error) });
  }
  const parsed = mappingSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new UserError(m.mappingWrong, { problems: parsed.error.issues.map(problemText).join("; ") });
}

function problemText({ path, message }: z.core.$ZodIssue): string {
  return path.length === 0 ? message : `${path.join(".")}: ${message}`;
}
