import { UsageError, type UsageProblem, UserError } from "../errors.ts";
import { botTexts as b } from "../i18n/bot.ts";
import { readingTexts as m } from "../i18n/reading.ts";
import type { PersonWork } from "../work.ts";
import type { Command, RawValues } from "./command.ts";
import type { Option, OptionKind, Options, ValuesOf } from "./option.ts";

/** Reads one kind of raw value, or throws a UserError that says how to write it. */
export type Reader = (raw: string, option: Option, work: PersonWork) => unknown;
export type Readers = Readonly<Record<OptionKind, Reader>>;

/** Names of required options that were not given: known without touching the database. */
export function missingOptions(command: Command, values: RawValues): string[] {
  return Object.entries(command.options)
    .filter(([name, option]) => option.required && isBlank(values[name]))
    .map(([name]) => name);
}

function isBlank(value: string | undefined): boolean {
  return value === undefined || value.trim() === "";
}

/**
 * The one way from raw values to a handler's options, whatever door they came through.
 * Throws a UsageError holding every problem at its field.
 */
export async function readOptions<O extends Options>(
  command: Command<O>,
  values: RawValues,
  readers: Readers,
  work: PersonWork,
): Promise<ValuesOf<O>> {
  const problems: UsageProblem[] = [];
  const read: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(command.options)) {
    const raw = values[name]?.trim() ?? "";
    if (raw === "") {
      if (option.required)
        problems.push({ field: name, text: b.missing, with: { option: work.words.plain(option.label) } });
      continue;
    }
    try {
      read[name] = await readers[option.kind](checkedLength(raw, option), option, work);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push({ field: name, text: error.text, with: error.with });
    }
  }
  if (problems.length > 0) throw new UsageError(problems);
  return read as ValuesOf<O>;
}

function checkedLength(raw: string, option: Option): string {
  const limit = option.maxLength ?? 3_000;
  const length = [...raw].length;
  if (length > limit) throw new UserError(m.tooLong, { length, limit });
  return raw;
}
