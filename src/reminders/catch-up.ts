import type { Occurrence } from "../calendar/schedule.ts";
import type { ScheduleKind } from "../generated/prisma/client.ts";
import { lastInstantOn, nextForTeam, type TeamWhen } from "./team-times.ts";

const hour = 3_600_000;

/** How late each kind may begin for the last of its people and still be worth having; a summary is news until the next. */
export const usefulFor = { checkin: 36 * hour, reminders: 9 * hour, summary: 7 * 24 * hour, brief: 48 * hour } as const;

/** From the first place on earth where a wall time comes to the last one. */
const acrossZones = 26 * hour;

/** Whether what was planned has become pointless for everybody, wherever they are. */
export const isOver = (kind: ScheduleKind, dueAt: Date, now: Date): boolean =>
  now.getTime() - dueAt.getTime() > usefulFor[kind] + acrossZones;

/** What begins within this time of its moment is on time. */
const onTime = 15 * 60_000;

/** Why an occurrence is late or did not happen, as recorded with it. */
export const reasons = {
  late: "late: nothing was running at its time",
  replaced: "skipped: nothing was running, and a later one took its place",
  useless: "skipped: nothing was running until it was too late to be of use",
  paused: "skipped: the team is paused",
  failed: "skipped: it failed ten times",
} as const;

export type DueOccurrence = Occurrence & { readonly runs: boolean; readonly reason: string | null };

/** A year of daily occurrences; whoever was away for longer starts anew. */
const mostMissed = 400;
const mostRecorded = 31;

/**
 * What a schedule owes at `now`, oldest first, and what comes next. After a downtime only the latest occurrence runs, if
 * it is still of use; the others are recorded as skipped with the reason.
 */
export function catchUp(
  when: TeamWhen,
  kind: ScheduleKind,
  from: Occurrence,
  now: Date,
): { readonly due: readonly DueOccurrence[]; readonly next: Occurrence | null } {
  const owed = [from];
  let next = nextForTeam(when, from.at, from.date);
  while (next !== null && next.at <= now && owed.length < mostMissed) {
    owed.push(next);
    next = nextForTeam(when, next.at, next.date);
  }
  if (next !== null && next.at <= now) next = nextForTeam(when, now, next.date);
  const due = owed.slice(-mostRecorded).map((occurrence, at, all): DueOccurrence => {
    if (at < all.length - 1) return { ...occurrence, runs: false, reason: reasons.replaced };
    const age = now.getTime() - occurrence.at.getTime();
    if (now.getTime() - lastInstantOn(when, occurrence).getTime() > usefulFor[kind])
      return { ...occurrence, runs: false, reason: reasons.useless };
    return { ...occurrence, runs: true, reason: age > onTime ? reasons.late : null };
  });
  return { due, next };
}
