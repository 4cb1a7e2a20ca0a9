import { may } from "../access.ts";
import { runs } from "../command/action.ts";
import { type Command, defineCommand, reply } from "../command/command.ts";
import { choice, optional, teamRef } from "../command/option.ts";
import { UserError } from "../errors.ts";
import { teamTexts as m } from "../i18n/team.ts";
import { plain } from "../view/text.ts";
import { buttons, note, paragraph, view } from "../view/view.ts";
import { permittedTeam } from "./find.ts";
import { said } from "./team-commands.ts";
import { setParent, teamsAround } from "./team-tree.ts";
import { placeInWords } from "./team-view.ts";

const parentCommand = defineCommand({
  name: "team parent",
  summary: m.parent,
  options: {
    parent: optional(teamRef(m.optionParent)),
    clear: optional(choice(m.optionClear, { yes: m.yes })),
    team: optional(teamRef(m.optionTeam, { outOfForm: true })),
  },
  examples: ["team parent", 'team parent Sales team:"Sales East"'],
  async run(work, { parent, clear, team }) {
    const { caller, words } = work;
    const subject = permittedTeam(caller, "team parent", team);
    if (parent) {
      // Its manager may set goals for the teams below, so both sides have to agree.
      if (!may(caller, "team parent", { teamId: parent.id }))
        throw new UserError(m.parentNotYours, { team: parent.name });
      await setParent(work, subject, parent);
      return said(work, m.parentSet, { team: subject.name, parent: parent.name });
    }
    if (clear) {
      await setParent(work, subject, null);
      return said(work, m.parentCleared, { team: subject.name });
    }
    const { above, below } = await teamsAround(work, subject.id);
    const line = placeInWords(words, subject.name, above?.name ?? null, below);
    const button = {
      label: words.plain(m.parentClear),
      action: runs("team parent", { clear: "yes", team: subject.name }),
    };
    return reply(view(plain(line), paragraph(line), note(words.text(m.parentNote)), buttons(above ? button : null)));
  },
});

export const teamParentCommands: readonly Command[] = [parentCommand];
