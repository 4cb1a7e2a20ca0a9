import type { Kind, Plan, When } from "./plan.ts";
import type { Fact } from "./run.ts";
import { instantOf, plusDays, wallOf, weekdayOf } from "./wall.ts";

/** How things stood at any moment, as people were told that they stand. */
export type History = {
  teamZone(team: number, at: number): string;
  /** Where somebody's day is reckoned, as seen from a team. */
  zoneOf(who: string, team: number, at: number): string;
  schedule(team: number, kind: Kind, at: number): When | null;
  isPaused(team: number, at: number): boolean;
  isIn(who: string, team: number, at: number): boolean;
  works(who: string, date: string, at: number): boolean;
  hours(who: string, at: number): { readonly from: string; readonly to: string };
  mutedUntil(who: string, team: number, at: number): number;
  reps(team: number, at: number): string[];
  managers(team: number): string[];
};

type Of<C extends Fact["changes"]> = Extract<Fact, { changes: C }>;

export function historyOf(plan: Plan, facts: readonly Fact[]): History {
  const last = <C extends Fact["changes"]>(at: number, changes: C, fits: (fact: Of<C>) => boolean): Of<C> | undefined =>
    facts.filter((fact): fact is Of<C> => fact.changes === changes && fact.at <= at && fits(fact as Of<C>)).at(-1);
  const teamZone = (team: number, at: number): string =>
    last(at, "team zone", (fact) => fact.team === team)?.zone ?? plan.teams[team]?.zone ?? "UTC";
  const person = (who: string) => plan.people.find(({ name }) => name === who);
  const isIn = (who: string, team: number, at: number): boolean =>
    person(who)?.roles.some((role) => role.team === team) === true &&
    !facts.some((fact) => fact.changes === "removed" && fact.who === who && fact.team === team && fact.at <= at);
  const named = (team: number, role: string) =>
    plan.people
      .filter(({ roles }) => roles.some((one) => one.team === team && one.role === role))
      .map(({ name }) => name);
  const zoneOf = (who: string, team: number, at: number): string =>
    last(at, "zone", (fact) => fact.who === who)?.zone ?? person(who)?.zone ?? teamZone(team, at);
  return {
    ...{ teamZone, isIn, zoneOf },
    schedule: (team, kind, at) =>
      last(at, "schedule", (fact) => fact.team === team && fact.kind === kind)?.when ??
      plan.teams[team]?.schedules[kind] ??
      null,
    isPaused: (team, at) => {
      const paused = last(at, "pause", (fact) => fact.team === team);
      const resumed = last(at, "resume", (fact) => fact.team === team);
      return paused !== undefined && (resumed === undefined || resumed.at < paused.at);
    },
    works: (who, date, at) =>
      weekdayOf(date) <= 5 &&
      !facts.some(
        (fact) => fact.changes === "away" && fact.who === who && fact.at <= at && fact.from <= date && date <= fact.to,
      ),
    hours: (who, at) => {
      const quiet = last(at, "quiet", (fact) => fact.who === who);
      return quiet ? { from: quiet.to, to: quiet.from } : { from: "09:00", to: "18:00" };
    },
    // Who is in two teams reads dates in the first one's zone.
    mutedUntil: (who, team, at) => {
      const muted = last(at, "muted", (fact) => fact.who === who);
      if (!muted) return Number.NEGATIVE_INFINITY;
      if (muted.until === "forever") return Number.POSITIVE_INFINITY;
      const home = person(who)?.roles[0]?.team ?? team;
      return instantOf(muted.until, "09:00", zoneOf(who, home, muted.at));
    },
    reps: (team, at) => named(team, "rep").filter((who) => isIn(who, team, at)),
    managers: (team) => named(team, "manager"),
  };
}

const minute = 60_000;

/** Whether somebody may be written to unasked at a moment: domain rules, reckoned from scratch. */
export function mayWrite(history: History, who: string, team: number, at: number): boolean {
  if (history.mutedUntil(who, team, at) > at) return false;
  const zone = history.zoneOf(who, team, at);
  const { from, to } = history.hours(who, at);
  const now = wallOf(at, zone);
  // A window over midnight belongs to the day on which it opened.
  const isOver = to <= from;
  const day = isOver && now.time < to ? plusDays(now.date, -1) : now.date;
  const isInside = isOver ? now.time >= from || now.time < to : now.time >= from && now.time < to;
  if (!isInside || !history.works(who, day, at)) return false;
  return !(isFirstDayBack(history, who, now.date, at) && now.time < "10:00");
}

/** Three days off or more lie before it. */
export function isFirstDayBack(history: History, who: string, date: string, at: number): boolean {
  return ![1, 2, 3].some((days) => history.works(who, plusDays(date, -days), at));
}

export const officeDay = { from: "09:00", to: "18:00" } as const;

/** The first moment from an instant on that lies in office hours of a working day. */
export function nextOpen(history: History, who: string, team: number, from: number, knownAt: number): number | null {
  const zone = history.zoneOf(who, team, knownAt);
  const today = wallOf(from, zone).date;
  for (let ahead = 0; ahead < 60; ahead++) {
    const date = plusDays(today, ahead);
    if (!history.works(who, date, knownAt)) continue;
    const at = Math.max(from, instantOf(date, officeDay.from, zone));
    if (at < instantOf(date, officeDay.to, zone)) return at;
  }
  return null;
}

/** As above, and no early first morning back. */
export function nextOffice(history: History, who: string, team: number, from: number, knownAt: number): number | null {
  const zone = history.zoneOf(who, team, knownAt);
  const today = wallOf(from, zone).date;
  for (let ahead = 0; ahead < 60; ahead++) {
    const date = plusDays(today, ahead);
    if (!history.works(who, date, knownAt)) continue;
    const opens = isFirstDayBack(history, who, date, knownAt) ? "10:00" : officeDay.from;
    const at = Math.max(from, instantOf(date, opens, zone));
    if (at < instantOf(date, officeDay.to, zone)) return at;
  }
  return null;
}

/** So many minutes of office hours later. */
export function afterOfficeMinutes(
  history: History,
  who: string,
  team: number,
  from: number,
  minutes: number,
  knownAt: number,
) {
  const zone = history.zoneOf(who, team, knownAt);
  let left = minutes * minute;
  const today = wallOf(from, zone).date;
  for (let ahead = 0; ahead < 60; ahead++) {
    const date = plusDays(today, ahead);
    if (!history.works(who, date, knownAt)) continue;
    const begins = Math.max(from, instantOf(date, officeDay.from, zone));
    const ends = instantOf(date, officeDay.to, zone);
    if (begins >= ends) continue;
    if (begins + left < ends) return begins + left;
    left -= ends - begins;
  }
  return null;
}
