import { activityTexts as m } from "../../i18n/activity.ts";
import type { Words } from "../../i18n/words.ts";
import { type Block, heading, list, note, paragraph, type View, view } from "../../view/view.ts";
import { isDefined } from "../rules/not-defined.ts";
import { sum } from "../rules/order-statistics.ts";
import type { ActivityFacts } from "./activity-facts.ts";
import { activitiesOf, benchmarkWeeks, perWeek } from "./benchmarks.ts";
import { gapInWords } from "./gap-words.ts";
import type { Needed, NoNeeded } from "./needed.ts";
import { type Stage, stageName } from "./stages.ts";
import { shareInWords, stepName } from "./step-words.ts";
import { shareOf, sinceFirst } from "./steps.ts";
import { whatIsNeeded } from "./team-report.ts";
import type { TeamRep } from "./team-reps.ts";

/** What a rep sees: the own numbers against the own past and the team's benchmark, and nobody else's. */
export function ownReport(words: Words, facts: ActivityFacts, rep: TeamRep): View {
  const { start, asOf, funnel } = facts;
  const title = words.plain(m.ownTitle, { start: words.date(start), end: words.date(asOf, "long") });
  const hasNothing = funnel.stages.every((stage) => sum(facts.counts.of(rep.id, stage)) === 0);
  return view(
    title,
    heading(title),
    ...(hasNothing ? [paragraph(words.text(m.ownNothing))] : ownWeeks(words, facts, rep)),
    ...whatIsNeeded(words, facts.needed.map(unnamed)),
    ...ownGaps(words, facts, rep.id),
  );
}

/** Nobody needs their own name beside their goal. */
const unnamed = (needed: Needed | NoNeeded) => ({ ...needed, progress: { ...needed.progress, ownerName: null } });

function ownWeeks(words: Words, facts: ActivityFacts, rep: TeamRep): Block[] {
  const { funnel, benchmarks } = facts;
  const hasUpper = benchmarks.length > 0 && !rep.isNewcomer;
  const dash = words.plain(m.cellNone);
  const average = (stage: Stage, from: number) => {
    const value = perWeek(facts, rep, stage, from);
    return value === null ? dash : words.number(value, 1);
  };
  const upper = (stage: Stage) => {
    const known = benchmarks.find((one) => one.stage.key === stage.key);
    return known ? words.plain(m.upperFrom, { count: words.number(known.perWeek) }) : dash;
  };
  const activities = new Set(activitiesOf(funnel.stages).map(({ key }) => key));
  const rows = funnel.stages.map((stage) => [
    stageName(words, stage),
    average(stage, 0),
    average(stage, benchmarkWeeks),
    ...(hasUpper ? [activities.has(stage.key) ? upper(stage) : dash] : []),
  ]);
  const shares = ownShares(words, facts, rep).map((cells) => [...cells, ...(hasUpper ? [dash] : [])]);
  const labels = [m.columnStage, m.columnNow, m.columnBefore, ...(hasUpper ? [m.columnUpper] : [])];
  const columns = labels.map((label, at) => ({
    label: words.plain(label),
    ...(at === 0 ? {} : { align: "right" as const }),
  }));
  return [
    heading(words.plain(m.ownPast)),
    { kind: "table", columns, rows: [...rows, ...shares] },
    note(words.text(rep.isNewcomer ? m.ownNewcomer : m.ownCompare)),
  ];
}

/** Own shares of both quarters; of deals by when they were decided, since the youngest are not yet. */
function ownShares(words: Words, { steps, counts }: ActivityFacts, rep: TeamRep): string[][] {
  return steps
    .filter(({ isCohort, from }) => !isCohort || from.key === "deal-decided")
    .map((step) => {
      const share = (from: number) => {
        const within = (stage: Stage) => counts.of(rep.id, stage).slice(from, from + benchmarkWeeks);
        const own = sinceFirst(within(step.from), within(step.to));
        const found = shareOf(own);
        if (!isDefined(found)) return words.plain(m.cellNone);
        return `${words.plain(m.cellCounts, own)} (${shareInWords(words, found.rate)})`;
      };
      return [stepName(words, step), share(0), share(benchmarkWeeks)];
    });
}

/** Kindly and privately: odd numbers of one's own. */
export function ownGaps(words: Words, { gaps }: Pick<ActivityFacts, "gaps">, personId: string): Block[] {
  const own = gaps.filter((gap) => gap.personId === personId);
  if (own.length === 0) return [];
  return [
    heading(words.plain(m.gapsOwnTitle)),
    list(own.map((gap) => [gapInWords(words, gap)])),
    note(words.text(m.gapsOwnNote)),
  ];
}
