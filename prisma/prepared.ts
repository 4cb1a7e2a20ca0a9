import { createHash } from "node:crypto";

/** Programs say a few hundred different things; whatever says more builds its statements as it goes. */
const mostPrepared = 500;

/**
 * Names statements by what they say, so that a connection prepares each once and plans it once. One that is said for
 * the first time is not named, which an empty name means: many are said only once, such as those with a list of another
 * length.
 */
export function statementNames(): (query: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const name = names.get(sql);
    if (name) return name;
    const made = name === undefined ? "" : createHash("sha1").update(sql).digest("hex");
    if (name !== undefined || names.size < mostPrepared) names.set(sql, made);
    return made;
  };
}
