import type { Problem } from "./api-error.ts";
import { ApiError, invalidForm } from "./api-error.ts";
import type { Gateway } from "./gateway.ts";
import type { Interaction, Interactions } from "./interactions.ts";
import type { Channel, Message, Modal, UploadedFile } from "./model.ts";
import type { Signal } from "./signal.ts";
import type { World } from "./world.ts";

export interface Violation {
  route: string;
  code: number;
  message: string;
  problems: Problem[];
  body: unknown;
}
/** What the handlers of calls share. */
export interface Core {
  world: World;
  signal: Signal;
  gateway: Gateway;
  interactions: Interactions;
  violations: Violation[];
  /** The form each person has in front of them. */
  modals: Map<string, { modal: Modal; from: Interaction }>;
}
export interface Call {
  core: Core;
  route: string;
  params: string[];
  query: URLSearchParams;
  body: unknown;
  files: UploadedFile[];
}
export interface Reply {
  status: number;
  body?: unknown;
}
export interface Route {
  method: string;
  path: RegExp;
  /** Interaction tokens in the path stand in for the bot's token. */
  open?: boolean;
  run(call: Call): Reply;
}

export function route(method: string, path: string, run: Route["run"], open = false): Route {
  return { method, path: new RegExp(`^${path.replace(/:id/g, "(\\d+)").replace(/:any/g, "([^/]+)")}$`), run, open };
}
export const ok = (body: unknown): Reply => ({ status: 200, body });
export const noContent: Reply = { status: 204 };

export function param({ params }: Call, at: number): string {
  return decodeURIComponent(params[at] ?? "");
}
export function refuseIf(core: Core, problems: () => Problem[]) {
  if (core.world.light) return;
  const found = problems();
  if (found.length > 0) throw invalidForm(...found);
}
export function channelOf(core: Core, id: string): Channel {
  const channel = core.world.channels.get(id);
  if (!channel) throw new ApiError(10003);
  if (channel.locked) throw new ApiError(channel.locked);
  return channel;
}
export function messageOf(core: Core, channelId: string, id: string): Message {
  const message = core.world.messages.get(id);
  if (!message || message.deleted || message.channelId !== channelId || message.ephemeralFor) throw new ApiError(10008);
  return message;
}
