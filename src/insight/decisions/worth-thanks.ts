import { addDays } from "../../calendar/dates.ts";
import { overviewInWords } from "../../goals/amounts.ts";
import { metricName } from "../../goals/metrics.ts";
import { briefTexts as m } from "../../i18n/briefs.ts";
import { weeklyHistories } from "../../summaries/histories.ts";
import { weekSums } from "../../summaries/week-sums.ts";
import { person } from "../../view/text.ts";
import type { GatherInsights, Insight, InsightContext } from "../insight.ts";
import { isPersonalBest } from "../rules/recognition.ts";
import { proposalButton } from "./propose.ts";
import { stakeOfPerson } from "./stake.ts";

const historyWeeks = 13;

/** Goals that were reached, and personal bests against eight weeks or more of one's own; praise is never invented. */
export const worthThanks: GatherInsights = async (context) => [...reached(context), ...(await bests(context))];

const facts = (context: InsightContext): Insight["facts"] => ({
  ...stakeOfPerson(context, null),
  ...{ significance: 1, control: "manager", daysLeft: 0, periodDays: 0 },
});

const reached = (context: InsightContext): Insight[] =>
  context.week.reached.map(({ goal, ownerName }) => {
    const key = `reached:${goal.id}`;
    const { ownerId } = goal;
    return {
      ...{ key, personId: ownerId, unchanged: "reached", section: "recognise", facts: facts(context) },
      say: (words) =>
        ownerId && ownerName
          ? words.text(m.reached, { person: person(ownerId, ownerName), goal: goal.name })
          : words.text(m.reachedTeam, { goal: goal.name }),
      button: ownerName ? (words) => proposalButton(words, "thank", key, ownerName) : null,
    };
  });

async function bests(context: InsightContext): Promise<Insight[]> {
  const { work, teamId, week } = context;
  const span = { start: addDays(week.week.end, 1 - 7 * historyWeeks), end: week.week.end };
  const history = await weekSums(work, { teamId }, [...week.metrics.keys()], span);
  const names = new Map(week.reps.map(({ id, name }) => [id, name]));
  return weeklyHistories(history, week).flatMap(({ personId, metric, past, last }): Insight[] => {
    const name = names.get(personId);
    if (!name || metric.direction === "less" || metric.unit === "percent" || !isPersonalBest(last, past)) return [];
    const key = `best:${personId}`;
    return [
      {
        ...{ key, personId, unchanged: `${week.week.key} ${metric.key}`, section: "recognise", facts: facts(context) },
        say: (words) =>
          words.text(m.best, {
            person: person(personId, name),
            metric: metricName(words, metric),
            amount: overviewInWords(words, metric, BigInt(last)),
          }),
        button: (words) => proposalButton(words, "thank", key, name),
      },
    ];
  });
}
