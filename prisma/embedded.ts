import { existsSync, rmSync } from "node:fs";
import { mkdtemp, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lockDirectory } from "./embedded/lock.ts";
import { type OpenedDatabase, openFolder } from "./embedded/open.ts";
import { copyTemplate, ensureTemplate } from "./embedded/template.ts";
import { deployMigrations } from "./migrate/deploy.ts";
import { deployQueue } from "./migrate/queue.ts";

export type EmbeddedOptions = {
  /** Where the database is kept; without it the database is temporary and goes when closed. */
  dataDir?: string;
  port?: number;
  /** A migrated database folder to start from; by default the cached one. */
  template?: string;
};

/** Opens the embedded PostgreSQL, migrated, and serves it on a loopback port for Prisma and BullMQ. */
export async function openEmbedded({ dataDir, port = 0, template }: EmbeddedOptions = {}): Promise<OpenedDatabase> {
  return dataDir === undefined ? openTemporary(port, template) : openKept(dataDir, port, template);
}

async function openTemporary(port: number, template: string | undefined): Promise<OpenedDatabase> {
  const { folder, remove } = await makeTemporary(template);
  try {
    return withAfterwards(await openFolder(folder, port), remove);
  } catch (error) {
    await remove();
    throw error;
  }
}

/** A migrated database folder that goes when removed, or with the process. */
export async function makeTemporary(template?: string): Promise<{ folder: string; remove(): Promise<void> }> {
  const parent = await mkdtemp(join(await temporaryFolder(), "goalkeeper-"));
  const folder = join(parent, "database");
  const removeAtExit = () => rmSync(parent, { recursive: true, force: true });
  const remove = async () => {
    process.off("exit", removeAtExit);
    await rm(parent, { recursive: true, force: true });
  };
  process.once("exit", removeAtExit);
  try {
    await copyTemplate(template ?? (await ensureTemplate()), folder);
    return { folder, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

const memoryFolder = "/dev/shm";
const roomToSpare = 1024 ** 3;

/** Memory rather than a disk where there is plenty: a copy then takes a tenth of the time. */
async function temporaryFolder(): Promise<string> {
  const space = await statfs(memoryFolder).catch(() => undefined);
  return space && space.bavail * space.bsize > roomToSpare ? memoryFolder : tmpdir();
}

async function openKept(dataDir: string, port: number, template: string | undefined): Promise<OpenedDatabase> {
  const folder = join(dataDir, "database");
  const lock = await lockDirectory(dataDir, join(dataDir, "database.lock"));
  try {
    if (!existsSync(folder)) await startFromTemplate(folder, template);
    const opened = withAfterwards(await openFolder(folder, port), () => lock.release());
    await migrate(opened);
    return opened;
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Without a writable cache the database is made in place, which only costs the first start a few seconds. */
async function startFromTemplate(folder: string, template: string | undefined): Promise<void> {
  const ready = template ?? (await ensureTemplate().catch(() => undefined));
  if (ready !== undefined) await copyTemplate(ready, folder);
}

async function migrate(opened: OpenedDatabase): Promise<void> {
  try {
    await deployMigrations(opened.url);
    await deployQueue(opened.url);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

function withAfterwards(opened: OpenedDatabase, afterwards: () => Promise<void>): OpenedDatabase {
  let closing: Promise<void> | undefined;
  return {
    url: opened.url,
    close() {
      closing ??= opened.close().finally(afterwards);
      return closing;
    },
  };
}
