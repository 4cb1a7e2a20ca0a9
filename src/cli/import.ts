import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { finished } from "node:stream/promises";
import { parseArgs } from "node:util";
import { readConfig } from "../config.ts";
import { UserError } from "../errors.ts";
import type { PrismaClient } from "../generated/prisma/client.ts";
import { importTexts as m } from "../i18n/import.ts";
import { localeFor } from "../i18n/texts.ts";
import { type Words, wordsFor } from "../i18n/words.ts";
import { type Mapping, parseMapping } from "../import/mapping.ts";
import { presets } from "../import/presets.ts";
import type { CsvSource } from "../import/read-csv.ts";
import { countLines, type Remark, remarkLines, remarkText } from "../import/report.ts";
import { type ImportProgress, importFiles } from "../import/run-import.ts";
import { type CliCommand, CliError, type Io } from "./command.ts";
import { openDatabase } from "./open-database.ts";

const options = {
  map: { type: "string", default: "generic" },
  org: { type: "string" },
  report: { type: "string" },
  "dry-run": { type: "boolean", default: false },
  verbose: { type: "boolean", default: false },
} as const;

export const importCommand: CliCommand = {
  name: "import",
  usage: "import <csv> [more csv] --map <mapping> [--org <name>] [--dry-run] [--report <file>] [--verbose]",
  about: `Bring people, deals and results from CSV; --map is a JSON file or one of: ${Object.keys(presets).join(", ")}`,
  async run(args, io) {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (positionals.length === 0) throw new CliError("Name at least one CSV file: goalkeeper import deals.csv");
    const words = wordsOf(io);
    const mapping = await readMapping(values.map);
    const sources = await Promise.all(positionals.map(fileSource));
    const remarks = await remarkFile(values.report, words);
    const opened = await openDatabase(readConfig(io.environment), { connections: 2 });
    try {
      const orgId = await organisationNamed(opened.db, values.org);
      const isDryRun = values["dry-run"];
      const progress = showProgress(words, io);
      const report = await importFiles(
        opened.db,
        { orgId, now: new Date(), byPersonId: null },
        { sources, mapping, isDryRun, onProgress: progress.show, onRemark: remarks.write },
      );
      progress.end();
      await remarks.close();
      for (const line of countLines(words, report)) io.out(line);
      for (const line of remarkLines(words, report)) io.err(line);
      if (values.report) io.out(words.plain(m.reportWritten, { file: values.report }));
      io.out(words.plain(isDryRun ? m.dryRun : m.done));
      if (values.verbose) io.out(`Memory: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most`);
      return 0;
    } finally {
      await opened.close();
    }
  },
};

/** The terminal's own language, as every program of the system takes it. */
export function wordsOf({ environment }: Io): Words {
  const tag = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG;
  return wordsFor(localeFor(tag?.split(".")[0]), "UTC");
}

async function readMapping(named: string): Promise<Mapping> {
  const preset = Object.hasOwn(presets, named) ? presets[named] : undefined;
  if (preset) return preset;
  const text = await readFile(named, "utf8").catch(() => null);
  if (text !== null) return parseMapping(text.replace(/^\ufeff/, ""));
  throw new UserError(m.noMapping, { typed: named, presets: Object.keys(presets).join(", ") });
}

async function fileSource(path: string): Promise<CsvSource> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw new UserError(m.noFile, { file: path });
  return { name: basename(path), size: found.size, open: () => createReadStream(path) };
}

/** The organisation named, or the only real one. */
async function organisationNamed(db: PrismaClient, named: string | undefined): Promise<string> {
  const all = await db.organisation.findMany({ select: { id: true, name: true, isMadeUp: true } });
  const names = all.map(({ name }) => name).join(", ");
  if (named !== undefined) {
    const found = all.filter(({ id, name }) => id === named || name.toLowerCase() === named.toLowerCase());
    if (found[0] && found.length === 1) return found[0].id;
    const ids = found.map(({ id, name }) => `${name} (${id})`).join(", ");
    if (found.length > 1) throw new UserError(m.whichOrganisation, { names: ids });
    throw new UserError(m.noSuchOrganisation, { typed: named, names: names || "—" });
  }
  const real = all.filter(({ isMadeUp }) => !isMadeUp);
  if (all.length === 0) throw new UserError(m.noOrganisation);
  if (real[0] && real.length === 1) return real[0].id;
  throw new UserError(m.whichOrganisation, { names });
}

async function remarkFile(path: string | undefined, words: Words) {
  if (path === undefined) return { write: () => {}, close: async () => {} };
  const stream = createWriteStream(path, { encoding: "utf8" });
  const unwritable = () => {
    throw new UserError(m.noReport, { file: path });
  };
  await once(stream, "open").catch(unwritable);
  // What goes wrong later is told at the end; what was imported is imported.
  stream.on("error", () => {});
  return {
    write: (remark: Remark) => void stream.write(`${remarkText(words, remark)}\n`),
    async close() {
      stream.end();
      await finished(stream).catch(unwritable);
    },
  };
}

const barWidth = 30;

/** A bar where there is a terminal, and otherwise a line for each batch, as a log wants it. */
function showProgress(words: Words, io: Io) {
  const line = ({ file, rows, share }: ImportProgress): string => `${file} ${words.percent(share)} (${rows})`;
  const bar = ({ share }: ImportProgress): string => {
    const done = Math.round(share * barWidth);
    return `[${"#".repeat(done)}${"-".repeat(barWidth - done)}]`;
  };
  return {
    show: (progress: ImportProgress) =>
      io.redraw ? io.redraw(`${bar(progress)} ${line(progress)}`) : io.out(line(progress)),
    end: () => io.redraw?.(""),
  };
}
