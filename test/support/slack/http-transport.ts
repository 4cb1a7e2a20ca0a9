import { createHmac } from "node:crypto";
import type { Delivery, Reply, SendOptions, Transport } from "./delivery.ts";
import { isJson, type Json, parseJson } from "./json.ts";

export interface HttpTarget {
  /** Where the app takes requests, such as http://127.0.0.1:3000/slack/events. */
  url: string;
  signingSecret: string;
}

/** Signed requests: a form for commands and interactions, JSON for events. */
export function httpTransport({ url, signingSecret }: HttpTarget): Transport {
  return {
    name: "http",
    async send(delivery, options, patienceMs) {
      const { body, contentType } = encoded(delivery, options);
      const headers = {
        ...signature(body, signingSecret, options),
        ...retryHeaders(options),
        "content-type": options.contentType ?? contentType,
      };
      try {
        const signal = AbortSignal.timeout(patienceMs);
        const response = await fetch(url, { method: "POST", body, headers, signal });
        return { status: response.status, body: answered(await response.text()) };
      } catch {
        return { status: 0, body: undefined } satisfies Reply;
      }
    },
  };
}

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signature(body: string, secret: string, { forged, staleBy = 0 }: SendOptions): Record<string, string> {
  const at = Math.floor(Date.now() / 1000) - staleBy;
  const hash = createHmac("sha256", forged ? `not ${secret}` : secret)
    .update(`v0:${at}:${body}`)
    .digest("hex");
  return { "x-slack-request-timestamp": String(at), "x-slack-signature": `v0=${hash}` };
}

function encoded({ kind, payload }: Delivery, { malformed }: SendOptions): { body: string; contentType: string } {
  const form = "application/x-www-form-urlencoded";
  if (kind === "events_api") return { body: malformed ?? JSON.stringify(payload), contentType: "application/json" };
  if (malformed !== undefined) return { body: malformed, contentType: form };
  if (kind === "interactive")
    return { body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), contentType: form };
  const fields = Object.entries(payload).map(([key, value]) => [key, String(value)] as const);
  return { body: new URLSearchParams(Object.fromEntries(fields)).toString(), contentType: form };
}

function retryHeaders({ retry }: SendOptions): Record<string, string> {
  return retry ? { "x-slack-retry-num": String(retry.num), "x-slack-retry-reason": retry.reason } : {};
}

function answered(raw: string): Json | undefined {
  if (raw === "") return undefined;
  const parsed = parseJson(raw);
  return isJson(parsed) ? parsed : { text: raw };
}
