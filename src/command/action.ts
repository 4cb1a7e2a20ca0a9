import type { RawValues } from "./command.ts";

/**
 * What a button or menu item does: run a command with values, or open its form filled with them.
 * Encoded in at most 100 characters, the smallest limit of the platforms; longer context belongs in the database.
 */
export type Action = { readonly does: "run" | "open"; readonly command: string; readonly values: RawValues };

export const longestAction = 100;

export const runs = (command: string, values: RawValues = {}): string => encodeAction({ does: "run", command, values });
export const opens = (command: string, values: RawValues = {}): string =>
  encodeAction({ does: "open", command, values });

function encodeAction(action: Action): string {
  const values = Object.entries(action.values).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  const encoded = `${action.does}:${action.command}${values.length > 0 ? `?${values.join("&")}` : ""}`;
  if (encoded.length > longestAction) throw new Error(`Action too long for a button: ${encoded}`);
  return encoded;
}

/** Null when the text is not one of our actions: an old release's button, or somebody else's. */
export function decodeAction(encoded: string): Action | null {
  const match = /^(run|open):([a-z][a-z -]*)(?:\?(.*))?$/.exec(encoded);
  if (!match) return null;
  try {
    return { does: match[1] === "open" ? "open" : "run", command: match[2] ?? "", values: valuesIn(match[3] ?? "") };
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

function valuesIn(query: string): RawValues {
  const pairs = query.split("&").filter((pair) => pair.includes("="));
  return Object.fromEntries(
    pairs.map((pair): [string, string] => {
      const cut = pair.indexOf("=");
      return [pair.slice(0, cut), decodeURIComponent(pair.slice(cut + 1))];
    }),
  );
}
