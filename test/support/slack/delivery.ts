import type { Json } from "./json.ts";

export type DeliveryKind = "slash_commands" | "interactive" | "events_api";

export interface Delivery {
  kind: DeliveryKind;
  payload: Json;
}

export interface SendOptions {
  /** Told in x-slack-retry-num and x-slack-retry-reason, or in the envelope. */
  retry?: { num: number; reason: "http_timeout" | "http_error" | "connection_failed" };
  /** Signs with another secret. HTTP only, as are the next two. */
  forged?: boolean;
  /** Seconds by which the signature's timestamp is old. */
  staleBy?: number;
  /** Sent, rightly signed, in place of the body. */
  malformed?: string;
  contentType?: string;
  /** Sends the envelope and breaks the connection before it can be acknowledged. */
  dropAfterSend?: boolean;
  /** Nothing is remembered against the app when it does not acknowledge. */
  mayFail?: boolean;
  /** An event that was not acknowledged comes again so many times, at once. */
  retries?: number;
}

export interface DeliveryResult {
  delivery: Delivery;
  /** The HTTP status; 0 when no answer came in time; 200 for an acknowledged envelope. */
  status: number;
  acknowledged: boolean;
  ackMs: number;
  /** What came with the acknowledgement; a bare string becomes its text. */
  body: Json | undefined;
  /** Later tries of the same delivery. */
  redelivered: DeliveryResult[];
}

/** How Slack reaches an app. */
export interface Transport {
  name: "http" | "socket";
  send(delivery: Delivery, options: SendOptions, patienceMs: number): Promise<Reply>;
}

export interface Reply {
  status: number;
  body: Json | undefined;
}
