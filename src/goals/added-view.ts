import { opens, runs } from "../command/action.ts";
import { fitTexts as f } from "../i18n/fit.ts";
import { goalTexts as m } from "../i18n/goals.ts";
import type { Words } from "../i18n/words.ts";
import { code, plain as plainText, strong, type Text } from "../view/text.ts";
import { type Block, buttons, list, note, paragraph, type View, view } from "../view/view.ts";
import type { AddedGoal } from "./add-goal.ts";
import { amountInWords } from "./amounts.ts";
import { fitLines, reasonLines } from "./fit-view.ts";
import { goalNumber, goalPiece } from "./goal-store.ts";
import type { LookedAt } from "./look-at-goal.ts";
import { metricName } from "./metrics.ts";

/** The answer to a goal that was set, with hints that block nothing. */
export function addedView(words: Words, added: AddedGoal, looked: LookedAt, callerId: string): View {
  const { goal, owner, team, isNewMetric } = added;
  const values = {
    goal: goalPiece(goal),
    target: amountInWords(words, goal.metric, goal.target),
    end: words.date(goal.endsOn, "long"),
  };
  const isOwn = owner?.id === callerId;
  const first = !owner
    ? words.text(m.addedTeam, { ...values, team: team.name })
    : isOwn
      ? words.text(m.addedOwn, values)
      : words.text(m.addedFor, { ...values, name: owner.name });
  const itself = { goal: goalNumber(goal) };
  return view(
    plainText(first),
    paragraph(first),
    isNewMetric ? paragraph(words.text(m.newMetric, { metric: strong(metricName(words, goal.metric)) })) : null,
    ...fitBlocks(words, added, looked, isOwn),
    ...hintBlocks(words, looked),
    buttons(
      !owner || isOwn ? { label: words.plain(m.buttonLog), action: opens("goal log", itself), style: "primary" } : null,
      { label: words.plain(m.buttonShow), action: runs("goal show", itself) },
      { label: words.plain(m.buttonEdit), action: opens("goal edit", itself) },
    ),
  );
}

/** The class of every goal of one person; that there is not enough data for one is an answer too. */
function fitBlocks(words: Words, { goal, owner }: AddedGoal, { fit }: LookedAt, isOwn: boolean): (Block | null)[] {
  if (owner === null || goal.metric.direction === "less") return [];
  if (fit === null || (fit.found === null && fit.reasons.length === 0)) return [note(words.text(f.classUnknown))];
  const lines = [...fitLines(words, fit, goal.metric, goal.target), ...reasonLines(words, fit, goal.metric)];
  return [note(words.text(isOwn ? f.ownHint : f.fitHint)), list(lines)];
}

function hintBlocks(words: Words, looked: LookedAt): Block[] {
  const hints = wordingLines(words, looked);
  return hints.length === 0 ? [] : [note([words.plain(m.hints)]), list(hints)];
}

export function wordingLines(words: Words, { codes, teamGoal }: LookedAt): Text[] {
  return [
    ...(codes.includes("NO_METRIC") ? [words.text(m.hintNoMetric)] : []),
    ...(codes.includes("VAGUE") ? [words.text(m.hintVague)] : []),
    ...(teamGoal === null ? [] : [words.text(m.hintNoParent, { parent: code(`parent:#${teamGoal}`) })]),
  ];
}
