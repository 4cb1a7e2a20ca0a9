import type { Command } from "../command/command.ts";
import { addGoalCommands } from "./add-command.ts";
import { agreementCommands } from "./agreement-commands.ts";
import { changeCommands } from "./change-commands.ts";
import { entryCommands } from "./entry-commands.ts";
import { historyCommands, readingCommands } from "./reading-commands.ts";

/** Everything under /goal, in the order of its menu. */
export const goalCommands: readonly Command[] = [
  ...entryCommands.slice(0, 1),
  ...readingCommands,
  ...addGoalCommands,
  ...entryCommands.slice(1),
  ...agreementCommands,
  ...changeCommands,
  ...historyCommands,
];
