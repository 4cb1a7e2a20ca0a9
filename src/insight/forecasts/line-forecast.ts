import { addDays, type LocalDate } from "../../calendar/dates.ts";
import type { GoalLine } from "../../summaries/goal-lines.ts";
import { isDefined, type NotDefined, notDefined } from "../rules/not-defined.ts";
import type { GoalForecastNow, TeamForecastNow } from "./forecast-now.ts";
import type { KindContext, Seen } from "./kind-context.ts";
import { straightLine } from "./learned-curve.ts";
import { noOutlook } from "./no-outlook.ts";
import { type NoOutlook, type Outlook, outlookOf } from "./outlook.ts";
import type { Peers } from "./peers.ts";
import { byBoth } from "./status-now.ts";

/** A total of the team: its own goal's forecast, or one from the series of everybody who has a part in it. */
export function lineForecast(
  context: KindContext | undefined,
  line: GoalLine,
  byGoal: ReadonlyMap<string, GoalForecastNow>,
  asOf: LocalDate,
): TeamForecastNow {
  const parts = line.goals.flatMap(({ goal }) => byGoal.get(goal.id) ?? []);
  const reasons = line.goals.flatMap((one) => noOutlook(one, asOf) ?? []);
  const outlookBy = context && reasons.length === 0 ? outlooks(context, line, asOf) : null;
  const common = { asOf, line, rangeBy: (date: LocalDate) => rangeOf(outlookBy?.(date) ?? null) };
  const [first] = parts;
  if (first && parts.length === 1) {
    const { outlook, curve, window, status } = first;
    return { ...common, outlook, curve, window, status };
  }
  const outlook = outlookBy?.(line.end) ?? notDefined(reasons[0] ?? "no_history");
  return {
    ...{ ...common, outlook },
    curve: context?.curve ?? straightLine,
    window: context?.window ?? null,
    status: byBoth(line.status, isDefined(outlook) ? outlook : null),
  };
}

type Found = Outlook | NotDefined<NoOutlook>;

const rangeOf = (found: Found | null) => (found && isDefined(found) ? { low: found.low, high: found.high } : null);

/** What the total may be by a date; the evidence is read once for all dates. */
function outlooks(context: KindContext, line: GoalLine, asOf: LocalDate): (date: LocalDate) => Found {
  const owners = [...new Set(line.goals.flatMap(({ goal }) => goal.ownerId ?? []))];
  const seen = line.isTeam ? context.team() : context.people(owners);
  const peers = context.alone(seen);
  return (date) => outlookBy(line, seen, peers, { asOf, date });
}

function outlookBy(
  line: GoalLine,
  { series: { time, worked }, evidence }: Seen,
  peers: Peers,
  { asOf, date }: { readonly asOf: LocalDate; readonly date: LocalDate },
): Found {
  if (line.target === null) return notDefined("no_target");
  const tomorrow = addDays(asOf, 1);
  return outlookOf({
    unit: line.metric.unit,
    ...{ target: Number(line.target), actual: Number(line.actual), trials: Number(line.trials ?? 0n) },
    ...{ own: evidence, peers },
    remaining: { weighed: time.between(tomorrow, date), plain: worked.between(tomorrow, date) },
    isEarly: line.goals.every(({ pace }) => pace.status === "too_early" || pace.status === "not_started"),
  });
}
