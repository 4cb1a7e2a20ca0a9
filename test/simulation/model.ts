import { afterOfficeMinutes, type History, nextOffice, nextOpen, officeDay } from "./history.ts";
import type { FinalState } from "./look.ts";
import type { Kind, Plan, PlatformName } from "./plan.ts";
import type { Fact, Run, Span } from "./run.ts";
import { instantOf, mondayOf, plusDays, wallOf, weekdayOf } from "./wall.ts";

/** Something that somebody has to be told once, between two moments. */
export type Owed = {
  readonly item: string;
  readonly who: string;
  readonly team: number;
  readonly platforms: readonly PlatformName[];
  /** When it was planned for, and when it could first be known to whoever runs. */
  readonly dueAt: number;
  readonly fromAt: number;
  readonly until: number;
  /** They asked for it themselves, so that no hours and no budget hold it back. */
  readonly isAsked?: boolean;
  /** Whether it has to come, or only may. */
  readonly must: boolean;
};

const hour = 3_600_000;
const minute = 60_000;
const day = 24 * hour;

/** How late each kind of schedule may begin and still be worth having. */
const usefulFor: Readonly<Record<Kind, number>> = {
  checkin: 36 * hour,
  reminders: 9 * hour,
  summary: 7 * day,
  brief: 48 * hour,
};

/** This close to the moment at which everything stopped nobody can say what was still done. */
const unclear = 4 * minute;

type Occurrence = { readonly date: string; readonly at: number; readonly begins: number; readonly isClear: boolean };

/** When nothing ran at all. */
export const stops = (spans: readonly Span[]): Span[] =>
  spans.filter(({ what }) => what === "down" || what === "away" || what === "crash");

/** Everything that is owed in a run, reckoned from the plan and what people did, never from what the product planned. */
export function owedIn({ plan, facts, spans, final, world }: Run, history: History): Owed[] {
  const idle = stops(spans);
  return plan.teams.flatMap((_, team) => {
    const context: Context = { plan, facts, history, idle, final, teamId: world.teamIds[team] ?? "", team };
    return [...summaries(context), ...briefs(context), ...checkIns(context)];
  });
}

type Context = {
  readonly plan: Plan;
  readonly facts: readonly Fact[];
  readonly history: History;
  readonly idle: readonly Span[];
  readonly final: FinalState;
  readonly teamId: string;
  readonly team: number;
};

function nextOn(context: Context, kind: Kind, after: number, lastDate: string): { date: string; at: number } | null {
  const { history, team } = context;
  const when = history.schedule(team, kind, after);
  if (!when) return null;
  const people = kind === "checkin" ? history.reps(team, after) : kind === "brief" ? history.managers(team) : [];
  const own = people.map((who) => history.zoneOf(who, team, after));
  const zones = own.length > 0 ? own : [history.teamZone(team, after)];
  const today = wallOf(after, zones[0] ?? "UTC").date;
  for (let ahead = -2; ahead < 12; ahead++) {
    const date = plusDays(today, ahead);
    if (date <= lastDate || !when.days.includes(weekdayOf(date))) continue;
    const at = Math.min(...zones.map((zone) => instantOf(date, when.time, zone)));
    if (at > after) return { date, at };
  }
  return null;
}

/** The dates on which a schedule comes round, in order, with changes of plan and stops between. */
function occurrences(context: Context, kind: Kind): Occurrence[] {
  const { plan, facts, idle, history, team } = context;
  const changes = facts
    .filter(({ changes }) => ["zone", "team zone", "schedule", "removed"].includes(changes))
    .map(({ at }) => at);
  const found: { date: string; at: number }[] = [];
  let from = plan.startsAt;
  let lastDate = "";
  while (from < plan.endsAt) {
    const next = nextOn(context, kind, from, lastDate);
    const change = Math.min(...changes.filter((at) => at > from));
    if (next === null || next.at > change) {
      if (!Number.isFinite(change)) break;
      from = change;
      continue;
    }
    if (next.at > plan.endsAt) break;
    found.push(next);
    from = next.at;
    lastDate = next.date;
  }
  return found.flatMap(({ date, at }, index): Occurrence[] => {
    const stop = idle.find((span) => span.from <= at + minute && at < span.until);
    const begins = stop ? Math.max(at, stop.until) : at;
    const later = found[index + 1];
    if (later && later.at <= begins) return [];
    const age = begins - at;
    if (age > usefulFor[kind] + unclear || history.isPaused(team, at)) return [];
    const isClear =
      age < usefulFor[kind] - unclear &&
      !idle.some((span) => Math.abs(span.from - at) < unclear && span.until - span.from > 10 * minute) &&
      !history.isPaused(team, begins) &&
      !(later && later.at - begins < unclear);
    return [{ date, at, begins, isClear }];
  });
}

