import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { npmStart, type Program } from "../stories/program.ts";

let dataDir: string;
let worker: Program | undefined;
const started = async (environment: Readonly<Record<string, string>>) => {
  worker = await npmStart({ ROLES: "jobs", DATA_DIR: dataDir, ...environment });
  return worker;
};
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "goalkeeper-probes-"));
}, 120_000);
afterEach(() => worker?.stop(), 60_000);
afterAll(async () => {
  await rm(dataDir, { recursive: true, force: true });
}, 60_000);

test("a process that only works answers probes and tells its metrics, and serves nothing else", {
  timeout: 180_000,
}, async () => {
  const { url } = await started({});
  const status = async (path: string) => (await fetch(`${url}${path}`)).status;
  expect(await status("/healthz")).toBe(200);
  expect(await status("/readyz")).toBe(200);
  expect(await (await fetch(`${url}/metrics`)).text()).toContain("goalkeeper_jobs");
  expect(await status("/")).toBe(404);
  expect(await status("/slack/events")).toBe(404);
});

test("it works all the same where another process has the port", { timeout: 180_000 }, async () => {
  const other = createServer((_, response) => response.end("ok"));
  await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
  const address = other.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const { printed } = await started({ PORT: String(port) });
  await vi.waitFor(() => expect(printed()).toContain("the port is taken"), { timeout: 90_000, interval: 100 });
  other.closeAllConnections();
  other.close();
});
