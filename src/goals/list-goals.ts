import { mustBeAbleTo } from "../access.ts";
import { opens, runs } from "../command/action.ts";
import type { PersonValue } from "../command/option.ts";
import type { Prisma } from "../generated/prisma/client.ts";
import { goalTexts as m } from "../i18n/goals.ts";
import type { Words } from "../i18n/words.ts";
import { activeMembership } from "../org/membership.ts";
import { buttons, heading, note, paragraph, type View, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { amountInWords } from "./amounts.ts";
import { goalNumber } from "./goal-store.ts";
import { statusInWords } from "./goal-words.ts";
import { type GoalProgress, loadProgress } from "./progress.ts";

export const goalFilters = {
  open: m.filterOpen,
  waiting: m.filterWaiting,
  behind: m.filterBehind,
  closed: m.filterClosed,
  all: m.filterAll,
} as const;
export type GoalFilter = keyof typeof goalFilters;

/** Goals of one person, of the caller's teams, or, with nobody named, whatever the caller answers for. */
export async function listGoals(
  work: PersonWork,
  who: PersonValue | "team" | undefined,
  filter: GoalFilter,
): Promise<GoalProgress[]> {
  const goals = await loadProgress(work, { AND: [await whoseGoals(work, who), stateOf(filter)] });
  return filter === "behind" ? goals.filter(({ status }) => needsHelp.has(status)) : goals;
}

const needsHelp: ReadonlySet<string> = new Set(["at_risk", "behind", "breached", "missed", "no_days_left"]);

function stateOf(filter: GoalFilter): Prisma.GoalWhereInput {
  switch (filter) {
    case "open":
    case "behind":
      return { closedAt: null };
    case "waiting":
      return { state: { in: ["draft", "sent", "acknowledged", "objected", "expired"] } };
    case "closed":
      return { closedAt: { not: null } };
    case "all":
      return {};
  }
}

async function whoseGoals(work: PersonWork, who: PersonValue | "team" | undefined): Promise<Prisma.GoalWhereInput> {
  const { caller, orgId } = work;
  const mine = caller.memberships.map(({ teamId }) => teamId);
  const overseen = caller.memberships.filter(({ role }) => role !== "rep").map(({ teamId }) => teamId);
  const own: Prisma.GoalWhereInput = { OR: [{ ownerId: caller.personId }, { ownerId: null, teamId: { in: mine } }] };
  // An empty condition among alternatives would match nothing.
  if (who === undefined) {
    const oversees: Prisma.GoalWhereInput =
      caller.isAdmin && mine.length === 0 ? { orgId } : { teamId: { in: overseen } };
    return { OR: [own, oversees] };
  }
  if (who === "team") {
    const shown = await teamsShown(work, mine);
    const teams = caller.isAdmin ? { orgId } : { teamId: { in: [...new Set([...overseen, ...shown])] } };
    return { OR: [{ ownerId: null, teamId: { in: mine } }, teams] };
  }
  return goalsOfPerson(work, who);
}

/** Somebody else's goals: in the teams that the caller oversees, or whose members may see each other's targets. */
async function goalsOfPerson(work: PersonWork, who: PersonValue): Promise<Prisma.GoalWhereInput> {
  const { db, orgId, caller } = work;
  if (who.id === caller.personId || caller.isAdmin) return { ownerId: who.id };
  const theirs = await db.membership.findMany({
    where: { orgId, personId: who.id, ...activeMembership(caller.today) },
    select: { teamId: true },
  });
  const shared = theirs
    .map(({ teamId }) => teamId)
    .filter((teamId) => caller.memberships.some((membership) => membership.teamId === teamId));
  const overseen = caller.memberships.filter(({ role }) => role !== "rep").map(({ teamId }) => teamId);
  const readable = [...shared.filter((teamId) => overseen.includes(teamId)), ...(await teamsShown(work, shared))];
  if (readable.length === 0) mustBeAbleTo(caller, "goal list", { personId: who.id, teamId: shared[0] ?? null });
  return { ownerId: who.id, teamId: { in: readable } };
}

async function teamsShown({ db, orgId }: PersonWork, among: readonly string[]): Promise<string[]> {
  const teams = await db.team.findMany({
    where: { orgId, id: { in: [...among] }, targetsVisible: true },
    select: { id: true },
  });
  return teams.map(({ id }) => id);
}

/** A table and a menu hold this many on every platform. */
const mostShown = 25;

export function listView(words: Words, goals: readonly GoalProgress[]): View {
  const title = words.plain(m.listTitle);
  if (goals.length === 0) {
    const empty = words.plain(m.listEmpty);
    return view(empty, paragraph([empty]), buttons({ label: words.plain(m.buttonAdd), action: opens("goal add") }));
  }
  const shown = goals.slice(0, mostShown);
  const hidden = goals.length - shown.length;
  return view(
    `${title}: ${goals.length}`,
    heading(title),
    tableOf(words, shown),
    hidden > 0 ? note(words.text(m.listMore, { count: hidden })) : null,
    {
      kind: "choice",
      label: words.plain(m.openOne),
      options: shown.map(({ goal }) => ({
        label: `#${goal.number} ${goal.name}`,
        action: runs("goal show", { goal: goalNumber(goal) }),
      })),
    },
  );
}

function tableOf(words: Words, goals: readonly GoalProgress[]) {
  const isShared = new Set(goals.map(({ goal }) => goal.ownerId)).size > 1;
  const columns = [
    { label: words.plain(m.columnGoal) },
    ...(isShared ? [{ label: words.plain(m.columnOwner) }] : []),
    { label: words.plain(m.columnDone), align: "right" as const },
    { label: words.plain(m.columnTarget), align: "right" as const },
    { label: words.plain(m.columnEnd) },
    { label: words.plain(m.columnStatus) },
  ];
  const rows = goals.map((progress) => [
    `#${progress.goal.number} ${progress.goal.name}`,
    ...(isShared ? [progress.ownerName ?? words.plain(m.optionTeam)] : []),
    doneInWords(words, progress),
    amountInWords(words, progress.goal.metric, progress.goal.target),
    words.date(progress.goal.endsOn),
    statusInWords(words, progress),
  ]);
  return { kind: "table", columns, rows } as const;
}

/** A rate without trials has no value yet. */
const doneInWords = (words: Words, { goal, actual, trials }: GoalProgress): string =>
  goal.metric.unit === "percent" && !trials ? "—" : amountInWords(words, goal.metric, actual);
