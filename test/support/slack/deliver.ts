import { randomUUID } from "node:crypto";
import type { Delivery, DeliveryResult, SendOptions, Transport } from "./delivery.ts";
import type { Json } from "./json.ts";
import { eventPayload } from "./payloads.ts";
import { violate, type Workspace, type World } from "./world.ts";

/** Everything that was sent to the app, in order. */
export interface Post {
  world: World;
  transport: Transport | undefined;
  results: DeliveryResult[];
}

/** Sends one delivery and waits for its acknowledgement, three seconds at most. */
export async function deliver(post: Post, delivery: Delivery, options: SendOptions = {}): Promise<DeliveryResult> {
  const { transport, world } = post;
  if (!transport)
    throw new Error("say how to reach the app first: slack.http({ url, signingSecret }) or slack.socket()");
  const began = performance.now();
  const reply = await transport.send(delivery, options, world.patienceMs);
  const ackMs = performance.now() - began;
  const acknowledged = reply.status >= 200 && reply.status < 300;
  const result: DeliveryResult = { delivery, ...reply, acknowledged, ackMs, redelivered: [] };
  post.results.push(result);
  if (!acknowledged && !isExpected(options)) violate(world, `delivery ${nameOf(delivery)}`, reasonOf(result));
  if (!acknowledged && delivery.kind === "events_api") await redeliver(post, result, options);
  return result;
}

/** Slack repeats what it believes lost, most often under the same id. */
export async function deliverAgain(
  post: Post,
  result: DeliveryResult,
  sameId: boolean,
  options: SendOptions,
): Promise<DeliveryResult> {
  const payload = structuredClone(result.delivery.payload);
  if (!sameId && result.delivery.kind === "events_api") payload.event_id = newEventId();
  const num = result.redelivered.length + 1;
  const again = await deliver(
    post,
    { ...result.delivery, payload },
    { retry: { num, reason: "http_timeout" }, ...options },
  );
  result.redelivered.push(again);
  return again;
}

export function eventDelivery(world: World, workspace: Workspace, event: Json): Delivery {
  return { kind: "events_api", payload: eventPayload(world, workspace, event, newEventId()) };
}

async function redeliver(post: Post, result: DeliveryResult, options: SendOptions): Promise<void> {
  const { retries = 0, dropAfterSend: _, ...rest } = options;
  const reason = result.status === 0 ? "http_timeout" : "http_error";
  for (let num = 1; num <= retries; num++) {
    const again = await deliver(post, result.delivery, { ...rest, retry: { num, reason } });
    result.redelivered.push(again);
    if (again.acknowledged) return;
  }
}

function isExpected(options: SendOptions): boolean {
  return Boolean(
    options.mayFail || options.forged || options.staleBy || options.malformed !== undefined || options.dropAfterSend,
  );
}

function reasonOf({ status, ackMs }: DeliveryResult): string {
  return status === 0 ? `not acknowledged within ${Math.round(ackMs)} ms` : `answered with ${status}`;
}

function nameOf({ kind, payload }: Delivery): string {
  const event = payload.event;
  const type = typeof event === "object" && event !== null && "type" in event ? event.type : payload.type;
  return String(payload.command ?? type ?? kind);
}

function newEventId(): string {
  return `Ev${randomUUID().replaceAll("-", "").slice(0, 10).toUpperCase()}`;
}
