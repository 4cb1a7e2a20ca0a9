import { type Command, defineCommand } from "../command/command.ts";
import { optional, teamRef, text } from "../command/option.ts";
import { UsageError } from "../errors.ts";
import { fitTexts as m } from "../i18n/fit.ts";
import { goalTexts } from "../i18n/goals.ts";
import { permittedTeam } from "../org/find.ts";
import { said } from "../org/team-commands.ts";
import { strong } from "../view/text.ts";
import { inText, rampTableOf, readRamp, setRampTable } from "./team-ramp.ts";

const ramp = defineCommand({
  name: "team ramp",
  summary: m.rampSummary,
  options: {
    table: optional(text(m.optionRamp, { maxLength: 120, hint: m.hintRamp })),
    team: optional(teamRef(goalTexts.optionTeam, { outOfForm: true })),
  },
  examples: ["team ramp", "team ramp smb_3m", "team ramp “0 25 50 75 100”"],
  async run(work, options) {
    const team = permittedTeam(work.caller, "team ramp", options.team);
    if (options.table !== undefined) {
      const table = readRamp(options.table);
      if (!table) throw new UsageError([{ field: "table", text: m.badRamp, with: { typed: options.table } }]);
      await setRampTable(work, team.id, table);
    }
    const table = inText(await rampTableOf(work, team.id));
    const values = { team: strong(team.name), table };
    return said(work, options.table === undefined ? m.rampIs : m.rampSet, values);
  },
});

export const rampCommands: readonly Command[] = [ramp];
