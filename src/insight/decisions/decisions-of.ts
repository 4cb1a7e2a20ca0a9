import { addDays, type LocalDate } from "../../calendar/dates.ts";
import { localToInstant } from "../../calendar/zones.ts";
import type { ActionItem } from "../../generated/prisma/client.ts";
import type { WeekFacts } from "../../summaries/week-facts.ts";
import type { Work } from "../../work.ts";

/** A team's open promises, and those settled since the reported week began. */
export function decisionsOf({ db, orgId }: Work, teamId: string, { week, team }: WeekFacts): Promise<ActionItem[]> {
  return db.actionItem.findMany({
    where: {
      ...{ orgId, teamId },
      OR: [{ state: "open" }, { doneAt: { gte: localToInstant(week.start, "00:00", team.zone) } }],
    },
    orderBy: [{ dueOn: "asc" }, { number: "asc" }],
    take: 500,
  });
}

/** Those that concern one reader; nobody else's are shown to them. */
export const concerning = (actions: readonly ActionItem[], personId: string): ActionItem[] =>
  actions.filter(({ ownerId, createdById }) => ownerId === personId || createdById === personId);

export type LastDecisions = {
  readonly done: readonly ActionItem[];
  readonly dropped: readonly ActionItem[];
  readonly carried: readonly ActionItem[];
  /** Open, and due by the end of the reported week. */
  readonly open: readonly ActionItem[];
  readonly ahead: readonly ActionItem[];
};

/** What became of what was decided, as of the end of a week. */
export function lastDecisions(actions: readonly ActionItem[], weekEnd: LocalDate): LastDecisions {
  const isOpen = ({ state }: ActionItem) => state === "open";
  const isDue = ({ dueOn }: ActionItem) => dueOn <= weekEnd;
  const later = actions.filter((one) => isOpen(one) && !isDue(one));
  return {
    done: actions.filter(({ state }) => state === "done"),
    dropped: actions.filter(({ state }) => state === "dropped"),
    carried: later.filter(({ carriedOver }) => carriedOver > 0),
    open: actions.filter((one) => isOpen(one) && isDue(one)),
    ahead: later.filter(({ carriedOver }) => carriedOver === 0),
  };
}

/** Due in the week that begins. */
export const dueNext = ({ ahead, carried }: LastDecisions, weekEnd: LocalDate): ActionItem[] =>
  [...ahead, ...carried].filter(({ dueOn }) => dueOn <= addDays(weekEnd, 7));

/** Keys of findings for which somebody promised a step that is still open. */
export const keysInHand = (actions: readonly ActionItem[]): ReadonlySet<string> =>
  new Set(actions.flatMap(({ state, insightKey }) => (state === "open" && insightKey ? [insightKey] : [])));
