/** PostgreSQL's frontend/backend protocol 3.0, as far as a server for one session needs it: https://www.postgresql.org/docs/current/protocol-message-formats.html */

const protocolVersion = 196_608;
const encryptionRequests = new Set([80_877_103, 80_877_104]);
const longestGreeting = 10_000;

export type Greeting = { kind: "start" | "encryption" | "other"; bytes: Buffer };

/** Reads the untyped message that opens a connection; nothing until all of it has arrived. */
export function readGreeting(pending: Buffer): Greeting | undefined {
  if (pending.length < 8) return undefined;
  const length = pending.readInt32BE(0);
  if (length < 8 || length > longestGreeting) return { kind: "other", bytes: pending };
  if (pending.length < length) return undefined;
  const code = pending.readInt32BE(4);
  const kind = code === protocolVersion ? "start" : encryptionRequests.has(code) ? "encryption" : "other";
  return { kind, bytes: pending.subarray(0, length) };
}

/** The length of the first whole typed message, or 0 while it is incomplete. */
function messageLength(bytes: Buffer, from: number): number {
  if (bytes.length - from < 5) return 0;
  const length = bytes.readInt32BE(from + 1) + 1;
  return bytes.length - from < length ? 0 : length;
}

/** Messages after which the server answers: Query, Sync, FunctionCall, Flush, Terminate and the end of a COPY. */
const endsRequest = new Set([..."QSFHXcf"].map((letter) => letter.charCodeAt(0)));
const terminate = "X".charCodeAt(0);

export type Request = { bytes: Buffer; goodbye: boolean };

/**
 * Takes the next request: all messages up to one that asks for an answer. A request is run as a whole, because its
 * parts meet in the session's unnamed statement and portal, which every connection here shares.
 */
export function readRequest(pending: Buffer): Request | undefined {
  let end = 0;
  for (;;) {
    const length = messageLength(pending, end);
    if (length === 0) return undefined;
    const type = pending[end] ?? 0;
    if (type === terminate) return { bytes: pending.subarray(0, end + length), goodbye: true };
    end += length;
    if (endsRequest.has(type)) return { bytes: pending.subarray(0, end), goodbye: false };
  }
}

export type Answer = { notifications: Buffer[]; free: boolean };

/** Reads from an answer what must reach every connection, and whether the session ended outside a transaction. */
export function readAnswer(bytes: Buffer): Answer {
  const notifications: Buffer[] = [];
  let free = false;
  for (let at = 0, length = messageLength(bytes, 0); length > 0; at += length, length = messageLength(bytes, at)) {
    const type = String.fromCharCode(bytes[at] ?? 0);
    if (type === "A") notifications.push(bytes.subarray(at, at + length));
    free = type === "Z" && bytes[at + 5] === "I".charCodeAt(0);
  }
  return { notifications, free };
}

export function startMessage(user: string, database: string): Buffer {
  const settings = Buffer.from(`user\0${user}\0database\0${database}\0\0`);
  const head = Buffer.alloc(8);
  head.writeInt32BE(8 + settings.length, 0);
  head.writeInt32BE(protocolVersion, 4);
  return Buffer.concat([head, settings]);
}

/** A Sync, which ends an unfinished request, and a simple ROLLBACK: what a vanished client should have sent. */
export function abandonMessages(): Buffer {
  const text = Buffer.from("ROLLBACK\0");
  const query = Buffer.alloc(5);
  query.write("Q", 0);
  query.writeInt32BE(4 + text.length, 1);
  return Buffer.concat([Buffer.from([0x53, 0, 0, 0, 4]), query, text]);
}

export type Preparing = { readonly name: string; readonly said: string; readonly length: number };

/** The Parse of a named statement with which a request begins, if it does; `said` is all that is prepared under the name. */
export function readPreparing(request: Buffer): Preparing | undefined {
  if (request[0] !== "P".charCodeAt(0)) return undefined;
  const length = messageLength(request, 0);
  const nameEnds = request.indexOf(0, 5);
  if (nameEnds === 5) return undefined;
  const said = request.toString("latin1", nameEnds + 1, length);
  return { name: request.toString("utf8", 5, nameEnds), said, length };
}

export const parseComplete = Buffer.from([0x31, 0, 0, 0, 4]);
