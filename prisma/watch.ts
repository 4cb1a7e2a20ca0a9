import { Socket } from "node:net";
import pg from "pg";

/** Milliseconds. Together with `look` they bound how long somebody waits to hear that the database is away. */
type Watching = {
  /** For how long an answer may be missing before the server is asked whether it is there. */
  readonly silence: number;
  /** For how long it may think about that. */
  readonly probe: number;
};

/** For work that a person waits for, and for work that nobody does: a busy server is not a dead one. */
const patience = {
  person: { silence: 700, probe: 700 },
  nobody: { silence: 6_000, probe: 4_000 },
} as const satisfies Readonly<Record<string, Watching>>;

export type WaitsFor = keyof typeof patience;

const look = 200;

/** A server greets whoever connects at once: a connection on which it never did was lost on the way there. */
const greeting = 10_000;

/** After the server was found away, nothing is tried for this long: whoever asks next need not wait as well. */
const rest = 1_000;

/**
 * Sockets that notice when the server falls silent. TCP alone would notice after a quarter of an hour, and until then
 * everything would hang: a network that swallows packets, a host that froze, a fail-over without a farewell. While
 * answers are missing, a new connection asks whether the server is there; if not, the silent ones are reset, so that
 * what they still held back is never sent. `isWaiting` tells whether more is waited for than so many sockets that were
 * heard lately account for.
 */
function watch(connectionString: string, { silence, probe }: Watching, isWaiting: (heard: number) => boolean) {
  const sockets = new Map<Socket, { read: number; at: number }>();
  let awayUntil = 0;
  let lookedAt = 0;
  let isAsking = false;

  const silentOnes = (now: number): Socket[] => {
    for (const [socket, last] of sockets) {
      if (socket.bytesRead !== last.read) sockets.set(socket, { read: socket.bytesRead, at: now });
    }
    return [...sockets].filter(([, { at }]) => now - at > silence).map(([socket]) => socket);
  };
  const dropUngreeted = (openedBefore: number): void => {
    for (const [socket, { at }] of sockets) {
      if (socket.bytesRead === 0 && at < openedBefore) socket.resetAndDestroy();
    }
  };
  const forgive = (now: number): void => {
    for (const last of sockets.values()) last.at = now;
  };
  return {
    open(): Socket {
      const socket = new Socket();
      if (performance.now() < awayUntil) {
        process.nextTick(() => socket.destroy(new Error("Connection terminated: the database is not answering")));
        return socket;
      }
      sockets.set(socket, { read: 0, at: performance.now() });
      socket.once("close", () => sockets.delete(socket));
      return socket;
    },
    async lookAround(): Promise<void> {
      const now = performance.now();
      // We ourselves were busy, or nobody was: answers may lie here unread, and nothing was waited for.
      if (now - lookedAt > 3 * look) forgive(now);
      lookedAt = now;
      dropUngreeted(now - greeting);
      const silent = silentOnes(now);
      // Whoever has only just called was not heard yet: tries to come back are no sign of life.
      const heard = [...sockets.keys()].filter((socket) => socket.bytesRead > 0 && !silent.includes(socket));
      if (isAsking || silent.length === 0 || !isWaiting(heard.length)) return;
      isAsking = true;
      const isThere = await answers(connectionString, probe);
      isAsking = false;
      if (isThere) {
        dropUngreeted(now - silence);
        return forgive(performance.now());
      }
      awayUntil = performance.now() + rest;
      for (const socket of silentOnes(performance.now())) socket.resetAndDestroy();
    },
  };
}

export function watchedPool(
  config: pg.PoolConfig & { readonly connectionString: string },
  waitsFor: WaitsFor,
): pg.Pool {
  const busy = (): number => pool.totalCount - pool.idleCount;
  const { open, lookAround } = watch(config.connectionString, patience[waitsFor], (heard) => busy() > heard);
  const pool = new pg.Pool({ ...config, stream: open });
  let timer: NodeJS.Timeout | undefined;
  const start = (): void => {
    timer ??= setInterval(() => {
      if (busy() > 0) return void lookAround();
      clearInterval(timer);
      timer = undefined;
    }, look).unref();
  };
  const connect = pool.connect.bind(pool);
  // Whoever asks for a connection may be about to wait for one.
  pool.connect = ((...given: Parameters<typeof connect>) => {
    start();
    return connect(...given);
  }) as typeof pool.connect;
  return pool;
}

/** For a library with a pool of its own that always has something to listen to: silence everywhere is worth a question. */
export function watchedSockets(connectionString: string): () => Socket {
  const { open, lookAround } = watch(connectionString, patience.nobody, (heard) => heard === 0);
  setInterval(() => void lookAround(), look).unref();
  return open;
}

/** A refusal is an answer too: only silence and a closed door count as away. */
async function answers(connectionString: string, ms: number): Promise<boolean> {
  let socket: Socket | undefined;
  const open = () => {
    socket = new Socket();
    return socket;
  };
  const client = new pg.Client({ connectionString, stream: open });
  client.on("error", () => {});
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const asked = client
    .connect()
    .then(() => client.query("select 1"))
    .then(
      () => true,
      (error: unknown) => error instanceof pg.DatabaseError,
    );
  const isThere = await Promise.race([asked, late]);
  clearTimeout(timer);
  if (isThere) client.end().catch(() => {});
  else socket?.destroy();
  return isThere;
}
