import { createServer, type Server, type Socket } from "node:net";
import type { PGlite } from "@electric-sql/pglite";
import {
  abandonMessages,
  parseComplete,
  readAnswer,
  readGreeting,
  readPreparing,
  readRequest,
  startMessage,
} from "./wire.ts";

export type DatabaseServer = { port: number; close(): Promise<void> };

type Client = { socket: Socket; pending: Buffer; started: boolean; busy: boolean; gone: boolean };
type Session = {
  db: PGlite;
  hello: Buffer;
  /** Statements by name: what one connection prepared is there for all of them. */
  prepared: Map<string, string>;
  clients: Set<Client>;
  holder: Client | undefined;
  waiting: Client[];
};

/**
 * Serves an embedded database on a loopback port, so that Prisma and BullMQ connect to it as to any PostgreSQL.
 * All connections share its one session: each request runs whole, a transaction keeps the others waiting until it
 * ends, and a notification goes to every connection, since only the session knows who listens.
 */
export async function serveDatabase(db: PGlite, { port = 0, maxConnections = 100 } = {}): Promise<DatabaseServer> {
  const hello = Buffer.from(await db.execProtocolRaw(startMessage("postgres", "postgres")));
  const session: Session = { db, hello, prepared: new Map(), clients: new Set(), holder: undefined, waiting: [] };
  const server = createServer({ noDelay: true }, (socket) => welcome(session, socket));
  server.maxConnections = maxConnections;
  await listen(server, port);
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The embedded database has no port.");
  return { port: address.port, close: () => stop(session, server) };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
}

async function stop(session: Session, server: Server): Promise<void> {
  const stopped = new Promise((resolve) => server.close(resolve));
  for (const client of session.clients) client.socket.destroy();
  await stopped;
  await session.db.runExclusive(async () => {});
}

function welcome(session: Session, socket: Socket): void {
  const client: Client = { socket, pending: Buffer.alloc(0), started: false, busy: false, gone: false };
  session.clients.add(client);
  socket.on("data", (bytes) => {
    client.pending = client.pending.length > 0 ? Buffer.concat([client.pending, bytes]) : bytes;
    if (!client.started) greet(session, client);
    if (client.started) ask(session, client);
  });
  socket.on("error", () => socket.destroy());
  socket.on("close", () => {
    client.gone = true;
    client.pending = Buffer.alloc(0);
    session.clients.delete(client);
    session.waiting = session.waiting.filter((other) => other !== client);
    if (session.holder === client && !client.busy) run(session, client);
  });
}

function greet(session: Session, client: Client): void {
  for (let greeting = readGreeting(client.pending); greeting; greeting = readGreeting(client.pending)) {
    client.pending = client.pending.subarray(greeting.bytes.length);
    if (greeting.kind === "encryption") client.socket.write("N");
    else if (greeting.kind === "other") client.socket.destroy();
    else {
      client.started = true;
      client.socket.write(session.hello);
      return;
    }
  }
}

/** Gives the client its turn, or a place in the queue while another one is in the middle of something. */
function ask(session: Session, client: Client): void {
  if (client.busy || !readRequest(client.pending)) return;
  if (session.holder === client) run(session, client);
  else if (session.holder === undefined) {
    session.holder = client;
    run(session, client);
  } else if (!session.waiting.includes(client)) session.waiting.push(client);
}

function run(session: Session, client: Client): void {
  client.busy = true;
  void answerAll(session, client)
    .catch(() => {
      client.gone = true;
      client.socket.destroy();
      passOn(session, client);
    })
    .finally(() => {
      client.busy = false;
    });
}

/** Answers until the session is free again or the client has nothing more to ask, then passes the turn on. */
async function answerAll(session: Session, client: Client): Promise<void> {
  let free = false;
  while (!free) {
    const request = client.gone ? { bytes: abandonMessages(), goodbye: false } : readRequest(client.pending);
    if (!request) return;
    if (request.goodbye) {
      client.gone = true;
      client.socket.end();
      continue;
    }
    client.pending = client.pending.subarray(request.bytes.length);
    free = await answer(session, client, request.bytes);
  }
  passOn(session, client);
}

async function answer(session: Session, client: Client, request: Buffer): Promise<boolean> {
  const bytes = await execute(session, request);
  if (!client.gone) client.socket.write(bytes);
  const { notifications, free } = readAnswer(bytes);
  if (notifications.length > 0) {
    const relayed = Buffer.concat(notifications);
    for (const other of session.clients)
      if (other !== client && other.started && !other.gone) other.socket.write(relayed);
  }
  return free;
}

/** A statement that another connection has prepared is not prepared again, which the one session would refuse. */
async function execute({ db, prepared }: Session, request: Buffer): Promise<Buffer> {
  const preparing = readPreparing(request);
  const isKnown = preparing !== undefined && prepared.get(preparing.name) === preparing.said;
  const rest = isKnown ? request.subarray(preparing.length) : request;
  const reply = Buffer.from(await db.runExclusive(() => db.execProtocolRaw(rest)));
  if (isKnown) return Buffer.concat([parseComplete, reply]);
  if (preparing && reply.indexOf(parseComplete) === 0) prepared.set(preparing.name, preparing.said);
  return reply;
}

function passOn(session: Session, client: Client): void {
  session.holder = undefined;
  if (!client.gone && readRequest(client.pending)) session.waiting.push(client);
  const next = session.waiting.shift();
  if (!next) return;
  session.holder = next;
  next.busy = true;
  setImmediate(() => run(session, next));
}
