import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { readText } from "../house/sources.ts";

const root = join(import.meta.dirname, "../..");
const scripts = (JSON.parse(readText("package.json")) as { scripts: Record<string, string> }).scripts;

type Environment = Readonly<Record<string, string>>;

/** Only what a shell would hold besides, so that no setting of this computer helps a README that is wrong. */
const bare = (): Environment => ({ PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", LANG: "C.UTF-8" });

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === "object" && address ? address.port : 0;
}

/** Runs what a README line says behind `npx goalkeeper`, or a program of the system, and resolves with what it prints. */
export function runs(command: string, environment: Environment = {}): Promise<string> {
  const [program = "", ...args] = command.split(" ");
  const isOurs = program === "npx" && args[0] === "goalkeeper";
  const [file, given] = isOurs ? [process.execPath, ["src/cli.mjs", ...args.slice(1)]] : [program, args];
  return new Promise((done, fail) => {
    execFile(file, given, { cwd: root, env: { ...bare(), ...environment } }, (error, out, err) =>
      error ? fail(new Error(`${command}: ${err}`)) : done(out),
    );
  });
}

export type Program = { readonly url: string; printed(): string; stop(): Promise<number | null> };

/** What `npm start` runs, ready to answer. */
export async function npmStart(environment: Environment): Promise<Program> {
  const [program = "", ...args] = (scripts.start ?? "").split(" ");
  const port = environment.PORT ?? String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const env = { ...bare(), PORT: port, ...environment };
  const child = spawn(program === "node" ? process.execPath : program, args, { cwd: root, env });
  let printed = "";
  const note = (chunk: Buffer) => {
    printed += chunk;
  };
  for (const stream of [child.stdout, child.stderr]) stream.on("data", note);
  const ended = new Promise<number | null>((done) => child.once("exit", done));
  await untilReady(child, url, () => printed);
  return {
    url,
    printed: () => printed,
    stop: async () => {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

async function untilReady(child: ChildProcess, url: string, printed: () => string): Promise<void> {
  const end = performance.now() + 60_000;
  while (performance.now() < end) {
    if (child.exitCode !== null) throw new Error(`The program ended with ${child.exitCode}: ${printed()}`);
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  child.kill("SIGTERM");
  throw new Error(`The program did not answer: ${printed()}`);
}

/** One section of the README: its numbered steps, its blocks of code and everything set in code. */
export function readmeSection(title: string): { steps: string[]; lines: string[]; spans: string[] } {
  const readme = readText("README.md");
  const start = readme.indexOf(title);
  if (start < 0) throw new Error(`The README has no “${title}”`);
  const rest = readme.slice(start + title.length);
  const section = rest.slice(0, /\n(?:## |\*\*By HTTP)/u.exec(rest)?.index ?? rest.length);
  const steps = section.split(/\n(?=\d\. )/u).slice(1);
  const blocks = [...section.matchAll(/```sh\n([\s\S]*?)```/gu)].map((match) => match[1] ?? "");
  const lines = blocks.flatMap((block) => block.split("\n").map((line) => line.trim()));
  const spans = [...section.replaceAll(/```[\s\S]*?```/gu, "").matchAll(/`([^`]+)`/gu)].map((match) => match[1] ?? "");
  return { steps, lines: lines.filter((line) => line !== "" && !line.startsWith("#")), spans };
}

/** The settings before `npm start`, each with the value that it has for whoever follows the README. */
export function settingsIn(line: string, values: Environment): Environment {
  const { groups } = /^(?<settings>(?:[A-Z_]+=\S+ )+)npm start$/u.exec(line) ?? {};
  if (!groups?.settings) throw new Error(`Not a start of the program: ${line}`);
  return Object.fromEntries(
    groups.settings
      .trim()
      .split(" ")
      .map((pair) => {
        const [name = "", written = ""] = pair.split(/=(.*)/su);
        const value = values[name];
        if (value === undefined) throw new Error(`Nobody who follows the README has a value for ${name}`);
        // “xoxb-…” says how the value begins; “…” says nothing.
        const begins = written.replace(/…$/u, "");
        if (!value.startsWith(begins)) throw new Error(`${name} does not begin with ${begins}`);
        return [name, value];
      }),
  );
}
