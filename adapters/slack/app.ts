import { createHmac } from "node:crypto";
import { App, AuthorizationError, HTTPReceiver, type Receiver, SocketModeReceiver } from "@slack/bolt";
import { isDatabaseDown } from "../../src/store/errors.ts";
import { clientOptions, loggerFor } from "./clients.ts";
import { patience } from "./limits.ts";
import type { SlackParts } from "./parts.ts";
import { scopes, slackPaths } from "./register.ts";
import type { Workspaces } from "./workspaces.ts";

export type Transports = {
  readonly app: App;
  readonly http: HTTPReceiver | null;
  readonly socket: SocketModeReceiver | null;
};

export type TransportOptions = {
  readonly store: (installation: unknown) => Promise<void>;
  /** How long after a silence the socket is opened anew; the library's five seconds when left out. */
  readonly socketPatience?: number | undefined;
};

/** Bolt over whatever was set up: Socket Mode, signed HTTP, or both with one set of handlers. */
export function makeApp(parts: SlackParts, workspaces: Workspaces, options: TransportOptions): Transports {
  const { config, log } = parts;
  const http = config.SLACK_SIGNING_SECRET ? httpReceiver(parts, config.SLACK_SIGNING_SECRET, options) : null;
  const socket = config.SLACK_APP_TOKEN ? socketReceiver(parts, config.SLACK_APP_TOKEN, options) : null;
  if (!http && !socket) throw new Error("SLACK_APP_TOKEN or SLACK_SIGNING_SECRET is needed to hear from Slack");
  // One receiver for both; it also hides from the app that pages for installing are served, which excludes `authorize`.
  const receiver: Receiver = {
    init: (app) => {
      http?.init(app);
      socket?.init(app);
    },
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };
  const app = new App({
    receiver,
    logger: loggerFor(log),
    ignoreSelf: false,
    clientOptions: clientOptions(config, patience.quickCall),
    authorize: async ({ teamId }) => {
      const found = teamId ? workspaces.find(teamId) : null;
      // Passed on without a token, so that whoever asks can be told.
      const workspace = await found?.catch((error: unknown) => {
        if (isDatabaseDown(error)) return "away" as const;
        throw error;
      });
      if (workspace === "away") return teamId ? { teamId } : {};
      if (!workspace) throw new Error("This workspace has not installed us");
      const { token: botToken, botUserId } = workspace;
      return { botToken, teamId: workspace.teamId, ...(botUserId ? { botUserId } : {}) };
    },
  });
  return { app, http, socket };
}

function socketReceiver({ config, log }: SlackParts, appToken: string, { socketPatience }: TransportOptions) {
  return new SocketModeReceiver({
    appToken,
    logger: loggerFor(log),
    installerOptions: { clientOptions: clientOptions(config, patience.call) },
    autoReconnectEnabled: false,
    processEventErrorHandler: async ({ error, event }) => {
      log.error({ err: error }, "something from Slack could not be handled");
      // Nothing comes of sending it again. The library awaits an acknowledgement of its own outside of any catch.
      if (error instanceof AuthorizationError)
        await event.ack().catch((err: unknown) => log.warn({ err }, "nothing could be acknowledged"));
      return false;
    },
    ...(socketPatience === undefined ? {} : { clientPingTimeout: socketPatience }),
  });
}

/** Verifies signatures in constant time and refuses what is older than five minutes, before anything else happens. */
function httpReceiver({ config, log }: SlackParts, signingSecret: string, { store }: TransportOptions): HTTPReceiver {
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, ENCRYPTION_KEY, PUBLIC_URL } = config;
  const base = { signingSecret, logger: loggerFor(log), endpoints: slackPaths.events };
  if (!clientId || !clientSecret || !ENCRYPTION_KEY || !PUBLIC_URL) return new HTTPReceiver(base);
  return new HTTPReceiver({
    ...base,
    clientId,
    clientSecret,
    // Told by the key, so that every copy of us accepts what another one began.
    stateSecret: createHmac("sha256", Buffer.from(ENCRYPTION_KEY, "base64"))
      .update("slack install")
      .digest("base64url"),
    redirectUri: new URL(slackPaths.redirect, PUBLIC_URL).href,
    scopes: [...scopes],
    installerOptions: {
      directInstall: true,
      installPath: slackPaths.install,
      redirectUriPath: slackPaths.redirect,
      clientOptions: clientOptions(config, patience.call),
    },
    installationStore: {
      storeInstallation: store,
      fetchInstallation: () => Promise.reject(new Error("Tokens are looked up elsewhere")),
    },
  });
}
