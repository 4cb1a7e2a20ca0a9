import { DiscordAPIError, HTTPError, RateLimitError } from "discord.js";
import { DeliveryProblem, type Problem } from "../../src/outbox/deliverer.ts";

/** Discord's error codes that we act on: https://discord.com/developers/docs/topics/opcodes-and-status-codes */
export const codes = {
  unknownChannel: 10003,
  unknownGuild: 10004,
  unknownMember: 10007,
  unknownMessage: 10008,
  unknownUser: 10013,
  unknownWebhook: 10015,
  unknownInteraction: 10062,
  alreadyAcknowledged: 40060,
  missingAccess: 50001,
  cannotMessageUser: 50007,
  missingPermissions: 50013,
  wrongChannelType: 50024,
  invalidToken: 50027,
  invalidForm: 50035,
  archivedThread: 50083,
  noMutualGuilds: 50278,
  noReplyWithoutHistory: 160002,
  threadExists: 160004,
  lockedThread: 160005,
} as const;

function codeOf(error: unknown): number | null {
  return error instanceof DiscordAPIError && typeof error.code === "number" ? error.code : null;
}

/** Refusals that pass by themselves, although Discord gives most of them a status of 403 or 400. */
const passing: ReadonlySet<number> = new Set([
  20_016, // slow mode in a channel
  20_028, // writing limit of a channel
  20_029, // writing limit of a server
  40_003, // opening direct messages too fast
  40_004, // sending is switched off for a while
  40_006, // this is switched off for a while
  110_001, // not yet available
  130_000, // overloaded
]);

export const isCode = (error: unknown, ...wanted: readonly number[]): boolean => wanted.includes(codeOf(error) ?? -1);

/** Our token is not accepted. */
export const isUnauthorised = (error: unknown): boolean => error instanceof DiscordAPIError && error.status === 401;

/** Discord did not answer with a refusal: it may have heard the call or not. */
export const isUnsure = (error: unknown): boolean => !(error instanceof DiscordAPIError);

const beforeSending: ReadonlySet<unknown> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** No connection was made, so nothing can have been heard. */
export function wasNeverSent(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && beforeSending.has(error.code)) || wasNeverSent(error.cause);
}

export type Target = "dm" | "channel";

/** What a failed call means for a message, in the words that every platform shares. */
export function deliveryProblem(error: unknown, target: Target, now: Date): DeliveryProblem {
  if (error instanceof DeliveryProblem) return error;
  const problem = problemIn(error, target, now);
  return new DeliveryProblem(problem, describe(error), { cause: error });
}

/** Milliseconds until what was held back may be tried again. */
export const waitAfter = ({ retryAfter, timeToReset }: RateLimitError): number => Math.max(retryAfter, timeToReset, 50);

function problemIn(error: unknown, target: Target, now: Date): Problem {
  if (error instanceof RateLimitError) {
    const until = new Date(now.getTime() + waitAfter(error));
    return { kind: "held", until, scope: error.global || error.scope === "global" ? "workspace" : "place" };
  }
  const code = codeOf(error);
  if (code !== null && !(error instanceof DiscordAPIError && error.status >= 500))
    return problemOf(code, target, error);
  return { kind: "transient" };
}

function problemOf(code: number, target: Target, error: unknown): Problem {
  switch (code) {
    case codes.cannotMessageUser:
    case codes.noMutualGuilds:
      return { kind: "closed" };
    case codes.unknownUser:
      return { kind: "person-gone" };
    case codes.unknownGuild:
      return { kind: "revoked" };
    case codes.unknownMessage:
      return { kind: "gone" };
    case codes.unknownChannel:
    case codes.missingAccess:
    case codes.missingPermissions:
    case codes.archivedThread:
    case codes.lockedThread:
      return target === "dm" ? { kind: "closed" } : { kind: "gone" };
    default:
      return isRefusal(error) ? { kind: "rejected" } : { kind: "transient" };
  }
}

/** A 401 means our token, and a code of 0 something between us and Discord: neither is the message's fault. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof DiscordAPIError) || passing.has(Number(error.code))) return false;
  return error.status >= 400 && error.status < 500 && error.status !== 401 && error.code !== 0;
}

function describe(error: unknown): string {
  if (error instanceof RateLimitError) return `429 (${error.scope}), ${error.retryAfter} ms`;
  if (error instanceof DiscordAPIError) return `${error.code}: ${error.message}`;
  if (error instanceof HTTPError) return `HTTP ${error.status}`;
  return error instanceof Error ? error.message : String(error);
}
