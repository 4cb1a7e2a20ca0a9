import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { buildProgram, gone, runScript } from "../test/processes/child.ts";
import { memoryOf } from "./memory.ts";

/** A process under measurement. */
export type Program = {
  readonly url: string;
  memory(): string;
  stop(): Promise<void>;
};

/** Starts Goalkeeper as it is installed, bundled and on a port of its own, and waits until it is ready. */
export async function startGoalkeeper(env: NodeJS.ProcessEnv): Promise<Program> {
  buildProgram();
  return startScript("src/start.mjs", { LOG_LEVEL: "error", ...env });
}

/** Starts a peer; it listens on PORT and answers any path once it is ready. */
export async function startScript(script: string, env: NodeJS.ProcessEnv): Promise<Program> {
  const port = await freePort();
  const child = runScript({ script, env: { ...env, PORT: String(port) } }, ["ignore", "ignore", "inherit"]);
  const stop = async () => {
    child.kill("SIGTERM");
    await gone(child);
  };
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 1_200; tries++) {
    if (child.exitCode !== null) throw new Error(`${script} ended with ${child.exitCode}`);
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer) return { url, memory: () => memoryOf(child.pid), stop };
    await wait(50);
  }
  await stop();
  throw new Error(`${script} did not answer within a minute`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
