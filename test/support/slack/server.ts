import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { type Fault, takeFault } from "./faults.ts";
import { useResponseUrl } from "./grants.ts";
import { type Json, textAt } from "./json.ts";
import { respond } from "./respond.ts";
import { answer, workspaceOfToken } from "./web-api/answer.ts";
import { readArguments } from "./web-api/arguments.ts";
import { receiveUpload } from "./web-api/files.ts";
import { violate, type World } from "./world.ts";

/** Listens where an app believes Slack to be. */
export async function listen(
  world: World,
  port: number,
  control: (request: IncomingMessage, body: string) => Json | undefined,
): Promise<Server> {
  const server = createServer((request, response) => {
    serve(world, request, response, control)
      .catch((error: unknown) => {
        violate(world, "fake", String(error));
        if (!response.headersSent) reply(response, 500, { ok: false, error: "internal_error" });
      })
      .finally(() => world.answered.tell());
  });
  await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not listening on a port");
  world.baseUrl = `http://127.0.0.1:${address.port}`;
  return server;
}

async function serve(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  control: (request: IncomingMessage, body: string) => Json | undefined,
): Promise<void> {
  const bytes = await bodyOf(request);
  const url = new URL(request.url ?? "/", world.baseUrl);
  const [, place = "", name = "", id = ""] = url.pathname.split("/");
  if (place === "api") return api(world, request, response, name, bytes.toString(), url.searchParams);
  if (place === "upload") return upload(world, response, name, id, contentOf(request, bytes));
  if (place === "respond") return responseUrl(world, response, name, bytes.toString());
  const known = control(request, bytes.toString());
  reply(response, known ? 200 : 404, known ?? { ok: false, error: "no such page" });
}

async function api(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  method: string,
  body: string,
  query: URLSearchParams,
): Promise<void> {
  const began = performance.now();
  world.counts.set(method, (world.counts.get(method) ?? 0) + 1);
  const args = readArguments(body, request.headers["content-type"] ?? "", query);
  const asked = { method, args, authorization: request.headers.authorization };
  const team = workspaceOfToken(world, asked)?.id;
  const fault = world.faults.length > 0 ? takeFault(world.faults, method, team, args) : undefined;
  const pause = world.latencyMs + (fault?.hangMs ?? 0);
  if (pause > 0) await wait(pause, undefined, { ref: false });
  const said = fault ? faulty(fault, () => answer(world, asked)) : { status: 200, json: answer(world, asked) };
  if (!world.light) {
    const { token: _, ...kept } = args;
    const ok = said.json?.ok === true && said.status === 200;
    const error = said.json ? textAt(said.json, "error") : undefined;
    world.calls.push({
      method,
      team,
      args: kept,
      at: began - world.startedAt,
      ms: performance.now() - began,
      status: said.status,
      ok,
      error,
    });
  }
  if (said.json) reply(response, said.status, said.json, said.headers);
  else if (said.status === 0) request.socket.destroy();
}

interface Said {
  /** 0 breaks the connection; without json nothing is ever answered. */
  status: number;
  json?: Json;
  headers?: Record<string, string>;
}

function faulty(fault: Fault, act: () => Json): Said {
  if (fault.dropSocket) return { status: 0 };
  if (fault.acceptThenDrop || fault.acceptThenHang) {
    act();
    return { status: fault.acceptThenDrop ? 0 : -1 };
  }
  if (fault.retryAfter !== undefined)
    return {
      status: 429,
      json: { ok: false, error: "ratelimited" },
      headers: { "retry-after": String(fault.retryAfter) },
    };
  if (fault.status !== undefined)
    return { status: fault.status, json: { ok: false, error: fault.error ?? "internal_error" } };
  if (fault.error !== undefined) return { status: 200, json: { ok: false, error: fault.error } };
  return { status: 200, json: act() };
}

function upload(world: World, response: ServerResponse, team: string, id: string, bytes: Uint8Array): void {
  const problem = receiveUpload(world, team, id, bytes);
  response.writeHead(problem ? 400 : 200).end(problem ?? `OK - ${bytes.length}`);
}

function responseUrl(world: World, response: ServerResponse, id: string, body: string): void {
  const url = useResponseUrl(world.grants, id);
  if (typeof url === "string") {
    violate(world, "response_url", url);
    reply(response, 404, { ok: false, error: url });
    return;
  }
  const refused = respond(world, url, body);
  if (refused) reply(response, 400, refused);
  else response.writeHead(200).end("ok");
}

/** uploadV2 sends a form with one part; a plain client sends the bytes themselves. */
function contentOf(request: IncomingMessage, bytes: Buffer): Uint8Array {
  const boundary = /boundary=(.+)$/.exec(request.headers["content-type"] ?? "")?.[1];
  if (!boundary) return bytes;
  const start = bytes.indexOf("\r\n\r\n") + 4;
  const end = bytes.indexOf(`\r\n--${boundary}`, start);
  return bytes.subarray(start, end);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function reply(response: ServerResponse, status: number, json: Json, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
  response.end(JSON.stringify(json));
}
