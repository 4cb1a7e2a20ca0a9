import type { SocketModeReceiver } from "@slack/bolt";
import { failureIn } from "./errors.ts";
import type { SlackParts } from "./parts.ts";

export type SocketLink = {
  isConnected(): boolean;
  /** How many there have been. */
  connections(): number;
  open(): Promise<void>;
  close(): Promise<void>;
};

const longestWait = 60_000;
const waitsForStart = 10_000;
/** A connection of this age is replaced at once: Slack renews every one of them within some hours. */
const steadyAfter = 10_000;
/** Slack's first word has to come within this time. */
const waitsForHello = 20_000;

/**
 * Keeps a connection by Socket Mode. The library's own way of doing so takes an outage for the end, and ends the
 * process with it (SocketModeClient.delayReconnectAttempt catches nothing), so that it is switched off.
 */
export function socketLink(socket: SocketModeReceiver, log: SlackParts["log"], firstWait: number): SocketLink {
  const { client } = socket;
  let connectedAt: number | null = null;
  let isClosed = false;
  let failures = 0;
  let connections = 0;
  let timer: NodeJS.Timeout | undefined;

  client.on("connected", () => {
    connectedAt = performance.now();
    connections += 1;
  });
  client.on("error", (err: unknown) => log.warn({ err }, "the connection to Slack reported an error"));
  client.on("disconnected", () => {
    if (connectedAt === null) return;
    failures = performance.now() - connectedAt > steadyAfter ? 0 : failures + 1;
    connectedAt = null;
    again(0);
  });

  function again(atLeast: number): void {
    if (isClosed) return;
    clearTimeout(timer);
    const wait = failures === 0 ? 0 : Math.min(longestWait, firstWait * 2 ** (failures - 1));
    timer = setTimeout(() => void attempt(), Math.max(wait, atLeast));
    timer.unref();
  }

  async function attempt(): Promise<void> {
    const hello = setTimeout(() => void hangUp(), waitsForHello);
    try {
      await client.start();
      if (isClosed) await hangUp();
    } catch (err) {
      if (isClosed) return;
      failures += 1;
      const failure = failureIn(err);
      log.error({ err, failures }, "Slack cannot be reached by Socket Mode");
      again(failure.kind === "limited" ? failure.seconds * 1000 : 0);
    } finally {
      clearTimeout(hello);
    }
  }

  const hangUp = () =>
    client.disconnect().catch((err: unknown) => log.warn({ err }, "the connection to Slack did not close"));

  return {
    isConnected: () => connectedAt !== null,
    connections: () => connections,
    open: () => Promise.race([attempt(), new Promise<void>((go) => setTimeout(go, waitsForStart).unref())]),
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await Promise.race([hangUp(), new Promise<void>((go) => setTimeout(go, 1_000).unref())]);
    },
  };
}
