import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { testDatabase } from "../support/database.ts";
import { fakeDiscord } from "../support/discord/fake-discord.ts";

const root = resolve(".");
const folder = mkdtempSync(join(tmpdir(), "goalkeeper-start-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts a copy of the program and resolves with the address it prints. */
function startIn(
  project: string,
  settings: Record<string, string> = {},
): { child: ChildProcess; address: Promise<string> } {
  const env = { PATH: process.env.PATH, DATA_DIR: join(folder, "data"), PORT: "0", LOG_LEVEL: "error", ...settings };
  const child = spawn(process.execPath, [join(project, "src", "start.mjs")], { cwd: folder, env });
  const address = new Promise<string>((found, lost) => {
    let printed = "";
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      const url = /http:\/\/[\d.:]+/u.exec(printed)?.[0];
      if (url) found(url);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("exit", () => lost(new Error(printed)));
  });
  // Where nobody waits for the address, its absence is no failure.
  address.catch(() => {});
  return { child, address };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === "object" && address ? address.port : 0;
}

async function stopped(child: ChildProcess): Promise<number | null> {
  child.kill("SIGTERM");
  const [code] = await once(child, "exit");
  return code;
}

describe("the bundled program", { timeout: 90_000 }, () => {
  const shipped = join(folder, "shipped");

  beforeAll(() => {
    const clone = join(folder, "clone");
    for (const part of ["src", "adapters", "jobs", "prisma", "package.json", "package-lock.json"]) {
      cpSync(join(root, part), join(clone, part), { recursive: true });
    }
    symlinkSync(join(root, "node_modules"), join(clone, "node_modules"));
  });

  test("is made by a clone's first start, serves every part of its page and stops when asked", async () => {
    const { child, address } = startIn(join(folder, "clone"));
    const url = await address;
    for (const path of ["", "room.js", "room.css", "healthz", "readyz"]) {
      expect((await fetch(`${url}/${path}`)).status, `/${path}`).toBe(200);
    }
    expect(await stopped(child)).toBe(0);
  });

  test("comes up with a platform on a database of its own, and stops when asked", async () => {
    const database = await testDatabase();
    const discord = await fakeDiscord();
    discord.guild("10", { channels: [{ id: "5", name: "sales" }], members: [{ id: "70", name: "Ana" }] });
    const platform = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl };
    const PORT = String(await freePort());
    const { child } = startIn(join(folder, "clone"), { DATABASE_URL: database.url, PORT, ...platform });
    await discord.until(() => discord.world.globalCommands.length > 0, 60_000);
    const isReady = () =>
      fetch(`http://127.0.0.1:${PORT}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      );
    await vi.waitUntil(isReady, { timeout: 30_000, interval: 100 });
    expect(await stopped(child)).toBe(0);
    await discord.close();
    await database.close();
  });

  test("runs without its sources, as in a container", async () => {
    const clone = join(folder, "clone");
    for (const part of ["out", "prisma", "package.json", "adapters/web/page"]) {
      cpSync(join(clone, part), join(shipped, part), { recursive: true });
    }
    for (const part of ["bundle", "start", "cli"]) {
      cpSync(join(clone, `src/${part}.mjs`), join(shipped, `src/${part}.mjs`));
    }
    symlinkSync(join(root, "node_modules"), join(shipped, "node_modules"));
    expect(existsSync(join(shipped, "src/main.ts"))).toBe(false);
    const { child, address } = startIn(shipped);
    expect((await fetch(await address)).status).toBe(200);
    expect(await stopped(child)).toBe(0);
  });
});
