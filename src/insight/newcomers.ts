import { daysBetween, type LocalDate } from "../calendar/dates.ts";

/** In their first 90 days nobody is compared with others. */
const newcomerDays = 90;
/** Whoever came together with the first of the team is no newcomer among them, however young the team is. */
const togetherDays = 30;

/** Tells, for the hire dates of a team's people, who of them is a newcomer on that date. */
export function newcomersAmong(hires: readonly LocalDate[]): (hire: LocalDate | undefined, on: LocalDate) => boolean {
  const [first] = [...hires].sort();
  return (hire, on) =>
    hire !== undefined &&
    first !== undefined &&
    daysBetween(hire, on) < newcomerDays &&
    daysBetween(first, hire) > togetherDays;
}
