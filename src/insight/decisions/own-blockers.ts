import { opens } from "../../command/action.ts";
import { briefTexts as m } from "../../i18n/briefs.ts";
import { blockerWhat } from "../../summaries/blocker-words.ts";
import type { OpenBlocker } from "../../summaries/week-facts.ts";
import { person } from "../../view/text.ts";
import type { GatherInsights } from "../insight.ts";
import { blockerInfo, isBlockerCode } from "../rules/blocker-taxonomy.ts";
import { namesOf } from "./actions.ts";
import { stakeOfBlocker, timeLeft } from "./stake.ts";

/** Named as owner, or nobody was named and the kind of blocker is a manager's to remove. */
export function isManagers({ ownerId, category }: OpenBlocker, managerId: string): boolean {
  return ownerId ? ownerId === managerId : isAnyManagers(category);
}

const isAnyManagers = (category: string): boolean =>
  isBlockerCode(category) && blockerInfo(category).control === "manager";

/** Blockers that a manager can remove: those they own, and those that nobody was asked to remove. */
export const ownBlockers: GatherInsights = async (context) => {
  const { work, teamId, week } = context;
  const managers = await work.db.membership.findMany({
    where: { orgId: work.orgId, teamId, role: "manager" },
    select: { personId: true },
  });
  const ids = new Set(managers.map(({ personId }) => personId));
  const theirs = week.blockers.filter(({ ownerId, category }) =>
    ownerId ? ids.has(ownerId) : isAnyManagers(category),
  );
  const names = await namesOf(
    work,
    theirs.map(({ personId }) => personId),
  );
  return theirs.map((blocker) => {
    const { id, number, category, days, personId, ownerId } = blocker;
    return {
      key: `blocker:${id}`,
      personId,
      unchanged: "open",
      facts: {
        ...stakeOfBlocker(context, blocker),
        ...timeLeft(context, personId),
        significance: 1,
        control: "manager",
      },
      say: (words) =>
        words.text(m.blocker, {
          number: String(number),
          what: blockerWhat(words, category),
          person: person(personId, names.get(personId) ?? ""),
          days,
        }),
      button: (words) => ({
        label: words.plain(m.resolve, { number: String(number) }),
        action: opens("blocker resolve", { blocker: String(number) }),
      }),
      ...(ownerId ? { onlyFor: [ownerId] } : {}),
    };
  });
};
