import type { Clock } from "../../src/clock.ts";
import { DeliveryProblem } from "../../src/outbox/deliverer.ts";
import { failureIn } from "./errors.ts";

/** Slack's limits are per workspace and method: what one method must wait for does not hold back another. */
export type Holds = { call<T>(workspaceId: string, method: string, act: () => Promise<T>): Promise<T> };

export function methodHolds(clock: Clock): Holds {
  const until = new Map<string, Date>();
  return {
    async call(workspaceId, method, act) {
      const key = `${workspaceId} ${method}`;
      const held = until.get(key);
      if (held && held > clock.now()) throw heldUntil(held, method);
      until.delete(key);
      try {
        return await act();
      } catch (error) {
        const failure = failureIn(error);
        if (failure.kind !== "limited") throw error;
        const end = new Date(clock.now().getTime() + failure.seconds * 1000);
        until.set(key, end);
        throw heldUntil(end, method, error);
      }
    },
  };
}

/** New messages are what a workspace's limit is for, so that one is kept in the database, for all copies of us. */
function heldUntil(until: Date, method: string, cause?: unknown): DeliveryProblem {
  const scope = method === "chat.postMessage" ? "workspace" : "message";
  return new DeliveryProblem({ kind: "held", until, scope }, `429 on ${method}`, { cause });
}
