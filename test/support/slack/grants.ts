import { randomUUID } from "node:crypto";
import { limits } from "./limits.ts";
import type { Message } from "./world.ts";

interface Trigger {
  team: string;
  user: string;
  /** A view already open when it was given: views.push stacks upon it. */
  fromView: string | undefined;
  issuedAt: number;
  used: boolean;
}

export interface ResponseUrl {
  id: string;
  team: string;
  channel: string;
  user: string;
  /** The message whose button was pressed; a command has none. */
  original: Message | undefined;
  uses: number;
  issuedAt: number;
}

/** What Slack hands out for a short while. Ages are real time: they bound how slow an app may be, whatever its clock says. */
export interface Grants {
  triggers: Map<string, Trigger>;
  responseUrls: Map<string, ResponseUrl>;
  /** Ages every trigger and response_url given so far. */
  age(ms: number): void;
}

export function newGrants(): Grants {
  const triggers = new Map<string, Trigger>();
  const responseUrls = new Map<string, ResponseUrl>();
  const age = (ms: number) => {
    for (const grant of [...triggers.values(), ...responseUrls.values()]) grant.issuedAt -= ms;
  };
  return { triggers, responseUrls, age };
}

export function giveTrigger(grants: Grants, team: string, user: string, fromView?: string): string {
  const id = `${grants.triggers.size + 1}.${Date.now()}.${randomUUID().replaceAll("-", "")}`;
  grants.triggers.set(id, { team, user, fromView, issuedAt: performance.now(), used: false });
  return id;
}

export function exchangeTrigger(grants: Grants, team: string, id: string): Trigger | string {
  const trigger = grants.triggers.get(id);
  if (!trigger || trigger.team !== team) return "invalid_trigger_id";
  if (trigger.used) return "exchanged_trigger_id";
  if (performance.now() - trigger.issuedAt > limits.triggerMs) return "expired_trigger_id";
  trigger.used = true;
  return trigger;
}

export function giveResponseUrl(grants: Grants, given: Omit<ResponseUrl, "id" | "uses" | "issuedAt">): ResponseUrl {
  const url: ResponseUrl = { ...given, id: randomUUID(), uses: 0, issuedAt: performance.now() };
  grants.responseUrls.set(url.id, url);
  return url;
}

export function useResponseUrl(grants: Grants, id: string): ResponseUrl | string {
  const url = grants.responseUrls.get(id);
  if (!url) return "invalid_url";
  if (performance.now() - url.issuedAt > limits.responseUrlMs) return "expired_url";
  if (url.uses >= limits.responseUrlUses) return "used_url";
  url.uses += 1;
  return url;
}
