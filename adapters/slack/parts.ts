import type { Bot } from "../../src/bot.ts";
import type { Clock } from "../../src/clock.ts";
import type { Config } from "../../src/config.ts";
import type { Log } from "../../src/explain.ts";
import type { PrismaClient } from "../../src/generated/prisma/client.ts";

export type SlackConfig = Pick<
  Config,
  | "PUBLIC_URL"
  | "ENCRYPTION_KEY"
  | "ENCRYPTION_KEY_PREVIOUS"
  | "SLACK_BOT_TOKEN"
  | "SLACK_APP_TOKEN"
  | "SLACK_SIGNING_SECRET"
  | "SLACK_CLIENT_ID"
  | "SLACK_CLIENT_SECRET"
  | "SLACK_API_URL"
>;

/** What delivers needs no connection. */
export type DeliveryParts = {
  readonly config: SlackConfig;
  readonly db: PrismaClient;
  readonly clock: Clock;
  readonly log: Log;
  /** Called after a commit with the outbox rows that it wrote; without it the sweep finds them. */
  readonly wake?: ((outboxIds: readonly string[]) => void) | undefined;
};

/** What the adapter is given by the process it runs in. */
export type SlackParts = DeliveryParts & { readonly bot: Bot };
