import { runs } from "../command/action.ts";
import { type Answer, type Command, defineCommand, reply } from "../command/command.ts";
import { type GroupValue, type NamedValue, optional, teamRef, text } from "../command/option.ts";
import { UserError } from "../errors.ts";
import type { Role } from "../generated/prisma/client.ts";
import { groupTexts as m } from "../i18n/groups.ts";
import { teamTexts } from "../i18n/team.ts";
import { strong } from "../view/text.ts";
import { buttons, note, paragraph, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { permittedTeam } from "./find.ts";
import { bindGroup, unbindGroup } from "./group-bindings.ts";
import { roleName } from "./team-view.ts";

/** What `/team role` does where a group was named instead of a person. */
export async function bindRole(work: PersonWork, team: NamedValue, group: GroupValue, role: Role): Promise<Answer> {
  await bindGroup(work, team, group, role);
  const { words } = work;
  const values = { group: strong(group.name), role: roleName(words, role), team: strong(team.name) };
  const action = runs("team unbind", { group: group.group, ...shortTeam(team) });
  return reply(
    view(
      words.plain(m.bound, values),
      paragraph(words.text(m.bound, values)),
      note(words.text(m.boundNote)),
      buttons({ label: words.plain(m.unbind, { group: group.name }), action }),
    ),
  );
}

/** A team with a very long name is found again by the channel or as the only one. */
const shortTeam = ({ name }: NamedValue) => (encodeURIComponent(name).length <= 40 ? { team: name } : {});

const unbind = defineCommand({
  name: "team unbind",
  summary: m.unbindSummary,
  hidden: true,
  options: { group: text(m.optionGroup), team: optional(teamRef(teamTexts.optionTeam)) },
  examples: [],
  async run(work, options) {
    const team = permittedTeam(work.caller, "team unbind", options.team);
    const values = { team: strong(team.name) };
    if (!(await unbindGroup(work, team, options.group))) throw new UserError(m.notBound, values);
    return reply(view(work.words.plain(m.unbound, values), paragraph(work.words.text(m.unbound, values))));
  },
});

export const groupCommands: readonly Command[] = [unbind];
