import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Session } from "./gateway-session.ts";
import { parsePayload, push, send, sendMembers, shardOf, wants } from "./gateway-session.ts";
import type { Json } from "./model.ts";
import type { Signal } from "./signal.ts";
import { wireGuild, wireUser } from "./wire.ts";
import type { World } from "./world.ts";

export interface GatewayOptions {
  url(): string;
  token: string;
  heartbeatMs: number;
}
const resumableMs = 120_000;

export type Gateway = ReturnType<typeof createGateway>;

/** https://discord.com/developers/docs/events/gateway */
export function createGateway(world: World, signal: Signal, options: GatewayOptions) {
  const server = new WebSocketServer({ noServer: true });
  const sessions = new Map<string, Session>();
  const sockets = new Set<WebSocket>();
  const counts = { connections: 0, identifies: 0, resumes: 0, heartbeats: 0 };
  const closes: number[] = [];
  const mood = { zombie: false, refuse: 0, refuseTimes: 0, nonsense: "" as "" | "http" | "frame", nonsenseTimes: 0 };

  server.on("connection", (socket: WebSocket) => {
    counts.connections += 1;
    sockets.add(socket);
    socket.on("error", () => socket.terminate());
    socket.on("close", (code: number) => {
      sockets.delete(socket);
      closes.push(code);
      for (const session of sessions.values()) {
        if (session.socket !== socket) continue;
        session.socket = undefined;
        session.lostAt = world.ticks();
        // A client that closes with 1000 or 1001 ends its session.
        if (code === 1000 || code === 1001) sessions.delete(session.id);
      }
      signal.fire();
    });
    socket.on("message", (raw: Buffer) => receive(socket, raw.toString("utf8")));
    if (takeNonsense("frame")) return socket.send("<html>not a gateway</html>");
    send(socket, 10, { heartbeat_interval: options.heartbeatMs });
  });

  function takeNonsense(kind: "http" | "frame"): boolean {
    if (mood.nonsense !== kind || mood.nonsenseTimes <= 0) return false;
    mood.nonsenseTimes -= 1;
    return true;
  }

  function receive(socket: WebSocket, raw: string) {
    const payload = parsePayload(raw);
    if (!payload) return socket.close(4002, "Error while decoding payload.");
    const session = [...sessions.values()].find((one) => one.socket === socket);
    if (payload.op === 1) {
      counts.heartbeats += 1;
      if (!mood.zombie) send(socket, 11);
    } else if (payload.op === 2) identify(socket, payload.d);
    else if (payload.op === 6) resume(socket, payload.d);
    else if (payload.op === 8 && session) sendMembers(world, session, payload.d);
    else if (payload.op !== 3 && payload.op !== 4) socket.close(4001, "Unknown opcode.");
    signal.fire();
  }

  function refused(socket: WebSocket): boolean {
    if (mood.refuseTimes <= 0) return false;
    mood.refuseTimes -= 1;
    socket.close(mood.refuse, "Refused.");
    return true;
  }

  function identify(socket: WebSocket, d: Json) {
    counts.identifies += 1;
    if (refused(socket)) return;
    if (d.token !== options.token) return socket.close(4004, "Authentication failed.");
    const [shard, shards] = Array.isArray(d.shard) ? d.shard.map(Number) : [0, 1];
    if (shard === undefined || shards === undefined || shard >= shards) return socket.close(4010, "Invalid shard.");
    if (typeof d.intents !== "number") return socket.close(4013, "Invalid intent(s).");
    const session: Session = {
      id: randomUUID(),
      shard,
      shards,
      intents: d.intents,
      socket,
      resumable: true,
      sent: [],
    };
    sessions.set(session.id, session);
    greet(session);
  }

  function greet(session: Session) {
    const mine = [...world.guilds.values()].filter((guild) => shardOf(guild.id, session.shards) === session.shard);
    const bot = world.users.get(world.botId);
    push(session, "READY", {
      v: 10,
      user: bot ? wireUser(bot) : {},
      guilds: mine.map((guild) => ({ id: guild.id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: options.url(),
      shard: [session.shard, session.shards],
      application: { id: world.appId, flags: 0 },
    });
    for (const guild of mine)
      if (wants(session, "GUILD_CREATE", true)) push(session, "GUILD_CREATE", wireGuild(world, guild));
  }

  function resume(socket: WebSocket, d: Json) {
    counts.resumes += 1;
    if (refused(socket)) return;
    const session = sessions.get(String(d.session_id));
    if (d.token !== options.token) return socket.close(4004, "Authentication failed.");
    if (!session?.resumable) return send(socket, 9, false);
    session.socket?.terminate();
    session.socket = socket;
    delete session.lostAt;
    const seen = Number(d.seq);
    for (const entry of session.sent.filter((one) => one.s > seen)) send(socket, 0, entry.d, entry.s, entry.t);
    push(session, "RESUMED", {});
  }

  return {
    counts,
    /** The codes connections were closed with, in order. */
    closes,
    get connected() {
      return [...sessions.values()].filter((session) => session.socket).length;
    },
    get sessions() {
      return [...sessions.values()].map(({ id, shard, shards, intents }) => ({ id, shard, shards, intents }));
    },
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
      if (takeNonsense("http")) {
        socket.end("HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 2\r\nconnection: close\r\n\r\nhi");
        return;
      }
      server.handleUpgrade(request, socket, head, (ws) => server.emit("connection", ws, request));
    },
    /** Every copy of the application hears it. False when no session of that shard exists, so that the event is lost, as in reality. */
    dispatch(event: string, data: unknown, guildId?: string): boolean {
      for (const { id, lostAt } of sessions.values())
        if (lostAt !== undefined && world.ticks() - lostAt > resumableMs) sessions.delete(id);
      const targets = [...sessions.values()].filter((one) => shardOf(guildId, one.shards) === one.shard);
      for (const session of targets) if (wants(session, event, guildId !== undefined)) push(session, event, data);
      return targets.length > 0;
    },
    /** Closes every connection; sessions stay resumable unless the code forbids it. */
    drop(code = 4000) {
      if ([4007, 4009].includes(code)) for (const session of sessions.values()) session.resumable = false;
      for (const socket of sockets) socket.close(code);
    },
    /** The connection breaks with no close frame. */
    cut() {
      for (const socket of sockets) socket.terminate();
    },
    invalidSession(resumable: boolean) {
      for (const session of sessions.values()) session.resumable = resumable;
      for (const socket of sockets) send(socket, 9, resumable);
    },
    /** Asks every client to reconnect and resume. */
    reconnect() {
      for (const socket of sockets) send(socket, 7);
    },
    /** Heartbeats stay unanswered until `zombie(false)`. */
    zombie(on = true) {
      mood.zombie = on;
    },
    /** Answers the next identifies and resumes by closing with this code. */
    refuse(code: number, times = 1) {
      mood.refuse = code;
      mood.refuseTimes = times;
    },
    /** The next upgrades are answered with a plain 200, or accepted and greeted with garbage. */
    nonsense(kind: "http" | "frame" = "http", times = 1) {
      mood.nonsense = kind;
      mood.nonsenseTimes = times;
    },
    close() {
      for (const socket of sockets) socket.terminate();
      server.close();
    },
  };
}
