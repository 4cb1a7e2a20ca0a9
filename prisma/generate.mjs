// Writes the typed database client from schema.prisma: Prisma's own generator, called in process, so that
// an install needs neither the Prisma CLI nor its native engine. Then prepares the database that a first start copies.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const schemaPath = resolve(process.argv[2] ?? join(here, "schema.prisma"));
const require = createRequire(import.meta.url);

/** The schema parser is a dependency of the generator, not ours, so it is looked up from where the generator is. */
function loadGenerator() {
  let entry;
  try {
    entry = require.resolve("@prisma/client-generator-ts");
  } catch {
    return undefined;
  }
  const { PrismaClientTsGenerator } = require(entry);
  return { generator: new PrismaClientTsGenerator(), parser: createRequire(entry)("@prisma/internals") };
}

async function generate(datamodel, version) {
  const loaded = loadGenerator();
  if (!loaded) return false;
  const files = [[schemaPath, datamodel]];
  const config = await loaded.parser.getConfig({ datamodel: files });
  const dmmf = await loaded.parser.getDMMF({ datamodel: files });
  const [generator] = config.generators;
  const output = resolve(dirname(schemaPath), generator.output.value);
  await loaded.generator.generate({
    generator: { ...generator, output: { fromEnvVar: null, value: output }, isCustomOutput: true },
    otherGenerators: [],
    schemaPath,
    dmmf,
    datasources: config.datasources,
    datamodel,
    version,
    noHints: true,
  });
  return true;
}

const datamodel = await readFile(schemaPath, "utf8");
const { version } = require("@prisma/client/package.json");
const output = resolve(dirname(schemaPath), /output\s*=\s*"([^"]+)"/.exec(datamodel)[1]);
const stamp = join(output, ".made-from");
const hash = createHash("sha256").update(`${version}\n${datamodel}`).digest("hex");
const made = existsSync(stamp) ? await readFile(stamp, "utf8") : "";

if (made !== hash) {
  await rm(stamp, { force: true });
  if (await generate(datamodel, version)) await writeFile(stamp, hash);
  else if (!existsSync(output)) console.warn("The database client was not generated: install the devDependencies too.");
}

/** Only saves the first start a few seconds, so an install goes on without it. */
function prepareDatabase() {
  const cache = join(here, "..", "node_modules", ".cache", "goalkeeper");
  const ready = existsSync(cache) && readdirSync(cache).some((name) => name.startsWith("database-"));
  if (ready || !existsSync(join(here, "migrations"))) return;
  const script = join(here, "migrate", "cli.ts");
  spawnSync(process.execPath, ["--import", "tsx", script, "template"], { cwd: join(here, ".."), timeout: 60_000 });
}

prepareDatabase();
