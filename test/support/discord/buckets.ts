import type { Answer } from "./faults.ts";
import { tooMany } from "./faults.ts";

export interface ChannelLimit {
  calls: number;
  withinMs: number;
}
export type Buckets = ReturnType<typeof createBuckets>;

const counted = /^(?:POST \/channels\/\d+\/messages|PATCH \/channels\/\d+\/messages\/\d+)$/;

/** The limit that every channel has for posts, and another for edits: https://discord.com/developers/docs/topics/rate-limits */
export function createBuckets(limit: ChannelLimit | undefined, ticks: () => number) {
  const open = new Map<string, { left: number; until: number }>();
  return {
    /** What the call's answer says of the limit, or the refusal that takes its place. */
    take(route: string): { headers?: Record<string, string>; refused?: Answer } {
      if (!limit || !counted.test(route)) return {};
      const bucket = route.split("/").slice(0, 3).join("/");
      const known = open.get(bucket);
      const now = known && known.until > ticks() ? known : { left: limit.calls, until: ticks() + limit.withinMs };
      open.set(bucket, now);
      const seconds = (now.until - ticks()) / 1000;
      if (now.left === 0) return { refused: tooMany(seconds, "user") };
      now.left -= 1;
      return {
        headers: {
          "x-ratelimit-limit": String(limit.calls),
          "x-ratelimit-remaining": String(now.left),
          "x-ratelimit-reset-after": seconds.toFixed(3),
          "x-ratelimit-bucket": bucket.startsWith("POST") ? "posts" : "edits",
        },
      };
    },
  };
}
