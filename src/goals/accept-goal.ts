import { mustBeAbleTo } from "../access.ts";
import type { GoalValue, QuantityValue } from "../command/option.ts";
import { UserError } from "../errors.ts";
import { agreementTexts as a } from "../i18n/goal-agreement.ts";
import type { Words } from "../i18n/words.ts";
import { audit } from "../org/audit.ts";
import { sayToPerson } from "../outbox/say.ts";
import { plain as plainText } from "../view/text.ts";
import { paragraph, view } from "../view/view.ts";
import type { PersonWork } from "../work.ts";
import { settleRequest } from "./acceptance.ts";
import { amountInWords, majorAmount } from "./amounts.ts";
import { settleOpen } from "./dialogue.ts";
import { lastDateNamed } from "./goal-period.ts";
import { goalPiece, openGoal, ownerSubject } from "./goal-store.ts";
import { toMinor } from "./money.ts";
import { type Overseer, overseersOf } from "./overseers.ts";
import type { GoalWithMetric } from "./progress.ts";
import { deadlineFragments, readBack } from "./read-back.ts";
import { nextState } from "./states.ts";

export type ReadBackGiven = {
  readonly goal: GoalValue;
  readonly number: QuantityValue;
  readonly by: string;
  readonly step: string;
  /** 1 to 5: how clear the message was. */
  readonly clarity: "1" | "2" | "3" | "4" | "5" | undefined;
};

export type Accepted = {
  readonly goal: GoalWithMetric;
  readonly isUnderstood: boolean;
  /** Who was told, once the second answer differed too. */
  readonly told: readonly Overseer[];
};

/** Takes what the owner understood: the goal is live when number and day agree; the second difference is told on. */
export async function acceptGoal(work: PersonWork, given: ReadBackGiven): Promise<Accepted> {
  const goal = await openGoal(work, given.goal);
  mustBeAbleTo(work.caller, "goal accept", ownerSubject(goal));
  if (goal.ownerId === null) throw new UserError(a.teamGoal, { goal: goalPiece(goal) });
  if (goal.state === "understood") throw new UserError(a.acceptedAlready, { goal: goalPiece(goal) });
  if (goal.state === "draft") throw new UserError(a.notSentYet, { goal: goalPiece(goal) });
  const isUnderstood = agrees(work, goal, given);
  const state = nextState(goal.state, isUnderstood ? "match" : "mismatch");
  if (!state) throw new UserError(a.notOpenToAccept, { goal: goalPiece(goal) });
  await keepReadBack(work, goal, given, isUnderstood);
  const live = { acceptedAt: work.now, liveReason: "accepted", nextAt: null };
  const after = await work.db.goal.update({
    where: { id: goal.id, orgId: work.orgId },
    data: { state, ...(isUnderstood ? live : {}) },
    include: { metric: true },
  });
  await audit(work, {
    action: "goal accept",
    subject: "goal",
    subjectId: goal.id,
    before: { state: goal.state, version: goal.version },
    after: { state, version: goal.version },
  });
  if (isUnderstood) {
    await settleRequest(work, after, "accepted");
    // Whoever accepts a goal no longer objects to it.
    await settleOpen(work, goal.id, { kind: "objection", byPersonId: work.caller.personId });
  }
  const told = isUnderstood ? [] : await tellAfterSecond(work, after, given);
  return { goal: after, isUnderstood, told };
}

/** The number within 1 % and in the goal's own unit, and the day named in any of the usual ways. */
function agrees({ caller }: PersonWork, goal: GoalWithMetric, { number, by }: ReadBackGiven): boolean {
  const { metric } = goal;
  if (number.currency !== undefined && number.currency !== metric.currency) return false;
  const value = number.of === undefined ? number.value : (number.value / number.of) * 100;
  const deadline = deadlineFragments({ start: goal.startsOn, end: goal.endsOn });
  const wanted = { value: majorAmount(metric, goal.target), deadline };
  const isSameDay = readBack(by, wanted).deadline || lastDateNamed(by, caller.today) === goal.endsOn;
  return readBack(decimalText(value), wanted).number === "match" && isSameDay;
}

const decimalText = (value: number): string =>
  value.toLocaleString("en", { useGrouping: false, maximumFractionDigits: 6 });

/** What was written, as it was understood, so that both sides can be put next to each other. */
function saidInWords(words: Words, goal: GoalWithMetric, number: QuantityValue): string {
  const value = words.number(number.value);
  if (number.of !== undefined) return `${value}/${words.number(number.of)}`;
  if (number.percent) return words.percent(number.value / 100, 2);
  const currency = number.currency ?? (goal.metric.unit === "money" ? goal.metric.currency : null);
  return currency === null ? value : words.money(toMinor(number.value, currency), currency);
}

async function keepReadBack(
  work: PersonWork,
  goal: GoalWithMetric,
  given: ReadBackGiven,
  matched: boolean,
): Promise<void> {
  const text = [saidInWords(work.words, goal, given.number), given.by, given.step].join(" · ");
  await work.db.goalDialogue.create({
    data: {
      orgId: work.orgId,
      goalId: goal.id,
      version: goal.version,
      kind: "read_back",
      text,
      byPersonId: work.caller.personId,
      at: work.now,
      matched,
      clarity: given.clarity === undefined ? null : Number(given.clarity),
    },
  });
}

const patience = 2;

async function tellAfterSecond(work: PersonWork, goal: GoalWithMetric, given: ReadBackGiven): Promise<Overseer[]> {
  const { orgId, caller } = work;
  const { id: goalId, version } = goal;
  const differed = await work.db.goalDialogue.count({
    where: { orgId, goalId, version, kind: "read_back", matched: false },
  });
  if (differed < patience) return [];
  const overseers = await overseersOf(work, goal, caller.today);
  for (const { id } of overseers) {
    const saying = { key: `mismatch:${goalId}:v${version}:${id}`, kind: "notice", isProactive: true } as const;
    await sayToPerson(work, id, saying, (words) => {
      const text = words.text(a.mismatchTold, { ...bothSides(words, goal, given), name: caller.name });
      return view(plainText(text), paragraph(text));
    });
  }
  return overseers;
}

/** What the goal says and what was written, for one sentence. */
export const bothSides = (words: Words, goal: GoalWithMetric, given: Pick<ReadBackGiven, "number" | "by">) => ({
  goal: goalPiece(goal),
  target: amountInWords(words, goal.metric, goal.target),
  end: words.date(goal.endsOn),
  said: saidInWords(words, goal, given.number),
  saidBy: given.by,
});
