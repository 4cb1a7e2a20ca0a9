import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Redis } from "ioredis";

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("There is no free port");
  return address.port;
}

const isRoot = process.getuid?.() === 0;

/** A database server refuses to run as root, so it runs as its own user where we are root. */
function asPostgres(command: string): void {
  const [file, args] = isRoot ? ["su", ["postgres", "-s", "/bin/bash", "-c", command]] : ["bash", ["-c", command]];
  execFileSync(file as string, args as string[], { stdio: "ignore" });
}

function binaries(): string {
  const versions = readdirSync("/usr/lib/postgresql").sort((a, b) => Number(b) - Number(a));
  if (versions.length === 0) throw new Error("PostgreSQL is not installed here");
  return `/usr/lib/postgresql/${versions[0]}/bin`;
}

export type OwnPostgres = {
  readonly url: string;
  stop(): void;
  start(): void;
  remove(): void;
};

/** A PostgreSQL of our own, which may be stopped. It is not told to be careless: a commit is on the disk. */
export async function ownPostgres(): Promise<OwnPostgres> {
  const folder = mkdtempSync(join(tmpdir(), "goalkeeper-pg-"));
  chmodSync(folder, 0o777);
  const [bin, data, port] = [binaries(), join(folder, "data"), await freePort()];
  asPostgres(`${bin}/initdb -D ${data} -U postgres -A trust -E UTF8 --locale=C.UTF-8`);
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200`;
  const start = () => asPostgres(`${bin}/pg_ctl -D ${data} -w -l ${folder}/log -o '${options}' start`);
  const stop = () => asPostgres(`${bin}/pg_ctl -D ${data} -m immediate stop`);
  start();
  return {
    url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    start,
    stop,
    remove() {
      stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type OwnRedis = {
  readonly url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  flushAll(): Promise<void>;
};

/** A Redis of our own that keeps nothing on disk: a restart empties it. */
export async function ownRedis(): Promise<OwnRedis> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const once_ = () => {
    const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
    return spawn("redis-server", args, { stdio: "ignore" });
  };
  let server = once_();
  await answers(url);
  return {
    url,
    async start() {
      server = once_();
      await answers(url);
    },
    async stop() {
      server.kill("SIGKILL");
      await once(server, "exit");
    },
    async flushAll() {
      const redis = new Redis(url);
      await redis.flushall();
      redis.disconnect();
    },
  };
}

async function answers(url: string): Promise<void> {
  for (let times = 0; times < 100; times++) {
    const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
    redis.on("error", () => {});
    const isThere = await redis.connect().then(
      () => true,
      () => false,
    );
    redis.disconnect();
    if (isThere) return;
    await wait(50);
  }
  throw new Error("Redis does not answer");
}
