import type { AddressInfo } from "node:net";
import { App, type Logger, LogLevel, SocketModeReceiver } from "@slack/bolt";
import { WebClient } from "@slack/web-api";
import { answerActions, answerCommands, answerForms, hearEvents } from "./demo-handlers.ts";
import type { FakeSlack } from "./fake-slack.ts";

export interface DemoApp {
  url: string;
  client: WebClient;
  /** What the handlers made of what they were sent. */
  heard: string[];
  retries: number[];
  tokens: Map<string, { access: string; refresh: string | undefined }>;
  /** Waits for what handlers go on doing after their acknowledgement. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** A small real Bolt app that uses every kind of interaction once. */
export async function demoApp(slack: FakeSlack, transport: "http" | "socket"): Promise<DemoApp> {
  const running = new Set<Promise<void>>();
  const demo: Pick<DemoApp, "heard" | "retries" | "tokens"> = { heard: [], retries: [], tokens: new Map() };
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
  const app = new App({
    logger: quiet,
    ...(transport === "http" ? overHttp(slack, demo) : overSocket(slack, clientOptions)),
    clientOptions,
    installerOptions: { directInstall: true, clientOptions },
  });
  app.use(async ({ context, next }) => {
    if (context.retryNum) demo.retries.push(context.retryNum);
    const work = next();
    running.add(work);
    await work.finally(() => running.delete(work));
  });
  app.error(async () => {});
  answerCommands(app);
  answerForms(app, demo.heard);
  answerActions(app, demo.heard);
  hearEvents(app, demo.heard);
  const server = transport === "http" ? await app.start({ port: 0, host: "127.0.0.1" }) : await app.start();
  const port = transport === "http" ? (server as { address(): AddressInfo }).address().port : 0;
  const url = `http://127.0.0.1:${port}`;
  if (transport === "http") slack.http({ url: `${url}/slack/events` });
  else await slack.socket().connected();
  return {
    ...demo,
    url,
    client: new WebClient("xoxb-T1", clientOptions),
    settled: async () => {
      while (running.size > 0) await Promise.allSettled(running);
    },
    stop: async () => {
      if (transport === "http") (server as { closeAllConnections(): void }).closeAllConnections();
      await app.stop();
    },
  };
}

/** What goes wrong on purpose in the tests need not be read. */
const quiet: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};

function overHttp(slack: FakeSlack, { tokens }: Pick<DemoApp, "tokens">) {
  const { signingSecret, clientId, clientSecret } = slack.app;
  return {
    signingSecret,
    clientId,
    clientSecret,
    stateSecret: "state",
    scopes: ["chat:write", "commands"],
    installationStore: {
      storeInstallation: async (given: {
        team?: { id: string } | undefined;
        bot?: { token: string; refreshToken?: string } | undefined;
      }) => {
        tokens.set(given.team?.id ?? "", { access: given.bot?.token ?? "", refresh: given.bot?.refreshToken });
      },
      fetchInstallation: async ({ teamId }: { teamId: string | undefined }) => {
        if (teamId !== "T1") throw new Error(`not installed in ${teamId}`);
        const bot = { token: "xoxb-T1", id: "BT1", userId: "UBOTT1", scopes: [] };
        return {
          team: { id: "T1" },
          enterprise: undefined,
          user: { id: "U1", token: undefined, scopes: undefined },
          bot,
        };
      },
    },
  };
}

/** Connects again after a fifth of a second rather than after five. */
function overSocket(slack: FakeSlack, clientOptions: { slackApiUrl: string }) {
  const installerOptions = { clientOptions };
  const receiver = new SocketModeReceiver({
    appToken: slack.app.appToken,
    clientPingTimeout: 200,
    logger: quiet,
    installerOptions,
  });
  return { token: "xoxb-T1", receiver };
}
