import { may, mustBeAbleTo } from "../access.ts";
import type { NamedValue, PersonValue } from "../command/option.ts";
import { UserError } from "../errors.ts";
import { goalTexts as m } from "../i18n/goals.ts";
import { readingTexts } from "../i18n/reading.ts";
import { inNoTeam, permittedTeam } from "../org/find.ts";
import { activeMembership } from "../org/membership.ts";
import type { PersonWork } from "../work.ts";

export type Whose = { readonly owner: PersonValue | null; readonly team: NamedValue };

/** Whose a new goal will be and in which team, once the caller may set it. A null owner is the team as a whole. */
export async function whoseGoal(
  work: PersonWork,
  owner: PersonValue | "team",
  team: NamedValue | undefined,
): Promise<Whose> {
  if (owner === "team") {
    return { owner: null, team: permittedTeam(work.caller, "goal add", team) };
  }
  return { owner, team: await teamFor(work, owner, team) };
}

/** Somebody's team is the one named, the only one, or the one in whose channel the command was typed. */
async function teamFor(work: PersonWork, owner: PersonValue, named: NamedValue | undefined): Promise<NamedValue> {
  const { caller } = work;
  const teams = await teamsOf(work, owner);
  const allowed = teams.filter((team) => may(caller, "goal add", { personId: owner.id, teamId: team.id }));
  if (allowed.length === 0) {
    mustBeAbleTo(caller, "goal add", { personId: owner.id, teamId: teams[0]?.id ?? null });
    throw owner.id === caller.personId ? inNoTeam(caller) : new UserError(m.personWithoutTeam, { name: owner.name });
  }
  const chosen = named ? allowed.find(({ id }) => id === named.id) : undefined;
  if (named && !chosen) throw new UserError(m.notInThatTeam, { name: owner.name, team: named.name });
  const here = allowed.find(({ id }) => id === caller.channelTeamId);
  const found = chosen ?? here ?? (allowed.length === 1 ? allowed[0] : undefined);
  if (found) return found;
  const names = allowed.map(({ name }) => name);
  throw new UserError(readingTexts.whichTeam, { teams: names.join(", "), example: names[0] ?? "" });
}

async function teamsOf({ db, orgId, caller }: PersonWork, owner: PersonValue): Promise<NamedValue[]> {
  const memberships = await db.membership.findMany({
    where: { orgId, personId: owner.id, ...activeMembership(caller.today) },
    select: { team: { select: { id: true, name: true } } },
    orderBy: { team: { name: "asc" } },
  });
  return memberships.map(({ team }) => team);
}
