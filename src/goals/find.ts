import type { GoalValue } from "../command/option.ts";
import { UserError } from "../errors.ts";
import type { Prisma } from "../generated/prisma/client.ts";
import { readingTexts as m } from "../i18n/reading.ts";
import type { PersonWork } from "../work.ts";

/** Goals the caller may see: their own, those of teams they manage or observe, and their teams' own goals. */
export function visibleGoals({ orgId, caller }: Pick<PersonWork, "orgId" | "caller">) {
  if (caller.isAdmin) return { orgId };
  const overseen = caller.memberships.filter(({ role }) => role !== "rep").map(({ teamId }) => teamId);
  const all = caller.memberships.map(({ teamId }) => teamId);
  return {
    orgId,
    OR: [{ ownerId: caller.personId }, { teamId: { in: overseen } }, { teamId: { in: all }, ownerId: null }],
  };
}

/** The same, with the goals of teammates where their team has chosen to show targets to everybody. */
async function readableGoals(work: Pick<PersonWork, "db" | "orgId" | "caller">): Promise<Prisma.GoalWhereInput> {
  const { db, orgId, caller } = work;
  if (caller.isAdmin) return { orgId };
  const mine = caller.memberships.map(({ teamId }) => teamId);
  const open = await db.team.findMany({
    where: { orgId, id: { in: mine }, targetsVisible: true },
    select: { id: true },
  });
  return { orgId, OR: [visibleGoals(work), { teamId: { in: open.map(({ id }) => id) } }] };
}

const shape = { id: true, number: true, name: true } as const;

/** A goal by "#12", "12" or part of its name, among those the caller may see; open goals before closed ones. */
export async function findGoal(work: PersonWork, typed: string): Promise<GoalValue> {
  const { db } = work;
  const visible = await readableGoals(work);
  const number = /^#?(\d{1,9})$/u.exec(typed.trim());
  if (number) {
    const goal = await db.goal.findFirst({ where: { AND: [visible, { number: Number(number[1]) }] }, select: shape });
    if (goal) return goal;
  }
  const named = { name: { contains: typed.trim(), mode: "insensitive" } } as const;
  const open = await db.goal.findMany({
    where: { AND: [visible, named, { closedAt: null }] },
    select: { ...shape, ownerId: true },
    orderBy: { number: "desc" },
    take: 6,
  });
  const own = open.filter((goal) => goal.ownerId === work.caller.personId);
  const found = own.length > 0 ? own : open;
  const exact = found.filter((goal) => goal.name.toLowerCase() === typed.trim().toLowerCase());
  const best = exact.length === 1 ? exact : found;
  if (best.length > 1) {
    const candidates = best.map((goal) => `#${goal.number} ${goal.name}`).join(", ");
    throw new UserError(m.severalGoals, { typed, candidates, number: String(best[0]?.number ?? "") });
  }
  const only =
    best[0] ??
    (await db.goal.findFirst({ where: { AND: [visible, named] }, select: shape, orderBy: { number: "desc" } }));
  if (!only) throw new UserError(m.noGoal, { typed });
  return { id: only.id, number: only.number, name: only.name };
}
