import { catalog } from "../../src/catalog.ts";
import type { Command } from "../../src/command/command.ts";
import { nounOf } from "../../src/command/usage.ts";

/** A command as Discord knows it: it cannot run a noun that has subcommands, so a bare noun gets a verb. */
export type SlashName = { readonly command: string; readonly subcommand: string };

const verbsOfBareNouns: Readonly<Record<string, string>> = { checkin: "now", my: "day" };
const verbOfBareNoun = (noun: string): string => verbsOfBareNouns[noun] ?? "menu";

export function slashNameOf(name: string): SlashName {
  const noun = nounOf(name);
  return { command: noun, subcommand: name === noun ? verbOfBareNoun(noun) : name.slice(noun.length + 1) };
}

/** The way back; a name that means nothing comes back as it is, and the bot will say that it does not know it. */
export function commandNamed({ command, subcommand }: SlashName): string {
  const isBare = subcommand === "" || (subcommand === verbOfBareNoun(command) && !known(`${command} ${subcommand}`));
  return isBare ? command : `${command} ${subcommand}`;
}

const known = (name: string): boolean => catalog.some((command) => command.name === name);

/** "/goal log" as people type it here. */
export const typedAs = (name: string): string => {
  const { command, subcommand } = slashNameOf(name);
  return `/${command} ${subcommand}`;
};

/** Discord takes no capitals in the name of an option. */
export const optionNameOf = (name: string): string => name.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);

export function optionNamed(command: Command, name: string): string {
  return Object.keys(command.options).find((option) => optionNameOf(option) === name) ?? name;
}
