import { activityTexts as m } from "../../i18n/activity.ts";
import type { Words } from "../../i18n/words.ts";
import type { Block } from "../../view/view.ts";
import { isDefined } from "../rules/not-defined.ts";
import { sum } from "../rules/order-statistics.ts";
import type { FunnelFacts } from "./funnel-facts.ts";
import type { Stage } from "./stages.ts";
import { stageName } from "./stages.ts";
import { shareInWords, stepName } from "./step-words.ts";
import type { Step } from "./steps.ts";

/** The funnel of the team; null where there is nothing to draw. */
export function funnelChart(words: Words, facts: FunnelFacts): Block | null {
  const { steps, funnel, counts, start, asOf } = facts;
  const values = funnel.stages.map((stage) => ({ stage, value: countOf(facts, stage, counts) }));
  const first = values[0];
  const last = values.at(-1);
  if (!first || !last || steps.length === 0 || values.every(({ value }) => value <= 0)) return null;
  const named = (stage: Stage) => stageName(words, stage);
  return {
    kind: "chart",
    chart: {
      kind: "funnel",
      title: words.plain(m.chartTitle, { from: named(first.stage), to: named(last.stage) }),
      unit: words.plain(m.chartUnit, { start: words.date(start), end: words.date(asOf, "long") }),
      stages: values.map(({ stage, value }, at) => {
        const step = steps[at - 1];
        const note = step ? noteOf(words, step) : null;
        return {
          ...{ label: named(stage), value: Math.max(0, value) },
          ...(step ? { passed: isDefined(step.share) ? step.share.rate : null } : {}),
          ...(note === null ? {} : { note }),
        };
      }),
    },
    alt: words.plain(m.chartAlt, {
      stages: words.list(
        values.map(({ stage, value }) =>
          words.plain(m.chartStage, { name: named(stage), count: words.number(Math.max(0, value)) }),
        ),
      ),
      shares: words.list(
        steps.map((step) => {
          const share = isDefined(step.share) ? shareInWords(words, step.share.rate) : words.plain(m.noShare);
          return `${stepName(words, step)} ${share}`;
        }),
      ),
    }),
  };
}

/** What deals became is counted by the deals that were opened in that time, everything else by when it was done. */
function countOf({ steps }: FunnelFacts, stage: Stage, counts: FunnelFacts["counts"]): number {
  const into = steps.find(({ to }) => to.key === stage.key);
  return into?.isCohort ? into.team.successes : sum(counts.ofAll(stage));
}

function noteOf(words: Words, step: Step): string | null {
  if (!step.isCohort || step.from.key !== "deal-opened") return null;
  return words.plain(m.chartOldEnough, {
    successes: words.number(step.team.successes),
    trials: words.number(step.team.trials),
  });
}
