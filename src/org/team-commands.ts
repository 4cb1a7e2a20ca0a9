import { type Command, defineCommand, reply } from "../command/command.ts";
import { channelRef, choice, optional, personOrGroup, personRef, teamRef, text, zone } from "../command/option.ts";
import { UserError } from "../errors.ts";
import { groupTexts } from "../i18n/groups.ts";
import { teamTexts as m } from "../i18n/team.ts";
import { person as personPiece, strong } from "../view/text.ts";
import { note, paragraph, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { audit } from "./audit.ts";
import { permittedTeam } from "./find.ts";
import { bindRole } from "./group-commands.ts";
import { roleName, teamView } from "./team-view.ts";
import { addMember, createTeam, membershipOf, removeMember, setChannel, setRole } from "./teams.ts";

const roles = { rep: m.roleRep, manager: m.roleManager, observer: m.roleObserver } as const;
const team = optional(teamRef(m.optionTeam, { outOfForm: true }));

/** A short answer made of one sentence. */
export function said(work: PersonWork, ...sentence: Parameters<PersonWork["words"]["text"]>) {
  return reply(view(work.words.plain(...sentence), paragraph(work.words.text(...sentence))));
}

const create = defineCommand({
  name: "team create",
  summary: m.create,
  options: { name: text(m.optionName, { maxLength: 60 }), zone: optional(zone(m.optionZone)) },
  examples: ["team create Sales", 'team create "Sales East" Asia/Vladivostok'],
  async run(work, options) {
    const made = await createTeam(work, options.name, options.zone ?? work.caller.zone);
    const values = { team: strong(made.name), zone: made.zone };
    return reply(
      view(
        work.words.plain(m.created, values),
        paragraph(work.words.text(m.created, values)),
        note(work.words.text(m.nextSteps)),
      ),
    );
  },
});

const show = defineCommand({
  name: "team show",
  summary: m.show,
  readsOnly: true,
  options: { team: optional(teamRef(m.optionTeam)) },
  examples: ["team show", "team show Sales"],
  async run(work, options) {
    const subject = permittedTeam(work.caller, "team show", options.team);
    return reply(await teamView(work, subject.id));
  },
});

const add = defineCommand({
  name: "team add",
  summary: m.add,
  options: { person: personRef(m.optionPerson), role: optional(choice(m.optionRole, roles)), team },
  examples: ["team add @ana", "team add @boris observer"],
  async run(work, options) {
    const subject = permittedTeam(work.caller, "team add", options.team);
    const role = options.role ?? "rep";
    const isNew = await addMember(work, subject, options.person, role);
    const known = isNew ? role : ((await membershipOf(work, subject.id, options.person.id))?.role ?? role);
    const values = {
      person: personPiece(options.person.id, options.person.name),
      team: strong(subject.name),
      role: roleName(work.words, known),
    };
    return said(work, isNew ? m.added : m.alreadyIn, values);
  },
});

const remove = defineCommand({
  name: "team remove",
  summary: m.remove,
  options: { person: personRef(m.optionPerson), team },
  examples: ["team remove @boris"],
  async run(work, options) {
    const subject = permittedTeam(work.caller, "team remove", options.team);
    await removeMember(work, subject, options.person);
    return said(work, m.removed, { person: options.person.name, team: strong(subject.name) });
  },
});

const role = defineCommand({
  name: "team role",
  summary: m.role,
  options: { person: personOrGroup(groupTexts.optionWho), role: choice(m.optionRole, roles), team },
  examples: ["team role @ana manager"],
  async run(work, options) {
    const subject = permittedTeam(work.caller, "team role", options.team);
    if ("group" in options.person) return bindRole(work, subject, options.person, options.role);
    await setRole(work, subject, options.person, options.role);
    const values = {
      person: options.person.name,
      role: roleName(work.words, options.role),
      team: strong(subject.name),
    };
    return said(work, m.roleSet, values);
  },
});

const channel = defineCommand({
  name: "team channel",
  summary: m.channel,
  options: { channel: optional(channelRef(m.optionChannel)), team },
  examples: ["team channel", "team channel #sales"],
  async run(work, options) {
    const subject = permittedTeam(work.caller, "team channel", options.team);
    const place = options.channel ?? work.caller.channel;
    if (!place) throw new UserError(m.channelHere);
    await setChannel(work, subject.id, place);
    await audit(work, {
      action: "team channel",
      subject: "team",
      subjectId: subject.id,
      after: { channel: place.name },
    });
    return said(work, m.channelSet, { team: strong(subject.name), channel: strong(`#${place.name}`) });
  },
});

export const teamCommands: readonly Command[] = [create, show, add, remove, role, channel];
