import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

const root = join(import.meta.dirname, "../..");

export type Source = { readonly path: string; readonly text: string };

/** Our own TypeScript below these folders; what is generated is not ours. */
export function sources(...folders: readonly string[]): Source[] {
  return folders
    .flatMap((folder) => walk(join(root, folder)))
    .map((file) => ({
      path: relative(root, file),
      text: readFileSync(file, "utf8"),
    }));
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs)$/u.test(entry.name) && !entry.parentPath.includes("generated"))
    .map((entry) => join(entry.parentPath, entry.name));
}

export type Import = {
  readonly from: string;
  readonly to: string;
  readonly names: string;
  readonly isTypeOnly: boolean;
};

const importPattern = /^(?:import|export)\s+(type\s+)?([\s\S]*?)\s*from\s*"([^"]+)";|import\("([^"]+)"\)/gmu;

/** Every import and re-export, with relative ones resolved to paths from the root. */
export function importsOf(source: Source): Import[] {
  return [...source.text.matchAll(importPattern)].map((match) => {
    const target = match[3] ?? match[4] ?? "";
    const to = target.startsWith(".") ? join(source.path, "..", target) : target;
    return { from: source.path, to, names: match[2] ?? "*", isTypeOnly: match[1] !== undefined };
  });
}

export const readText = (path: string): string => readFileSync(join(root, path), "utf8");
