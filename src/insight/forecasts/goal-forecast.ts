import { addDays, type LocalDate } from "../../calendar/dates.ts";
import { pace, tooEarly } from "../../goals/pace.ts";
import type { GoalProgress } from "../../goals/progress.ts";
import { toldStatus } from "../../goals/status.ts";
import { notDefined } from "../rules/not-defined.ts";
import type { GoalForecastNow } from "./forecast-now.ts";
import type { KindContext } from "./kind-context.ts";
import { straightLine } from "./learned-curve.ts";
import { noOutlook } from "./no-outlook.ts";
import { outlookOf } from "./outlook.ts";
import { statusNow } from "./status-now.ts";

/** One goal against its curve, and what may come of it. A goal of the whole team is forecast from the team's series. */
export function goalForecast(
  context: KindContext | undefined,
  progress: GoalProgress,
  asOf: LocalDate,
): GoalForecastNow {
  const reason = noOutlook(progress, asOf);
  if (reason !== null || !context) {
    const outlook = notDefined(reason ?? "no_history");
    return { progress, asOf, outlook, status: statusNow(progress, outlook), curve: straightLine, window: null };
  }
  const along = progressAlong(context, progress, asOf);
  const outlook = outlookIn(context, along, asOf);
  const status = statusNow(along, outlook);
  return { progress: along, asOf, outlook, status, curve: context.curve, window: context.window };
}

function progressAlong({ curve }: KindContext, progress: GoalProgress, asOf: LocalDate): GoalProgress {
  const { goal, actual, calendar } = progress;
  if (curve.curve === null || goal.metric.unit === "percent") return progress;
  const own = pace({
    ...{ target: Number(goal.target), actual: Number(actual), start: goal.startsOn, end: goal.endsOn, asOf, calendar },
    curve: curve.curve,
    ...(goal.threshold === null ? {} : { threshold: Number(goal.threshold) }),
    ...(goal.stretch === null ? {} : { stretch: Number(goal.stretch) }),
  });
  return { ...progress, pace: own, status: toldStatus(goal.standing, own.status) };
}

function outlookIn(context: KindContext, { goal, actual, trials, pace: own }: GoalProgress, asOf: LocalDate) {
  const seen = goal.ownerId === null ? context.team() : context.person(goal.ownerId);
  const { series, evidence } = seen;
  const tomorrow = addDays(asOf, 1);
  return outlookOf({
    unit: goal.metric.unit,
    ...{ target: Number(goal.target), actual: Number(actual), trials: Number(trials ?? 0n), own: evidence },
    peers: goal.ownerId === null ? context.alone(seen) : context.peers,
    remaining: {
      weighed: series.time.between(tomorrow, goal.endsOn),
      plain: series.worked.between(tomorrow, goal.endsOn),
    },
    isEarly: tooEarly(own.daysElapsed, own.timeShare),
  });
}
