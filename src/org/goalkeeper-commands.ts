import { type Command, defineCommand, reply } from "../command/command.ts";
import { helpView } from "../command/help.ts";
import { commandRef, optional } from "../command/option.ts";
import { goalkeeperTexts as m } from "../i18n/goalkeeper.ts";
import { auditCommand } from "./audit-command.ts";
import { retryCommand } from "./retry-command.ts";
import { statusCommand } from "./status-command.ts";

const help = defineCommand({
  name: "goalkeeper help",
  summary: m.helpSummary,
  readsOnly: true,
  options: { command: optional(commandRef(m.helpOption)) },
  examples: ["goalkeeper help", "goalkeeper help goal log"],
  async run(work, { command }) {
    return reply(helpView(work, command));
  },
});

export const goalkeeperCommands: readonly Command[] = [help, statusCommand, retryCommand, auditCommand];