/** What is said from Monday to Wednesday is about the week before. */
const weekReported = (date: string): string => mondayOf(plusDays(date, -3));

function summaries(context: Context): Owed[] {
  const { plan, team } = context;
  const seen = new Set<string>();
  return occurrences(context, "summary").flatMap(({ date, at, begins, isClear }) => {
    const week = weekReported(date);
    if (seen.has(week)) return [];
    if (isClear) seen.add(week);
    return (plan.teams[team]?.platforms ?? []).map((platform) => ({
      ...{
        item: `summary ${team} ${week} ${platform}`,
        who: `#${plan.teams[team]?.name}`,
        team,
        platforms: [platform],
      },
      ...{ dueAt: at, fromAt: begins, until: at + 7 * day, must: isClear },
    }));
  });
}

function briefs(context: Context): Owed[] {
  const { plan, team, history } = context;
  const seen = new Set<string>();
  return occurrences(context, "brief").flatMap(({ date, at, begins, isClear }) => {
    const week = weekReported(date);
    if (seen.has(week)) return [];
    if (isClear) seen.add(week);
    return history.managers(team).map((who): Owed => {
      const own = instantOf(
        date,
        history.schedule(team, "brief", begins)?.time ?? "",
        history.zoneOf(who, team, begins),
      );
      const dueAt = Math.max(own, at);
      const platforms = plan.people.find(({ name }) => name === who)?.platforms ?? [];
      return {
        ...{ item: `brief ${team} ${week} ${who}`, who, team, platforms, dueAt, fromAt: Math.max(dueAt, begins) },
        ...{ until: dueAt + 3 * day, must: isClear },
      };
    });
  });
}

type Times = { readonly due: number; readonly first: number; readonly last: number; readonly closes: number };

/** Due, four office hours later, the next working day at ten, closed four hours after that or when the next round begins. */
function timesOf({ history, team }: Context, who: string, date: string, knownAt: number): Times | null {
  const zone = history.zoneOf(who, team, knownAt);
  const when = history.schedule(team, "checkin", knownAt);
  if (!when) return null;
  const wanted = instantOf(date, when.time, zone);
  const due = nextOffice(history, who, team, wanted, knownAt);
  if (due === null) return null;
  const first = afterOfficeMinutes(history, who, team, due, 240, knownAt);
  const nextDay = workingDayAfter(history, who, wallOf(due, zone).date, knownAt);
  if (first === null || nextDay === null) return null;
  const last = instantOf(nextDay, "10:00", zone);
  const nextRound = Array.from({ length: 9 }, (_, ahead) => plusDays(date, ahead))
    .filter((other) => when.days.includes(weekdayOf(other)))
    .map((other) => instantOf(other, when.time, zone))
    .find((at) => at > wanted);
  const closes = Math.min(
    last + 4 * hour,
    nextRound !== undefined && nextRound > due ? nextRound : Number.POSITIVE_INFINITY,
  );
  return { due, first, last, closes };
}

function workingDayAfter(history: History, who: string, date: string, knownAt: number): string | null {
  const found = Array.from({ length: 60 }, (_, ahead) => plusDays(date, ahead + 1)).find((one) =>
    history.works(who, one, knownAt),
  );
  return found ?? null;
}

function checkIns(context: Context): Owed[] {
  const { history, team } = context;
  return occurrences(context, "checkin").flatMap((occurrence) =>
    history.reps(team, occurrence.begins).flatMap((who) => checkInOf(context, occurrence, who)),
  );
}

const moving = ["away", "zone", "team zone", "schedule"];

/** One person's part of a round: the prompt, and two reminders for as long as nothing else happens. */
function checkInOf(context: Context, { date, begins, isClear }: Occurrence, who: string): Owed[] {
  const { plan, facts, final, history, team, teamId, idle } = context;
  const planned = timesOf(context, who, date, begins);
  if (!planned || !history.works(who, date, begins)) return [];
  const id = final.checkIns.find((one) => one.person === who && one.teamId === teamId && one.date === date)?.id;
  const own = facts.filter((fact) => concerns(fact, who, team, id) && fact.at > begins - 3 * day);
  const moved = prompting(context, own, { who, date, begins, planned });
  const ended = own.find((fact) => fact.at > begins && ends(history, fact, team)) ?? null;
  const closes = lastClose(context, own, { who, date, begins, planned: moved });
  const until = Math.min(closes, ended?.at ?? Number.POSITIVE_INFINITY);
  const { platforms } = plan.people.find(({ name }) => name === who) ?? { platforms: [] };
  const item = (step: number) => `check-in ${team} ${date} ${who} ${step}`;
  const base = { who, team, platforms };
  const undisturbed = (at: number) =>
    !own.some((fact) => fact.at > begins - minute && fact.at < at) &&
    !idle.some((span) => span.from < at + unclear && span.until > begins - unclear);
  const owed = (step: number, at: number, must: boolean): Owed => ({
    ...{ ...base, item: item(step), dueAt: at, fromAt: at, until, must: must && at < until },
  });
  const prompt: Owed = { ...owed(0, moved.due, isClear && moved.isClear), fromAt: Math.max(moved.due, begins) };
  const { first, last } = moved;
  return [
    prompt,
    owed(1, Math.min(first, closes), undisturbed(first) && first < closes),
    owed(2, Math.min(last, closes), undisturbed(last) && first < last && last < closes),
    ...putOff(context, own, base, `check-in ${team} ${date} ${who}`),
  ];
}

