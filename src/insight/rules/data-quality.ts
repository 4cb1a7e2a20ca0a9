export const dataFlags = [
  "identical_weeks",
  "far_above_own_maximum",
  "back_dated",
  "closed_before_engaged",
  "more_than_a_day_holds",
  "result_without_activity",
] as const;

export type DataFlag = (typeof dataFlags)[number];

export type DataFacts = {
  /** The numbers of one check-in per week, latest last. */
  readonly weeklyNumbers: readonly (readonly number[])[];
  readonly value: number;
  readonly ownHistory: readonly number[];
  /** Days between when it happened and when it was entered. */
  readonly enteredDaysLater: number;
  /** Local dates, YYYY-MM-DD. */
  readonly engagedOn: string | null;
  readonly closedOn: string | null;
  readonly dayActivities: readonly TimedActivity[];
  readonly weeklyResults: readonly number[];
  readonly weeklyActivities: readonly number[];
};

export type TimedActivity = { readonly count: number; readonly minutesEach: number };

/** What in the numbers deserves a friendly question; a flag never changes or hides a number. */
export function dataQuality(facts: DataFacts): DataFlag[] {
  const applies: Record<DataFlag, boolean> = {
    identical_weeks: hasIdenticalWeeks(facts.weeklyNumbers),
    far_above_own_maximum: isFarAboveOwnMaximum(facts.value, facts.ownHistory),
    back_dated: isBackDated(facts.enteredDaysLater),
    closed_before_engaged: isClosedBeforeEngaged(facts.engagedOn, facts.closedOn),
    more_than_a_day_holds: isMoreThanADayHolds(facts.dayActivities),
    result_without_activity: hasResultWithoutActivity(facts.weeklyResults, facts.weeklyActivities),
  };
  return dataFlags.filter((flag) => applies[flag]);
}

/** The same numbers three weeks in a row; three empty weeks are a different matter. */
export function hasIdenticalWeeks(weeks: readonly (readonly number[])[]): boolean {
  const [first, ...others] = weeks.slice(-3);
  if (first === undefined || others.length < 2 || first.every((value) => value === 0)) return false;
  return others.every((week) => week.length === first.length && week.every((value, index) => value === first[index]));
}

/** More than three times the best so far, once there are a few to compare with. */
export function isFarAboveOwnMaximum(value: number, history: readonly number[]): boolean {
  const best = Math.max(0, ...history);
  return history.length >= 3 && best > 0 && value > 3 * best;
}

export function isBackDated(enteredDaysLater: number): boolean {
  return enteredDaysLater > 7;
}

/** ISO dates sort as text. */
export function isClosedBeforeEngaged(engagedOn: string | null, closedOn: string | null): boolean {
  return engagedOn !== null && closedOn !== null && closedOn < engagedOn;
}

/** More than sixteen hours of activity in one day. */
export function isMoreThanADayHolds(activities: readonly TimedActivity[]): boolean {
  return activities.reduce((minutes, { count, minutesEach }) => minutes + count * minutesEach, 0) > 16 * 60;
}

/** Results in the last four weeks with no activity at all. */
export function hasResultWithoutActivity(results: readonly number[], activities: readonly number[]): boolean {
  const lately = activities.slice(-4);
  return lately.length === 4 && lately.every((count) => count === 0) && results.slice(-4).some((value) => value > 0);
}
