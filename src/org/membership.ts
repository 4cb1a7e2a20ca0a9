import type { LocalDate } from "../calendar/dates.ts";

/** Whether a membership holds on that local date; the last day still counts. */
export function activeOn(membership: { startsOn: LocalDate; endsOn: LocalDate | null }, date: LocalDate): boolean {
  return membership.startsOn <= date && (membership.endsOn === null || membership.endsOn >= date);
}

/** The same, as a condition for a query. */
export const activeMembership = (date: LocalDate) => ({
  startsOn: { lte: date },
  OR: [{ endsOn: null }, { endsOn: { gte: date } }],
});
