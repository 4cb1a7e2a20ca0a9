import { type Command, defineCommand, reply } from "../../command/command.ts";
import { optional, teamRef } from "../../command/option.ts";
import { decisionTexts as m } from "../../i18n/decisions.ts";
import { summaryTexts } from "../../i18n/summaries.ts";
import { permittedTeam } from "../../org/find.ts";
import { decisionsFacts } from "./decisions-facts.ts";
import { decisionsView } from "./decisions-view.ts";

const decisions = defineCommand({
  name: "report decisions",
  summary: m.report,
  readsOnly: true,
  options: { team: optional(teamRef(summaryTexts.optionTeam)) },
  examples: ["report decisions", "report decisions Sales"],
  async run(work, options) {
    const team = permittedTeam(work.caller, "report decisions", options.team);
    return reply(decisionsView(work.words, await decisionsFacts(work, team.id), team));
  },
});

export const decisionCommands: readonly Command[] = [decisions];
