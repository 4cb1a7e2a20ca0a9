import { addDays, isoWeek, type LocalDate } from "../../calendar/dates.ts";
import { localDateOf, localToInstant } from "../../calendar/zones.ts";
import type { ActionItem, InsightSeen } from "../../generated/prisma/client.ts";
import { type GoalProgress, loadProgress } from "../../goals/progress.ts";
import type { PersonWork } from "../../work.ts";
import type { GoalSetting } from "../rules/goal-fit.ts";
import { groupBy } from "../rules/group-by.ts";
import type { ActionNames } from "./action-words.ts";
import { namesOf, visibleActions } from "./actions.ts";
import { goalSetting } from "./goal-setting.ts";

/** About a quarter: long enough to see what came of a decision. */
export const weeksShown = 13;

export type Decision = {
  readonly action: ActionItem;
  /** What was shown when it was made; null for a step of one's own. */
  readonly answered: InsightSeen | null;
  /** The goal as it stood on the evening before the decision, and as it stands; null where it is about no goal. */
  readonly goal: { readonly before: GoalProgress; readonly now: GoalProgress } | null;
};

export type DecisionsFacts = {
  readonly since: LocalDate;
  readonly today: LocalDate;
  /** Newest first, and only those that concern the caller. */
  readonly decisions: readonly Decision[];
  /** What was shown to the caller, once a key, in the words of the last time; newest first. */
  readonly shown: readonly InsightSeen[];
  readonly names: ActionNames;
  readonly setting: GoalSetting | null;
};

export async function decisionsFacts(work: PersonWork, teamId: string): Promise<DecisionsFacts> {
  const { db, orgId, now, caller } = work;
  const team = await db.team.findFirstOrThrow({ where: { id: teamId, orgId }, select: { zone: true } });
  const today = localDateOf(now, team.zone);
  const since = addDays(today, -7 * weeksShown);
  const actions = await db.actionItem.findMany({
    where: {
      AND: [visibleActions(work), { teamId }],
      OR: [{ state: "open" }, { createdAt: { gte: localToInstant(since, "00:00", team.zone) } }],
    },
    orderBy: [{ createdAt: "desc" }, { number: "desc" }],
    take: 500,
  });
  const rows = await db.insightSeen.findMany({
    where: {
      ...{ orgId, teamId, week: { gte: isoWeek(since) } },
      OR: [{ onlyFor: { isEmpty: true } }, { onlyFor: { has: caller.personId } }],
    },
    orderBy: [{ week: "desc" }, { score: "desc" }],
  });
  const byKey = groupBy(rows, ({ key }) => key);
  const goals = await thenAndNow(work, actions, team.zone, today);
  return {
    ...{ since, today },
    decisions: actions.map((action) => ({
      action,
      answered: byKey.get(action.insightKey ?? "")?.[0] ?? null,
      goal: goals(action),
    })),
    shown: [...byKey.values()].flatMap(latestWithState),
    setting: await goalSetting(work, teamId, today),
    names: await namesOf(
      work,
      actions.flatMap(({ ownerId, aboutId }) => [ownerId, aboutId]),
    ),
  };
}

/** The last time it was shown, with what a manager answered at any of the times. */
function latestWithState([latest, ...earlier]: readonly InsightSeen[]): InsightSeen[] {
  if (!latest) return [];
  const answered = [latest, ...earlier].find(({ state }) => state !== "open");
  return [{ ...latest, state: answered?.state ?? "open" }];
}

type GoalOf = (action: ActionItem) => Decision["goal"];

/** Goals by the same yardstick at both times, as many loads as there were days on which something was decided. */
async function thenAndNow(
  work: PersonWork,
  actions: readonly ActionItem[],
  zone: string,
  today: LocalDate,
): Promise<GoalOf> {
  const withGoal = actions.filter(({ goalId }) => goalId !== null);
  const eve = ({ createdAt }: ActionItem) => addDays(localDateOf(createdAt, zone), -1);
  const then = new Map<string, GoalProgress>();
  for (const [date, some] of groupBy(withGoal, eve)) {
    for (const [id, progress] of await progressOn(work, some, date)) then.set(`${date} ${id}`, progress);
  }
  const now = await progressOn(work, withGoal, addDays(today, -1));
  return (action) => {
    const before = then.get(`${eve(action)} ${action.goalId}`);
    const after = now.get(action.goalId ?? "");
    return before && after ? { before, now: after } : null;
  };
}

async function progressOn(
  work: PersonWork,
  actions: readonly ActionItem[],
  date: LocalDate,
): Promise<ReadonlyMap<string, GoalProgress>> {
  const ids = [...new Set(actions.flatMap(({ goalId }) => goalId ?? []))];
  if (ids.length === 0) return new Map();
  const progress = await loadProgress(work, { id: { in: ids } }, { asOf: date, through: date });
  return new Map(progress.map((one) => [one.goal.id, one]));
}
