import type { GoalState } from "../generated/prisma/client.ts";

/**
 * What can happen to a goal's agreement. "send" puts a goal or its new version before its owner; "agree" makes it live
 * without asking (one's own goal, a team's goal); "keep" is the manager standing by it after an objection.
 */
export type GoalEvent = "send" | "agree" | "match" | "mismatch" | "object" | "keep" | "expire" | "close";

type Steps = Readonly<Partial<Record<GoalEvent, GoalState>>>;

const waiting: Steps = {
  send: "sent",
  agree: "understood",
  match: "understood",
  mismatch: "acknowledged",
  object: "objected",
  expire: "expired",
  close: "closed",
};

const steps: Readonly<Record<GoalState, Steps>> = {
  draft: { send: "sent", agree: "understood", close: "closed" },
  sent: waiting,
  acknowledged: waiting,
  understood: { send: "sent", agree: "understood", object: "objected", close: "closed" },
  objected: { ...waiting, mismatch: "objected", keep: "sent" },
  expired: { send: "sent", agree: "understood", close: "closed" },
  closed: {},
};

/** Null when that cannot happen to a goal in this state. */
export const nextState = (state: GoalState, event: GoalEvent): GoalState | null => steps[state][event] ?? null;

/** Its owner still has to say what they understood. */
export const awaitsOwner = (state: GoalState): boolean => state === "sent" || state === "acknowledged";
