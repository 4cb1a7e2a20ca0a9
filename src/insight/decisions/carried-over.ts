import { decisionTexts } from "../../i18n/decisions.ts";
import { strong } from "../../view/text.ts";
import type { GatherInsights } from "../insight.ts";
import { doneButton } from "./action-words.ts";
import { stakeOfPerson, timeLeft } from "./stake.ts";

/** Once may happen; what moves again and again may be the wrong step. */
const often = 2;

/** Promises that were carried over more than once, for those who see them. */
export const carriedOver: GatherInsights = async (context) => {
  const { work, teamId } = context;
  const actions = await work.db.actionItem.findMany({
    where: { orgId: work.orgId, teamId, state: "open", carriedOver: { gte: often } },
    orderBy: { number: "asc" },
    take: 50,
  });
  return actions.map((action) => ({
    key: `carried:${action.id}`,
    personId: action.aboutId,
    unchanged: String(action.carriedOver),
    facts: {
      ...stakeOfPerson(context, action.aboutId),
      ...timeLeft(context, action.aboutId),
      ...{ significance: 1, control: "manager" as const },
    },
    say: (words) =>
      words.text(decisionTexts.carriedOften, {
        ...{ number: String(action.number), title: strong(action.title), count: action.carriedOver },
      }),
    button: (words) => doneButton(words, action),
    onlyFor: [...new Set([action.ownerId, action.createdById])],
  }));
};
