import { mustBeAbleTo } from "../access.ts";
import type { GoalValue } from "../command/option.ts";
import type { GoalResult } from "../generated/prisma/client.ts";
import { agreementTexts as a } from "../i18n/goal-agreement.ts";
import { audit } from "../org/audit.ts";
import { sayToPerson } from "../outbox/say.ts";
import { person, plain as plainText } from "../view/text.ts";
import { note, paragraph, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { settleRequest } from "./acceptance.ts";
import { settleOpen } from "./dialogue.ts";
import { goalPiece, loadGoal, openGoal, ownerSubject, progressOf } from "./goal-store.ts";
import { figures, resultTexts } from "./goal-words.ts";
import { overseersOf, setterOf } from "./overseers.ts";
import type { GoalProgress } from "./progress.ts";
import { mustStandBehind } from "./revise-goal.ts";

export type Closing = { readonly goal: GoalValue; readonly result: GoalResult; readonly lesson: string | undefined };

/** Closes a goal with its result. Only whoever stands behind a goal may drop it; the other side hears of it. */
export async function closeGoal(work: PersonWork, given: Closing): Promise<GoalProgress> {
  const { caller, now } = work;
  const goal = await openGoal(work, given.goal);
  mustBeAbleTo(caller, "goal close", ownerSubject(goal));
  if (given.result === "dropped") await mustStandBehind(work, goal);
  const lesson = given.lesson ?? null;
  await settleRequest(work, goal, "closed");
  await work.db.goal.update({
    where: { id: goal.id, orgId: work.orgId },
    data: { state: "closed", result: given.result, lesson, closedAt: now, nextAt: null },
  });
  await settleOpen(work, goal.id);
  await audit(work, {
    action: "goal close",
    subject: "goal",
    subjectId: goal.id,
    before: { state: goal.state },
    after: { state: "closed", result: given.result, lesson },
  });
  const progress = await progressOf(work, await loadGoal(work, goal.id));
  await tellOtherSide(work, progress, given);
  return progress;
}

async function tellOtherSide(work: PersonWork, progress: GoalProgress, { result, lesson }: Closing): Promise<void> {
  const { caller } = work;
  const { goal } = progress;
  if (goal.ownerId === null) return;
  const isOwn = (await setterOf(work, goal)) === goal.ownerId;
  const overseers = isOwn ? [] : await overseersOf(work, goal, caller.today);
  const all = [goal.ownerId, ...overseers.map(({ id }) => id)].filter((id) => id !== caller.personId);
  for (const id of new Set(all)) {
    const saying = { key: `closed:${goal.id}:${id}`, kind: "notice", isProactive: true } as const;
    await sayToPerson(work, id, saying, (words) => {
      const name = person(caller.personId, caller.name);
      const values = { name, goal: goalPiece(goal), result: words.plain(resultTexts[result]) };
      const text = words.text(a.closedTold, values);
      return view(
        plainText(text),
        paragraph(text),
        paragraph([figures(words, progress)]),
        lesson ? note([lesson]) : null,
      );
    });
  }
}
