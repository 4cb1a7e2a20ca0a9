// npm run bench [-- name …]: measures the program beside a peer in the same run and prints tables; BENCH_JSON names a
// file for the same as JSON.
import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import type { Bench, Section } from "./section.ts";

/** Loaded by name, so that one bench does not weigh on another's memory. */
const benches: Readonly<Record<string, () => Promise<{ readonly bench: Bench }>>> = {
  core: () => import("./core.ts"),
  delivery: () => import("./delivery.ts"),
  planner: () => import("./planner.ts"),
  slack: () => import("./slack.ts"),
  discord: () => import("./discord.ts"),
  insight: () => import("./insight.ts"),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  process.stderr.write(`There is no bench ${unknown.join(", ")}. Known: ${Object.keys(benches).join(", ")}\n`);
  process.exit(2);
}

process.stdout.write(`${machine()}\n`);
const found: ({ readonly bench: string } & Section)[] = [];
for (const [name, load] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const { bench } = await load();
  for (const section of await bench()) {
    process.stdout.write(`\n${asText(section)}\n`);
    found.push({ bench: name, ...section });
  }
}
if (process.env.BENCH_JSON)
  writeFileSync(process.env.BENCH_JSON, JSON.stringify({ machine: machine(), found }, null, 2));
process.exit(0);

function machine(): string {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `Node ${process.version}, ${cpus().length} cores (${first?.model.trim() ?? "unknown"}), ${memory} GB`;
}

/** A Markdown table, so that figures can be copied into the README as they are. */
function asText({ title, columns, rows, notes = [] }: Section): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const table = [line(columns), line(columns.map(() => "---")), ...rows.map((row) => line(row.map(String)))];
  return [`## ${title}`, "", ...table, ...(notes.length > 0 ? ["", ...notes] : [])].join("\n");
}
