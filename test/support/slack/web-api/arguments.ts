import { isJson, type Json, parseJson } from "../json.ts";
import { methodArguments } from "../schema.ts";
import type { Method } from "./method.ts";

const structured = ["blocks", "attachments", "metadata", "view", "files", "unfurls"];
/** A person may well write "true". */
const prose = ["text", "initial_comment", "title", "filename"];
const always = ["token", "team_id", "alt_txt", "message_ts"];

/** A call's arguments, from a JSON body, a form or the query: lists and objects travel as JSON within a form. */
export function readArguments(body: string, contentType: string, query: URLSearchParams): Json {
  if (contentType.startsWith("application/json")) {
    const parsed = parseJson(body);
    return isJson(parsed) ? parsed : {};
  }
  const fields = new URLSearchParams(body);
  return Object.fromEntries([...query, ...fields].map(([key, value]) => [key, decoded(key, value)]));
}

function decoded(key: string, value: string): unknown {
  if (structured.includes(key)) return parseJson(value) ?? value;
  if (value === "true" || value === "false") return prose.includes(key) ? value : value === "true";
  return value;
}

/** Arguments a method lacks, and those it has never heard of. */
export function argumentProblems(name: string, method: Method, args: Json): { missing: string[]; unknown: string[] } {
  const described = methodArguments(name);
  const required = method.required ?? [...(described?.required ?? [])];
  const known = new Set([...(described?.known ?? []), ...required, ...(method.optional ?? []), ...always]);
  return {
    missing: required.filter((key) => args[key] === undefined || args[key] === "" || args[key] === null),
    unknown: Object.keys(args).filter((key) => !known.has(key)),
  };
}
