import { createRequire } from "node:module";
import type { REST } from "discord.js";

type HttpAgent = NonNullable<Parameters<REST["setAgent"]>[0]>;

/**
 * Connections for discord.js made by the HTTP client that it brings. Without them it would take whatever client the
 * process began with, and Slack's is of another version that cannot send Discord's files.
 */
export function httpAgent(): HttpAgent {
  const ours = createRequire(import.meta.url);
  const library = createRequire(ours.resolve("discord.js"));
  const { Agent } = createRequire(library.resolve("@discordjs/rest"))("undici") as { Agent: new () => HttpAgent };
  return new Agent();
}
