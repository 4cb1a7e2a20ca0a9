import type { RawValues } from "../command/command.ts";
import { findDraft } from "../command/drafts.ts";
import { UserError } from "../errors.ts";
import { botTexts as b } from "../i18n/bot.ts";
import { fitTexts as f } from "../i18n/fit.ts";
import { isId } from "../store/ids.ts";
import type { PersonWork } from "../work.ts";
import { type AddedGoal, addGoal, type NewGoal, wantedGoal } from "./add-goal.ts";
import { checkTerms } from "./goal-terms.ts";
import { type LookedAt, lookAtGoal } from "./look-at-goal.ts";

type Given = { readonly draft: string; readonly as: "as-is" | "ramped" };

/** Sets the goal that was looked at, once: a second press names the goal that the first one made. */
export async function sendDraft(
  work: PersonWork,
  given: Given,
  read: (values: RawValues) => Promise<NewGoal>,
): Promise<{ readonly added: AddedGoal; readonly looked: LookedAt }> {
  const { db, orgId } = work;
  if (!isId(given.draft)) throw new UserError(b.draftGone);
  // Two presses at once wait for each other here.
  await db.$queryRaw`select 1 from "FormDraft" where id = ${given.draft}::uuid and "orgId" = ${orgId}::uuid for update`;
  const draft = await findDraft(work, given.draft);
  if (draft?.form !== "goal add") throw new UserError(b.draftGone);
  if (draft.state.sent) throw new UserError(f.sentAlready, { number: draft.state.sent });
  const asked = await wantedGoal(work, await read(draft.values));
  const isRamped = given.as === "ramped" && draft.state.ramped !== undefined;
  const wanted = isRamped
    ? { ...asked, ...checkTerms(work.words, asked.metric, BigInt(draft.state.ramped ?? 0), null) }
    : asked;
  const looked = await lookAtGoal(work, wanted, isRamped);
  const added = await addGoal(work, wanted);
  const state = { ...draft.state, sent: String(added.goal.number) };
  await db.formDraft.update({ where: { id: given.draft, orgId }, data: { state } });
  return { added, looked };
}
