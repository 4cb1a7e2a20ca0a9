import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { ZodError } from "zod";
import type { Log } from "../../src/explain.ts";
import { localeFor } from "../../src/i18n/texts.ts";
import { wordsFor } from "../../src/i18n/words.ts";
import { isDatabaseDown } from "../../src/store/errors.ts";
import { guardRoom, isLoopback } from "./guard.ts";
import { HttpProblem, plainProblem, safeHeaders, send, sendJson } from "./http.ts";
import { type PracticeRoom, type RoomParts, roomRoutes } from "./room-routes.ts";
import { roomTexts as m } from "./texts.ts";

export type { RoomHub } from "./hub.ts";
export { roomHub } from "./hub.ts";
export type { PracticeRoom } from "./room-routes.ts";

/** What a probe is told; anything beside `ok` is shown as it is. */
export type Health = { readonly ok: boolean; readonly [detail: string]: unknown };

export type WebParts = Omit<RoomParts, "room"> & {
  readonly log: Log;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Without it only health, metrics and the mounted paths are served. */
  readonly room?: PracticeRoom | undefined;
  readonly health: { live(): Promise<Health> | Health; ready(): Promise<Health> | Health };
  /** A Prometheus registry, as prom-client makes it. */
  readonly metrics: { readonly contentType: string; metrics(): Promise<string> };
  /** Other parts that listen on this port, by the beginning of the path: "/slack/". */
  readonly mounted?: Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => void>> | undefined;
};

export type Web = { readonly url: string; readonly port: number; close(): Promise<void> };

/** Serves probes and metrics, whatever is mounted, and the practice room when there is one. */
export async function startWeb(parts: WebParts): Promise<Web> {
  const { room, log, host } = parts;
  if (room && !isLoopback(host))
    log.warn({ host }, "the practice room listens beyond this computer; it answers to localhost only");
  const serveRoom = room ? roomRoutes({ ...parts, room }) : null;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (await answerProbe(url.pathname, request, response, parts)) return;
    const mount = Object.entries(parts.mounted ?? {}).find(([prefix]) => url.pathname.startsWith(prefix));
    if (mount) return mount[1](request, response);
    for (const [name, value] of Object.entries(safeHeaders)) response.setHeader(name, value);
    if (!serveRoom) throw plainProblem(404, "There is nothing here.");
    guardRoom(request.method ?? "GET", request.headers);
    await serveRoom(request, response, url);
  };
  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000, maxHeaderSize: 16_384 },
    (request, response) => {
      answer(request, response).catch((error: unknown) => refuse(error, request, response, log));
    },
  );
  const port = await listen(server, host, parts.port);
  const shown = host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return { url: `http://${shown}:${port}`, port, close: () => stop(server, room) };
}

async function answerProbe(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  parts: WebParts,
): Promise<boolean> {
  if (request.method !== "GET" && request.method !== "HEAD") return false;
  if (path === "/healthz" || path === "/readyz") {
    const health = await (path === "/healthz" ? parts.health.live() : parts.health.ready());
    sendJson(response, health.ok ? 200 : 503, health);
    return true;
  }
  if (path !== "/metrics") return false;
  send(response, 200, parts.metrics.contentType, await parts.metrics.metrics());
  return true;
}

/** Errors are JSON with words for a person, in the language that the page or the browser asked for. */
function refuse(error: unknown, request: IncomingMessage, response: ServerResponse, log: Log): void {
  const problem = asProblem(error);
  if (problem.status >= 500 && !(error instanceof HttpProblem)) {
    log.error({ err: error, path: request.url?.split("?")[0] }, "the web server broke");
  }
  if (response.headersSent) {
    response.end();
    return;
  }
  const words = wordsFor(localeFor(request.headers["accept-language"]), "UTC");
  // What is left of an oversized body is not read.
  if (problem.status === 413) response.setHeader("connection", "close");
  sendJson(response, problem.status, { error: words.plain(problem.text, problem.with) });
}

function asProblem(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (error instanceof ZodError) {
    const issue = error.issues[0];
    return plainProblem(400, `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "cannot be read"}`);
  }
  if (isDatabaseDown(error)) return new HttpProblem(503, m.databaseAway);
  return new HttpProblem(500, {
    en: "That broke on our side. Please try again.",
    ru: "Произошла ошибка на нашей стороне. Повторите, пожалуйста.",
  });
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}

function stop(server: Server, room: PracticeRoom | undefined): Promise<void> {
  return new Promise((resolve) => {
    room?.hub.close();
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
