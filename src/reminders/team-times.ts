import { addDays, type LocalDate } from "../calendar/dates.ts";
import { type Occurrence, occurrenceOn, type When } from "../calendar/schedule.ts";
import { firstZone, localDateOf } from "../calendar/zones.ts";
import type { ScheduleKind } from "../generated/prisma/client.ts";
import { activeMembership } from "../org/membership.ts";
import type { Db } from "../store/db.ts";

/** A schedule's wall time in each of the zones whose people it is for. */
export type TeamWhen = When & { readonly zones: readonly string[] };

const instantsOn = ({ days, time, zones }: TeamWhen, date: LocalDate): number[] =>
  zones.flatMap((zone) => occurrenceOn({ days, time, zone }, date)?.at.getTime() ?? []);

/** The earliest instant at which that date's occurrence begins for anybody; null when the weekday is left out. */
function firstInstantOn(when: TeamWhen, date: LocalDate): Occurrence | null {
  const instants = instantsOn(when, date);
  return instants.length === 0 ? null : { date, at: new Date(Math.min(...instants)) };
}

/** When it begins for the last of them; the instant at which it was to begin where its times were changed since. */
export const lastInstantOn = (when: TeamWhen, { date, at }: Occurrence): Date =>
  new Date(Math.max(at.getTime(), ...instantsOn(when, date)));

/** Zones lie up to 26 hours apart, so the search begins two dates early; a week later every weekday was seen. */
const searchFrom = -2;
const searchTo = 10;

/** The first occurrence that begins strictly after the instant, on a date after `afterDate` where one is given. */
export function nextForTeam(when: TeamWhen, after: Date, afterDate?: LocalDate | null): Occurrence | null {
  const zone = when.zones[0];
  if (zone === undefined) return null;
  const today = localDateOf(after, zone);
  const start = afterDate && afterDate > today ? afterDate : today;
  for (let offset = searchFrom; offset <= searchTo; offset++) {
    const date = addDays(start, offset);
    if (afterDate && date <= afterDate) continue;
    const occurrence = firstInstantOn(when, date);
    if (occurrence && occurrence.at > after) return occurrence;
  }
  return null;
}

/** For whom each kind is, where it comes to people themselves; goals and promises are managers' too. */
const readers: Readonly<Record<ScheduleKind, readonly ("rep" | "manager")[]>> = {
  checkin: ["rep"],
  reminders: ["rep", "manager"],
  summary: [],
  brief: ["manager"],
};

/**
 * The zones that decide when a team's schedule begins. What people are told themselves reaches each at their own local
 * time, so the zones of those it is for count; everything else happens on the team's clock.
 */
export async function zonesOf(
  db: Db,
  now: Date,
  teams: readonly { readonly id: string; readonly zone: string }[],
): Promise<(teamId: string, kind: ScheduleKind) => readonly string[]> {
  const memberships = await db.membership.findMany({
    where: {
      teamId: { in: teams.map(({ id }) => id) },
      role: { in: ["rep", "manager"] },
      person: { state: "active" },
      ...activeMembership(localDateOf(now, "UTC")),
    },
    select: {
      teamId: true,
      role: true,
      person: {
        select: {
          zone: true,
          accounts: {
            where: { zone: { not: null } },
            orderBy: { lastUsedAt: { sort: "desc", nulls: "last" } },
            select: { zone: true },
            take: 1,
          },
        },
      },
    },
  });
  const own = new Map(teams.map(({ id, zone }) => [id, zone]));
  const all = new Map<string, Set<string>>();
  for (const { teamId, role, person } of memberships) {
    const zone = firstZone(person.zone, person.accounts[0]?.zone, own.get(teamId));
    const key = `${teamId} ${role}`;
    all.set(key, (all.get(key) ?? new Set()).add(zone));
  }
  return (teamId, kind) => {
    const zones = [...new Set(readers[kind].flatMap((role) => [...(all.get(`${teamId} ${role}`) ?? [])]))].sort();
    return zones.length > 0 ? zones : [firstZone(own.get(teamId))];
  };
}
