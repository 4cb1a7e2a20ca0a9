import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { z } from "zod";

/** A holder on another machine cannot be asked whether it lives; it renews its lock this often, in milliseconds. */
const renewEvery = 3_000;
const abandonedAfter = 15_000;

const claimSchema = z.object({
  pid: z.number(),
  host: z.string(),
  started: z.string(),
  token: z.string(),
  holding: z.boolean(),
});
type Claim = z.infer<typeof claimSchema>;

export type DirectoryLock = { release(): Promise<void> };

export class DirectoryInUse extends Error {
  override readonly name = "DirectoryInUse";

  constructor(directory: string, holder: Claim | undefined) {
    const who = holder ? `process ${holder.pid} on ${holder.host}` : "another process that is just starting";
    super(
      `The database in ${directory} is already open in ${who}. Stop that one first, ` +
        "choose another DATA_DIR, or set DATABASE_URL to a PostgreSQL server that several processes can share.",
    );
  }
}

/**
 * The embedded database itself lets two processes open one directory and lose each other's writes; this lock does not.
 * Everyone first leaves a claim of their own in the folder and then looks at the others, so of two that come together
 * at least one sees the other; the smaller token wins. Nobody ever replaces another's file, so nobody takes by mistake.
 */
export async function lockDirectory(directory: string, folder: string): Promise<DirectoryLock> {
  await mkdir(folder, { recursive: true });
  const token = randomUUID();
  const started = await startOf(process.pid);
  const claim = { pid: process.pid, host: hostname(), started, token, holding: false };
  const release = await stake(folder, claim);
  try {
    while (await hasRivals(directory, folder, token)) await setTimeout(10);
    await put(folder, { ...claim, holding: true });
  } catch (error) {
    await release();
    throw error;
  }
  return { release };
}

/** A container's first process has the same number after every restart: only this set tells our claims from a dead one's. */
const ours = new Set<string>();

async function stake(folder: string, claim: Claim): Promise<() => Promise<void>> {
  const path = join(folder, claim.token);
  ours.add(claim.token);
  await put(folder, claim);
  const renewal = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => {});
  }, renewEvery);
  renewal.unref();
  return async () => {
    clearInterval(renewal);
    ours.delete(claim.token);
    await rm(path, { force: true });
  };
}

/** Replaced in one step, so that a claim is never read half written; drafts begin with a dot and are not claims. */
async function put(folder: string, claim: Claim): Promise<void> {
  const draft = join(folder, `.${claim.token}`);
  await writeFile(draft, JSON.stringify(claim));
  await rename(draft, join(folder, claim.token));
}

async function hasRivals(directory: string, folder: string, token: string): Promise<boolean> {
  let rivals = false;
  for (const name of await readdir(folder)) {
    if (name === token || name.startsWith(".")) continue;
    const path = join(folder, name);
    const claim = parseClaim(await read(path));
    if (!(await isAlive(path, claim))) await rm(path, { force: true });
    else if (!claim || claim.holding || name < token) throw new DirectoryInUse(directory, claim);
    else rivals = true;
  }
  return rivals;
}

async function isAlive(path: string, claim: Claim | undefined): Promise<boolean> {
  if (claim?.host !== hostname()) {
    const renewed = await stat(path).then(
      (file) => file.mtimeMs,
      () => 0,
    );
    return Date.now() - renewed < abandonedAfter;
  }
  if (claim.pid === process.pid) return ours.has(claim.token);
  return isRunning(claim.pid) && (await startOf(claim.pid)) === claim.started;
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

function read(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch(() => undefined);
}

function parseClaim(content: string | undefined): Claim | undefined {
  try {
    return claimSchema.parse(JSON.parse(content ?? ""));
  } catch {
    return undefined;
  }
}
