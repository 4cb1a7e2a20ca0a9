import { Redis } from "ioredis";
import type { Config } from "../config.ts";
import type { Finding } from "./doctor.ts";

/** The queue's library refuses older servers. */
const oldestVersion = [6, 2] as const;

export async function checkRedis({ REDIS_URL: url }: Config): Promise<Finding[]> {
  if (!url) return [];
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    connectTimeout: 5_000,
    retryStrategy: () => null,
  });
  // What went wrong comes back from the command itself.
  redis.on("error", () => {});
  try {
    await redis.connect();
    return findingsIn(await redis.info());
  } catch (cause) {
    throw new Error("does not answer at REDIS_URL, or refuses the password", { cause });
  } finally {
    redis.disconnect();
  }
}

/** Jobs are kept like any other key: a server that drops keys for want of memory would drop them. */
export function findingsIn(info: string): Finding[] {
  const field = (name: string): string => new RegExp(`^${name}:(.*)$`, "m").exec(info)?.[1]?.trim() ?? "";
  const version = field("redis_version");
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isNew = major > oldestVersion[0] || (major === oldestVersion[0] && minor >= oldestVersion[1]);
  const policy = field("maxmemory_policy");
  return [
    { level: isNew ? "ok" : "problem", text: `Redis ${version}${isNew ? "" : "; version 6.2 or newer is needed"}` },
    policy === "noeviction"
      ? { level: "ok", text: "maxmemory-policy noeviction" }
      : {
          level: "problem",
          text: `maxmemory-policy is ${policy || "unknown"}: set it to noeviction, or jobs may be dropped`,
        },
  ];
}
