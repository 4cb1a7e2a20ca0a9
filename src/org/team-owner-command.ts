import { runs } from "../command/action.ts";
import { type Answer, type Command, defineCommand, reply } from "../command/command.ts";
import { channelRef, choice, type NamedValue, number, optional, personRef, teamRef } from "../command/option.ts";
import { UserError } from "../errors.ts";
import { departmentNames } from "../i18n/blockers.ts";
import { requestTexts as m } from "../i18n/requests.ts";
import { teamTexts } from "../i18n/team.ts";
import { strong, type Text } from "../view/text.ts";
import { buttons, heading, list, note, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import {
  clearDepartmentOwner,
  type DepartmentContact,
  departmentContact,
  type OtherDepartment,
  setDepartmentOwner,
} from "./department-owners.ts";
import { permittedTeam } from "./find.ts";
import { said } from "./team-commands.ts";

/** "manager" gets no requests: what a manager can remove stands on their own list. */
const { manager: _, ...otherDepartments } = departmentNames;

export const departmentOption = choice(m.optionDepartment, otherDepartments);

const longestDays = 60;

const owner = defineCommand({
  name: "team owner",
  summary: m.ownerSummary,
  options: {
    department: optional(departmentOption),
    who: optional(personRef(m.optionWho)),
    days: optional(number(m.optionDays, { hint: m.hintDays })),
    channel: optional(channelRef(m.optionChannel)),
    clear: optional(choice(m.optionClear, { yes: m.yes })),
    team: optional(teamRef(teamTexts.optionTeam, { outOfForm: true })),
  },
  examples: ["team owner", "team owner marketing @pia", "team owner production channel:#logistics days:3"],
  async run(work, { department, who, channel, days, clear, team }) {
    const subject = permittedTeam(work.caller, "team owner", team);
    if (days !== undefined && !(Number.isInteger(days) && days >= 1 && days <= longestDays)) {
      throw new UserError(m.badDays, { longest: longestDays });
    }
    if (who && channel) throw new UserError(m.oneOfBoth);
    if (!department) {
      if (who || channel || days !== undefined || clear) throw new UserError(m.whichDepartment);
      return listOwners(work, subject);
    }
    const name = work.words.plain(departmentNames[department]);
    if (clear) {
      const wasSet = await clearDepartmentOwner(work, subject.id, department);
      return said(work, wasSet ? m.cleared : m.nothingSet, { department: strong(name) });
    }
    if (who || channel || days !== undefined) {
      await setDepartmentOwner(work, subject.id, department, { person: who, channel, days });
    }
    return showOwner(work, subject, department);
  },
});

/** "@Pia, answers within 5 working days". */
function contactInWords({ words }: Pick<PersonWork, "words">, contact: DepartmentContact): string {
  const { person, channels, days } = contact;
  const to = person?.name ?? (channels.length > 0 ? words.list(channels) : null);
  return to === null ? words.plain(m.nobodyYet, { days }) : words.plain(m.contact, { to, days });
}

async function showOwner(work: PersonWork, team: NamedValue, department: OtherDepartment): Promise<Answer> {
  const { words } = work;
  const contact = await departmentContact(work, team.id, department);
  const values = { department: words.plain(departmentNames[department]), contact: contactInWords(work, contact) };
  const isOwn = contact.teamId === team.id && (contact.person !== null || contact.channels.length > 0);
  const action = runs("team owner", { department, clear: "yes" });
  return reply(
    view(
      words.plain(m.ownerLine, values),
      list([words.text(m.ownerLine, values)]),
      note(words.text(m.ownerNote)),
      buttons(isOwn ? { label: words.plain(m.clearButton), action } : null),
    ),
  );
}

async function listOwners(work: PersonWork, team: NamedValue): Promise<Answer> {
  const { words } = work;
  const title = words.plain(m.ownersTitle, { team: team.name });
  const lines: Text[] = [];
  for (const department of Object.keys(otherDepartments) as OtherDepartment[]) {
    const contact = contactInWords(work, await departmentContact(work, team.id, department));
    lines.push(words.text(m.ownerLine, { department: strong(words.plain(departmentNames[department])), contact }));
  }
  return reply(view(title, heading(title), list(lines), note(words.text(m.ownerNote))));
}

export const teamOwnerCommands: readonly Command[] = [owner];
