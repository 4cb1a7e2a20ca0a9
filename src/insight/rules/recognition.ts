import type { Exposure } from "./forecast-counts.ts";
import { regularizedBeta } from "./special-functions.ts";

export type RecognitionSlots = { readonly public: number; readonly private: number };

/** Praise stays scarce: a fifth of the team in public per week, at least one, the rest in private; no trigger, no praise. */
export function recognitionSlots(team: number, triggers: number): RecognitionSlots {
  const inPublic = Math.min(triggers, Math.max(1, Math.floor(0.2 * team + 1e-9)));
  return { public: inPublic, private: triggers - inPublic };
}

export const recognitionTriggers = [
  "personal_best",
  "goal_reached",
  "improved",
  "check_ins_in_a_row",
  "helped_a_peer",
  "blocker_solved",
] as const;

export type RecognitionTrigger = (typeof recognitionTriggers)[number];

export type RecognitionFacts = {
  /** Results of complete weeks before this one. */
  readonly pastWeeks: readonly number[];
  readonly thisWeek: number;
  readonly goalsReached: number;
  /** Events and working days: recent, and the eight weeks before. Null where the metric is not a count. */
  readonly recent: Exposure | null;
  readonly base: Exposure | null;
  readonly checkInsInARow: number;
  readonly kudosReceived: number;
  readonly blockersSolved: number;
};

/** What there is to praise, by rules; praise is never invented. */
export function recognitionReasons(facts: RecognitionFacts): RecognitionTrigger[] {
  const applies: Record<RecognitionTrigger, boolean> = {
    personal_best: isPersonalBest(facts.thisWeek, facts.pastWeeks),
    goal_reached: facts.goalsReached > 0,
    improved: facts.recent !== null && facts.base !== null && hasImproved(facts.recent, facts.base),
    check_ins_in_a_row: facts.checkInsInARow >= 4,
    helped_a_peer: facts.kudosReceived > 0,
    blocker_solved: facts.blockersSolved > 0,
  };
  return recognitionTriggers.filter((trigger) => applies[trigger]);
}

/** More than in any of at least eight weeks. */
export function isPersonalBest(thisWeek: number, pastWeeks: readonly number[]): boolean {
  return pastWeeks.length >= 8 && thisWeek > Math.max(...pastWeeks);
}

function hasImproved(recent: Exposure, base: Exposure): boolean {
  return (improvementProbability(recent, base) ?? 0) >= 0.9;
}

/**
 * P(recent rate > base rate) for two counts with Jeffreys' prior each: the ratio of two gammas is a beta.
 * Null where either has no working days.
 */
export function improvementProbability(recent: Exposure, base: Exposure): number | null {
  if (recent.days <= 0 || base.days <= 0) return null;
  const days = recent.days + base.days;
  return regularizedBeta(base.days / days, base.events + 0.5, recent.events + 0.5, recent.days / days);
}

export type Nominee = {
  readonly personId: string;
  readonly triggers: readonly RecognitionTrigger[];
  /** Null where never named in public; 1 for last week. */
  readonly weeksSincePublic: number | null;
};

export type Recognised = { readonly public: readonly Nominee[]; readonly private: readonly Nominee[] };

/** Who is proposed for public praise: those longest without it first, so that nobody is named twice in a row while others qualify. */
export function proposeRecognition(nominees: readonly Nominee[], team: number): Recognised {
  const since = ({ weeksSincePublic }: Nominee) => weeksSincePublic ?? Number.MAX_SAFE_INTEGER;
  const order = nominees
    .filter(({ triggers }) => triggers.length > 0)
    .sort(
      (one, other) =>
        since(other) - since(one) ||
        other.triggers.length - one.triggers.length ||
        (one.personId < other.personId ? -1 : 1),
    );
  const slots = recognitionSlots(team, order.length);
  return { public: order.slice(0, slots.public), private: order.slice(slots.public) };
}
