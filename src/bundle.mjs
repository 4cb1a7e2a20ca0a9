// Bundles the program into out/ whenever the sources changed since: one file loads in a third of the time that
// hundreds of modules take behind a TypeScript loader. Where only the bundle was shipped, it is taken as it is.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const project = join(dirname(fileURLToPath(import.meta.url)), "..");
const out = join(project, "out");
const stampFile = join(out, "made-from");
const entries = ["src/main.ts", "src/cli/main.ts"];
const sources = ["src", "adapters", "jobs", "prisma"];

/** What finds its own files beside itself, and the platforms' libraries, which only some installations load. */
const leftInPackages = [
  "@electric-sql/pglite",
  "@prisma/schema-engine-wasm",
  "@resvg/resvg-js",
  "@slack/bolt",
  "@slack/web-api",
  "discord.js",
  "pg-native",
];

/** Loads an entry point, such as `src/main.ts`, from a bundle that is up to date. */
export async function runBundled(entry) {
  if (existsSync(join(project, entry))) await bundleIfStale();
  await import(pathToFileURL(join(out, entry.replace(/\.ts$/, ".mjs"))).href);
}

export async function bundleIfStale() {
  const stamp = await stampOfSources();
  const known = await readFile(stampFile, "utf8").catch(() => "");
  if (known === stamp) return;
  await bundle();
  await replaceFile(stampFile, stamp);
}

async function bundle() {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    absWorkingDir: project,
    entryPoints: entries,
    outbase: project,
    outdir: out,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    external: leftInPackages,
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: true,
    write: false,
    logLevel: "error",
    // CommonJS packages inside the bundle ask for Node's own modules with `require`.
    banner: {
      js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
    },
  });
  for (const { path, contents } of outputFiles) await replaceFile(path, contents);
}

/** Whole or not at all: another process may be starting from the same file. */
async function replaceFile(path, contents) {
  await mkdir(dirname(path), { recursive: true });
  const written = `${path}.${process.pid}`;
  await writeFile(written, contents);
  await rename(written, path);
}

async function stampOfSources() {
  const files = ["package.json", "package-lock.json"];
  for (const folder of sources) {
    const found = await readdir(join(project, folder), { recursive: true });
    files.push(...found.filter((name) => /\.(?:ts|mjs|json)$/.test(name)).map((name) => join(folder, name)));
  }
  const hash = createHash("sha256");
  for (const file of files.sort()) {
    const { mtimeMs, size } = await stat(join(project, file));
    hash.update(`${file} ${mtimeMs} ${size}\n`);
  }
  return hash.digest("hex");
}
