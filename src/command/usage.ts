import type { Command } from "./command.ts";

/** "/goal log <goal> <amount> [on] [note]" */
export function usageOf(command: Command): string {
  const options = Object.entries(command.options).map(([name, option]) =>
    option.required ? `<${name}>` : `[${name}]`,
  );
  return [`/${command.name}`, ...options].join(" ");
}

export function nounOf(name: string): string {
  return name.split(" ")[0] ?? name;
}