/** Whoever puts a question off is asked again when they were told, as long as nothing else happens first. */
function putOff(
  { history, team, idle }: Context,
  own: readonly Fact[],
  base: Pick<Owed, "who" | "team" | "platforms">,
  item: string,
): Owed[] {
  const snoozes = own.filter((fact): fact is Extract<Fact, { changes: "snoozed" }> => fact.changes === "snoozed");
  return snoozes.flatMap((snooze, index): Owed[] => {
    const { who } = base;
    const zone = history.zoneOf(who, team, snooze.at);
    const wanted =
      snooze.until === "1h"
        ? snooze.at + hour
        : instantOf(plusDays(wallOf(snooze.at, zone).date, 1), officeDay.from, zone);
    const at = nextOpen(history, who, team, wanted, snooze.at);
    if (at === null) return [];
    const later = own.filter((fact) => fact.at > snooze.at);
    const next = later.find((fact) => ends(history, fact, team))?.at ?? Number.POSITIVE_INFINITY;
    const isCalm =
      (later[0]?.at ?? Number.POSITIVE_INFINITY) > at + unclear &&
      !idle.some((span) => span.from < at + unclear && span.until > at - unclear);
    const must = isCalm && !history.isPaused(team, at);
    return [
      {
        ...base,
        item: `${item} again ${index + 1}`,
        isAsked: true,
        dueAt: at,
        fromAt: at,
        until: Math.min(next, at + 7 * day),
        must,
      },
    ];
  });
}

function concerns(fact: Fact, who: string, team: number, checkInId: string | undefined): boolean {
  switch (fact.changes) {
    case "answered":
    case "skipped":
    case "snoozed":
      return fact.checkInId === checkInId;
    case "zone":
    case "away":
    case "muted":
    case "quiet":
      return fact.who === who;
    case "removed":
      return fact.who === who && fact.team === team;
    case "schedule":
      return fact.team === team && fact.kind === "checkin";
    default:
      return fact.team === team;
  }
}

/** After this nothing more is said about the check-in as it stood. */
function ends(history: History, fact: Fact, team: number): boolean {
  if (fact.changes === "away") {
    const today = wallOf(fact.at, history.zoneOf(fact.who, team, fact.at)).date;
    return fact.from <= today && today <= fact.to;
  }
  return ["answered", "skipped", "snoozed", "removed"].includes(fact.changes);
}

/** Days off, zones and schedules that come up while the question is open move its end, by a weekend at most. */
function lastClose(context: Context, own: readonly Fact[], { who, date, begins, planned }: Prompting): number {
  let open = planned.closes;
  let last = planned.closes;
  for (const { at } of own.filter((fact) => fact.at > begins && moving.includes(fact.changes))) {
    if (at > open) break;
    const again = timesOf(context, who, date, at)?.closes ?? 0;
    open = Math.max(open, again);
    last = Math.max(last, again + 4 * day);
  }
  return last;
}

type Prompting = { readonly who: string; readonly date: string; readonly begins: number; readonly planned: Times };

/** Until it is asked, a check-in moves with the person's zone and the schedule, and waits while the team is paused. */
function prompting(
  context: Context,
  own: readonly Fact[],
  { who, date, begins, planned }: Prompting,
): Times & { isClear: boolean } {
  const { history, team } = context;
  let times = planned;
  let isClear = true;
  for (const fact of own.filter(({ at }) => at > begins)) {
    const asked = Math.max(times.due, begins);
    if (fact.at >= asked + minute && !history.isPaused(team, asked)) break;
    if (fact.changes === "pause") continue;
    if (fact.changes === "resume") {
      times = { ...times, due: Math.max(times.due, fact.at) };
      isClear = times.due < times.closes - unclear;
    } else if (moving.includes(fact.changes)) {
      const again = timesOf(context, who, date, fact.at);
      if (!again) return { ...times, isClear: false };
      // Whoever is away on that day after all is not asked.
      if (!history.works(who, date, fact.at)) return { ...times, closes: fact.at, isClear: false };
      times = { ...again, due: Math.max(again.due, fact.at) };
      isClear = again.closes > fact.at + hour;
    }
  }
  const paused = history.isPaused(team, Math.max(times.due, begins));
  return { ...times, isClear: isClear && !paused };
}
