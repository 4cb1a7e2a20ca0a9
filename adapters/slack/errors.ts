import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from "@slack/web-api";
import { z } from "zod";

/** What a failed call to Slack was, as far as we act on it. */
export type SlackFailure =
  | { readonly kind: "limited"; readonly seconds: number }
  /** Slack's own word, such as channel_not_found. */
  | { readonly kind: "refused"; readonly error: string; readonly needed?: string }
  /** It did not answer, or not in a way that means anything. */
  | { readonly kind: "unanswered"; readonly why: string };

const refusalSchema = z.object({ error: z.string(), needed: z.string().optional() });

export function failureIn(error: unknown): SlackFailure {
  if (error instanceof WebAPIRateLimitedError) return { kind: "limited", seconds: error.retryAfter };
  if (error instanceof WebAPIPlatformError) {
    const { error: name, needed } = refusalSchema.parse(error.data);
    if (name === "ratelimited" || name === "rate_limited") return { kind: "limited", seconds: 30 };
    return { kind: "refused", error: name, ...(needed ? { needed } : {}) };
  }
  if (error instanceof WebAPIHTTPError) return { kind: "unanswered", why: `HTTP ${error.statusCode}` };
  if (error instanceof WebAPIRequestError) return { kind: "unanswered", why: error.original.message };
  return { kind: "unanswered", why: error instanceof Error ? error.message : String(error) };
}

export function errorName(error: unknown): string {
  const failure = failureIn(error);
  return failure.kind === "refused" ? failure.error : failure.kind;
}
