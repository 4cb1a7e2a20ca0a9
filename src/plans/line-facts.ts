import type { DateRange } from "../calendar/dates.ts";
import { dailyRate, type FitNow, fitNow } from "../goals/fit.ts";
import { type FitEvidence, type FitSubject, fitEvidence } from "../goals/fit-evidence.ts";
import { mean } from "../insight/rules/order-statistics.ts";
import { splitWeight } from "../insight/rules/split.ts";
import { activeMembership } from "../org/membership.ts";
import { teamsUnder } from "../org/team-tree.ts";
import type { PersonWork } from "../work.ts";
import { metricInCurrency } from "./metric-in-currency.ts";
import { atPlanRate, inOwnCurrency, type PlanRate } from "./plan-rate.ts";
import type { FullPlan } from "./plan-store.ts";
import { teamSubject } from "./team-subject.ts";

/** What a line's weight and fit are reckoned from. */
export type LineFacts = {
  readonly workingDays: number;
  /** 0…1: how much of them a newcomer is expected to use. */
  readonly ramp: number;
  /** What a productive working day is expected to bring, in the plan's stored units; null without any history. */
  readonly rate: number | null;
  /** What the whole period is expected to bring, in the plan's stored units. */
  readonly expected: bigint | null;
  fit(share: bigint): FitNow | null;
  /** Productive working days of a part of the period. */
  days(range: DateRange): number;
};

/** The people and teams of a plan that a line may be for, and what is known of them. */
export type Claimants = ReadonlyMap<string, LineFacts>;

type Wanted = {
  readonly key: string;
  /** The team in whose company they are judged. */
  readonly teamId: string;
  readonly personIds: readonly string[];
  readonly isTeam: boolean;
  readonly planRate: PlanRate | null;
};

/** Facts for every line of a plan, by the line's id; a few queries for each team and currency in it. */
export async function lineFacts(work: PersonWork, full: FullPlan): Promise<Claimants> {
  const wanted = await Promise.all(full.lines.map((line) => wantedOf(work, full, line)));
  const groups = new Map<string, Wanted[]>();
  for (const one of wanted) {
    const key = `${one.teamId} ${one.planRate?.currency ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const facts = new Map<string, LineFacts>();
  for (const group of groups.values()) {
    for (const [key, one] of await factsOfGroup(work, full, group)) facts.set(key, one);
  }
  return facts;
}

async function wantedOf(work: PersonWork, { plan }: FullPlan, line: FullPlan["lines"][number]): Promise<Wanted> {
  const { id: key, personId, teamId, currency, planRate } = line;
  const rate = currency && planRate ? { currency, rate: planRate } : null;
  if (personId) return { key, teamId: plan.teamId, personIds: [personId], isTeam: false, planRate: rate };
  const reps = await repsOf(work, await teamsUnder(work, teamId ?? ""));
  return { key, teamId: teamId ?? plan.teamId, personIds: reps, isTeam: true, planRate: rate };
}

/** Who sells in these teams, each of them once. */
export async function repsOf({ db, orgId, caller }: PersonWork, teamIds: string[]): Promise<string[]> {
  const members = await db.membership.findMany({
    where: {
      orgId,
      teamId: { in: teamIds },
      role: "rep",
      ...activeMembership(caller.today),
      person: { state: "active" },
    },
    select: { personId: true },
    orderBy: { personId: "asc" },
  });
  return [...new Set(members.map(({ personId }) => personId))];
}

async function factsOfGroup(work: PersonWork, full: FullPlan, group: readonly Wanted[]) {
  const { plan, metric } = full;
  const [first] = group;
  if (!first) return new Map<string, LineFacts>();
  const own = first.planRate ? await metricInCurrency(work, metric, first.planRate.currency) : metric;
  const period = { start: plan.startsOn, end: plan.endsOn };
  const personIds = [...new Set(group.flatMap((one) => one.personIds))];
  const time = { period, today: work.caller.today };
  const withActivity = group.some(({ isTeam }) => !isTeam);
  const asked = { teamId: first.teamId, personIds, metric: own ?? metric, ...time, withActivity };
  const evidence = await fitEvidence(work, asked);
  // Nobody has booked in that currency yet: then the plan's own is all there is to judge by.
  return new Map(group.map((one) => [one.key, factsOf(full, evidence, own ? one : { ...one, planRate: null })]));
}

function factsOf({ metric }: FullPlan, evidence: FitEvidence, one: Wanted): LineFacts {
  const { period } = evidence;
  const people = one.personIds.flatMap((id) => evidence.subjects.get(id) ?? []);
  const judged = one.isTeam ? teamSubject(evidence, one.key, people) : { evidence, subject: people[0] };
  const rates = people.flatMap((person) => dailyRate(evidence, person) ?? []);
  const { planRate } = one;
  const planned = (amount: number): number =>
    planRate === null ? amount : Number(atPlanRate(BigInt(Math.round(amount)), metric.currency ?? "USD", planRate));
  const owned = (share: bigint): bigint =>
    planRate === null ? share : inOwnCurrency(share, metric.currency ?? "USD", planRate);
  const days = people.reduce((sum, { worked }) => sum + worked.between(period.start, period.end), 0);
  const productive = productiveDays(people, period);
  const rate = mean(rates);
  return {
    workingDays: days,
    ramp: days > 0 ? productive / days : 1,
    rate: rate === null ? null : planned(rate),
    expected: rate === null ? null : BigInt(Math.round(planned(rate * productive))),
    fit: (share) =>
      share > 0n && judged.subject ? fitNow(judged.evidence, judged.subject.personId, { target: owned(share) }) : null,
    days: (range) => productiveDays(people, range),
  };
}

const productiveDays = (people: readonly FitSubject[], { start, end }: DateRange): number =>
  people.reduce((sum, { productive }) => sum + productive.between(start, end), 0);

/** Hundredths are all that is shown, so that nothing else decides. */
const shown = (weight: number): number => Math.round(weight * 100) / 100;

/** Working days × ramp × (own rate / everybody's)^γ for each line; whoever has no history counts as the average. */
export function weightsOf(facts: Claimants, gamma: number): ReadonlyMap<string, number> {
  const teamRate = mean([...facts.values()].flatMap(({ rate }) => rate ?? [])) ?? 0;
  return new Map(
    [...facts].map(([id, { workingDays, ramp, rate }]) => [
      id,
      shown(splitWeight({ workingDays, ramp, rate: rate ?? teamRate, teamRate, gamma })),
    ]),
  );
}
