import { type BetaPrior, bayesFdr, betaPrior, type Conversion, type ShrunkRate, shrink } from "../rules/funnel.ts";
import { isDefined, type NotDefined, notDefined } from "../rules/not-defined.ts";
import { sum } from "../rules/order-statistics.ts";
import type { DealCohort } from "./deal-counts.ts";
import type { StageCounts } from "./stage-counts.ts";
import type { Stage } from "./stages.ts";
import { fewestToCompare, type TeamRep } from "./team-reps.ts";

export type Standing = "below" | "above" | "usual";
export type ComparedRate = ShrunkRate & { readonly standing: Standing };

/** Why two numbers are no share of each other: nothing was counted, or more came out than went in. */
export type NoShare = NotDefined<"nothing_yet" | "more_out_than_in">;

export type StepOfRep = {
  readonly rep: TeamRep;
  readonly counts: Conversion;
  /** Own successes of own trials. */
  readonly share: { readonly rate: number } | NoShare;
  /** Against the team; null for newcomers and where there are too few to compare with. */
  readonly compared: ComparedRate | null;
};

export type Step = {
  readonly key: string;
  readonly from: Stage;
  readonly to: Stage;
  /** The same deals on both sides; otherwise totals of the same weeks are put beside each other. */
  readonly isCohort: boolean;
  readonly team: Conversion;
  readonly share: { readonly rate: number } | NoShare;
  /** What the team's reps say of a rate before one's own numbers count. */
  readonly prior: BetaPrior | NotDefined<"no_trials">;
  readonly reps: readonly StepOfRep[];
  /** How many could be compared; fewer than five are not. */
  readonly comparable: number;
};

export type StepInput = {
  readonly stages: readonly Stage[];
  readonly counts: StageCounts;
  readonly cohorts: readonly DealCohort[];
  readonly reps: readonly TeamRep[];
};

/** From each stage to the next: the team, and every rep against it. */
export function stepsOf({ stages, counts, cohorts, reps }: StepInput): Step[] {
  const cohortOf = new Map(cohorts.map((one) => [one.personId, one]));
  return stages.slice(1).flatMap((to, at): Step[] => {
    const from = stages[at];
    if (!from) return [];
    const isCohort = from.kind === "deals" && to.kind === "deals";
    const conversionOf = (personId: string): Conversion =>
      isCohort
        ? ofCohort(cohortOf.get(personId), from, to)
        : sinceFirst(counts.of(personId, from), counts.of(personId, to));
    const everybody = isCohort ? cohorts.map(({ personId }) => personId) : counts.personIds;
    return [{ key: `${from.key}>${to.key}`, from, to, isCohort, ...compare(everybody, conversionOf, reps) }];
  });
}

/** Totals from the first week on in which the first of the two was counted: what followed from earlier ones has no trials. */
export function sinceFirst(from: readonly number[], to: readonly number[]): Conversion {
  const weeks = from.findLastIndex((count) => count !== 0) + 1;
  return { trials: sum(from), successes: sum(weeks === 0 ? to : to.slice(0, weeks)) };
}

const reached = (cohort: DealCohort, { key }: Stage): number =>
  key === "deal-opened" ? cohort.entered : key === "deal-decided" ? cohort.decided : cohort.won;

const ofCohort = (cohort: DealCohort | undefined, from: Stage, to: Stage): Conversion =>
  cohort ? { trials: reached(cohort, from), successes: reached(cohort, to) } : { trials: 0, successes: 0 };

function compare(
  everybody: readonly string[],
  conversionOf: (personId: string) => Conversion,
  reps: readonly TeamRep[],
): Pick<Step, "team" | "share" | "prior" | "reps" | "comparable"> {
  const all = everybody.map(conversionOf);
  const team = { trials: sum(all.map(({ trials }) => trials)), successes: sum(all.map((one) => one.successes)) };
  const newcomers = new Set(reps.filter(({ isNewcomer }) => isNewcomer).map(({ id }) => id));
  const seasoned = everybody.filter((id) => !newcomers.has(id)).map(conversionOf);
  const share = shareOf(team);
  const prior = isDefined(share) ? betaPrior(seasoned.filter(isShare)) : notDefined("no_trials" as const);
  const own = reps.map((rep) => ({ rep, counts: conversionOf(rep.id) }));
  const comparable = own.filter(({ rep, counts }) => !rep.isNewcomer && isShare(counts));
  const rates =
    isDefined(prior) && comparable.length >= fewestToCompare
      ? standings(comparable.map(({ rep, counts }) => ({ id: rep.id, rate: shrink(counts, prior) })))
      : new Map<string, ComparedRate>();
  return {
    team,
    share,
    prior,
    reps: own.map(({ rep, counts }) => ({
      ...{ rep, counts, share: shareOf(counts) },
      compared: rates.get(rep.id) ?? null,
    })),
    comparable: comparable.length,
  };
}

const isShare = (conversion: Conversion): boolean => isDefined(shareOf(conversion));

export function shareOf({ successes, trials }: Conversion): { readonly rate: number } | NoShare {
  if (successes < 0 || trials < 0 || successes > trials) return notDefined("more_out_than_in");
  return trials === 0 ? notDefined("nothing_yet") : { rate: successes / trials };
}

/** Whoever is likely below or above, so chosen that on average at most one in ten is named by chance. */
function standings(rates: readonly { readonly id: string; readonly rate: ShrunkRate }[]): Map<string, ComparedRate> {
  const below = new Set(bayesFdr(rates.map(({ rate }) => 1 - rate.belowProbability)));
  const above = new Set(bayesFdr(rates.map(({ rate }) => rate.belowProbability)));
  return new Map(
    rates.map(({ id, rate }, at) => {
      const standing = below.has(at) === above.has(at) ? "usual" : below.has(at) ? "below" : "above";
      return [id, { ...rate, standing }];
    }),
  );
}
