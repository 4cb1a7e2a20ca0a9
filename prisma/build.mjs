// Bundles what runs into out/, so that a container starts without a TypeScript loader; packages stay in node_modules.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const project = join(dirname(fileURLToPath(import.meta.url)), "..");
const entries = ["src/main.ts", "src/cli/main.ts"].map((entry) => join(project, entry));

await build({
  entryPoints: entries.filter((entry) => existsSync(entry)),
  outbase: join(project, "src"),
  outdir: join(project, "out"),
  outExtension: { ".js": ".mjs" },
  bundle: true,
  splitting: true,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node20",
  sourcemap: true,
});
