import { type Logger, LogLevel, WebClient, type WebClientOptions } from "@slack/web-api";
import type { Log } from "../../src/explain.ts";
import { patience } from "./limits.ts";
import type { SlackConfig } from "./parts.ts";

export type Clients = (token: string) => WebClient;

/** The library retries for half an hour and sleeps on 429 by itself; the outbox does both better, and people do not wait. */
export function clientOptions(config: Pick<SlackConfig, "SLACK_API_URL">, timeout: number): WebClientOptions {
  return {
    ...(config.SLACK_API_URL ? { slackApiUrl: withSlash(config.SLACK_API_URL) } : {}),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout,
  };
}

const withSlash = (url: string): string => (url.endsWith("/") ? url : `${url}/`);

const mostKept = 500;

/** One client a token, kept, so that connections are used again. */
export function slackClients(
  config: Pick<SlackConfig, "SLACK_API_URL">,
  log: Log,
  timeout: number = patience.call,
): Clients {
  const kept = new Map<string, WebClient>();
  const options = { ...clientOptions(config, timeout), logger: loggerFor(log) };
  return (token) => {
    const known = kept.get(token);
    if (known) return known;
    const client = new WebClient(token, options);
    kept.set(token, client);
    if (kept.size > mostKept) kept.delete(kept.keys().next().value ?? "");
    return client;
  };
}

/** The library's log in ours; what it tells at length is left out, since it can hold what people wrote. */
export function loggerFor(log: Log): Logger {
  const line = (words: readonly unknown[]) => words.map(said).join(" ").slice(0, 500);
  return {
    debug: () => {},
    info: () => {},
    warn: (...words) => log.warn({ from: "slack" }, line(words)),
    error: (...words) => log.warn({ from: "slack" }, line(words)),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}

const said = (word: unknown): string => (word instanceof Error ? word.message : typeof word === "string" ? word : "");
