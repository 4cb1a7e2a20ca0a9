import { workCalendar } from "../calendar/working-days.ts";
import type { Booked, FitEvidence, FitSubject } from "../goals/fit-evidence.ts";
import type { Evidence } from "../insight/forecasts/evidence.ts";
import { pooled } from "../insight/forecasts/worked-days.ts";
import { sum } from "../insight/rules/order-statistics.ts";

/**
 * A team judged by its own series, as one seller: summing its reps' chances would hide what befalls all of them
 * together. The calendar is only a shape here; the working days are its people's.
 */
export function teamSubject(
  evidence: FitEvidence,
  teamId: string,
  people: readonly FitSubject[],
): { readonly evidence: FitEvidence; readonly subject: FitSubject | undefined } {
  if (people.length === 0) return { evidence, subject: undefined };
  const together = pooledEvidence(people.map((person) => person.evidence));
  const booked: Booked = {
    amount: sum(people.map((person) => person.booked.amount)),
    trials: sum(people.map((person) => person.booked.trials)),
  };
  const subject: FitSubject = {
    ...{ personId: teamId, evidence: together, calendar: workCalendar(), hiredOn: null, past: [] },
    worked: pooled(people.map(({ worked }) => worked)),
    productive: pooled(people.map(({ productive }) => productive)),
    ...{ booked, busyDay: null, previous: null },
  };
  const peers = together.exposure.events > 0 ? [together] : [];
  return { evidence: { ...evidence, peers, funnel: null, subjects: new Map([[teamId, subject]]) }, subject };
}

function pooledEvidence(all: readonly Evidence[]): Evidence {
  const weeks = all[0]?.weeks ?? [];
  return {
    exposure: { events: sum(all.map((one) => one.exposure.events)), days: sum(all.map((one) => one.exposure.days)) },
    weeks: weeks.map((_, at) => ({
      events: sum(all.map((one) => one.weeks[at]?.events ?? 0)),
      days: sum(all.map((one) => one.weeks[at]?.days ?? 0)),
    })),
    workedDays: sum(all.map((one) => one.workedDays)),
    sizes: all.flatMap(({ sizes }) => sizes),
    successes: sum(all.map((one) => one.successes)),
  };
}
