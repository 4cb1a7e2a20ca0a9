import type { Command } from "./command/command.ts";
import { goalkeeperCommands } from "./org/goalkeeper-commands.ts";

/** Every command, in the order in which help shows them. */
export const catalog: readonly Command[] = [...goalkeeperCommands];
