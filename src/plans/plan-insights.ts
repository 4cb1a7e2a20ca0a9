import { addDays } from "../calendar/dates.ts";
import { opens, runs } from "../command/action.ts";
import { amountInWords, estimateInWords } from "../goals/amounts.ts";
import { type FitNow, fitNow } from "../goals/fit.ts";
import { fitEvidence } from "../goals/fit-evidence.ts";
import { goalNumber, goalPiece } from "../goals/goal-store.ts";
import type { GoalProgress } from "../goals/progress.ts";
import { daysUnaccepted } from "../goals/unaccepted.ts";
import { deliveriesOf } from "../goals/understanding-metrics.ts";
import { fitTexts as m } from "../i18n/fit.ts";
import { proposalButton } from "../insight/decisions/propose.ts";
import { stakeOfGoal, timeLeft, timeOfGoal } from "../insight/decisions/stake.ts";
import { chanceInWords } from "../insight/forecasts/forecast-words.ts";
import type { GatherInsights, Insight, InsightContext } from "../insight/insight.ts";
import { groupBy } from "../insight/rules/group-by.ts";
import { significanceOfProbability } from "../insight/rules/insight-rank.ts";
import { person } from "../view/text.ts";
import { sumsOfParts } from "./parts.ts";

/** What plans and goals as they were set say to a manager: fit, agreement, sums, and how clear the messages were. */
export const planInsights: GatherInsights = async (context) => [
  ...(await goalsThatDoNotFit(context)),
  ...notAccepted(context),
  ...(await partsThatDoNotAddUp(context)),
  ...(await unclearMessages(context)),
];

/** Later the forecast speaks of what will come; in a period's first quarter the question is still how it was set. */
const early = 0.25;

async function goalsThatDoNotFit(context: InsightContext): Promise<Insight[]> {
  const { work, teamId, week, progress } = context;
  const today = addDays(week.asOf, 1);
  const judged = progress.filter(
    ({ goal, pace }) =>
      goal.ownerId !== null && !goal.closedAt && goal.endsOn >= today && (pace.timeShare ?? 0) <= early,
  );
  const found: Insight[] = [];
  for (const group of groupBy(judged, ({ goal }) => `${goal.metricId} ${goal.startsOn} ${goal.endsOn}`).values()) {
    const [first] = group;
    if (!first) continue;
    const period = { start: first.goal.startsOn, end: first.goal.endsOn };
    const personIds = group.flatMap(({ goal }) => goal.ownerId ?? []);
    const evidence = await fitEvidence(work, { teamId, personIds, metric: first.goal.metric, period, today });
    for (const one of group) {
      const fit = fitNow(evidence, one.goal.ownerId ?? "", { target: one.goal.target, isRamped: true });
      if (fit?.found && (fit.fit === "unrealistic" || fit.fit === "too_easy"))
        found.push(fitInsight(context, one, fit));
    }
  }
  return found;
}

function fitInsight(context: InsightContext, progress: GoalProgress, { fit, found }: FitNow): Insight {
  const { goal, ownerName } = progress;
  const { teamTarget } = stakeOfGoal(context, progress);
  const chance = found?.hitProbability ?? 0;
  const expected = found?.expected ?? 0;
  return {
    key: `fit:${goal.id}`,
    personId: goal.ownerId,
    unchanged: `${fit} v${goal.version}`,
    facts: {
      ...{ valueAtStake: Math.abs(Number(goal.target) - expected), teamTarget, control: "manager" },
      ...timeOfGoal(progress),
      significance: significanceOfProbability(chance),
    },
    say: (words) =>
      words.text(fit === "too_easy" ? m.insightTooEasy : m.insightUnrealistic, {
        name: person(goal.ownerId ?? "", ownerName ?? ""),
        goal: goalPiece(goal),
        expected: estimateInWords(words, goal.metric, expected),
        target: amountInWords(words, goal.metric, goal.target),
        chance: chanceInWords(words, chance),
      }),
    button: (words) => ({ label: words.plain(m.buttonRevise), action: opens("goal edit", { goal: goalNumber(goal) }) }),
  };
}

export const notAcceptedKey = (goalId: string): string => `not-accepted:${goalId}`;

function notAccepted(context: InsightContext): Insight[] {
  return context.progress.flatMap((progress) => {
    const { goal, ownerName } = progress;
    const days = daysUnaccepted(progress, context.work.now);
    if (days === null) return [];
    const key = notAcceptedKey(goal.id);
    const insight: Insight = {
      ...{ key, personId: goal.ownerId, unchanged: `v${goal.version}` },
      facts: { ...stakeOfGoal(context, progress), ...timeOfGoal(progress), significance: 1, control: "manager" },
      say: (words) =>
        words.text(m.insightNotAccepted, {
          ...{ name: person(goal.ownerId ?? "", ownerName ?? ""), goal: goalPiece(goal), days },
        }),
      button: (words) => proposalButton(words, "ask", key, ownerName ?? ""),
    };
    return [insight];
  });
}

const rounding = 0.0005;

/** A team's goal whose parts hand out more than it, or leave some of it to nobody. */
async function partsThatDoNotAddUp(context: InsightContext): Promise<Insight[]> {
  const teams = context.progress.filter(({ goal }) => goal.ownerId === null && !goal.closedAt && goal.target > 0n);
  const sums = await sumsOfParts(
    context.work,
    teams.map(({ goal }) => goal),
  );
  return teams.flatMap((progress) => {
    const { goal } = progress;
    const sum = sums.get(goal.id);
    if (sum === undefined) return [];
    const gap = goal.target - sum;
    // Parts in another currency are whole in their own smallest unit, not in this one's.
    if (Math.abs(Number(gap)) <= Number(goal.target) * rounding) return [];
    const insight: Insight = {
      key: `parts:${goal.id}`,
      personId: null,
      unchanged: `${sum}/${goal.target}`,
      facts: {
        ...{
          valueAtStake: Math.abs(Number(gap)),
          teamTarget: Number(goal.target),
          significance: 1,
          control: "manager",
        },
        ...timeOfGoal(progress),
      },
      say: (words) =>
        words.text(gap < 0n ? m.insightOver : m.insightUnder, {
          goal: goalPiece(goal),
          sum: amountInWords(words, goal.metric, sum),
          target: amountInWords(words, goal.metric, goal.target),
          gap: amountInWords(words, goal.metric, gap < 0n ? -gap : gap),
          share: words.percent(Math.abs(Number(gap)) / Number(goal.target)),
        }),
      button: (words) => ({
        label: words.plain(m.buttonShowGoal),
        action: runs("goal show", { goal: goalNumber(goal) }),
      }),
    };
    return [insight];
  });
}

/** Fewer first answers could go wrong by chance. */
const fewest = 4;
const clear = 0.6;

async function unclearMessages(context: InsightContext): Promise<Insight[]> {
  const answers = (await deliveriesOf(context.work, context.teamId)).flatMap((one) => one.firstReadBackMatched ?? []);
  const readBacks = answers.length;
  const missed = answers.filter((matched) => !matched).length;
  if (readBacks < fewest || missed / readBacks <= 1 - clear) return [];
  const insight: Insight = {
    key: `unclear:${context.teamId}`,
    personId: null,
    unchanged: `${missed}/${readBacks}`,
    facts: {
      ...{ valueAtStake: missed, teamTarget: readBacks, significance: missed / readBacks, control: "manager" },
      ...timeLeft(context, null),
    },
    say: (words) => words.text(m.insightUnclear, { missed, count: readBacks }),
    button: null,
  };
  return [insight];
}
