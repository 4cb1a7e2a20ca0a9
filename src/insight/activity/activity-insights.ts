import { runs } from "../../command/action.ts";
import { activityTexts as m } from "../../i18n/activity.ts";
import type { Words } from "../../i18n/words.ts";
import { shortTeam } from "../../summaries/csv-button.ts";
import { person } from "../../view/text.ts";
import type { Button } from "../../view/view.ts";
import { proposalButton } from "../decisions/propose.ts";
import { timeLeft } from "../decisions/stake.ts";
import type { GatherInsights, Insight, InsightContext } from "../insight.ts";
import { groupBy } from "../rules/group-by.ts";
import { significanceOfProbability } from "../rules/insight-rank.ts";
import { isDefined } from "../rules/not-defined.ts";
import { type DataGap, dataGaps } from "./data-gaps.ts";
import { funnelFacts } from "./funnel-facts.ts";
import { gapInWords } from "./gap-words.ts";
import { type ComparedStep, rangeInWords, shareInWords, standingOut, stepName } from "./step-words.ts";
import type { Step } from "./steps.ts";

/** Stages at which somebody is likely below the team, and numbers that deserve a friendly question. */
export const activityInsights: GatherInsights = async (context) => {
  const { work, teamId, week } = context;
  const { steps, reps } = await funnelFacts(work, teamId, week.asOf);
  const gaps = await dataGaps(work, teamId, { asOf: week.asOf, zone: week.team.zone, reps });
  const names = new Map(reps.map(({ id, name }) => [id, name]));
  const byPerson = [...groupBy(gaps, ({ personId }) => personId)];
  return [
    ...steps.flatMap((step) => standingOut(step, "below").map((one) => below(context, step, one))),
    ...byPerson.map(([id, own]) => oddNumbers(context, { id, name: names.get(id) ?? "" }, own)),
  ];
};

function below(context: InsightContext, step: Step, { rep, counts, compared }: ComparedStep): Insight {
  const usual = isDefined(step.prior) ? step.prior.mean : compared.mean;
  // The result moves with each share on the way to it, so this part of the team's is missing through this step.
  const missing = usual > 0 ? (counts.trials / step.team.trials) * Math.max(0, 1 - compared.mean / usual) : 0;
  const key = `funnel:${step.to.key}:${rep.id}`;
  return {
    key,
    personId: rep.id,
    unchanged: "below",
    facts: {
      ...{ valueAtStake: missing, teamTarget: 1, ...timeLeft(context, rep.id) },
      ...{ significance: significanceOfProbability(compared.belowProbability), control: "rep" },
    },
    say: (words) =>
      words.text(m.insightBelow, {
        person: person(rep.id, rep.name),
        step: stepName(words, step),
        successes: words.number(counts.successes),
        trials: words.number(counts.trials),
        ...rangeInWords(words, compared),
        team: shareInWords(words, usual),
      }),
    button: (words) => proposalButton(words, "talk", key, rep.name),
  };
}

/** How sure one can be that an odd number is a wrong one. */
const gapSignificance = 0.5;
const workingWeek = 5;

/** One finding a person, however many questions: what is at stake is a week of their part of the team's result. */
function oddNumbers(
  context: InsightContext,
  { id, name }: { readonly id: string; readonly name: string },
  gaps: readonly DataGap[],
): Insight {
  const { week } = context;
  const time = timeLeft(context, id);
  const weeks = Math.max(1, time.periodDays / workingWeek);
  return {
    key: `data:${id}`,
    personId: id,
    section: "gaps",
    unchanged: gaps.map(({ flag }) => flag).join(),
    facts: {
      ...{ valueAtStake: 1 / (Math.max(1, week.reps.length) * weeks), teamTarget: 1, ...time },
      ...{ significance: gapSignificance, control: "rep" },
    },
    say: (words) =>
      words.text(m.gapsInsight, {
        person: person(id, name),
        what: words.list(gaps.map((gap) => gapInWords(words, gap))),
      }),
    button: (words) => showFunnel(words, week.team),
  };
}

const showFunnel = (words: Words, team: InsightContext["week"]["team"]): Button => ({
  label: words.plain(m.showFunnel),
  action: runs("report activity", shortTeam(team)),
});
