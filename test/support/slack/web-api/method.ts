import { type Json, textAt } from "../json.ts";
import { violate, type Workspace, type World } from "../world.ts";

export interface Call {
  world: World;
  method: string;
  args: Json;
  workspace: Workspace;
  token: string;
}

export interface Method {
  run: (call: Call) => Json;
  /** Any one of these lets a bot token in. */
  scopes?: string[];
  /** Named here when the schema does not know the method. */
  required?: string[];
  optional?: string[];
}

export type Methods = Record<string, Method>;

export function yes(extra: Json = {}): Json {
  return { ok: true, ...extra };
}

export function no(error: string, extra: Json = {}): Json {
  return { ok: false, error, ...extra };
}

/** Refuses as Slack does and remembers it: a well-behaved app never gets this answer. */
export function violated({ world, method }: Call, error: string, problems: string[]): Json {
  violate(world, method, problems);
  return no(error, { response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) } });
}

export function argument(call: Call, name: string): string {
  return textAt(call.args, name) ?? "";
}

/** Cuts a list into pages the way Slack does, with an opaque cursor. */
export function page<T>(call: Call, all: T[], most: number): { items: T[]; response_metadata: Json } {
  const from = Number(Buffer.from(argument(call, "cursor"), "base64").toString() || 0);
  const limit = Math.min(Number(call.args.limit ?? 100) || 100, most);
  const next = from + limit < all.length ? Buffer.from(String(from + limit)).toString("base64") : "";
  return { items: all.slice(from, from + limit), response_metadata: { next_cursor: next } };
}
