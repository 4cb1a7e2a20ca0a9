import { type ChildProcess, execFileSync, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const tsx = import.meta.resolve("tsx");
const root = fileURLToPath(new URL("../..", import.meta.url));

/** Bundles the program as `npm start` and the image do, once, so that starting it is quick. */
export function buildProgram(): void {
  execFileSync(process.execPath, [`${root}src/build.mjs`], { stdio: ["ignore", "ignore", "inherit"] });
}

type Running = { readonly script: string; readonly args?: readonly string[]; readonly env: NodeJS.ProcessEnv };

/** Only what a process is given here reaches it, so that a developer's own settings do not. */
export function runScript({ script, args = [], env }: Running, stdio: SpawnOptions["stdio"] = "pipe"): ChildProcess {
  const isBuilt = script.endsWith(".mjs");
  const inherited = { PATH: process.env.PATH, HOME: process.env.HOME };
  return spawn(process.execPath, [...(isBuilt ? [] : ["--import", tsx]), `${root}${script}`, ...args], {
    env: { ...inherited, ...env },
    stdio,
    // Away from the folder with somebody's .env.
    cwd: "/",
  });
}

export type Gone = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

export async function gone(child: ChildProcess): Promise<Gone> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return { code: child.exitCode, signal: child.signalCode };
}

/** The first line that a process prints, which is JSON. */
export async function firstLine(child: ChildProcess): Promise<unknown> {
  if (!child.stdout) throw new Error("The process has no output to read");
  const lines = createInterface(child.stdout);
  const [line] = (await Promise.race([
    once(lines, "line"),
    once(child, "exit").then(() => Promise.reject(new Error("The process ended before it said anything"))),
  ])) as [string];
  return JSON.parse(line);
}
