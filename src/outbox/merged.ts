const prefix = "merged into ";

/** What stands in the `problem` of a message that went out as a part of another one. */
export const mergedInto = (hostId: string): string => `${prefix}${hostId}`;

/** The message as whose part this one goes out, if it does. */
export const hostOf = (problem: string | null): string | null =>
  problem?.startsWith(prefix) ? problem.slice(prefix.length) : null;

export const isMerged = { startsWith: prefix } as const;
