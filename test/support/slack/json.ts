/** A value read off the wire, looked at key by key. */
export type Json = Record<string, unknown>;

export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function textAt(from: unknown, key: string): string | undefined {
  const value = isJson(from) ? from[key] : undefined;
  return typeof value === "string" ? value : undefined;
}

export function jsonAt(from: unknown, key: string): Json | undefined {
  const value = isJson(from) ? from[key] : undefined;
  return isJson(value) ? value : undefined;
}

export function listAt(from: unknown, key: string): unknown[] {
  const value = isJson(from) ? from[key] : undefined;
  return Array.isArray(value) ? value : [];
}

export function recordsAt(from: unknown, key: string): Json[] {
  return listAt(from, key).filter(isJson);
}

/** The text of `{ text: { type, text } }`, or of a bare string. */
export function labelAt(from: unknown, key: string): string | undefined {
  return textAt(jsonAt(from, key), "text") ?? textAt(from, key);
}

export function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
