import type { Command } from "./command.ts";
import { nearest } from "./nearest.ts";

export type FoundCommand =
  | { readonly kind: "command"; readonly command: Command; readonly rest: string }
  /** A noun alone: show what can be done with it. */
  | { readonly kind: "menu"; readonly noun: string }
  | { readonly kind: "unknown"; readonly typed: string; readonly nearest: string | null };

/** What people type who do not know what to type; in chat there is no other key for it. */
const helpWords: readonly string[] = ["help", "помощь", "справка", "?"];

/**
 * Finds the command in "goal log revenue 5k". "/goalkeeper goal log …" works as "/goal log …" does, for workspaces where
 * another app has taken the short name; "help" works after any noun.
 */
export function findCommand(source: string, commands: readonly Command[]): FoundCommand {
  const words = source.trim().replace(/^\//, "").split(/\s+/u).filter(Boolean);
  const nouns = new Set(commands.map((command) => command.name.split(" ")[0] ?? ""));
  const [first = "", second = ""] = words.map((word) => word.toLowerCase());
  if (first === "goalkeeper" && nouns.has(second) && second !== "goalkeeper") {
    return findCommand(restAfter(source, 1), commands);
  }
  if (helpWords.includes(first) && !nouns.has(first)) return helpOn(restAfter(source, 1), commands);
  if (helpWords.includes(second) && first !== "goalkeeper") return helpOn(first, commands);
  const pair = commands.find((command) => command.name === `${first} ${second}`);
  if (pair) return { kind: "command", command: pair, rest: restAfter(source, 2) };
  const alone = commands.find((command) => command.name === first);
  if (alone && (second === "" || Object.keys(alone.options).length > 0)) {
    return { kind: "command", command: alone, rest: restAfter(source, 1) };
  }
  if (nouns.has(first) && second === "") return { kind: "menu", noun: first };
  const typed = `${first} ${second}`.trim();
  const names = commands.filter((command) => !command.hidden).map((command) => command.name);
  const verbAlone = names.find((name) => name.split(" ")[1] === first);
  return { kind: "unknown", typed, nearest: nearest(typed, names) ?? verbAlone ?? nearest(first, [...nouns]) };
}

function helpOn(noun: string, commands: readonly Command[]): FoundCommand {
  const help = commands.find((command) => command.name === "goalkeeper help");
  return help
    ? { kind: "command", command: help, rest: noun }
    : { kind: "unknown", typed: `${noun} help`, nearest: null };
}

function restAfter(source: string, words: number): string {
  return source
    .trim()
    .replace(/^\//, "")
    .replace(new RegExp(`^(?:\\S+\\s*){${words}}`, "u"), "")
    .trim();
}
