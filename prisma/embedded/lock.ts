import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { z } from "zod";

/** A holder on another machine cannot be asked whether it lives; it renews its lock this often, in milliseconds. */
const renewEvery = 3_000;
const abandonedAfter = 15_000;

const holderSchema = z.object({ pid: z.number(), host: z.string(), started: z.string(), token: z.string() });
type Holder = z.infer<typeof holderSchema>;

export type DirectoryLock = { release(): Promise<void> };

export class DirectoryInUse extends Error {
  override readonly name = "DirectoryInUse";

  constructor(directory: string, holder: Holder | undefined) {
    const who = holder ? `process ${holder.pid} on ${holder.host}` : "another process that is just starting";
    super(
      `The database in ${directory} is already open in ${who}. Stop that one first, ` +
        "choose another DATA_DIR, or set DATABASE_URL to a PostgreSQL server that several processes can share.",
    );
  }
}

/** The embedded database itself lets two processes open one directory and lose each other's writes; this lock does not. */
export async function lockDirectory(directory: string, path: string): Promise<DirectoryLock> {
  await mkdir(dirname(path), { recursive: true });
  const holder = { pid: process.pid, host: hostname(), started: await startOf(process.pid), token: randomUUID() };
  const content = JSON.stringify(holder);
  for (let attempt = 0; attempt < 3; attempt++) {
    if (await create(path, content)) return hold(path, content);
    await clearStale(directory, path);
  }
  throw new DirectoryInUse(directory, parseHolder(await read(path)));
}

function hold(path: string, content: string): DirectoryLock {
  held.add(content);
  const renewal = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => {});
  }, renewEvery);
  renewal.unref();
  return {
    async release() {
      clearInterval(renewal);
      held.delete(content);
      if ((await read(path)) === content) await rm(path, { force: true });
    },
  };
}

/** A container's first process has the same number after every restart: only this set tells our lock from a dead one's. */
const held = new Set<string>();

async function clearStale(directory: string, path: string): Promise<void> {
  const content = await read(path);
  if (content === undefined) return;
  const holder = parseHolder(content);
  if (await isAlive(path, content, holder)) throw new DirectoryInUse(directory, holder);
  const aside = `${path}.${randomUUID()}`;
  await rename(path, aside).catch(() => {});
  if ((await read(aside)) !== content) await rename(aside, path).catch(() => {});
  else await rm(aside, { force: true });
}

async function isAlive(path: string, content: string, holder: Holder | undefined): Promise<boolean> {
  if (holder?.host !== hostname()) {
    const renewed = await stat(path).then(
      (file) => file.mtimeMs,
      () => 0,
    );
    return Date.now() - renewed < abandonedAfter;
  }
  if (holder.pid === process.pid) return held.has(content);
  return isRunning(holder.pid) && (await startOf(holder.pid)) === holder.started;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** When a process started, where the system tells: a process number alone may since belong to another program. */
async function startOf(pid: number): Promise<string> {
  const status = await read(`/proc/${pid}/stat`);
  return status?.slice(status.lastIndexOf(")")).split(" ")[20] ?? "";
}

async function create(path: string, content: string): Promise<boolean> {
  return writeFile(path, content, { flag: "wx" }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "EEXIST") return false;
      throw error;
    },
  );
}

function read(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch(() => undefined);
}

function parseHolder(content: string | undefined): Holder | undefined {
  try {
    return holderSchema.parse(JSON.parse(content ?? ""));
  } catch {
    return undefined;
  }
}
