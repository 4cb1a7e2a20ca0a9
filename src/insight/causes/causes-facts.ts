import { addDays, type DateRange, earlier, endOfMonth, type LocalDate, startOfMonth } from "../../calendar/dates.ts";
import { localDateOf } from "../../calendar/zones.ts";
import type { Words } from "../../i18n/words.ts";
import { type GoalLine, linesOf } from "../../summaries/goal-lines.ts";
import { progressIn } from "../../summaries/week-facts.ts";
import type { Text } from "../../view/text.ts";
import type { Work } from "../../work.ts";
import { teamForecasts } from "../forecasts/team-forecasts.ts";
import { type AdjustedAttainment, adjustedAttainment } from "../rules/causes.ts";
import { type NotDefined, notDefined } from "../rules/not-defined.ts";
import { type BlockerCauses, blockerCauses } from "./blocker-causes.ts";
import { type MarketShare, marketShare, type NoMarketShare } from "./market.ts";
import type { NoChange } from "./result-change.ts";
import { type NoTeamParts, type TeamParts, teamParts } from "./team-parts.ts";
import { type ComparedChange, changeSincePeriodBefore, whyLineChanged } from "./why-changed.ts";

export type Adjusted = AdjustedAttainment & { readonly external: BlockerCauses["external"] };
export type NoAdjusted = NotDefined<"no_line" | "no_money" | "no_external" | "no_target">;

/** What stands behind a team's result: every part has its figure, or says what is missing for it. */
export type CausesFacts = {
  readonly team: { readonly id: string; readonly name: string; readonly zone: string };
  readonly range: DateRange;
  /** The last completed date that counts. */
  readonly asOf: LocalDate;
  readonly line: GoalLine | null;
  readonly why: ((words: Words) => Text) | null;
  readonly blockers: BlockerCauses;
  readonly parts: TeamParts | NoTeamParts;
  readonly change: ComparedChange | NoChange | NotDefined<"not_begun" | "no_line">;
  readonly market: MarketShare | NoMarketShare;
  readonly adjusted: Adjusted | NoAdjusted;
};

/** Without dates it is about the period of the team's main goal, or about this month where no goal runs. */
export async function causesFacts(work: Work, teamId: string, asked: DateRange | null): Promise<CausesFacts> {
  const { db, orgId, now } = work;
  const where = { id: teamId, orgId };
  const team = await db.team.findFirstOrThrow({
    where,
    select: { id: true, name: true, zone: true, org: { select: { currency: true } } },
  });
  const today = localDateOf(now, team.zone);
  const yesterday = addDays(today, -1);
  const open = asked ? [] : await progressIn(work, teamId, { start: today, end: today }, yesterday);
  const running = mainLine(linesOf(open, { weekAgo: new Map(), weekAgoOn: yesterday, targetsVisible: true }));
  const range =
    asked ??
    (running ? { start: running.start, end: running.end } : { start: startOfMonth(today), end: endOfMonth(today) });
  const asOf = earlier(yesterday, range.end);
  const forecasts = await teamForecasts(work, teamId, await progressIn(work, teamId, range, asOf), asOf);
  const progress = [...forecasts.byGoal.values()].map((one) => one.progress);
  const line = mainLine(
    forecasts.lines.map((one) => one.line),
    running,
  );
  const through = { start: range.start, end: earlier(today, range.end) };
  const currency = (line?.metric.unit === "money" ? line.metric.currency : null) ?? team.org.currency;
  const blockers = await blockerCauses(work, teamId, through, currency);
  const period = asked && line ? { ...line, ...range } : line;
  return {
    ...{ team, range, asOf, line, blockers },
    why: await whyLineChanged(work, teamId, { line, progress, asOf }),
    parts: line ? teamParts(line, progress) : notDefined("no_line"),
    change: period ? await changeSincePeriodBefore(work, teamId, period, asOf) : notDefined("no_line"),
    market: line ? await marketShare(work, teamId, line.metric, asOf) : notDefined("no_line"),
    adjusted: adjustedFor(line, blockers),
  };
}

/** The most important line with a target that can be added up, or the same line as before where it is among them. */
function mainLine(all: readonly GoalLine[], same: GoalLine | null = null): GoalLine | null {
  const lines = all.filter(({ target, metric }) => target !== null && metric.unit !== "percent");
  const again = lines.find(
    ({ metric, start, end }) => metric.id === same?.metric.id && start === same.start && end === same.end,
  );
  return again ?? lines[0] ?? null;
}

function adjustedFor(line: GoalLine | null, { external }: BlockerCauses): Adjusted | NoAdjusted {
  if (!line) return notDefined("no_line");
  if (line.metric.unit !== "money" || line.metric.direction === "less") return notDefined("no_money");
  if (external.value === 0n) return notDefined("no_external");
  const numbers = {
    target: Number(line.target ?? 0n),
    actual: Number(line.actual),
    externalValue: Number(external.value),
  };
  const adjusted = adjustedAttainment(numbers);
  return "notDefined" in adjusted ? adjusted : { ...adjusted, external };
}
