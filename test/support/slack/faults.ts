import type { Json } from "./json.ts";

export interface FaultInput {
  /** How many calls go wrong; one by default. */
  times?: number;
  /** Slack's own word: channel_not_found, account_inactive, is_archived, … */
  error?: string;
  status?: number;
  /** Seconds; answers 429. */
  retryAfter?: number;
  /** Waits so long, then answers rightly. */
  hangMs?: number;
  /** Breaks the connection before anything was done. */
  dropSocket?: boolean;
  /** Does the work and never answers. */
  acceptThenHang?: boolean;
  /** Does the work and breaks the connection. */
  acceptThenDrop?: boolean;
  /** Only for this workspace, this channel. */
  team?: string;
  channel?: string;
}

export interface Fault extends FaultInput {
  method: string;
  left: number;
  hits: number;
}

/** Takes one use of the first fault that fits this call. */
export function takeFault(faults: Fault[], method: string, team: string | undefined, args: Json): Fault | undefined {
  const found = faults.find(
    (fault) =>
      fault.left > 0 &&
      (fault.method === "*" || fault.method === method) &&
      (fault.team === undefined || fault.team === team) &&
      (fault.channel === undefined || [args.channel, args.channel_id].includes(fault.channel)),
  );
  if (!found) return undefined;
  found.left -= 1;
  found.hits += 1;
  return found;
}

export function addFault(faults: Fault[], method: string, input: FaultInput): Fault {
  const fault: Fault = { ...input, method, left: input.times ?? 1, hits: 0 };
  faults.push(fault);
  return fault;
}
