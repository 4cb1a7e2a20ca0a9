import { limits } from "./limits.ts";

/** Discord asks nobody whether they are sure, so the button itself leads to a question. */
export function asking(action: string): string {
  return action.length < limits.customId ? `?${action}` : action;
}

/** The action behind a button that asks first; null for every other custom id. */
export function askedFor(customId: string): string | null {
  return customId.startsWith("?") ? actionIn(customId.slice(1)) : null;
}

const repeated = /\|\d+$/u;

/** Custom ids are unique in a message, so a repeated action carries a number. */
export function numbered(action: string, at: number): string {
  return at < 2 ? action : `${action}|${at}`;
}

export function actionIn(customId: string): string {
  return customId.replace(repeated, "");
}

export const neverMind = "never-mind";
