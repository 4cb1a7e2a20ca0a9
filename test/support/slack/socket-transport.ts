import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { Server } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { type WebSocket, WebSocketServer } from "ws";
import type { Delivery, Reply, SendOptions, Transport } from "./delivery.ts";
import { isJson, type Json, jsonAt, parseJson, textAt } from "./json.ts";
import type { World } from "./world.ts";

const pingEveryMs = 5000;
const connectWithinMs = 20_000;

export interface SocketTransport extends Transport {
  name: "socket";
  /** How many connections are open now, and how many were ever opened. */
  connections(): number;
  opened(): number;
  /** Settles when the app is connected. */
  connected(): Promise<void>;
  /** Asks the app to connect anew, as Slack does every hour or so. */
  disconnect(reason?: "warning" | "refresh_requested" | "link_disabled"): void;
  /** Breaks every connection without a word. */
  drop(): void;
}

interface Hub {
  server: WebSocketServer;
  sockets: Set<WebSocket>;
  opened: number;
  waiting: Map<string, (reply: Reply) => void>;
  turn: number;
}

/** Socket Mode: envelopes over a WebSocket, each acknowledged by its id. */
export function socketTransport(world: World, server: Server): SocketTransport {
  const wss = new WebSocketServer({ server, path: "/link" });
  const hub: Hub = { server: wss, sockets: new Set(), opened: 0, waiting: new Map(), turn: 0 };
  wss.on("connection", (socket) => welcome(world, hub, socket));
  return {
    name: "socket",
    send: (delivery, options, patienceMs) => sendEnvelope(hub, delivery, options, patienceMs),
    connections: () => hub.sockets.size,
    opened: () => hub.opened,
    connected: () => connected(hub),
    disconnect: (reason = "refresh_requested") =>
      tellAll(hub, { type: "disconnect", reason, debug_info: { host: "fake" } }),
    drop: () => {
      for (const socket of hub.sockets) socket.terminate();
      hub.sockets.clear();
    },
  };
}

function welcome(world: World, hub: Hub, socket: WebSocket): void {
  hub.sockets.add(socket);
  hub.opened += 1;
  const info = { num_connections: hub.sockets.size, connection_info: { app_id: world.app.id } };
  socket.send(
    JSON.stringify({ type: "hello", ...info, debug_info: { host: "fake", approximate_connection_time: 18_060 } }),
  );
  const beat = setInterval(() => socket.ping(`Ping from fake ${hub.opened}`), pingEveryMs);
  beat.unref();
  socket.on("close", () => {
    clearInterval(beat);
    hub.sockets.delete(socket);
  });
  socket.on("error", () => socket.terminate());
  socket.on("message", (data) => acknowledge(hub, parseJson(String(data))));
}

function acknowledge(hub: Hub, message: unknown): void {
  const id = textAt(message, "envelope_id") ?? "";
  const payload = jsonAt(message, "payload");
  const body = isJson(payload) && Object.keys(payload).length > 0 ? payload : undefined;
  hub.waiting.get(id)?.({ status: 200, body });
}

async function sendEnvelope(hub: Hub, delivery: Delivery, options: SendOptions, patienceMs: number): Promise<Reply> {
  await connected(hub);
  const live = [...hub.sockets];
  const socket = live[hub.turn++ % live.length];
  if (!socket) return { status: 0, body: undefined };
  const id = randomUUID();
  const reply = new Promise<Reply>((settle) => hub.waiting.set(id, settle));
  socket.send(JSON.stringify(envelope(id, delivery, options)), () => {
    if (options.dropAfterSend) socket.terminate();
  });
  const late = new AbortController();
  const nothing = wait(
    options.dropAfterSend ? 0 : patienceMs,
    { status: 0, body: undefined },
    { signal: late.signal },
  ).catch(() => ({ status: 0, body: undefined }));
  const settled = await Promise.race([reply, nothing]);
  late.abort();
  hub.waiting.delete(id);
  return settled;
}

function envelope(id: string, { kind, payload }: Delivery, { retry }: SendOptions): Json {
  return {
    envelope_id: id,
    type: kind,
    accepts_response_payload: kind !== "events_api",
    payload,
    ...(kind === "events_api" ? { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? "" } : {}),
  };
}

async function connected(hub: Hub): Promise<void> {
  if (hub.sockets.size > 0) return;
  await once(hub.server, "connection", { signal: AbortSignal.timeout(connectWithinMs) });
}

function tellAll(hub: Hub, message: Json): void {
  for (const socket of hub.sockets) {
    socket.send(JSON.stringify(message));
    hub.sockets.delete(socket);
  }
}
