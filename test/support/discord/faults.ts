import { ApiError } from "./api-error.ts";

export interface FaultOptions {
  /** How many calls it hits; one unless told. */
  times?: number;
  status?: number;
  /** Discord's error code, such as 50007; the HTTP status follows from it. */
  code?: number;
  /** Seconds: answers 429. */
  retryAfter?: number;
  scope?: "user" | "shared" | "global";
  /** The call takes effect at once and is answered this much later. */
  hangMs?: number;
  /** The connection breaks before the call takes effect. */
  drop?: boolean;
  /** The call takes effect and is answered with `status` nevertheless. */
  acceptThenFail?: boolean;
  /** The call takes effect and the connection breaks instead of an answer. */
  acceptThenDrop?: boolean;
}
export interface Fault extends FaultOptions {
  readonly hits: number;
  stop(): void;
}
export interface Faults {
  /** `"POST /channels/*\/messages"`, where a star is one segment; or a pattern over the same text. */
  add(route: string | RegExp, options: FaultOptions): Fault;
  take(route: string): Fault | undefined;
  clear(): void;
}

export function createFaults(): Faults {
  const active = new Set<Fault & { matches(route: string): boolean; hit(): void }>();
  return {
    add(route, options) {
      const pattern = typeof route === "string" ? patternOf(route) : route;
      let hits = 0;
      const fault = {
        ...options,
        get hits() {
          return hits;
        },
        hit() {
          hits += 1;
          if (hits >= (options.times ?? 1)) active.delete(fault);
        },
        stop: () => void active.delete(fault),
        matches: (text: string) => pattern.test(text),
      };
      active.add(fault);
      return fault;
    },
    take(route) {
      const found = [...active].find((fault) => fault.matches(route));
      found?.hit();
      return found;
    },
    clear: () => active.clear(),
  };
}

function patternOf(route: string): RegExp {
  const [method, path] = route.includes(" ") ? route.split(" ") : ["*", route];
  const escaped = (path ?? "").replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\*/g, "[^/]+");
  return new RegExp(`^${method === "*" ? "[A-Z]+" : method} ${escaped}$`);
}

export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string> | undefined;
}

/** What a fault says in place of the real answer, if it says anything. */
export function answerOf(fault: FaultOptions): Answer | undefined {
  if (fault.retryAfter !== undefined) return tooMany(fault.retryAfter, fault.scope ?? "user");
  if (fault.code !== undefined) {
    const error = new ApiError(fault.code, [], fault.status);
    return { status: error.status, body: error.body() };
  }
  return fault.status === undefined ? undefined : { status: fault.status, body: { code: 0, message: "" } };
}

/** https://discord.com/developers/docs/topics/rate-limits */
export function tooMany(seconds: number, scope: "user" | "shared" | "global"): Answer {
  const global = scope === "global";
  const bucket: Record<string, string> = global
    ? { "x-ratelimit-global": "true" }
    : {
        "x-ratelimit-limit": "5",
        "x-ratelimit-remaining": "0",
        "x-ratelimit-reset-after": String(seconds),
        "x-ratelimit-bucket": "fake",
      };
  return {
    status: 429,
    headers: { "retry-after": String(Math.ceil(seconds)), "x-ratelimit-scope": scope, ...bucket },
    body: { message: "You are being rate limited.", retry_after: seconds, global },
  };
}
