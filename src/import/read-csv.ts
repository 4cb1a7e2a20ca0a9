import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parse } from "csv-parse";
import { UserError } from "../errors.ts";
import { importTexts as m } from "../i18n/import.ts";
import { type Dialect, decoder } from "./dialect.ts";

/** A CSV, wherever it is; it is read twice: its beginning to understand it, then all of it in a stream. */
export type CsvSource = {
  readonly name: string;
  /** In bytes, for the progress. */
  readonly size: number;
  open(): Readable;
};

export const textSource = (name: string, text: string): CsvSource => {
  const bytes = Buffer.from(text, "utf8");
  return { name, size: bytes.length, open: () => Readable.from([bytes]) };
};

export type CsvRecord = { readonly line: number; readonly cells: readonly string[]; readonly bytes: number };

const sampleSize = 65_536;

export async function sampleOf(source: CsvSource): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const stream = source.open();
  for await (const chunk of stream) {
    const bytes = chunk as Uint8Array;
    chunks.push(bytes);
    size += bytes.length;
    if (size >= sampleSize) break;
  }
  return Buffer.concat(chunks).subarray(0, sampleSize);
}

/** One quote that is never closed must not swallow a large file. */
const longestRecord = 200_000;

/** Streams the records of a CSV, the header first; blank lines are left out. */
export async function* readRecords(source: CsvSource, dialect: Dialect): AsyncGenerator<CsvRecord> {
  const parser = parse({
    ...{ delimiter: dialect.delimiter, bom: true, info: true, trim: true },
    ...{ relax_column_count: true, relax_quotes: true, skip_empty_lines: true },
    max_record_size: longestRecord,
  });
  const feeding = pipeline(source.open(), decoded(source, dialect), parser);
  // A failure also ends the parser, whose iteration below then throws it.
  feeding.catch(() => {});
  try {
    for await (const item of parser) {
      const { record, info } = item as { record: string[]; info: { lines: number; bytes: number } };
      yield { line: info.lines, cells: record, bytes: info.bytes };
    }
    await feeding;
  } catch (error) {
    if (error instanceof UserError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(m.unreadable, { file: source.name, reason });
  } finally {
    parser.destroy();
  }
}

function decoded(source: CsvSource, { encoding }: Dialect): Transform {
  const text = decoder(encoding, source.name);
  const fail = () => new UserError(m.wrongEncoding, { file: source.name, encoding });
  return new Transform({
    readableObjectMode: false,
    transform(chunk: Uint8Array, _encoding, done) {
      try {
        done(null, text.decode(chunk, { stream: true }));
      } catch {
        done(fail());
      }
    },
    flush(done) {
      try {
        done(null, text.decode());
      } catch {
        done(fail());
      }
    },
  });
}
