import { type Act, mayStart, mustBeAbleTo } from "../access.ts";
import type { ChannelValue, GroupValue, NamedValue, PersonValue } from "../command/option.ts";
import { UserError } from "../errors.ts";
import { readingTexts as m } from "../i18n/reading.ts";
import type { Caller, PersonWork } from "../work.ts";

/** How adapters write a mention inside raw values: the platform's id in braces, and the name after it. */
export const mentionOf = (externalId: string, name: string): string => `@{${externalId}}${name}`;
export const channelMentionOf = (externalId: string, name: string): string => `#{${externalId}}${name}`;

/** The platform's id of the channel that is written so; null for everything else. */
export const channelIdIn = (typed: string): string | null => channelMentioned.exec(typed)?.[1] ?? null;

export const groupMentionOf = (externalId: string, name: string): string => `&{${externalId}}${name}`;

const mentioned = /^@\{([^}]+)\}(.*)$/su;
const groupMentioned = /^&\{([^}]+)\}(.*)$/su;
const channelMentioned = /^#\{([^}]+)\}(.*)$/su;

/** "&{77}Sales" as adapters write a group; null for everything else. */
export function readGroup(typed: string): GroupValue | null {
  const mention = groupMentioned.exec(typed);
  return mention ? { group: mention[1] ?? "", name: mention[2] ?? "" } : null;
}

/** Reads "@{U123}Ana", "@ana", "Ana" or "me". People of other organisations do not exist here. */
export async function findPerson({ db, orgId, caller }: PersonWork, typed: string): Promise<PersonValue> {
  const mention = mentioned.exec(typed);
  if (mention) {
    const account = await db.account.findUnique({
      where: { workspaceId_externalId: { workspaceId: caller.workspaceId, externalId: mention[1] ?? "" } },
      select: { person: { select: { id: true, name: true } } },
    });
    if (!account) throw new UserError(m.noPerson, { typed: mention[2] ?? typed });
    return account.person;
  }
  const name = typed.replace(/^@/, "").trim();
  if (/^(me|я|myself|себя)$/iu.test(name)) return { id: caller.personId, name: caller.name };
  const people = await db.person.findMany({
    where: { orgId, state: "active", name: { contains: name, mode: "insensitive" } },
    select: { id: true, name: true },
    take: 6,
    orderBy: { name: "asc" },
  });
  const exact = people.filter((one) => one.name.toLowerCase() === name.toLowerCase());
  const found = exact.length === 1 ? exact : people;
  if (found.length > 1)
    throw new UserError(m.severalPeople, { typed: name, candidates: found.map((one) => one.name).join(", ") });
  const only = found[0];
  if (!only) throw new UserError(m.noPerson, { typed: name });
  return only;
}

/** A team by name, among all of the organisation's; rights are checked where it is used. */
export async function findTeam({ db, orgId, caller }: PersonWork, typed: string): Promise<NamedValue> {
  const teams = await db.team.findMany({
    where: { orgId, name: { contains: typed, mode: "insensitive" } },
    select: { id: true, name: true },
    take: 5,
  });
  const found =
    teams.find((team) => team.name.toLowerCase() === typed.toLowerCase()) ??
    (teams.length === 1 ? teams[0] : undefined);
  if (!found) throw new UserError(m.noTeam, { typed, teams: teamNames(caller) });
  return found;
}

function teamNames(caller: Caller): string {
  return caller.memberships.map((membership) => membership.teamName).join(", ") || "—";
}

/** What to do about it depends on whether they may make a team themselves. */
export const inNoTeam = (caller: Caller): UserError =>
  new UserError(mayStart(caller, "team create") ? m.noTeamMayCreate : m.noTeamAtAll);

/**
 * The team that a command is about when none was named: the channel's team, or the caller's only one (the one they
 * manage, if there is one).
 */
export function teamOf(caller: Caller, named?: NamedValue): NamedValue {
  if (named) return named;
  const here = caller.memberships.find((membership) => membership.teamId === caller.channelTeamId);
  const managed = caller.memberships.filter((membership) => membership.role === "manager");
  const only = managed.length === 1 ? managed[0] : caller.memberships.length === 1 ? caller.memberships[0] : undefined;
  const team = here ?? only;
  if (team) return { id: team.teamId, name: team.teamName };
  if (caller.memberships.length === 0) throw inNoTeam(caller);
  throw new UserError(m.whichTeam, { teams: teamNames(caller), example: caller.memberships[0]?.teamName ?? "" });
}

/** The same, for somebody who may do this to that team. */
export function permittedTeam(caller: Caller, act: Act, named?: NamedValue): NamedValue {
  const team = teamOf(caller, named);
  mustBeAbleTo(caller, act, { teamId: team.id });
  return team;
}

/** "#{C1}sales" as adapters write it, or "here" for the channel in which the command was typed. */
export function readChannel({ caller }: PersonWork, typed: string): ChannelValue {
  const mention = channelMentioned.exec(typed);
  if (mention) return { externalId: mention[1] ?? "", name: (mention[2] ?? "").replace(/^#/, "") };
  if (caller.channel && (/^(here|здесь|this)$/iu.test(typed) || typed.replace(/^#/, "") === caller.channel.name)) {
    return caller.channel;
  }
  throw new UserError(m.badChannel, { typed });
}
