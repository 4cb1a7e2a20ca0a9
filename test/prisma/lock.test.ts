import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DirectoryInUse, lockDirectory } from "../../prisma/embedded/lock.ts";

let directory: string;
let folder: string;
let claim: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "goalkeeper-lock-"));
  folder = join(directory, "database.lock");
  claim = join(folder, "another");
  await mkdir(folder);
});

afterEach(() => rm(directory, { recursive: true, force: true }));

function holder(change: object): string {
  return JSON.stringify({
    pid: process.pid,
    host: hostname(),
    started: "1",
    token: "another",
    holding: true,
    ...change,
  });
}

test("a second holder is refused with a way out, until the first lets go", async () => {
  const first = await lockDirectory(directory, folder);
  const refusal = await lockDirectory(directory, folder).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(DirectoryInUse);
  expect(String(refusal)).toContain("DATABASE_URL");
  expect(String(refusal)).toContain(`process ${process.pid}`);
  await first.release();
  const second = await lockDirectory(directory, folder);
  await second.release();
  expect(await readdir(folder)).toEqual([]);
});

test("of many who try at once, one gets it", async () => {
  await writeFile(claim, holder({ pid: 2 ** 22 + 1 }));
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockDirectory(directory, folder)));
  expect(tries.filter((attempt) => attempt.status === "fulfilled")).toHaveLength(1);
});

test.each([
  ["a process that is gone", { pid: 2 ** 22 + 1 }],
  ["our own number from before a restart", {}],
  ["another program that now has the number", { pid: process.ppid }],
])("the lock of %s is taken over", async (_, change) => {
  await writeFile(claim, holder(change));
  const lock = await lockDirectory(directory, folder);
  expect(await readdir(folder)).toHaveLength(1);
  await lock.release();
});

test("a holder on another machine counts as alive while it renews its lock", async () => {
  await writeFile(claim, holder({ host: "elsewhere" }));
  await expect(lockDirectory(directory, folder)).rejects.toBeInstanceOf(DirectoryInUse);
  const before = new Date(Date.now() - 60_000);
  await utimes(claim, before, before);
  const lock = await lockDirectory(directory, folder);
  await lock.release();
});

test("an unreadable lock is taken over once it is old", async () => {
  await writeFile(claim, "{");
  await expect(lockDirectory(directory, folder)).rejects.toBeInstanceOf(DirectoryInUse);
  const before = new Date(Date.now() - 60_000);
  await utimes(claim, before, before);
  const lock = await lockDirectory(directory, folder);
  await lock.release();
});
