import type { IncomingMessage } from "node:http";
import { asText } from "./as-text.ts";
import { addFault, type FaultInput } from "./faults.ts";
import { isJson, type Json, parseJson, textAt } from "./json.ts";
import type { Message, World } from "./world.ts";

/** For tests in other processes: look at the state, plan a fault, age what was handed out. */
export function control(world: World, request: IncomingMessage, body: string): Json | undefined {
  const path = (request.url ?? "").split("?")[0];
  if (request.method === "GET" && path === "/__state") return state(world);
  if (request.method !== "POST") return undefined;
  const given = parseJson(body);
  if (!isJson(given)) return undefined;
  if (path === "/__fail") {
    const { method, ...fault } = given;
    addFault(world.faults, String(method), readFault(fault));
    return { ok: true };
  }
  if (path === "/__latency") {
    world.latencyMs = Number(given.ms);
    return { ok: true };
  }
  return undefined;
}

function readFault(given: Json): FaultInput {
  const fault: FaultInput = {};
  for (const key of ["times", "status", "retryAfter", "hangMs"] as const)
    if (given[key] !== undefined) fault[key] = Number(given[key]);
  for (const key of ["dropSocket", "acceptThenHang", "acceptThenDrop"] as const)
    if (given[key] === true) fault[key] = true;
  for (const key of ["error", "team", "channel"] as const) {
    const value = textAt(given, key);
    if (value !== undefined) fault[key] = value;
  }
  return fault;
}

function state(world: World): Json {
  const workspaces = [...world.workspaces.values()].map((workspace) => ({
    id: workspace.id,
    channels: [...workspace.channels.values()].map(({ id, name, kind, archived, messages }) => ({
      id,
      name,
      kind,
      archived,
      messages: messages.map(shown),
    })),
    ephemerals: workspace.ephemerals.map(shown),
    homes: [...workspace.homes.values()].map((view) => ({ user: view.user, text: asText(view) })),
    openViews: [...workspace.stacks.values()].flat().map((view) => ({ user: view.user, text: asText(view) })),
  }));
  return {
    ok: true,
    workspaces,
    calls: world.calls,
    counts: Object.fromEntries(world.counts),
    violations: world.violations,
  };
}

function shown(message: Message): Json {
  const { ts, channel, user, edited, onlyFor, threadTs, replies, metadata } = message;
  const files = message.files.map(({ id, name, title, altText, bytes }) => ({
    id,
    name,
    title,
    altText,
    size: bytes.length,
  }));
  return {
    ts,
    channel,
    user,
    text: asText(message),
    edited,
    onlyFor,
    threadTs,
    metadata,
    files,
    replies: replies.map(shown),
  };
}
