import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** What happens to everything that goes through. */
type Mode = "open" | "broken" | "cut" | "silent";

export type Network = {
  /** The same address as before, by way of here. */
  readonly url: string;
  open(): void;
  /** Lets new connections through; those that it was silent on stay dead without a word. */
  heal(): void;
  /** Breaks every connection and takes no new one. */
  cut(): void;
  /** Takes what comes and passes nothing on, in either direction, as a network does that swallows packets. */
  silence(): void;
  delay(ms: number): void;
  /** Falls into a mode as soon as these words pass from the client: before they arrive, or after. Broken is cut once. */
  trap(words: string, mode: Exclude<Mode, "open">, when: "before" | "after"): void;
  readonly isSprung: boolean;
  close(): Promise<void>;
};

type Trap = Parameters<Network["trap"]>;

/** A network between a program and a server, which can be made to fail. */
export async function proxyTo(target: string): Promise<Network> {
  const { hostname, port } = new URL(target);
  const pairs = new Set<readonly [Socket, Socket]>();
  const deaf = new WeakSet<Socket>();
  let mode: Mode = "open";
  let delayMs = 0;
  let trap: Trap | null = null;
  let isSprung = false;

  const breakAll = () => {
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  };
  const enter = (next: Mode) => {
    mode = next === "broken" ? "open" : next;
    // What was swallowed is gone: such a connection never works again, as after a fail-over.
    if (next !== "silent") breakAll();
  };
  const spring = (): Mode => {
    const next = trap?.[1] ?? "open";
    trap = null;
    isSprung = true;
    return next;
  };
  const pass = (from: Socket, to: Socket, isFromClient: boolean) => {
    from.on("data", (chunk) => {
      if (mode !== "open" || deaf.has(from)) return;
      const isTrapped = isFromClient && trap !== null && chunk.includes(trap[0]);
      if (isTrapped && trap?.[2] === "before") return enter(spring());
      const forward = () => void (to.writable && to.write(chunk));
      if (delayMs > 0) setTimeout(forward, delayMs);
      else forward();
      // The server has it; its answer is not let through.
      if (isTrapped) {
        const next = spring();
        mode = "silent";
        setTimeout(() => enter(next), 300);
      }
    });
    from.on("error", () => {});
    from.on("close", () => to.destroy());
  };
  const server = createServer((client) => {
    if (mode === "cut") return void client.destroy();
    if (mode === "silent") {
      const pair = [client, client] as const;
      pairs.add(pair);
      return void client.on("data", () => {}).on("error", () => {});
    }
    const upstream = connect(Number(port), hostname);
    const pair = [client, upstream] as const;
    pairs.add(pair);
    client.on("close", () => pairs.delete(pair));
    pass(client, upstream, true);
    pass(upstream, client, false);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const url = new URL(target);
  url.hostname = "127.0.0.1";
  url.port = String(typeof address === "object" ? address?.port : "");
  return {
    url: url.href,
    open: () => enter("open"),
    heal: () => {
      for (const pair of pairs) for (const socket of pair) deaf.add(socket);
      mode = "open";
    },
    cut: () => enter("cut"),
    silence: () => enter("silent"),
    delay: (ms) => {
      delayMs = ms;
    },
    trap: (...given) => {
      trap = given;
      isSprung = false;
    },
    get isSprung() {
      return isSprung;
    },
    async close() {
      breakAll();
      server.close();
    },
  };
}
