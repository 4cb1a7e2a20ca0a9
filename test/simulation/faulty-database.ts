import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { statementNames } from "../../prisma/prepared.ts";
import { PrismaClient } from "../../src/generated/prisma/client.ts";

export type Blow = { readonly does: "crash" | "connection lost"; readonly when: "before" | "after" };

/** The wire between a process and its database, which can be cut at any call. */
export type Wire = {
  /** Cuts at the n-th call from now, on the way there or on the way back. */
  arm(afterCalls: number, blow: Blow): void;
  /** From now on nothing gets through, or everything again. */
  cut(isCut: boolean): void;
  readonly isCut: boolean;
  /** The process is no more: whatever it waits for never comes. */
  kill(): void;
  /** Calls on their way at this moment. */
  readonly busy: number;
  /** Settles when the next call has come back. */
  quiet(): Promise<void>;
  readonly calls: number;
  call<T>(send: () => Promise<T>, hangUp: () => void): Promise<T>;
  /** A connection is being opened. */
  opening(isOpening: boolean): void;
  onBlow(act: (blow: Blow) => void): void;
};

export function createWire(): Wire {
  let armed: { left: number; blow: Blow } | null = null;
  let isCut = false;
  let isDead = false;
  let busy = 0;
  let calls = 0;
  const waiting: (() => void)[] = [];
  const less = () => {
    busy -= 1;
    for (const go of waiting.splice(0)) go();
  };
  let told: (blow: Blow) => void = () => {};
  const next = (): Blow | null => {
    if (armed === null || --armed.left > 0) return null;
    const { blow } = armed;
    armed = null;
    return blow;
  };
  const strike = (blow: Blow, hangUp: () => void): never => {
    told(blow);
    hangUp();
    throw lost();
  };
  const die = (blow: Blow, hangUp: () => void): Promise<never> => {
    told(blow);
    hangUp();
    return never();
  };
  return {
    arm: (afterCalls, blow) => {
      armed = { left: Math.max(1, afterCalls), blow };
    },
    cut: (cut) => {
      isCut = cut;
      armed = null;
    },
    get isCut() {
      return isCut;
    },
    get busy() {
      return busy;
    },
    onBlow: (act) => {
      told = act;
    },
    get calls() {
      return calls;
    },
    quiet: () => (busy === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    opening: (isOpening) => {
      if (isOpening) busy += 1;
      else less();
    },
    kill: () => {
      isDead = true;
      isCut = true;
    },
    async call(send, hangUp) {
      if (isCut) {
        hangUp();
        if (isDead) return never();
        throw lost();
      }
      const blow = next();
      if (blow?.when === "before") {
        if (blow.does === "crash") return die(blow, hangUp);
        strike(blow, hangUp);
      }
      busy += 1;
      calls += 1;
      try {
        const answer = await send();
        if (isDead) {
          hangUp();
          return never();
        }
        if (isCut) throw lost();
        if (blow?.does === "crash") return die(blow, hangUp);
        if (blow) strike(blow, hangUp);
        return answer;
      } finally {
        less();
      }
    },
  };
}

export const never = (): Promise<never> => new Promise(() => {});

const lost = (): Error => Object.assign(new Error("Connection terminated unexpectedly"), { code: "ECONNRESET" });

export type FaultyDatabase = { readonly db: PrismaClient; close(): Promise<void>; abandon(): void };

/**
 * The product's own way to the database with the wire in between. One connection, so that calls come in one order and
 * a seed replays exactly.
 */
export function openFaulty(url: string, wire: Wire): FaultyDatabase {
  const open = new Set<CutClient>();
  class CutClient extends pg.Client {
    hangUp(): void {
      (this as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
      open.delete(this);
    }
    override connect(...given: unknown[]): never {
      wire.opening(true);
      open.add(this);
      const callback = typeof given[0] === "function" ? (given[0] as (error: unknown) => void) : () => {};
      const opened = (error: unknown) => {
        wire.opening(false);
        callback(error);
      };
      return (super.connect as (done: (error: unknown) => void) => void).call(this, opened) as never;
    }
    override query(...given: unknown[]): never {
      const callback = typeof given.at(-1) === "function" ? (given.pop() as (...answer: unknown[]) => void) : null;
      const ask = () => (super.query as (...args: unknown[]) => Promise<unknown>).apply(this, given);
      const hangUp = () => this.hangUp();
      const answer = wire.call(ask, hangUp);
      if (callback === null) return answer as never;
      answer.then(
        (result) => callback(null, result),
        (error) => callback(error),
      );
      return undefined as never;
    }
  }
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    options: "-c TimeZone=UTC",
    Client: CutClient,
  } as pg.PoolConfig);
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return {
    db: clientOver(pool),
    close: () => pool.end(),
    abandon() {
      for (const client of open) client.hangUp();
    },
  };
}

let latest: pg.Pool | undefined;
let client: PrismaClient | undefined;

/**
 * One client for all processes of a run, each of which brings connections of its own: a new one would learn all queries
 * anew, which costs more than the seed. Of a process that died nothing is heard any more, since its connections are dead.
 */
function clientOver(pool: pg.Pool): PrismaClient {
  latest = pool;
  client ??= new PrismaClient({ adapter: new PrismaPg(latestPool(), { statementNameGenerator: statementNames() }) });
  return client;
}

function latestPool(): pg.Pool {
  return new Proxy(new pg.Pool(), {
    get(_, name) {
      const found = Reflect.get(latest ?? {}, name);
      return typeof found === "function" ? found.bind(latest) : found;
    },
  });
}
