import { daysBetween, type LocalDate } from "../../calendar/dates.ts";
import type { WorkCalendar } from "../../calendar/working-days.ts";
import { timesOf } from "../../org/calendars.ts";
import { activeMembership } from "../../org/membership.ts";
import type { Work } from "../../work.ts";

export type TeamRep = {
  readonly id: string;
  readonly name: string;
  readonly calendar: WorkCalendar;
  /** In the first 90 days nobody is compared with others. */
  readonly isNewcomer: boolean;
};

const newcomerDays = 90;
/** Whoever came together with the first of the team is no newcomer among them, however young the team is. */
const togetherDays = 30;

/** Fewer people than this could be told apart in whatever is said of them together. */
export const fewestToCompare = 5;

/** The reps of a team with their working time over a span, by name. */
export async function repsOf(
  work: Work,
  teamId: string,
  span: { readonly start: LocalDate; readonly end: LocalDate },
): Promise<TeamRep[]> {
  const { db, orgId } = work;
  const memberships = await db.membership.findMany({
    where: { orgId, teamId, role: "rep", person: { state: "active" }, ...activeMembership(span.end) },
    select: { person: { select: { id: true, name: true } } },
    orderBy: [{ person: { name: "asc" } }, { personId: "asc" }],
  });
  const people = [...new Map(memberships.map(({ person }) => [person.id, person])).values()];
  const ids = people.map(({ id }) => id);
  const times = await timesOf(work, teamId, ids, span);
  const reps = people.flatMap((person) => {
    const time = times.get(person.id);
    return time ? [{ ...person, calendar: time.calendar }] : [];
  });
  const first = reps.flatMap(({ calendar }) => calendar.hire ?? []).sort()[0];
  return reps.map((rep) => {
    const { hire } = rep.calendar;
    const isNew = hire !== undefined && daysBetween(hire, span.end) < newcomerDays;
    return { ...rep, isNewcomer: isNew && first !== undefined && daysBetween(first, hire) > togetherDays };
  });
}
