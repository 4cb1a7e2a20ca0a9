import type { IncomingMessage, ServerResponse } from "node:http";
import type { Deliverer } from "../../src/outbox/deliverer.ts";
import { makeApp, type Transports } from "./app.ts";
import { slackClients } from "./clients.ts";
import type { Connection } from "./connection.ts";
import { slackDeliverer } from "./deliver.ts";
import { methodHolds } from "./holds.ts";
import { storeInstallation } from "./install.ts";
import { patience } from "./limits.ts";
import { listen } from "./listen.ts";
import type { SlackParts } from "./parts.ts";
import { type SocketLink, socketLink } from "./socket-link.ts";
import { slackWorkspaces } from "./workspaces.ts";

export { slackDeliverer } from "./deliver.ts";
export type { SlackParts } from "./parts.ts";
export { manifestText, scopeReasons, scopes, slackManifest } from "./register.ts";

export type SlackOptions = SlackParts & {
  /** How long after a silence the socket is opened anew, in milliseconds. */
  readonly socketPatience?: number;
};

export type SlackHealth = {
  readonly ok: boolean;
  readonly transport: "socket" | "http" | "both";
  readonly isConnected: boolean;
};

export type SlackAdapter = {
  readonly deliverer: Deliverer;
  /** Serves what lies under /slack/ when Slack comes by HTTP; false for everything else. */
  httpHandler(request: IncomingMessage, response: ServerResponse): boolean;
  health(): SlackHealth;
  /** Waits for what goes on after acknowledgements. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

const longestFirstWait = 1_000;

/** Connects and listens. A Slack that does not answer yet is tried again, and meanwhile told in `health`. */
export async function startSlack(options: SlackOptions): Promise<SlackAdapter> {
  const { config, log } = options;
  const quick = slackClients(config, log, patience.quickCall);
  const workspaces = slackWorkspaces(options, quick);
  const running = new Set<Promise<unknown>>();
  const later: Connection["later"] = (what, work) => {
    const done = work()
      .catch((err: unknown) => log.error({ err, what }, "what followed an acknowledgement broke"))
      .finally(() => running.delete(done));
    running.add(done);
  };
  const connections = () => link?.connections() ?? 0;
  const connection: Connection = {
    ...options,
    ...{
      workspaces,
      quick,
      later,
      connections,
      locales: new Map(),
      homesDue: new Set(),
      holds: methodHolds(options.clock),
    },
  };
  const store = (installation: unknown) => storeInstallation(options, quick, workspaces, installation);
  const transports = makeApp(options, workspaces, { store, socketPatience: options.socketPatience });
  listen(transports.app, connection);
  if (config.SLACK_BOT_TOKEN) await workspaces.home();
  const firstWait = Math.min(longestFirstWait, options.socketPatience ?? longestFirstWait);
  const link = transports.socket ? socketLink(transports.socket, log, firstWait) : null;
  await link?.open();
  const settled = async () => {
    while (running.size > 0) await Promise.allSettled(running);
  };
  return {
    deliverer: slackDeliverer(options),
    httpHandler: handlerOf(transports),
    health: () => healthOf(transports, link),
    settled,
    async close() {
      await link?.close();
      await Promise.race([settled(), new Promise((done) => setTimeout(done, patience.call).unref())]);
    },
  };
}

function healthOf({ http, socket }: Transports, link: SocketLink | null): SlackHealth {
  const isConnected = link === null || link.isConnected();
  return { ok: isConnected, isConnected, transport: socket && http ? "both" : socket ? "socket" : "http" };
}

function handlerOf({ http }: Transports): SlackAdapter["httpHandler"] {
  return (request, response) => {
    if (!http || !(request.url ?? "").startsWith("/slack/")) return false;
    try {
      http.requestListener(request, response);
    } catch {
      // The receiver throws for a path or method that it does not know.
      response.writeHead(404).end();
    }
    return true;
  };
}
