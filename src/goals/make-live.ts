import { mustBeAbleTo } from "../access.ts";
import { localDateOf } from "../calendar/zones.ts";
import { opens } from "../command/action.ts";
import type { GoalValue } from "../command/option.ts";
import { UserError } from "../errors.ts";
import { agreementTexts as a } from "../i18n/goal-agreement.ts";
import { audit } from "../org/audit.ts";
import { sayToPerson } from "../outbox/say.ts";
import { person, plain as plainText } from "../view/text.ts";
import { buttons, paragraph, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { settleRequest } from "./acceptance.ts";
import { amountInWords } from "./amounts.ts";
import { keepDialogue, type Settled, settleOpen } from "./dialogue.ts";
import { goalNumber, goalPiece, nameOf, openGoal } from "./goal-store.ts";
import type { GoalWithMetric } from "./progress.ts";
import { nextState } from "./states.ts";

/** A goal that nobody accepted counts because its manager says so, with a reason that its owner reads. */
export async function makeLive(work: PersonWork, given: GoalValue, reason: string): Promise<Settled> {
  const { db, orgId, caller } = work;
  const goal = await openGoal(work, given);
  mustBeAbleTo(caller, "goal live", { teamId: goal.teamId });
  if (goal.state === "understood") throw new UserError(a.liveAlready, { goal: goalPiece(goal) });
  const state = nextState(goal.state, "agree");
  if (!state || goal.endsOn < localDateOf(work.now, caller.zone)) {
    throw new UserError(a.liveOver, { goal: goalPiece(goal) });
  }
  await keepDialogue(work, goal, "decision", reason);
  await settleOpen(work, goal.id);
  await settleRequest(work, goal, "live");
  const data = { state, liveReason: "manager", acceptedAt: null, nextAt: null };
  const after = await db.goal.update({ where: { id: goal.id, orgId }, data, include: { metric: true } });
  await audit(work, {
    action: "goal live",
    subject: "goal",
    subjectId: goal.id,
    before: { state: goal.state },
    after: { state, reason },
  });
  await tellOwner(work, after, reason);
  return { goal: after, ownerName: goal.ownerId ? await nameOf(work, goal.ownerId) : "" };
}

async function tellOwner(work: PersonWork, goal: GoalWithMetric, reason: string): Promise<void> {
  const { caller, now } = work;
  if (goal.ownerId === null) return;
  const key = `live:${goal.id}:v${goal.version}:${now.getTime()}`;
  const saying = { key, kind: "notice", isProactive: true, teamId: goal.teamId } as const;
  await sayToPerson(work, goal.ownerId, saying, (words) => {
    const text = words.text(a.liveTold, {
      name: person(caller.personId, caller.name),
      goal: goalPiece(goal),
      target: amountInWords(words, goal.metric, goal.target),
      end: words.date(goal.endsOn, "long"),
    });
    const values = { goal: goalNumber(goal) };
    return view(
      plainText(text),
      paragraph(text),
      paragraph([reason]),
      buttons(
        { label: words.plain(a.buttonAsk), action: opens("goal ask", values) },
        { label: words.plain(a.buttonObject), action: opens("goal object", values) },
      ),
    );
  });
}
