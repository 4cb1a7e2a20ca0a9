import { mustBeAbleTo } from "../../access.ts";
import type { GoalValue, NamedValue, PersonValue } from "../../command/option.ts";
import { UserError } from "../../errors.ts";
import { decisionTexts as m } from "../../i18n/decisions.ts";
import { teamOf } from "../../org/find.ts";
import { activeMembership } from "../../org/membership.ts";
import type { PersonWork } from "../../work.ts";

export type Meant = {
  readonly owner: PersonValue;
  readonly about: PersonValue | undefined;
  readonly goal: GoalValue | undefined;
  readonly team: NamedValue | undefined;
};

/** The team in which a promise is made, once the caller may make it there, for that owner and about that person. */
export async function teamOfAction(work: PersonWork, meant: Meant): Promise<NamedValue> {
  const { caller } = work;
  const { owner, about } = meant;
  const team = await teamMeant(work, meant);
  mustBeAbleTo(caller, "team show", { teamId: team.id });
  mustBeAbleTo(caller, "action add", { personId: owner.id, teamId: team.id });
  for (const one of [owner, about]) {
    if (one && one.id !== caller.personId && !(await isIn(work, one.id, team.id))) {
      throw new UserError(m.notInTeam, { name: one.name, team: team.name });
    }
  }
  return team;
}

/** The team named, the goal's, or the one that the caller shares with whom it is about or who does it. */
async function teamMeant(work: PersonWork, { owner, about, goal, team }: Meant): Promise<NamedValue> {
  const { db, orgId, caller } = work;
  if (team) return team;
  if (goal) {
    const found = await db.goal.findFirst({ where: { id: goal.id, orgId }, select: { teamId: true } });
    const its =
      found && (await db.team.findFirst({ where: { id: found.teamId, orgId }, select: { id: true, name: true } }));
    if (its) return its;
  }
  const other = [about, owner].find((one) => one && one.id !== caller.personId);
  if (!other) return teamOf(caller);
  const shared = await db.membership.findMany({
    where: { orgId, personId: other.id, ...activeMembership(caller.today) },
    select: { team: { select: { id: true, name: true } } },
    orderBy: { team: { name: "asc" } },
  });
  const own = caller.memberships.filter(({ teamId }) => shared.some(({ team: its }) => its.id === teamId));
  const managed =
    own.find(({ role }) => role === "manager") ?? own.find(({ teamId }) => teamId === caller.channelTeamId);
  const found = managed ?? own[0];
  if (found) return { id: found.teamId, name: found.teamName };
  return caller.isAdmin && shared[0] ? shared[0].team : teamOf(caller);
}

async function isIn({ db, orgId, caller }: PersonWork, personId: string, teamId: string): Promise<boolean> {
  return (await db.membership.count({ where: { orgId, personId, teamId, ...activeMembership(caller.today) } })) > 0;
}
