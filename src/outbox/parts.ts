import type { Clock } from "../clock.ts";
import type { Log } from "../explain.ts";
import type { Platform, PrismaClient } from "../generated/prisma/client.ts";
import type { Deliverer } from "./deliverer.ts";

/** What everything that happens by itself needs. */
export type Parts = {
  readonly db: PrismaClient;
  readonly clock: Clock;
  readonly log: Log;
};

export type DeliveryParts = Parts & {
  readonly deliverers: ReadonlyMap<Platform, Deliverer>;
  /** Asks for the delivery of outbox rows soon; without it, or when it fails, the sweep finds them. */
  readonly wake?: Wake | undefined;
};

/** `inMs` says for when, where that is not at once. */
export type Wake = (outboxIds: readonly string[], inMs?: number) => void;
