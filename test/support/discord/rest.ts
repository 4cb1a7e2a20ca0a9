import type { IncomingMessage, ServerResponse } from "node:http";
import { ApiError } from "./api-error.ts";
import type { Received } from "./body.ts";
import { readBody } from "./body.ts";
import type { Buckets } from "./buckets.ts";
import type { Call, Core, Reply } from "./core.ts";
import type { Answer, Faults } from "./faults.ts";
import { answerOf } from "./faults.ts";
import { commandRoutes } from "./routes-commands.ts";
import { interactionRoutes } from "./routes-interactions.ts";
import { messageRoutes } from "./routes-messages.ts";
import { placeRoutes } from "./routes-places.ts";

export interface RestOptions {
  token: string;
  latencyMs: number | (() => number);
  faults: Faults;
  buckets: Buckets;
  gatewayInfo(): unknown;
}
export interface Request {
  /** Such as `POST /channels/5/messages`. */
  route: string;
  body: unknown;
  files: string[];
  status: number;
}
export type Rest = ReturnType<typeof createRest>;

/** Answers that only a mistake of the application brings about. */
const mistakes = new Set([0, 40001, 40060, 10015, 10062, 50005, 50006, 50027, 50035, 160004]);
const routes = [...messageRoutes, ...interactionRoutes, ...commandRoutes, ...placeRoutes];

export function createRest(core: Core, options: RestOptions) {
  const requests: Request[] = [];
  const counts = new Map<string, number>();
  const timers = new Set<NodeJS.Timeout>();

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? "/", "http://fake");
    const path = url.pathname.replace(/^\/api(\/v\d+)?/, "");
    const name = `${request.method} ${path}`;
    const kind = name.replace(/\d{1,20}/g, ":id").replace(/(:id\/)[\w-]{40,}/, "$1:token");
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const received = await readBody(request).catch(asBadBody);
    if (received instanceof ApiError) return write(response, failed(name, received, undefined));
    const fault = options.faults.take(name);
    if (fault?.drop) return void request.socket.destroy();
    const limit = options.buckets.take(name);
    const forced = limit.refused ?? (fault && answerOf(fault));
    const real =
      forced && !fault?.acceptThenFail ? undefined : answerTo(request, name, path, url.searchParams, received);
    const reply: Answer = { headers: limit.headers, ...(forced ?? real ?? { status: 500 }) };
    if (!core.world.light)
      requests.push({
        route: name,
        body: received.body,
        files: received.files.map((file) => file.name),
        status: reply.status,
      });
    core.signal.fire();
    if (fault?.acceptThenDrop) return void request.socket.destroy();
    const latency = typeof options.latencyMs === "function" ? options.latencyMs() : options.latencyMs;
    await wait(latency + (fault?.hangMs ?? 0));
    write(response, reply);
  }

  function answerTo(request: IncomingMessage, name: string, path: string, query: URLSearchParams, received: Received) {
    try {
      return perform(request, name, path, query, received);
    } catch (error) {
      const known = error instanceof ApiError ? error : new ApiError(0, [], 500, `The fake broke: ${String(error)}`);
      return failed(name, known, received.body);
    }
  }

  function perform(
    { method, headers }: IncomingMessage,
    name: string,
    path: string,
    query: URLSearchParams,
    received: Received,
  ): Reply {
    if (name === "GET /gateway/bot" || name === "GET /gateway") {
      if (name.endsWith("bot")) authorise(headers.authorization);
      return { status: 200, body: options.gatewayInfo() };
    }
    for (const route of routes) {
      const match = route.method === method ? route.path.exec(path) : null;
      if (!match) continue;
      if (!route.open) authorise(headers.authorization);
      const call: Call = { core, route: name, params: match.slice(1), query, ...received };
      return route.run(call);
    }
    throw new ApiError(0, [], 404, `404: Not Found (${name} is not known to the fake)`);
  }

  function authorise(authorization: string | undefined) {
    if (authorization !== `Bot ${options.token}`) throw new ApiError(40001, [], 401, "401: Unauthorized");
  }

  function failed(route: string, error: ApiError, body: unknown): Reply {
    const { code, message, problems } = error;
    if (mistakes.has(code)) core.violations.push({ route, code, message, problems, body });
    return { status: error.status, body: error.body() };
  }

  function wait(ms: number): Promise<void> | undefined {
    if (ms <= 0) return undefined;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        resolve();
      }, ms);
      timers.add(timer);
    });
  }

  return {
    handle,
    requests,
    counts,
    close() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function asBadBody(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  throw error;
}

function write(response: ServerResponse, { status, body, headers }: Answer) {
  if (response.destroyed) return;
  if (body === undefined) return void response.writeHead(status, headers).end();
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}
